//! How fast one person's page may ask: far more than any person can, far less than a program gone wild. Kept per restaurant and user,
//! so that nobody's mistake is another's trouble.
use crate::bucket::Bucket;
use crate::clock::SharedClock;
use crate::session::Caller;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A person's requests a minute, as a multiple of the platform's reads of the whole restaurant.
const TIMES: u32 = 10;
/// How much of a minute may come at once.
const BURST: u32 = 6;
/// The most people that are remembered; then those with full buckets are forgotten.
const MAX_KNOWN: usize = 20_000;

/// Everybody's pace.
pub struct Pace {
    clock: SharedClock,
    per_minute: u32,
    known: Mutex<HashMap<(crate::installs::InstallKey, String), Bucket>>,
}

impl Pace {
    /// Measured by the platform's read limit; where there is none, there is none.
    pub fn new(clock: SharedClock, reads_per_minute: u32) -> Pace {
        Pace {
            clock,
            per_minute: reads_per_minute.saturating_mul(TIMES),
            known: Mutex::default(),
        }
    }

    /// Lets a request in, or says how many seconds to wait.
    pub fn admit(&self, caller: &Caller) -> Result<(), u32> {
        if self.per_minute == 0 {
            return Ok(());
        }
        let (now, burst) = (self.clock.elapsed(), (self.per_minute / BURST).max(1));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_KNOWN {
            known.retain(|_, bucket| bucket.left(now) < burst);
        }
        let name = (caller.install.clone(), caller.user.clone());
        let bucket = known
            .entry(name)
            .or_insert_with(|| Bucket::full(burst, self.per_minute, now));
        bucket.take(1, 0, now).map_err(seconds)
    }
}

fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::HandClock;
    use crate::installs::{Environment, InstallKey};
    use adisyon_wire::session::Role;
    use std::sync::Arc;

    fn caller(tenant: &str, user: &str) -> Caller {
        Caller {
            install: InstallKey {
                environment: Environment::Sandbox,
                tenant: tenant.into(),
            },
            user: user.into(),
            role: Role::Staff,
            until: 0,
        }
    }

    #[test]
    fn who_asks_too_fast_waits_and_nobody_else_does() {
        let clock = Arc::new(HandClock::default());
        let pace = Pace::new(clock.clone(), 120);
        let wild = caller("a", "u1");
        let let_in = (0..1000).filter(|_| pace.admit(&wild).is_ok()).count();
        assert_eq!(let_in, 200);
        assert_eq!(pace.admit(&wild), Err(1));
        for other in [caller("a", "u2"), caller("b", "u1")] {
            assert_eq!(pace.admit(&other), Ok(()));
        }
        clock.advance(1000);
        assert_eq!(pace.admit(&wild), Ok(()));
    }

    #[test]
    fn where_the_platform_has_no_limit_there_is_none() {
        let pace = Pace::new(Arc::new(HandClock::default()), 0);
        assert!((0..10_000).all(|_| pace.admit(&caller("a", "u")).is_ok()));
    }
}
