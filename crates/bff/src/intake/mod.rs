//! What opens: guests sit down at a table, a packet is ordered; and the few fields of a packet. C:E.3.
mod fields;
mod order;
mod seat;

pub use order::OrderJob;

use crate::bills::Bills;
use crate::boards::Boards;
use crate::clock::SharedClock;
use crate::memory::Memory;
use crate::save::Saves;
use crate::stock::Stocks;
use crate::store::Store;
use crate::upstream::client::Client;
use crate::upstream::refusal::{Failure, Fault, Refused};
use std::sync::Arc;
use std::time::Duration;

/// How often a creation is sent at most: its key makes repeating harmless. C:E.3 `idempotencyKey`.
const TRIES: u32 = 3;
/// The first pause between tries; doubled each time.
const PAUSE: Duration = Duration::from_millis(400);
/// The longest wait for the platform's limit that a creation takes upon itself, in seconds.
const PATIENCE: u32 = 3;

/// The rooms that opening needs.
pub struct Intake {
    /// The road to the platform.
    pub client: Arc<Client>,
    /// Time.
    pub clock: SharedClock,
    /// What came of orders, beyond a restart.
    pub store: Arc<Store>,
    /// What servers understand.
    pub memory: Arc<dyn Memory>,
    /// Catalogues.
    pub stocks: Arc<Stocks>,
    /// What is open.
    pub boards: Arc<Boards>,
    /// Reader of bills.
    pub bills: Arc<Bills>,
    /// Whose lanes and end are kept.
    pub saves: Arc<Saves>,
    /// The name of this process in the store.
    pub owner: String,
}

/// How long to wait before sending the same creation again; none if that would not help.
fn pause(failure: &Failure, attempt: u32) -> Option<Duration> {
    let pause = PAUSE * 2_u32.saturating_pow(attempt);
    match failure {
        Failure::Fault(Fault::Unreadable("address")) => None,
        Failure::Fault(_) | Failure::Refused(Refused::InProgress) => Some(pause),
        Failure::Refused(Refused::RateLimited(Some(seconds))) if *seconds <= PATIENCE => {
            Some(Duration::from_secs(u64::from(*seconds)))
        }
        Failure::Refused(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_tried_again_and_a_no_is_a_no() {
        let again = |failure: Failure| pause(&failure, 1).map(|pause| pause.as_millis());
        assert_eq!(again(Fault::Timeout.into()), Some(800));
        assert_eq!(again(Refused::InProgress.into()), Some(800));
        assert_eq!(again(Refused::RateLimited(Some(2)).into()), Some(2000));
        assert_eq!(again(Refused::RateLimited(Some(PATIENCE + 1)).into()), None);
        assert_eq!(again(Refused::RateLimited(None).into()), None);
        assert_eq!(again(Refused::NotFound.into()), None);
        assert_eq!(again(Refused::Other("table is open".into()).into()), None);
    }
}
