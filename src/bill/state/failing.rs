//! When there is no bill to show, and how long to wait after a failure.
use super::{Ask, Editing, Event, Setting, State};
use crate::api::failure::Failure;
use adisyon_wire::refusal::RefusalCode;

/// Automatic tries after the road broke on the first reading.
pub const TRIES: u32 = 6;
/// The longest wait between two tries, in milliseconds.
pub const LONGEST: i64 = 30_000;

/// No bill to show.
#[derive(Clone, PartialEq, Debug)]
pub struct Failed {
    /// What holds anyway.
    pub setting: Setting,
    /// Why.
    pub failure: Failure,
    /// How many tries failed so far, less one.
    pub tries: u32,
    /// When it is tried again by itself, if it is.
    pub again: Option<i64>,
    /// Seconds until then.
    pub left: u32,
}

/// Waits grow from two seconds to [`LONGEST`].
pub fn wait(tries: u32) -> i64 {
    (2_000_i64 << tries.min(5)).min(LONGEST)
}

/// Whole seconds from `now` until `then`, at least zero.
pub fn seconds(now: i64, then: i64) -> u32 {
    u32::try_from((then - now + 999) / 1000).unwrap_or(0)
}

/// True if the bill is not open (any more).
pub fn is_gone(failure: &Failure) -> bool {
    failure.code() == Some(RefusalCode::NotFound)
}

/// How many milliseconds to wait before asking again, none if only a person can help.
pub fn retry_in(failure: &Failure, tries: u32) -> Option<i64> {
    let Failure::Refused(refusal) = failure else {
        return Some(wait(tries));
    };
    match refusal.code {
        RefusalCode::RateLimited => {
            Some(i64::from(refusal.retry_after.unwrap_or(10).clamp(1, 300)) * 1000)
        }
        RefusalCode::Busy
        | RefusalCode::StoreDown
        | RefusalCode::TooFast
        | RefusalCode::PlatformFault
        | RefusalCode::PlatformTimeout
        | RefusalCode::OutcomeUnknown => Some(wait(tries)),
        _ => None,
    }
}

impl Failed {
    /// A first or further failed reading.
    pub fn begin(setting: Setting, failure: Failure, tries: u32, now: i64) -> (State, Vec<Ask>) {
        let again = retry_in(&failure, tries)
            .filter(|_| tries < TRIES)
            .map(|wait| now + wait);
        let failed = Failed {
            setting,
            failure,
            tries,
            again,
            left: again.map_or(0, |at| seconds(now, at)),
        };
        let asks = again.map(|_| Ask::Wake(now + 1000)).into_iter().collect();
        (State::Failed(failed), asks)
    }
}

/// What comes of an event while nothing is shown.
pub fn step(mut failed: Failed, event: Event) -> (State, Vec<Ask>) {
    match event {
        Event::BillRead(read) => Editing::begin(failed.setting, read),
        Event::BillAged(read) => Editing::begin_aged(failed.setting, read),
        Event::BillUnread { failure, now } => {
            Failed::begin(failed.setting, failure, failed.tries + 1, now)
        }
        Event::RetryPressed { .. } | Event::Looked { .. } => {
            failed.again = None;
            (State::Failed(failed), vec![Ask::Load])
        }
        Event::Woke { now } => match failed.again {
            Some(at) if now >= at => {
                failed.again = None;
                failed.left = 0;
                (State::Failed(failed), vec![Ask::Load])
            }
            Some(at) => {
                failed.left = seconds(now, at);
                (State::Failed(failed), vec![Ask::Wake(now + 1000)])
            }
            None => (State::Failed(failed), Vec::new()),
        },
        Event::LeavePressed => (State::Failed(failed), vec![Ask::Leave]),
        other => {
            let asks = failed.setting.hear(other);
            (State::Failed(failed), asks)
        }
    }
}
