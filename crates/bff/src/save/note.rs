//! What a save writes down before each write, and its answer at the end, so that another process can go on where this one was ended.
//!
//! Both hold the bill, and with it what belongs to guests. So they are sealed under the request itself, which is kept nowhere: only
//! who sends the same attempt again can open them, and opening proves that it is the same.
use super::progress::{Progress, wrote};
use super::{Job, Saves};
use crate::bills::Seen;
use crate::secret::SecretKey;
use crate::store::StoreError;
use crate::store::seal::{open_under, seal_under};
use crate::upstream::shape::stamp::Stamps;
use adisyon_bill::Bill;
use adisyon_bill::plan::Step;
use adisyon_wire::bill::BillJson;
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::{Outcome, SaveReply, Wrote};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How far a save has come.
#[derive(Serialize, Deserialize)]
pub(super) struct Note {
    base: Sight,
    /// The last sight, if it is another.
    now: Option<Sight>,
    wrote: Vec<Wrote>,
    /// The write whose outcome is open.
    open: Option<Wrote>,
    repeated: bool,
}

#[derive(Serialize, Deserialize)]
struct Sight {
    bill: BillJson,
    lines: [u8; 32],
    payments: [u8; 32],
    read_at: i64,
}

/// What an attempt came to. The bill is read again when it is asked for.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) outcome: Outcome,
    pub(super) wrote: Vec<Wrote>,
    pub(super) problems: Vec<ProblemJson>,
    pub(super) estimate: Option<i64>,
    pub(super) reread: bool,
}

impl Note {
    /// Before `open` is written, or with its outcome in the dark.
    pub(super) fn of(progress: &Progress, open: Option<Step>) -> Note {
        let moved = progress.now.stamps != progress.base.stamps;
        Note {
            base: Sight::of(&progress.base),
            now: moved.then(|| Sight::of(&progress.now)),
            wrote: progress.wrote.iter().map(|step| wrote(*step)).collect(),
            open: open.map(wrote),
            repeated: progress.repeated,
        }
    }

    /// The bill that the edits were made on, with today's catalogue.
    pub(super) async fn base(&self, saves: &Saves, job: &Job) -> Option<Seen> {
        let stock = saves.tools.stocks.get(&job.install).await;
        self.base.seen(stock)
    }

    /// Goes on from here with this goal.
    pub(super) fn progress(&self, base: Seen, wanted: adisyon_bill::check::Wanted) -> Progress {
        let mut progress = Progress::new(base, wanted);
        if let Some(now) = &self.now
            && let Some(now) = now.seen(progress.base.stock.clone())
        {
            progress.now = now;
        }
        progress.wrote = self.wrote.iter().map(|wrote| step(*wrote)).collect();
        progress.lost = self.open.map(step);
        progress.repeated = self.repeated;
        progress.reread = true;
        progress
    }
}

impl Sight {
    fn of(seen: &Seen) -> Sight {
        Sight {
            bill: BillJson::from(&*seen.bill),
            lines: seen.stamps.lines,
            payments: seen.stamps.payments,
            read_at: seen.read_at,
        }
    }

    fn seen(
        &self,
        stock: Result<Arc<crate::stock::Stock>, crate::upstream::refusal::Failure>,
    ) -> Option<Seen> {
        let bill = Bill::try_from(self.bill.clone()).ok()?;
        let stamps = Stamps {
            lines: self.lines,
            payments: self.payments,
        };
        Some(Seen::new(bill, stamps, self.read_at, stock))
    }
}

impl Answer {
    pub(super) fn of(reply: &SaveReply) -> Answer {
        Answer {
            outcome: reply.outcome,
            wrote: reply.wrote.clone(),
            problems: reply.problems.clone(),
            estimate: reply.estimate,
            reread: reply.reread,
        }
    }

    /// The reply with the bill as it is now.
    pub(super) fn reply(self, now: &Seen) -> SaveReply {
        SaveReply {
            outcome: self.outcome,
            bill: now.reply(),
            wrote: self.wrote,
            problems: self.problems,
            estimate: self.estimate,
            retry_after: None,
            reread: self.reread,
            left: None,
        }
    }
}

/// As text for the store.
pub(super) fn sealed(job: &Job, what: &impl Serialize) -> Result<String, StoreError> {
    let plain = serde_json::to_vec(what)
        .map_err(|_| StoreError::Broken("a note cannot be written".into()))?;
    seal_under(&SecretKey::new(job.digest), &plain)
}

/// Back again; none if it was sealed for another request, or by another release.
pub(super) fn opened<T: DeserializeOwned>(job: &Job, text: &str) -> Option<T> {
    let plain = open_under(&SecretKey::new(job.digest), text).ok()?;
    serde_json::from_slice(&plain).ok()
}

fn step(wrote: Wrote) -> Step {
    match wrote {
        Wrote::Cart => Step::Cart,
        Wrote::Payments => Step::Payments,
    }
}
