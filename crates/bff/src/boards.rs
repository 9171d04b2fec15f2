//! What is open in a restaurant: one shared, short-lived reading for all its pages. C:I.
use crate::clock::SharedClock;
use crate::flight::{Age, Flight};
use crate::installs::{Install, InstallKey};
use crate::since::Since;
use crate::upstream::client::Client;
use crate::upstream::read;
use crate::upstream::refusal::{Failure, Refused};
use crate::upstream::shape;
use adisyon_bill::BillRef;
use adisyon_wire::board::Board;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How old a board may be. C:I "a short cache (2 to 5 s)".
const KEPT: Duration = Duration::from_secs(3);
/// How long nobody asks again after a failure.
const FAILED: Duration = Duration::from_secs(1);
/// How old a floor plan may be: it changes when somebody moves furniture.
const PLAN_KEPT: Duration = Duration::from_secs(60);

/// The boards of all restaurants.
pub struct Boards {
    client: Arc<Client>,
    clock: SharedClock,
    rooms: Mutex<HashMap<InstallKey, Arc<Room>>>,
}

#[derive(Default)]
struct Room {
    board: Flight<Board, Failure>,
    plan: Flight<Vec<Value>, Failure>,
    since: Mutex<Since>,
}

impl Boards {
    /// Nothing read yet.
    pub fn new(client: Arc<Client>, clock: SharedClock) -> Boards {
        Boards {
            client,
            clock,
            rooms: Mutex::default(),
        }
    }

    /// The board, at most seconds old.
    pub async fn get(&self, install: &Install) -> Result<Arc<Board>, Failure> {
        let room = self.room(&install.key);
        let read = self.read(install, &room);
        room.board
            .get(
                &*self.clock,
                Age::UpTo {
                    good: KEPT,
                    bad: FAILED,
                },
                read,
            )
            .await
    }

    /// The last board that was read, of whatever age; its `read_at` says when.
    pub async fn last(&self, install: &Install) -> Option<Arc<Board>> {
        self.room(&install.key).board.last_good().await
    }

    /// A save changed sums: the next board is read anew.
    pub fn invalidate(&self, install: &InstallKey) {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.get(install) {
            room.board.invalidate();
        }
    }

    /// Nothing of this restaurant is kept any more.
    pub fn forget(&self, install: &InstallKey) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.remove(install);
    }

    /// A bill was opened just now.
    pub fn opened(&self, install: &InstallKey, bill: BillRef) {
        let room = self.room(install);
        room.since().opened(bill, self.clock.wall_ms());
        room.board.invalidate();
    }

    /// A bill is open no more.
    pub fn ended(&self, install: &InstallKey, bill: &BillRef) {
        self.room(install).since().ended(bill);
    }

    fn room(&self, install: &InstallKey) -> Arc<Room> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.entry(install.clone()).or_default().clone()
    }

    async fn read(&self, install: &Install, room: &Room) -> Result<Board, Failure> {
        let (packets, tables, plan) = tokio::join!(
            read::list(&self.client, install, "packets/open"),
            read::list(&self.client, install, "tables/open"),
            room.plan.get(
                &*self.clock,
                Age::UpTo {
                    good: PLAN_KEPT,
                    bad: FAILED
                },
                self.plan(install)
            ),
        );
        let plan = plan?;
        let read_at = self.clock.wall_ms();
        let mut board = shape::board::board(&packets?.entries, &tables?.entries, &plan, read_at);
        room.since().mark(&mut board);
        Ok(board)
    }

    /// A server without a floor plan still has open tables.
    async fn plan(&self, install: &Install) -> Result<Vec<Value>, Failure> {
        match read::list(&self.client, install, "tables/layout").await {
            Ok(list) => Ok(list.entries),
            Err(Failure::Refused(Refused::NotOffered)) => Ok(Vec::new()),
            Err(failure) => Err(failure),
        }
    }
}

impl Room {
    fn since(&self) -> MutexGuard<'_, Since> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
