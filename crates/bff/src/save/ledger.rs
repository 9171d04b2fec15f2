//! A save's attempt in the store: claimed before anything is read, noted before anything is written, ended with its answer.
use super::note::{self, Answer, Note};
use super::progress::{Ending, Progress};
use super::{Job, Saves};
use crate::installs::scope;
use crate::lanes::shared::Held;
use crate::refuse::Refuse;
use crate::store::attempts::{Attempt, Claim};
use crate::store::{Shelf, StoreError};
use adisyon_bill::plan::Step;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::{Outcome, SaveReply};

/// The attempt of one save, with its bill's turn.
pub(super) struct Ledger<'a> {
    saves: &'a Saves,
    job: &'a Job,
    turn: Held,
}

/// From where a save goes on.
pub(super) enum Start {
    /// From the beginning.
    Fresh,
    /// From where its former process was ended.
    After(Box<Note>),
    /// It ended before.
    Ended(Ending),
}

impl<'a> Ledger<'a> {
    pub(super) fn new(saves: &'a Saves, job: &'a Job, turn: Held) -> Ledger<'a> {
        Ledger { saves, job, turn }
    }

    /// Claims the attempt.
    pub(super) async fn start(&self) -> Start {
        let refused = |refuse: Refuse| Start::Ended(Ending::Refuse(refuse));
        let misused = || refused(Refuse::with_detail(RefusalCode::BadRequest, "attempt"));
        match self.shelf().claim_in_turn(self.attempt()).await {
            Ok(Claim::Mine) => Start::Fresh,
            Ok(Claim::Abandoned { note }) if note.is_empty() => Start::Fresh,
            Ok(Claim::Abandoned { note }) => match note::opened(self.job, &note) {
                Some(note) => Start::After(Box::new(note)),
                None => misused(),
            },
            Ok(Claim::Done { answer }) => match note::opened(self.job, &answer) {
                Some(answer) => Start::Ended(self.answer(answer).await),
                None => misused(),
            },
            // Nobody but a save claims saves: two turns of one bill, which the lock forbids.
            Ok(Claim::Running { .. }) => refused(RefusalCode::Busy.into()),
            Err(error) => refused(Refuse::store(error)),
        }
    }

    /// Notes what is about to be written. Err: it may not be written.
    pub(super) async fn about_to(&self, progress: &Progress, step: Step) -> Result<(), Ending> {
        let stopped = |refuse: Refuse| match progress.wrote.is_empty() {
            true => Ending::Refuse(refuse),
            false => progress.clone().stop(Vec::new(), None),
        };
        match self.note(progress, Some(step)).await {
            Ok(true) if self.turn.still().await => Ok(()),
            // Taken over, or the restaurant is gone: what others know now, they go on with.
            Ok(_) => Err(stopped(match self.shelf().is_admitted().await {
                Ok(false) => RefusalCode::SessionRefused.into(),
                _ => RefusalCode::Busy.into(),
            })),
            Err(error) => Err(stopped(Refuse::store(error))),
        }
    }

    /// Ends the attempt in the store as it ended here. What surely wrote nothing may simply be done again. True if this was its end: of
    /// an attempt once, whoever finishes it.
    pub(super) async fn close(&self, ending: &Ending) -> bool {
        let open = |()| false;
        let closed = match ending {
            Ending::Reply(reply) if is_kept(reply) => {
                match note::sealed(self.job, &Answer::of(reply)) {
                    Ok(answer) => self.shelf().end_attempt(self.attempt(), &answer).await,
                    Err(error) => Err(error),
                }
            }
            Ending::Reply(_) | Ending::Refuse(_) => {
                self.shelf().drop_attempt(self.attempt()).await.map(open)
            }
            Ending::Unknown(progress, _) => {
                self.note(progress, progress.lost).await.map(drop).map(open)
            }
        };
        closed.unwrap_or_else(|error| {
            // Who sends the attempt again goes on from the last note and finds the same by reading.
            tracing::warn!(%error, "attempt not closed");
            false
        })
    }

    async fn note(&self, progress: &Progress, open: Option<Step>) -> Result<bool, StoreError> {
        let note = note::sealed(self.job, &Note::of(progress, open))?;
        self.shelf().note_attempt(self.attempt(), &note).await
    }

    async fn answer(&self, answer: Answer) -> Ending {
        let bills = &self.saves.tools.bills;
        match bills.fresh(&self.job.install, &self.job.bill).await {
            Ok(seen) => Ending::Reply(Box::new(answer.reply(&seen))),
            Err(failure) => Ending::Refuse(Refuse::upstream(failure, scope::ORDERS_READ)),
        }
    }

    fn shelf(&self) -> Shelf<'_> {
        self.saves.tools.store.shelf(&self.job.install.key)
    }

    fn attempt(&self) -> Attempt<'_> {
        Attempt {
            bill: &self.job.bill,
            name: &self.job.attempt,
            owner: &self.saves.owner,
        }
    }
}

/// True for an answer that must be the same whenever the attempt is sent again.
pub(super) fn is_kept(reply: &SaveReply) -> bool {
    !reply.wrote.is_empty() || reply.outcome == Outcome::Saved || reply.reread
}
