//! Saving a bill: one at a time per bill, never twice per attempt, finished even if nobody waits any more. C:G.7.
mod attempts;
pub(crate) mod learned;
mod ledger;
mod note;
pub(crate) mod places;
mod progress;
pub(crate) mod rounds;
mod running;
mod settle;
mod told;

use crate::bills::Bills;
use crate::boards::Boards;
use crate::budget::{self, Urgency};
use crate::clock::SharedClock;
use crate::installs::{Install, InstallKey};
use crate::lanes::shared::Shared;
use crate::lanes::{LaneKey, Lanes};
use crate::memory::Memory;
use crate::metrics::METRICS;
use crate::often;
use crate::refuse::Refuse;
use crate::session::Caller;
use crate::stock::Stocks;
use crate::store::Store;
use crate::upstream::client::Client;
use crate::webhooks::signal::{BillChanged, Change, Signal, Signals};
use adisyon_bill::check::Policy;
use adisyon_bill::{Bill, BillRef, Edit};
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::{Outcome, SaveReply};
use attempts::{Attempts, Begun, State};
use ledger::{Ledger, Start};
use progress::Ending;
pub use running::Counted;
use running::Running;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Counts how a save ended.
fn count(ending: &Ending) {
    let outcome = match ending {
        Ending::Reply(reply) => match reply.outcome {
            Outcome::Saved => "saved",
            Outcome::Partly => "partly",
            Outcome::NotSaved => "not_saved",
            Outcome::Changed => {
                METRICS.count("adisyon_merges_total", String::new());
                "changed"
            }
        },
        Ending::Refuse(_) => "refused",
        Ending::Unknown(..) => "unknown",
    };
    METRICS.count("adisyon_saves_total", format!("outcome=\"{outcome}\""));
}

/// What somebody wants saved.
pub struct Job {
    /// Who.
    pub caller: Caller,
    /// Where.
    pub install: Arc<Install>,
    /// Which bill.
    pub bill: BillRef,
    /// The revision that the edits were made on.
    pub revision: String,
    /// The name of this attempt.
    pub attempt: String,
    /// A stamp of the whole request: one attempt is one request.
    pub digest: [u8; 32],
    /// What was done to the bill.
    pub edits: Vec<Edit>,
    /// What the house allows this caller beyond the platform's rules.
    pub policy: Policy,
    /// The bill that the edits are applied to, once it was read: for the history.
    pub base: OnceLock<Arc<Bill>>,
}

/// The rooms that a writer needs.
pub struct Tools {
    /// The road to the platform.
    pub client: Arc<Client>,
    /// Time.
    pub clock: SharedClock,
    /// Where the history goes.
    pub store: Arc<Store>,
    /// Where what is learned goes.
    pub memory: Arc<dyn Memory>,
    /// Catalogues, to be read anew when the platform speaks of them.
    pub stocks: Arc<Stocks>,
    /// Boards, which show sums.
    pub boards: Arc<Boards>,
    /// Reader of bills.
    pub bills: Arc<Bills>,
    /// Who is told of what was written.
    pub signals: Signals,
}

/// The writer of bills.
pub struct Saves {
    tools: Tools,
    lanes: Arc<Lanes>,
    attempts: Arc<Attempts>,
    running: Running,
    /// The turns that all replicas share.
    shared: Shared,
    /// This process among all that work on attempts.
    owner: String,
}

impl Saves {
    /// A writer; needs a runtime.
    pub fn new(tools: Tools) -> Saves {
        let mut random = [0_u8; 16];
        // Two processes of one name would only take each other's attempts for their own, which the bill's turn forbids anyway.
        let _ = getrandom::fill(&mut random);
        Saves {
            attempts: Arc::new(Attempts::new(tools.clock.clone())),
            shared: Shared::new(tools.store.postgres().cloned()),
            owner: format!("{:032x}", u128::from_le_bytes(random)),
            tools,
            lanes: Arc::default(),
            running: Running::default(),
        }
    }

    /// Saves, or gives what an earlier sending of the same attempt came to.
    pub async fn save(self: &Arc<Self>, job: Job) -> Result<Arc<SaveReply>, Refuse> {
        let mut state = match self.attempts.begin(&job) {
            Begun::Elsewhere(state) => state,
            Begun::Misused => return Err(Refuse::with_detail(RefusalCode::BadRequest, "attempt")),
            Begun::Here(ticket) => {
                let Some(place) = self.lanes.join(lane(&job.install.key, &job.bill)) else {
                    return Err(RefusalCode::Busy.into());
                };
                let (state, saves) = (ticket.watch(), self.clone());
                let counted = self.running.enter();
                // Its own task: a closed tab must not leave a bill half written.
                tokio::spawn(async move {
                    let turn = place.turn().await;
                    let ending = saves.in_turn(&job).await;
                    drop(turn);
                    ticket.settle(ending);
                    drop(counted);
                });
                state
            }
        };
        let settled = state
            .wait_for(|state| !matches!(state, State::Running))
            .await;
        match settled.as_deref() {
            Ok(State::Settled(answer)) => answer.clone(),
            // The task died: a panic, which is our fault.
            _ => Err(RefusalCode::Internal.into()),
        }
    }

