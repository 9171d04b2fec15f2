//! What the platform lets each install do in a minute, kept on our side so that it is spent well: reads step back before writes do,
//! and looking step back before asking. One restaurant's limit never slows another. C:I.
pub mod breaker;
pub mod window;

use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::webhooks::signal::{Signal, Signals};
use adisyon_wire::save::Left;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::sleep;
use window::Window;

/// The longest that a request waits here for its turn.
const PATIENCE: Duration = Duration::from_secs(2);
/// Writes are told when so few are left, as a part of the limit.
const TIGHT: u32 = 4;

/// Which of the two limits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Reads.
    Read,
    /// Writes.
    Write,
}

/// How much a read matters. Writes matter all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Urgency {
    /// Nobody asked: half of the reads are left to others.
    Looking,
    /// A page asked: an eighth is left to saves.
    Asked,
    /// A save needs it.
    Saving,
}

tokio::task_local! {
    static URGENCY: Urgency;
}

/// Everything read in this work matters so much; what says nothing is [`Urgency::Asked`].
pub async fn with<T>(urgency: Urgency, work: impl Future<Output = T>) -> T {
    URGENCY.scope(urgency, work).await
}

impl Urgency {
    fn here() -> Urgency {
        URGENCY
            .try_with(|urgency| *urgency)
            .unwrap_or(Urgency::Asked)
    }

    /// How many of a limit must stay.
    fn reserve(self, limit: u32) -> u32 {
        match self {
            Urgency::Looking => limit / 2,
            Urgency::Asked => limit / 8,
            Urgency::Saving => 0,
        }
    }
}

/// The budgets of all restaurants.
pub struct Budgets {
    clock: SharedClock,
    signals: Signals,
    reads: u32,
    writes: u32,
    known: Mutex<HashMap<InstallKey, Arc<Budget>>>,
}

struct Budget {
    reads: Mutex<Window>,
    writes: Mutex<Window>,
}

/// What was spent at another replica.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spent {
    /// Of which limit.
    pub kind: Kind,
    /// If the platform refused: for so many seconds nothing more.
    pub closed_for: Option<u32>,
}

impl Budgets {
    /// Nothing spent yet; limits a minute, 0 is none.
    pub fn new(clock: SharedClock, signals: Signals, reads: u32, writes: u32) -> Budgets {
        Budgets {
            clock,
            signals,
            reads,
            writes,
            known: Mutex::default(),
        }
    }

    /// Lets a request go, perhaps after a moment; else the seconds after which to ask again.
    pub async fn admit(&self, install: &InstallKey, kind: Kind) -> Result<(), u32> {
        let budget = self.of(install);
        let urgency = Urgency::here();
        let mut waited = Duration::ZERO;
        loop {
            let taken = {
                let mut window = budget.window(kind);
                let reserve = match kind {
                    Kind::Read => urgency.reserve(window.limit()),
                    Kind::Write => 0,
                };
                window.take(reserve, self.clock.elapsed())
            };
            let Err(wait) = taken else {
                self.tell(install, kind, None);
                return Ok(());
            };
            if urgency == Urgency::Looking || waited + wait > PATIENCE {
                let seconds = wait.as_millis().div_ceil(1000);
                return Err(u32::try_from(seconds).unwrap_or(u32::MAX).max(1));
            }
            waited += wait;
            sleep(wait).await;
        }
    }

    /// The platform refused a request: nothing more for so many seconds.
    pub fn refused(&self, install: &InstallKey, kind: Kind, seconds: u32) {
        let wait = Duration::from_secs(u64::from(seconds));
        let budget = self.of(install);
        budget.window(kind).refused(wait, self.clock.elapsed());
        self.tell(install, kind, Some(seconds));
    }

    /// What another replica spent, or was refused.
    pub fn hear(&self, install: &InstallKey, spent: Spent) {
        let (budget, now) = (self.of(install), self.clock.elapsed());
        let mut window = budget.window(spent.kind);
        match spent.closed_for {
            Some(seconds) => window.refused(Duration::from_secs(u64::from(seconds)), now),
            None => window.took_elsewhere(now),
        }
    }

    /// How many writes are left and when there are more, if it is getting tight.
    pub fn tight(&self, install: &InstallKey) -> Option<Left> {
        let (budget, now) = (self.of(install), self.clock.elapsed());
        let mut window = budget.window(Kind::Write);
        let writes = window.left(now);
        let tight = self.writes > 0 && writes <= window.limit() / TIGHT;
        tight.then(|| {
            let refill = window.until(writes.saturating_add(1), now).as_secs() + 1;
            Left {
                writes,
                refill: u32::try_from(refill).unwrap_or(u32::MAX),
            }
        })
    }

