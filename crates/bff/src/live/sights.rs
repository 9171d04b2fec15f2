//! The last sight of every watched bill. Every read of a bill passes here, whoever made it: so a page's own reading and the reading
//! back of a save show everybody who watches what is there, without another read.
use crate::bills::Seen;
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::lanes::LaneKey;
use adisyon_bill::BillRef;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long a read serves whoever begins to watch: a page reads its bill and then follows it.
const RECENT: Duration = Duration::from_secs(5);
/// The most reads kept for that.
const MAX_RECENT: usize = 512;

/// How long a sight may be shown, with its age, while the platform cannot be asked.
const LAST: Duration = Duration::from_secs(10 * 60);
/// The most of them.
const MAX_LAST: usize = 1000;

/// A bill as it is shown to those who watch it.
#[derive(Clone, Default)]
pub enum Look {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// It is there.
    Here(Arc<Sight>),
    /// It is not open any more.
    Gone(Duration),
}

/// One reading.
pub struct Sight {
    /// Stamp of the content.
    pub revision: String,
    /// What was read, for the reply that a page would get.
    pub seen: Seen,
    /// The sale's life-long identity.
    pub sale: Option<String>,
    /// Total and paid, minor units.
    pub sums: (i64, i64),
    /// When the platform was asked, on our clock.
    pub asked: Duration,
}

/// What is watched, and what was read a moment ago.
pub struct Sights {
    clock: SharedClock,
    watched: Mutex<HashMap<LaneKey, watch::Sender<Look>>>,
    recent: Mutex<VecDeque<Recent>>,
    /// The last sight of any bill, for when the platform cannot be asked.
    last: Mutex<HashMap<LaneKey, (Duration, Arc<Seen>)>>,
}

struct Recent {
    bill: LaneKey,
    asked: Duration,
    seen: Seen,
}

impl Sights {
    /// Nothing is watched.
    pub fn new(clock: SharedClock) -> Sights {
        Sights {
            clock,
            watched: Mutex::default(),
            recent: Mutex::default(),
            last: Mutex::default(),
        }
    }

    /// Now, before the platform is asked.
    pub fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    /// A read that began at `asked` showed this.
    pub fn saw(&self, install: &InstallKey, bill: &BillRef, asked: Duration, seen: &Seen) {
        let key = lane(install, bill);
        self.keep_last(&key, asked, seen);
        let watched = self.watched();
        if let Some(shown) = watched.get(&key) {
            show(shown, asked, seen);
            return;
        }
        drop(watched);
        let mut recent = self.recent();
        recent.retain(|known| known.bill != key);
        if recent.len() >= MAX_RECENT {
            recent.pop_front();
        }
        recent.push_back(Recent {
            bill: key,
            asked,
            seen: seen.clone(),
        });
    }

    /// A read that began at `asked` found no such open bill.
    pub fn missed(&self, install: &InstallKey, bill: &BillRef, asked: Duration) {
        let key = lane(install, bill);
        self.recent().retain(|known| known.bill != key);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.remove(&key);
        drop(last);
        if let Some(shown) = self.watched().get(&key) {
            shown.send_if_modified(|look| {
                let news = matches!(look, Look::Here(sight) if sight.asked <= asked)
                    || matches!(look, Look::Unknown);
                if news {
                    *look = Look::Gone(asked);
                }
                news
            });
        }
    }

    /// The last sight of a bill, minutes old at most, and how old it is.
    pub fn last(&self, install: &InstallKey, bill: &BillRef) -> Option<(Arc<Seen>, Duration)> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (asked, seen) = last.get(&lane(install, bill))?;
        let age = self.now().saturating_sub(*asked);
        (age < LAST).then(|| (seen.clone(), age))
    }

    fn keep_last(&self, key: &LaneKey, asked: Duration, seen: &Seen) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= MAX_LAST {
            let oldest = asked.saturating_sub(LAST);
            last.retain(|_, (asked, _)| *asked > oldest);
        }
        if last.len() < MAX_LAST || last.contains_key(key) {
            last.insert(key.clone(), (asked, Arc::new(seen.clone())));
        }
    }

    /// Nothing of this restaurant may be held any more, or something of it not.
    pub fn forget(&self, install: &InstallKey) {
        self.stale(install);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.retain(|key, _| key.install != *install);
    }

    /// Watches a bill from now on.
    pub(super) fn watch(&self, install: &InstallKey, bill: &BillRef) -> watch::Receiver<Look> {
        let key = lane(install, bill);
        let oldest = self.now().saturating_sub(RECENT);
        let mut watched = self.watched();
        let shown = watched.entry(key.clone()).or_default();
        if matches!(*shown.borrow(), Look::Unknown) {
            let mut recent = self.recent();
            recent.retain(|known| known.asked >= oldest);
            if let Some(known) = recent.iter().find(|known| known.bill == key) {
                show(shown, known.asked, &known.seen);
            }
        }
        shown.subscribe()
    }

    /// Forgets bills that nobody watches any more.
    pub(super) fn leave(&self, install: &InstallKey, bill: &BillRef) {
        let key = lane(install, bill);
        let mut watched = self.watched();
        let empty = watched.get(&key).is_some_and(|w| w.receiver_count() == 0);
        if empty {
            watched.remove(&key);
        }
    }

    /// The watched bills of a restaurant with their last sight.
    pub(super) fn of(&self, install: &InstallKey) -> Vec<(BillRef, Look)> {
        let watched = self.watched();
        let here = watched.iter().filter(|(key, _)| key.install == *install);
        here.map(|(key, shown)| (key.bill.clone(), shown.borrow().clone()))
            .collect()
    }

    /// Something happened at this restaurant: what was read before serves no newcomer.
    pub fn stale(&self, install: &InstallKey) {
        self.recent().retain(|known| known.bill.install != *install);
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<LaneKey, watch::Sender<Look>>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recent(&self) -> MutexGuard<'_, VecDeque<Recent>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Of two readings the one that was asked later counts.
fn show(shown: &watch::Sender<Look>, asked: Duration, seen: &Seen) {
    shown.send_if_modified(|look| {
        let revision = seen.stamps.revision();
        let (newer, same) = match look {
            Look::Unknown => (true, false),
            Look::Here(sight) => (asked >= sight.asked, sight.revision == revision),
            Look::Gone(at) => (asked >= *at, false),
        };
        if !newer {
            return false;
        }
        *look = Look::Here(Arc::new(Sight {
            revision,
            seen: seen.clone(),
            sale: seen.bill.head.uuid.clone(),
            sums: (seen.bill.total.minor(), seen.bill.paid.minor()),
            asked,
        }));
        !same
    });
}

fn lane(install: &InstallKey, bill: &BillRef) -> LaneKey {
    LaneKey {
        install: install.clone(),
        bill: bill.clone(),
    }
}