    /// Does something else to a bill in its turn among the saves, to its end even if nobody waits any more; none if too many wait.
    pub async fn alone<T: Send + 'static>(
        self: &Arc<Self>,
        lane: LaneKey,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Refuse> {
        let place = self.lanes.join(lane.clone()).ok_or(RefusalCode::Busy)?;
        let (counted, saves) = (self.running.enter(), self.clone());
        let done = tokio::spawn(async move {
            let _turn = place.turn().await;
            let among_replicas = saves.shared.hold(&lane).await.map_err(Refuse::store)?;
            let among_replicas = among_replicas.ok_or(RefusalCode::Busy)?;
            let done = work.await;
            drop((among_replicas, counted));
            Ok(done)
        });
        // The task died: a panic, which is our fault.
        done.await
            .unwrap_or_else(|_| Err(RefusalCode::Internal.into()))
    }

    /// Counts something that must be finished before the program may end, until it is dropped.
    pub fn enter(&self) -> Counted {
        self.running.enter()
    }

    /// With the bill's turn here; takes it among the replicas too.
    async fn in_turn(&self, job: &Job) -> Ending {
        let lane = lane(&job.install.key, &job.bill);
        let turn = match self.shared.hold(&lane).await {
            Ok(Some(turn)) => turn,
            Ok(None) => return Ending::Refuse(RefusalCode::Busy.into()),
            Err(error) => return Ending::Refuse(Refuse::store(error)),
        };
        let ledger = Ledger::new(self, job, turn);
        let start = match ledger.start().await {
            Start::Ended(ending) => return ending,
            start => start,
        };
        let saving = rounds::save(self, job, &ledger, start);
        let mut ending = budget::with(Urgency::Saving, saving).await;
        if let Ending::Reply(reply) = &mut ending {
            reply.left = self.tools.client.budgets().tight(&job.install.key);
        }
        count(&ending);
        told::record(self, job, &ending).await;
        if ledger.close(&ending).await && told::wrote_lines(&ending) {
            let (store, now) = (&self.tools.store, self.tools.clock.wall_ms());
            often::learn(store, &job.install.key, &job.edits, now).await;
        }
        ending
    }

    /// True if this bill is being written.
    pub fn is_busy(&self, install: &InstallKey, bill: &BillRef) -> bool {
        self.lanes.is_busy(&lane(install, bill))
    }

    /// Waits until this bill is not being written; true if it was.
    pub async fn quiet(&self, install: &InstallKey, bill: &BillRef) -> bool {
        let lane = lane(install, bill);
        let mut waited = false;
        while self.lanes.is_busy(&lane) {
            waited = true;
            match self.lanes.join(lane.clone()) {
                Some(place) => drop(place.turn().await),
                // A full lane moves on by itself.
                None => tokio::time::sleep(FULL).await,
            }
        }
        waited
    }

    /// Something was written to this bill, here: pages and other replicas are told at once, not only when the platform tells it.
    pub fn wrote(&self, install: &InstallKey, bill: BillRef, change: Change) {
        self.tools.boards.invalidate(install);
        let changed = BillChanged {
            install: install.clone(),
            bill: Some(bill),
            sale: None,
            change,
            moved_to: None,
            // Here it was read back; at other replicas it is news.
            echo: true,
        };
        let elsewhere = BillChanged {
            echo: false,
            ..changed.clone()
        };
        self.tools.signals.tell_elsewhere(Signal::Bill(elsewhere));
        self.tools.signals.tell_here(Signal::Bill(changed));
    }

    /// How many saves are running.
    pub fn running(&self) -> usize {
        self.running.count()
    }

    /// Waits until none is running.
    pub async fn idle(&self) {
        self.running.idle().await;
    }
}

/// How often a full lane is asked again whether it moved on.
const FULL: Duration = Duration::from_millis(50);

fn lane(install: &InstallKey, bill: &BillRef) -> LaneKey {
    LaneKey {
        install: install.clone(),
        bill: bill.clone(),
    }
}
