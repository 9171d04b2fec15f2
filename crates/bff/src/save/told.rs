//! After a save: its entry in the history. Saves that wrote, found themselves done, met a changed bill, or ended in the dark are told;
//! refusals are not.
use super::progress::{Ending, Progress, wrote};
use super::{Job, Saves};
use crate::history;
use crate::history::entry::{Result, entry};
use crate::store::StoreError;
use adisyon_bill::Bill;
use adisyon_wire::save::{Outcome, SaveReply, Wrote};
use std::sync::Arc;

/// Tells what came of a save. Failing to tell is logged: the save itself is done and answered.
pub(super) async fn record(saves: &Saves, job: &Job, ending: &Ending) {
    let (after, result) = match ending {
        Ending::Reply(reply) => {
            let quiet = reply.wrote.is_empty() && reply.outcome == Outcome::NotSaved;
            if quiet {
                return;
            }
            let Ok(after) = Bill::try_from(reply.bill.bill.clone()) else {
                tracing::error!("a bill of our own cannot be read for the history");
                return;
            };
            (Arc::new(after), result(reply))
        }
        // The last sight there was; what became of the open write, the entry of the same attempt after it says.
        Ending::Unknown(progress, _) => (progress.now.bill.clone(), unknown(progress)),
        Ending::Refuse(_) => return,
    };
    let before = job.base.get().unwrap_or(&after);
    let entry = entry(
        &job.caller,
        saves.tools.clock.wall_ms(),
        before,
        &after,
        result,
    );
    let install = &job.install.key;
    let told = history::add(&saves.tools.store, install, &job.attempt, &entry).await;
    match told {
        // Uninstalled meanwhile: nothing may be kept.
        Ok(()) | Err(StoreError::Gone) => {}
        Err(error) => tracing::error!(%error, "a save is missing in the history"),
    }
}

/// True if the bill's lines were written, whatever became of its payments.
pub(super) fn wrote_lines(ending: &Ending) -> bool {
    matches!(ending, Ending::Reply(reply) if reply.wrote.contains(&Wrote::Cart))
}

fn result(reply: &SaveReply) -> Result {
    Result {
        outcome: reply.outcome,
        wrote: reply.wrote.clone(),
        reread: reply.reread,
        unknown: false,
    }
}

fn unknown(progress: &Progress) -> Result {
    let wrote: Vec<_> = progress.wrote.iter().map(|step| wrote(*step)).collect();
    Result {
        outcome: match wrote.is_empty() {
            true => Outcome::NotSaved,
            false => Outcome::Partly,
        },
        wrote,
        reread: true,
        unknown: true,
    }
}
