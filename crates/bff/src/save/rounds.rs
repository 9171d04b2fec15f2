//! The loop: read, ask the plan, write, read back, ask again. C:G.7, design of saving as a fixed point of `plan::next`.
use super::ledger::{Ledger, Start};
use super::note::Note;
use super::progress::{Ending, Progress};
use super::settle::{self, Sight};
use super::{Job, Saves, learned, places};
use crate::bills::Seen;
use crate::installs::{InstallKey, scope};
use crate::memory::Memory;
use crate::refuse::Refuse;
use crate::upstream::refusal::{Failure, Refused};
use crate::upstream::write;
use crate::webhooks::signal::Change;
use adisyon_bill::check::{self, Wanted};
use adisyon_bill::plan::{Next, Step};
use adisyon_bill::{Draft, Problem, already};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::{Outcome, SaveReply};
use std::time::Duration;
use tokio::time::sleep;

/// The most rounds of one save: two writes, each perhaps once more after a limit, a lost answer, or an older server's refusal.
const MAX_ROUNDS: usize = 8;
/// The longest wait for the platform's limit that a save takes upon itself, in seconds.
const PATIENCE: u32 = 3;

/// Saves from the start, or from where a former process was ended or sight was lost.
pub(super) async fn save(saves: &Saves, job: &Job, ledger: &Ledger<'_>, start: Start) -> Ending {
    let started = saves.tools.clock.elapsed();
    let ending = match start {
        Start::Fresh => begin(saves, job, ledger).await,
        Start::After(note) => resume(saves, job, ledger, &note).await,
        Start::Ended(ending) => ending,
    };
    let ms = saves
        .tools
        .clock
        .elapsed()
        .saturating_sub(started)
        .as_millis() as u64;
    log(job, &ending, ms);
    if wrote(&ending) {
        saves.wrote(&job.install.key, job.bill.clone(), Change::Updated);
    }
    ending
}

async fn begin(saves: &Saves, job: &Job, ledger: &Ledger<'_>) -> Ending {
    let seen = match saves.tools.bills.fresh(&job.install, &job.bill).await {
        Ok(seen) => seen,
        Err(failure) => return Ending::Refuse(Refuse::upstream(failure, scope::ORDERS_READ)),
    };
    if seen.stamps.revision() != job.revision {
        let stock = seen.stock.as_ref();
        let there =
            stock.is_ok_and(|stock| already::holds(&seen.bill, &job.edits, &stock.catalogue));
        return match there {
            true => reply(&seen, Outcome::Saved, &[], true),
            false => changed(seen, false),
        };
    }
    let _ = job.base.set(seen.bill.clone());
    match want(job, &seen) {
        Ok(wanted) => rounds(saves, job, ledger, Progress::new(seen, wanted)).await,
        Err(ending) => ending,
    }
}

/// The goal: the edits on what we read ourselves, through the same checks as the page's. C:G.7 step 5.
fn want(job: &Job, seen: &Seen) -> Result<Wanted, Ending> {
    let stock = match &seen.stock {
        Ok(stock) => stock,
        Err(failure) => {
            let refuse = Refuse::upstream(failure.clone(), scope::PRODUCTS_READ);
            return Err(Ending::Refuse(refuse));
        }
    };
    let draft = Draft::with_edits(seen.bill.clone(), job.edits.clone());
    if !draft.strays().is_empty() {
        let refuse = Refuse::with_detail(RefusalCode::BadRequest, "edits");
        return Err(Ending::Refuse(refuse));
    }
    check::check(&draft, &stock.catalogue, job.policy)
        .map_err(|problems| not_saved(seen, &problems))
}

/// The same goal again, from the bill that the edits were made on; what of it is done, the bill says.
async fn resume(saves: &Saves, job: &Job, ledger: &Ledger<'_>, note: &Note) -> Ending {
    let Some(base) = note.base(saves, job).await else {
        return begin(saves, job, ledger).await;
    };
    let _ = job.base.set(base.bill.clone());
    let mut progress = match want(job, &base) {
        Ok(wanted) => note.progress(base, wanted),
        // The catalogue changed meanwhile: what is there now is compared with what was asked for.
        Err(_) => return begin(saves, job, ledger).await,
    };
    let sight = match progress.lost.take() {
        Some(step) => settle::look(saves, job, &mut progress, step).await,
        None => settle::read_back(saves, job, &mut progress).await,
    };
    match sight {
        Sight::Clear => rounds(saves, job, ledger, progress).await,
        Sight::Ended(ending) => ending,
    }
}

async fn rounds(saves: &Saves, job: &Job, ledger: &Ledger<'_>, mut progress: Progress) -> Ending {
    for _ in 0..MAX_ROUNDS {
        let step = match progress.next() {
            Next::Done => {
                learned::from(saves, job, &progress).await;
                let bills = &saves.tools.bills;
                progress.now = bills.understood(&job.install, progress.now).await;
                return progress.end(Outcome::Saved, &[], None);
            }
            Next::Blocked(problems) => return progress.stop(problems, None),
            Next::Write(step) => step,
        };
        if progress.touched(step) {
            return match progress.wrote.is_empty() {
                true => changed(progress.now, progress.reread),
                // The other half is done; the page brings this one onto the bill as it is now.
                false => progress.stop(Vec::new(), None),
            };
        }
        if let Err(ending) = ledger.about_to(&progress, step).await {
            return ending;
        }
        let sight = match write_once(saves, job, &progress, step).await {
            Ok(()) => {
                progress.wrote.push(step);
                settle::accepted(saves, job, &mut progress, step).await
            }
            Err(Failure::Refused(refused)) => {
                refused_step(saves, job, &mut progress, step, refused).await
            }
            Err(Failure::Fault(fault)) => {
                settle::lost(saves, job, &mut progress, step, fault).await
            }
        };
        if let Sight::Ended(ending) = sight {
            return ending;
        }
    }
    progress.stop(Vec::new(), None)
}

