//! One bill's writes, one after the other: here in one process, in [`shared`] across replicas. C:G.7 step 3.
pub mod shared;

use crate::installs::InstallKey;
use adisyon_bill::BillRef;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Mutex as Turnstile, OwnedMutexGuard};

/// The most saves of one bill that wait or run, first come first served; more are told to come later. So many that in a crowd nobody is
/// turned away again and again while others slip in: each takes a fraction of a second, and a page waits for 45.
pub const MAX_IN_LANE: usize = 32;

/// Which lane.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LaneKey {
    /// The restaurant.
    pub install: InstallKey,
    /// The bill.
    pub bill: BillRef,
}

/// All lanes in use.
#[derive(Default)]
pub struct Lanes {
    lanes: Mutex<HashMap<LaneKey, Lane>>,
}

#[derive(Default)]
struct Lane {
    inside: usize,
    turnstile: Arc<Turnstile<()>>,
}

/// A place in a lane's queue; dropping it leaves the lane.
pub struct Place {
    lanes: Arc<Lanes>,
    key: LaneKey,
    turnstile: Arc<Turnstile<()>>,
}

/// The right to write.
pub struct Turn {
    _place: Place,
    _turn: OwnedMutexGuard<()>,
}

impl Lanes {
    /// Joins the queue; none if it is full.
    pub fn join(self: &Arc<Self>, key: LaneKey) -> Option<Place> {
        let turnstile = {
            let mut lanes = self.lanes();
            let lane = lanes.entry(key.clone()).or_default();
            if lane.inside >= MAX_IN_LANE {
                return None;
            }
            lane.inside += 1;
            lane.turnstile.clone()
        };
        Some(Place {
            lanes: self.clone(),
            key,
            turnstile,
        })
    }

    /// True if somebody waits or writes in this lane.
    pub fn is_busy(&self, key: &LaneKey) -> bool {
        self.lanes().contains_key(key)
    }

    fn lanes(&self) -> MutexGuard<'_, HashMap<LaneKey, Lane>> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits for the turn, first come first served.
    pub async fn turn(self) -> Turn {
        let turn = self.turnstile.clone().lock_owned().await;
        Turn {
            _place: self,
            _turn: turn,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lanes = self.lanes.lanes();
        if let Some(lane) = lanes.get_mut(&self.key) {
            lane.inside -= 1;
            if lane.inside == 0 {
                lanes.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::installs::Environment;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn key(tenant: &str, bill: &str) -> LaneKey {
        LaneKey {
            install: InstallKey {
                environment: Environment::Sandbox,
                tenant: tenant.into(),
            },
            bill: BillRef::Table(bill.into()),
        }
    }

    #[tokio::test]
    async fn a_full_lane_takes_nobody_more_until_one_leaves() {
        let lanes = Arc::new(Lanes::default());
        let mut places: Vec<_> = (0..MAX_IN_LANE)
            .map(|_| lanes.join(key("a", "1")).unwrap())
            .collect();
        assert!(lanes.join(key("a", "1")).is_none());
        assert!(lanes.join(key("a", "2")).is_some());
        assert!(lanes.join(key("b", "1")).is_some());
        places.pop();
        assert!(lanes.join(key("a", "1")).is_some());
        assert!(lanes.is_busy(&key("a", "1")) && !lanes.is_busy(&key("a", "2")));
    }

    #[tokio::test]
    async fn one_writes_at_a_time_and_an_empty_lane_is_forgotten() {
        let lanes = Arc::new(Lanes::default());
        let inside = Arc::new(AtomicUsize::new(0));
        let tasks: Vec<_> = (0..MAX_IN_LANE)
            .map(|_| {
                let (place, inside) = (lanes.join(key("a", "1")).unwrap(), inside.clone());
                tokio::spawn(async move {
                    let _turn = place.turn().await;
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    tokio::task::yield_now().await;
                    inside.fetch_sub(1, Ordering::SeqCst);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert!(lanes.lanes().is_empty());
    }
}
