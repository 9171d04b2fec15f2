//! After a write: what really happened. A lost answer is never "maybe": the bill is read again until it says. C:G.7 steps 8 and 9.
use super::progress::{Ending, Progress, part};
use super::rounds::changed;
use super::{Job, Saves};
use crate::bills::Seen;
use crate::installs::scope;
use crate::refuse::{DEFAULT_WAIT, Refuse};
use crate::upstream::refusal::{Failure, Fault, Refused};
use adisyon_bill::Problem;
use adisyon_bill::plan::Step;
use adisyon_bill::problem::{Place, Trouble};
use std::time::Duration;
use tokio::time::sleep;

/// The pauses between looks: a write may still be on its way when its answer is given up.
const LOOKS: [Duration; 4] = [
    Duration::from_millis(200),
    Duration::from_millis(600),
    Duration::from_millis(1500),
    Duration::from_millis(2500),
];
/// Told in the details when the platform accepts a write and shows nothing of it.
const NOT_SHOWN: &str = "accepted, but not there when read again";

/// Whether the save may go on.
pub(super) enum Sight {
    /// `progress.now` is the bill as it is.
    Clear,
    /// It ends here.
    Ended(Ending),
}

/// Reads the bill again.
pub(super) async fn read_back(saves: &Saves, job: &Job, progress: &mut Progress) -> Sight {
    match look_again(saves, job, |_| true).await {
        Ok(seen) => {
            progress.now = seen;
            Sight::Clear
        }
        Err(blind) => Sight::Ended(blind.end(progress, None)),
    }
}

/// The platform accepted a write: reads it back. A bill that shows nothing of it is looked at again, in case the platform is slow to show.
pub(super) async fn accepted(
    saves: &Saves,
    job: &Job,
    progress: &mut Progress,
    step: Step,
) -> Sight {
    let before = part(&progress.now.stamps, step);
    // Notes may be hidden from us: what the platform took and what contradicts nothing that is shown is there.
    let shows =
        |seen: &Seen| part(&seen.stamps, step) != before || progress.shown(&seen.bill, step);
    match look_again(saves, job, shows).await {
        Ok(seen) => {
            let nothing = !shows(&seen);
            progress.now = seen;
            if nothing {
                progress.wrote.retain(|done| *done != step);
                let trouble = Trouble::Refused(NOT_SHOWN.into());
                let problem = Problem::new(Place::Bill, trouble);
                return Sight::Ended(progress.clone().stop(vec![problem], None));
            }
            Sight::Clear
        }
        Err(blind) => Sight::Ended(blind.end(progress, None)),
    }
}

/// A write's answer was lost.
pub(super) async fn lost(
    saves: &Saves,
    job: &Job,
    progress: &mut Progress,
    step: Step,
    fault: Fault,
) -> Sight {
    progress.reread = true;
    if fault == Fault::NotSent {
        return not_done(progress, step);
    }
    look(saves, job, progress, step).await
}

/// Looks until it is known whether a lost write was done.
pub(super) async fn look(saves: &Saves, job: &Job, progress: &mut Progress, step: Step) -> Sight {
    let before = progress.now.clone();
    let decided = |seen: &Seen| seen.stamps != before.stamps || progress.held(&seen.bill, step);
    let seen = match look_again(saves, job, decided).await {
        Ok(seen) => seen,
        Err(blind) => return Sight::Ended(blind.end(progress, Some(step))),
    };
    let untouched = seen.stamps == before.stamps;
    progress.now = seen;
    if progress.is_done(&before.stamps, step) {
        progress.wrote.push(step);
        return Sight::Clear;
    }
    if untouched {
        return not_done(progress, step);
    }
    // Somebody else's change, perhaps on top of ours: the page compares line by line with what is there.
    Sight::Ended(match progress.wrote.is_empty() {
        true => changed(progress.now.clone(), true),
        false => progress.clone().stop(Vec::new(), None),
    })
}

/// Surely nothing was done: once more, if the write names what it makes. Else it is told as not saved.
fn not_done(progress: &mut Progress, step: Step) -> Sight {
    if progress.repeated || !names_what_it_makes(progress, step) {
        return Sight::Ended(progress.clone().stop(Vec::new(), None));
    }
    progress.repeated = true;
    Sight::Clear
}

/// Every new line or row has an id of ours, so that a second arrival makes nothing twice. C:G.6 row 22.
fn names_what_it_makes(progress: &Progress, step: Step) -> bool {
    match step {
        Step::Cart => progress.wanted.cart().is_none_or(|cart| {
            cart.lines
                .iter()
                .all(|line| !line.born || line.line_id.is_some())
        }),
        Step::Payments => progress
            .wanted
            .payments()
            .is_none_or(|rows| rows.iter().all(|row| !row.born || row.line_id.is_some())),
    }
}

/// Why a bill could not be seen.
enum Blind {
    /// The platform says that there is no such open bill, or that we may not look.
    Refused(Refused),
    /// The road is broken; seconds to wait, if said.
    Dark(Option<u32>),
}

impl Blind {
    fn end(self, progress: &Progress, lost: Option<Step>) -> Ending {
        match self {
            Blind::Refused(refused) => {
                Ending::Refuse(Refuse::upstream(refused.into(), scope::ORDERS_READ))
            }
            Blind::Dark(retry_after) => {
                let mut open = progress.clone();
                open.lost = lost;
                Ending::Unknown(Box::new(open), retry_after)
            }
        }
    }
}

/// Reads until the bill satisfies, at most a few times; the last sight if it never does.
async fn look_again(
    saves: &Saves,
    job: &Job,
    satisfies: impl Fn(&Seen) -> bool,
) -> Result<Seen, Blind> {
    let mut last = Err(Blind::Dark(None));
    let pauses = std::iter::once(Duration::ZERO).chain(LOOKS);
    for pause in pauses {
        sleep(pause).await;
        match saves.tools.bills.fresh(&job.install, &job.bill).await {
            Ok(seen) if satisfies(&seen) => return Ok(seen),
            Ok(seen) => last = Ok(seen),
            Err(Failure::Refused(Refused::RateLimited(wait))) => {
                // More looks would only be refused too.
                return last.or(Err(Blind::Dark(Some(wait.unwrap_or(DEFAULT_WAIT)))));
            }
            Err(Failure::Refused(refused)) => return Err(Blind::Refused(refused)),
            // What was seen before a look that failed is still the last sight.
            Err(Failure::Fault(_)) => {}
        }
    }
    last
}
