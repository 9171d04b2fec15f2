//! Attempts by name, as far as this process knows: the same attempt gets the first answer or waits for it. Across processes and
//! restarts the store says the same ([`super::ledger`]).
use super::Job;
use super::ledger::is_kept;
use super::progress::Ending;
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::refuse::Refuse;
use adisyon_bill::BillRef;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::SaveReply;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long an attempt is remembered.
const KEPT: Duration = Duration::from_secs(10 * 60);
/// The most attempts that are remembered; the oldest settled ones go first.
const MAX_ATTEMPTS: usize = 10_000;

/// Where an attempt stands.
#[derive(Clone)]
pub(super) enum State {
    /// Somebody is at it.
    Running,
    /// It came to this.
    Settled(Result<Arc<SaveReply>, Refuse>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Name {
    install: InstallKey,
    user: String,
    bill: BillRef,
    attempt: String,
}

struct Attempt {
    digest: [u8; 32],
    since: Duration,
    state: watch::Sender<State>,
}

/// All attempts of the last minutes.
pub(super) struct Attempts {
    clock: SharedClock,
    known: Mutex<HashMap<Name, Attempt>>,
}

/// Who does an attempt.
pub(super) enum Begun {
    /// The asker.
    Here(Ticket),
    /// Somebody else, or it is done.
    Elsewhere(watch::Receiver<State>),
    /// Its name was used for another request.
    Misused,
}

/// The duty to settle an attempt. Dropped unsettled, the attempt is forgotten: nothing is known to have been written.
pub(super) struct Ticket {
    attempts: Arc<Attempts>,
    name: Name,
    settled: bool,
}

impl Attempts {
    pub(super) fn new(clock: SharedClock) -> Attempts {
        Attempts {
            clock,
            known: Mutex::default(),
        }
    }

    pub(super) fn begin(self: &Arc<Self>, job: &Job) -> Begun {
        let name = Name {
            install: job.install.key.clone(),
            user: job.caller.user.clone(),
            bill: job.bill.clone(),
            attempt: job.attempt.clone(),
        };
        let now = self.clock.elapsed();
        let mut known = self.known();
        prune(&mut known, now);
        if let Some(attempt) = known.get(&name) {
            if attempt.digest != job.digest {
                return Begun::Misused;
            }
            return Begun::Elsewhere(attempt.state.subscribe());
        }
        let attempt = Attempt {
            digest: job.digest,
            since: now,
            state: watch::Sender::new(State::Running),
        };
        known.insert(name.clone(), attempt);
        Begun::Here(Ticket {
            attempts: self.clone(),
            name,
            settled: false,
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Name, Attempt>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prune(known: &mut HashMap<Name, Attempt>, now: Duration) {
    let running = |attempt: &Attempt| matches!(*attempt.state.borrow(), State::Running);
    known.retain(|_, attempt| running(attempt) || now.saturating_sub(attempt.since) < KEPT);
    while known.len() >= MAX_ATTEMPTS {
        let oldest = known
            .iter()
            .filter(|(_, attempt)| !running(attempt))
            .min_by_key(|(_, attempt)| attempt.since)
            .map(|(name, _)| name.clone());
        let Some(oldest) = oldest else {
            return;
        };
        known.remove(&oldest);
    }
}

impl Ticket {
    /// Follows the attempt.
    pub(super) fn watch(&self) -> watch::Receiver<State> {
        let known = self.attempts.known();
        match known.get(&self.name) {
            Some(attempt) => attempt.state.subscribe(),
            // Invariant: an unsettled attempt is never pruned.
            None => watch::Sender::new(State::Running).subscribe(),
        }
    }

    /// Says what it came to. What surely wrote nothing is forgotten: sent again, it is simply done again. So is what nobody could see:
    /// sent again, it goes on from what the store holds.
    pub(super) fn settle(mut self, ending: Ending) {
        self.settled = true;
        let mut known = self.attempts.known();
        let Some(attempt) = known.get(&self.name) else {
            return;
        };
        let (answer, keep) = match ending {
            Ending::Reply(reply) => {
                let keep = is_kept(&reply);
                (Ok(Arc::new(*reply)), keep)
            }
            Ending::Refuse(refuse) => (Err(refuse), false),
            Ending::Unknown(_, retry_after) => {
                let refuse = Refuse {
                    retry_after,
                    ..RefusalCode::OutcomeUnknown.into()
                };
                (Err(refuse), false)
            }
        };
        attempt.state.send_replace(State::Settled(answer));
        if !keep {
            known.remove(&self.name);
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.settled {
            self.attempts.known().remove(&self.name);
        }
    }
}