async fn write_once(
    saves: &Saves,
    job: &Job,
    progress: &Progress,
    step: Step,
) -> Result<(), Failure> {
    let (client, install) = (&saves.tools.client, &*job.install);
    match step {
        Step::Cart => match progress.wanted.cart() {
            Some(cart) => write::cart(client, install, &job.bill, cart)
                .await
                .map(drop),
            None => Ok(()),
        },
        Step::Payments => match progress.wanted.payments() {
            Some(rows) => write::payments(client, install, &job.bill, rows)
                .await
                .map(drop),
            None => Ok(()),
        },
    }
}

/// The platform said no: it did nothing. Either something can be done about it at once, or it is told at its place.
async fn refused_step(
    saves: &Saves,
    job: &Job,
    progress: &mut Progress,
    step: Step,
    refused: Refused,
) -> Sight {
    if let Refused::RateLimited(wait) = refused {
        let wait = wait.unwrap_or(crate::refuse::DEFAULT_WAIT);
        if progress.waited || wait > PATIENCE {
            return Sight::Ended(progress.clone().stop(Vec::new(), Some(wait)));
        }
        progress.waited = true;
        sleep(Duration::from_secs(u64::from(wait))).await;
        return settle::read_back(saves, job, progress).await;
    }
    if speaks_of_new_keys(&refused) && forget_new_keys(&*saves.tools.memory, &job.install.key).await
    {
        return again_without(saves, job, progress).await;
    }
    if places::speaks_of_catalogue(&refused) {
        saves.tools.stocks.invalidate(&job.install.key);
    }
    if progress.wrote.is_empty() && places::ends_the_road(&refused) {
        let refuse = Refuse::upstream(refused.into(), scope::ORDERS_WRITE);
        return Sight::Ended(Ending::Refuse(refuse));
    }
    // The numbers and methods to tell are those of now; without a new sight the last one serves.
    let before = progress.now.stamps.clone();
    if let Ok(seen) = saves.tools.bills.fresh(&job.install, &job.bill).await {
        progress.now = seen;
    }
    if progress.now.stamps != before && progress.is_done(&before, step) {
        // Done all the same: the road brought it twice, and what was heard is the answer to the second.
        progress.wrote.push(step);
        return Sight::Clear;
    }
    let problems = places::problems(&refused, step, progress);
    Sight::Ended(progress.clone().stop(problems, None))
}

/// C:G.4 rule 11: an unknown server refuses keys that it does not know.
pub(crate) fn speaks_of_new_keys(refused: &Refused) -> bool {
    let text = match refused {
        Refused::Schema(text) | Refused::Metadata(text) | Refused::Other(text) => text,
        _ => return false,
    };
    ["lineId", "metadata", "taxRate"]
        .iter()
        .any(|key| text.contains(key))
}

/// Remembers that this server is an older one, if that is not disproved.
pub(crate) async fn forget_new_keys(memory: &dyn Memory, install: &InstallKey) -> bool {
    let known = memory.capability(install).await;
    if !known.unproven() {
        return false;
    }
    let older = crate::memory::Capability {
        identities_refused: true,
        ..known
    };
    memory.set_capability(install, older).await;
    true
}

/// Nothing was written: the same goal, said without the newer keys.
async fn again_without(saves: &Saves, job: &Job, progress: &mut Progress) -> Sight {
    let before = progress.now.stamps.clone();
    match settle::read_back(saves, job, progress).await {
        Sight::Clear if progress.now.stamps == before && progress.wrote.is_empty() => {
            match want(job, &progress.now) {
                Ok(wanted) => {
                    progress.wanted = wanted;
                    Sight::Clear
                }
                Err(ending) => Sight::Ended(ending),
            }
        }
        Sight::Clear => Sight::Ended(changed(progress.now.clone(), progress.reread)),
        ended => ended,
    }
}

/// The bill is not the one the edits were made on.
pub(super) fn changed(seen: Seen, reread: bool) -> Ending {
    reply(&seen, Outcome::Changed, &[], reread)
}

fn not_saved(seen: &Seen, problems: &[Problem]) -> Ending {
    reply(seen, Outcome::NotSaved, problems, false)
}

fn reply(seen: &Seen, outcome: Outcome, problems: &[Problem], reread: bool) -> Ending {
    Ending::Reply(Box::new(SaveReply {
        outcome,
        bill: seen.reply(),
        wrote: Vec::new(),
        problems: problems.iter().map(ProblemJson::from).collect(),
        estimate: None,
        retry_after: None,
        reread,
        left: None,
    }))
}

fn wrote(ending: &Ending) -> bool {
    match ending {
        Ending::Reply(reply) => !reply.wrote.is_empty(),
        Ending::Refuse(_) => false,
        Ending::Unknown(..) => true,
    }
}

fn log(job: &Job, ending: &Ending, ms: u64) {
    let (outcome, wrote) = match ending {
        Ending::Reply(reply) => (format!("{:?}", reply.outcome), format!("{:?}", reply.wrote)),
        Ending::Refuse(refuse) => (format!("{:?}", refuse.code), String::new()),
        Ending::Unknown(progress, _) => ("Unknown".into(), format!("{:?}", progress.wrote)),
    };
    tracing::info!(
        environment = job.install.key.environment.as_str(),
        tenant = job.install.key.tenant,
        table = job.bill.is_table(),
        bill = job.bill.id(),
        outcome,
        wrote,
        ms,
        "save"
    );
}
