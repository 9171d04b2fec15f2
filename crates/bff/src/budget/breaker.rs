//! One restaurant's road to the platform, closed for a moment when nothing comes through: pages then get what was read last, dated,
//! at once instead of after a timeout, and a platform in trouble is not hammered.
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many faults in a row close the road,
const FAULTS: u32 = 8;
/// if nothing came through for so long: a hiccup is no outage.
const OUTAGE: Duration = Duration::from_secs(5);
/// How long it is closed first; doubled each time a trial fails.
const FIRST: Duration = Duration::from_secs(2);
/// The longest.
const LONGEST: Duration = Duration::from_secs(30);

/// The roads of all restaurants.
pub struct Breakers {
    clock: SharedClock,
    known: Mutex<HashMap<InstallKey, Road>>,
}

#[derive(Default)]
struct Road {
    faults: u32,
    /// When the first of them was.
    since: Duration,
    closed: Option<Closed>,
}

struct Closed {
    until: Duration,
    length: Duration,
    /// Somebody tries whether it is open again.
    tried: bool,
}

impl Breakers {
    /// All roads are open.
    pub fn new(clock: SharedClock) -> Breakers {
        Breakers {
            clock,
            known: Mutex::default(),
        }
    }

    /// True if a request may go. When the time is over, one may try for all.
    pub fn lets(&self, install: &InstallKey) -> bool {
        let now = self.clock.elapsed();
        let mut known = self.known();
        let Some(closed) = known.get_mut(install).and_then(|road| road.closed.as_mut()) else {
            return true;
        };
        if now < closed.until {
            return false;
        }
        // A trial that never reports back, as when its asker went away, does not close the road for ever.
        if closed.tried {
            closed.until = now + closed.length;
        }
        closed.tried = true;
        true
    }

    /// True while the road of this restaurant is closed.
    pub fn is_closed(&self, install: &InstallKey) -> bool {
        let known = self.known();
        known.get(install).is_some_and(|road| road.closed.is_some())
    }

    /// What a request came to. A refusal is an answer: the road holds.
    pub fn report(&self, install: &InstallKey, came_through: bool) {
        let mut known = self.known();
        if came_through {
            known.remove(install);
            return;
        }
        let now = self.clock.elapsed();
        let road = known.entry(install.clone()).or_default();
        if road.faults == 0 {
            road.since = now;
        }
        road.faults = road.faults.saturating_add(1);
        let outage = road.faults >= FAULTS && now.saturating_sub(road.since) >= OUTAGE;
        let length = match &road.closed {
            Some(closed) if closed.tried => (closed.length * 2).min(LONGEST),
            Some(_) => return,
            None if outage => FIRST,
            None => return,
        };
        tracing::warn!(
            environment = install.environment.as_str(),
            tenant = install.tenant,
            seconds = length.as_secs(),
            "the platform does not answer: asking pauses"
        );
        road.closed = Some(Closed {
            until: now + length,
            length,
            tried: false,
        });
    }

    /// How many roads are closed.
    pub fn closed(&self) -> usize {
        let known = self.known();
        known.values().filter(|road| road.closed.is_some()).count()
    }

    fn known(&self) -> MutexGuard<'_, HashMap<InstallKey, Road>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::HandClock;
    use crate::installs::Environment;
    use std::sync::Arc;

    fn install(tenant: &str) -> InstallKey {
        InstallKey {
            environment: Environment::Sandbox,
            tenant: tenant.into(),
        }
    }

    #[test]
    fn faults_in_a_row_close_the_road_of_this_restaurant_alone() {
        let clock = Arc::new(HandClock::default());
        let breakers = Breakers::new(clock.clone());
        let (here, there) = (install("a"), install("b"));
        for _ in 1..FAULTS {
            breakers.report(&here, false);
        }
        breakers.report(&here, true);
        for _ in 0..FAULTS {
            breakers.report(&here, false);
            assert!(breakers.lets(&here), "a hiccup");
        }
        clock.advance(5000);
        assert!(breakers.lets(&here));
        breakers.report(&here, false);
        assert!(!breakers.lets(&here) && breakers.lets(&there));
        assert_eq!(breakers.closed(), 1);
    }

    #[test]
    fn after_a_while_one_tries_and_decides_for_all() {
        let clock = Arc::new(HandClock::default());
        let breakers = Breakers::new(clock.clone());
        let here = install("a");
        (0..FAULTS).for_each(|_| breakers.report(&here, false));
        clock.advance(5000);
        breakers.report(&here, false);
        clock.advance(2000);
        assert!(breakers.lets(&here), "one");
        breakers.report(&here, false);
        clock.advance(3999);
        assert!(!breakers.lets(&here), "twice as long");
        clock.advance(1);
        assert!(breakers.lets(&here));
        assert!(breakers.lets(&here), "its trial may have been given up");
        assert!(!breakers.lets(&here));
        breakers.report(&here, true);
        assert!(breakers.lets(&here));
        assert_eq!(breakers.closed(), 0);
    }
}
