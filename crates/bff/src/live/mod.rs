//! Pages that follow a restaurant: one task per watched restaurant reads for all of them, whoever's word or write it was that made
//! something new. A hundred pages cost the platform no more reads than one. C:I "fan-out to pages from the BFF".
mod presence;
pub mod roll;
mod room;
pub mod sights;
pub mod stream;

use crate::bills::Bills;
use crate::boards::Boards;
use crate::directory::Directory;
use crate::installs::InstallKey;
use crate::lanes::LaneKey;
use crate::stock::Stocks;
use crate::upstream::client::Client;
use crate::webhooks::signal::{Signal, Signals};
use adisyon_bill::BillRef;
use presence::{Attendance, Presence};
use roll::{Page, Viewer};
use room::{BoardSight, Item, Room, attend};
use sights::{Look, Sights};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The most streams at once; a page has one, and for a moment two.
pub const MAX_STREAMS: usize = 4096;
/// The most streams of one restaurant.
pub const MAX_OF_ONE: usize = 512;

/// The rooms that a reader for many needs.
pub struct Tools {
    /// Bills.
    pub bills: Arc<Bills>,
    /// What is open.
    pub boards: Arc<Boards>,
    /// Catalogues.
    pub stocks: Arc<Stocks>,
    /// Who is installed.
    pub directory: Arc<Directory>,
    /// Where every read of a bill passes.
    pub sights: Arc<Sights>,
    /// The road to the platform.
    pub client: Arc<Client>,
    /// The platform's read limit; 0 is none.
    pub reads_per_minute: u32,
    /// The road to the other replicas.
    pub signals: Signals,
    /// The name of this process among them.
    pub replica: String,
}

/// Everybody who follows.
pub struct Live {
    tools: Arc<Tools>,
    rooms: Arc<Rooms>,
    presence: Arc<Presence>,
}

#[derive(Default)]
struct Rooms {
    open: Mutex<HashMap<InstallKey, Arc<Room>>>,
}

/// What a page follows; the catalogue always.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Topics {
    /// This bill.
    pub bill: Option<BillRef>,
    /// What is open.
    pub board: bool,
    /// It is seen by the others at its bill, under this name.
    pub page: Option<Page>,
}

/// One page that follows, until dropped.
pub struct Watch {
    rooms: Arc<Rooms>,
    sights: Arc<Sights>,
    room: Arc<Room>,
    bill: Option<(BillRef, watch::Receiver<Look>)>,
    board: Option<watch::Receiver<Option<Arc<BoardSight>>>>,
    catalogue: watch::Receiver<Option<Arc<str>>>,
    others: watch::Receiver<u64>,
    attendance: Option<Attendance>,
    ended: watch::Receiver<bool>,
}

impl Live {
    /// Nobody follows yet.
    pub fn new(tools: Tools) -> Live {
        let presence = Presence::new(tools.signals.clone(), tools.replica.clone());
        Live {
            tools: Arc::new(tools),
            rooms: Arc::default(),
            presence: Arc::new(presence),
        }
    }

    /// Follows from now on; none if too many do.
    pub fn watch(&self, install: &InstallKey, topics: Topics) -> Option<Watch> {
        let mut open = self.rooms.open();
        let all: usize = open.values().map(|room| room.watchers()).sum();
        let here = open.get(install).map_or(0, |room| room.watchers());
        if all >= MAX_STREAMS || here >= MAX_OF_ONE {
            return None;
        }
        let room = match open.get(install) {
            Some(room) if !*room.ended.borrow() => room.clone(),
            _ => {
                let room = Arc::new(Room::new(install.clone()));
                open.insert(install.clone(), room.clone());
                let attending = attend(self.tools.clone(), self.rooms.clone(), room.clone());
                tokio::spawn(attending);
                room
            }
        };
        room.enter();
        drop(open);
        let sights = &self.tools.sights;
        let viewer = topics.page.zip(topics.bill.clone());
        let attendance = viewer.map(|(page, bill)| {
            let install = install.clone();
            let bill = LaneKey { install, bill };
            let viewer = Viewer { bill, page };
            self.presence.attend(self.rooms.clone(), viewer)
        });
        let bill = topics.bill.map(|bill| {
            let shown = sights.watch(install, &bill);
            if matches!(*shown.borrow(), Look::Unknown) {
                room.want(Item::Bill(bill.clone()));
            }
            (bill, shown)
        });
        let board = topics.board.then(|| {
            // What was read for others who are gone may be old.
            let first = room.board.receiver_count() == 0;
            let shown = room.board.subscribe();
            if first {
                room.want(Item::Board);
            }
            shown
        });
        Some(Watch {
            rooms: self.rooms.clone(),
            sights: sights.clone(),
            catalogue: room.catalogue.subscribe(),
            others: room.others.subscribe(),
            attendance,
            ended: room.ended.subscribe(),
            room,
            bill,
            board,
        })
    }

    /// The platform told something, or we wrote something.
    pub fn hear(&self, signal: &Signal) {
        match signal {
            Signal::Settings(_) | Signal::Spent(..) => return,
            Signal::Presence(word) => return self.hear_presence(word),
            Signal::Missed => self.ask_presence(),
            _ => {}
        }
        let rooms: Vec<_> = match signal.install() {
            Some(install) => {
                match signal {
                    Signal::Redacted(..) | Signal::Uninstalled(_) => {
                        self.tools.sights.forget(install);
                    }
                    _ => self.tools.sights.stale(install),
                }
                self.rooms
                    .open()
                    .get(install)
                    .cloned()
                    .into_iter()
                    .collect()
            }
            None => self.rooms.open().values().cloned().collect(),
        };
        for room in rooms {
            room.hear(&self.tools, signal);
        }
    }

    /// How many follow.
    pub fn watchers(&self) -> usize {
        self.rooms.open().values().map(|room| room.watchers()).sum()
    }

    /// Ends every stream: the program stops, and the pages go on at another replica.
    pub fn close(&self) {
        for room in self.rooms.open().values() {
            room.ended.send_replace(true);
        }
    }
}

impl Rooms {
    /// Forgets a room that nobody is in any more; true if so.
    fn close_if_deserted(&self, room: &Arc<Room>) -> bool {
        let mut open = self.open();
        let deserted = room.watchers() == 0;
        if deserted
            && open
                .get(&room.key)
                .is_some_and(|known| Arc::ptr_eq(known, room))
        {
            open.remove(&room.key);
        }
        deserted
    }

    fn open(&self) -> MutexGuard<'_, HashMap<InstallKey, Arc<Room>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some((bill, shown)) = self.bill.take() {
            drop(shown);
            self.sights.leave(&self.room.key, &bill);
        }
        // Under the rooms' lock, so that nobody enters a room that is being closed.
        let open = self.rooms.open();
        self.room.leave();
        drop(open);
    }
}