    /// The least that is left at any restaurant, reads and writes; none if nobody asked anything yet, or there is no limit.
    pub fn least(&self) -> Option<(u32, u32)> {
        let now = self.clock.elapsed();
        let known: Vec<_> = self.known().values().cloned().collect();
        let left = known.iter().map(|budget| {
            let reads = budget.window(Kind::Read).left(now);
            (reads, budget.window(Kind::Write).left(now))
        });
        left.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1)))
    }

    /// Nothing of this restaurant matters any more.
    pub fn forget(&self, install: &InstallKey) {
        self.known().remove(install);
    }

    fn tell(&self, install: &InstallKey, kind: Kind, closed_for: Option<u32>) {
        if self.reads > 0 || self.writes > 0 || closed_for.is_some() {
            let spent = Spent { kind, closed_for };
            self.signals
                .tell_elsewhere(Signal::Spent(install.clone(), spent));
        }
    }

    fn of(&self, install: &InstallKey) -> Arc<Budget> {
        let mut known = self.known();
        if let Some(budget) = known.get(install) {
            return budget.clone();
        }
        let budget = Arc::new(Budget {
            reads: Mutex::new(Window::new(self.reads)),
            writes: Mutex::new(Window::new(self.writes)),
        });
        known.insert(install.clone(), budget.clone());
        budget
    }

    fn known(&self) -> MutexGuard<'_, HashMap<InstallKey, Arc<Budget>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Budget {
    fn window(&self, kind: Kind) -> MutexGuard<'_, Window> {
        let window = match kind {
            Kind::Read => &self.reads,
            Kind::Write => &self.writes,
        };
        window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::HandClock;
    use crate::installs::Environment;

    fn install(tenant: &str) -> InstallKey {
        InstallKey {
            environment: Environment::Sandbox,
            tenant: tenant.into(),
        }
    }

    fn budgets(reads: u32, writes: u32) -> (Budgets, Arc<HandClock>) {
        let clock = Arc::new(HandClock::default());
        let budgets = Budgets::new(clock.clone(), Signals::default(), reads, writes);
        (budgets, clock)
    }

    async fn taken(budgets: &Budgets, install: &InstallKey, urgency: Urgency) -> usize {
        let mut taken = 0;
        while with(urgency, budgets.admit(install, Kind::Read))
            .await
            .is_ok()
        {
            taken += 1;
        }
        taken
    }

    #[tokio::test]
    async fn looking_steps_back_before_asking_and_asking_before_saving() {
        let (budgets, _) = budgets(80, 20);
        let key = install("a");
        assert_eq!(taken(&budgets, &key, Urgency::Looking).await, 40);
        assert_eq!(taken(&budgets, &key, Urgency::Asked).await, 30);
        assert_eq!(taken(&budgets, &key, Urgency::Saving).await, 10);
        assert!(budgets.admit(&key, Kind::Write).await.is_ok());
    }

    #[tokio::test]
    async fn one_restaurant_s_limit_never_slows_another_nor_its_other_environment() {
        let (budgets, _) = budgets(80, 20);
        budgets.refused(&install("a"), Kind::Write, 44);
        assert_eq!(budgets.admit(&install("a"), Kind::Write).await, Err(44));
        assert_eq!(budgets.admit(&install("b"), Kind::Write).await, Ok(()));
        let production = InstallKey {
            environment: Environment::Production,
            ..install("a")
        };
        assert_eq!(budgets.admit(&production, Kind::Write).await, Ok(()));
        assert_eq!(budgets.admit(&install("a"), Kind::Read).await, Ok(()));
    }

    #[tokio::test]
    async fn few_remaining_writes_are_told_with_the_time_of_the_next() {
        let (budgets, clock) = budgets(120, 20);
        let key = install("a");
        for _ in 0..14 {
            assert_eq!(budgets.admit(&key, Kind::Write).await, Ok(()));
        }
        assert_eq!(budgets.tight(&key), None);
        clock.advance(20_000);
        assert_eq!(budgets.admit(&key, Kind::Write).await, Ok(()));
        let left = budgets.tight(&key);
        assert_eq!(
            left,
            Some(Left {
                writes: 5,
                refill: 41
            })
        );
        clock.advance(40_000);
        assert_eq!(budgets.tight(&key), None);
    }
}
