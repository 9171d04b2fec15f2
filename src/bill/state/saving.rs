//! Saving: one attempt at a time, sent again under its own name until it is known what came of it.
use super::asking::Asking;
use super::failing::{retry_in, seconds, wait};
use super::{Ask, Editing, Event, Notice, Saved, Shelf};
use crate::api::failure::{Failure, Fault};
use adisyon_bill::plan::{self, Next, Step};
use adisyon_bill::{Edit, Place, check, ids};
use adisyon_wire::edit::EditJson;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::{Outcome, SaveRequest, Wrote};

/// After so many automatic tries to learn an outcome only a person asks on.
pub const LOOKS: u32 = 20;
/// The wait when a limit stopped a save and nobody said for how long, in seconds.
const UNSAID_WAIT: u32 = 10;

/// An attempt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// What goes to the backend.
    pub request: SaveRequest,
    /// The writes in the order in which they will run.
    pub course: Vec<Step>,
    /// How many changes it carries.
    pub count: usize,
}

/// Where the save is.
// The fields are told by their variant's text.
#[allow(missing_docs)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saving {
    /// Nowhere.
    Idle,
    /// Sent.
    Running(Sent),
    /// A limit stopped it: it is sent by itself at `until`, `left` seconds from now. Editing goes on.
    Waiting { until: i64, left: u32 },
    /// The answer was lost: asked again at `until` (being asked if none).
    Looking {
        sent: Sent,
        tries: u32,
        until: Option<i64>,
        left: u32,
    },
}

impl Saving {
    /// True while the outcome of a save is open: the base is not known then, so nothing may be edited.
    pub fn is_busy(&self) -> bool {
        matches!(self, Saving::Running(_) | Saving::Looking { .. })
    }
}

impl Editing {
    /// Sends the draft, or says what stands in the way.
    pub(super) fn save(&mut self, now: i64) -> Vec<Ask> {
        if self.saving.is_busy() {
            return Vec::new();
        }
        self.saving = Saving::Idle;
        let rights = self.setting.session.as_ref().map(|session| session.rights);
        if rights.is_some_and(|rights| !rights.write_bills) {
            return Vec::new();
        }
        self.pressed = None;
        if self.setting.catalogue().is_none() {
            // Not lost: it is saved as soon as the catalogue is here.
            let awaited = self.setting.shelf == Shelf::Awaited;
            self.pressed = (awaited && self.is_changed()).then_some(now);
            return Vec::new();
        }
        if let Some(merging) = &self.merging {
            // Questions are open: their answers are not asked again.
            return match merging.is_answered() {
                true => self.confirm(now),
                false => vec![Ask::FocusSummary],
            };
        }
        if self.newer.is_some() {
            return self.take_newer(now);
        }
        if !self.is_changed() {
            return if self.leaving {
                vec![Ask::Leave]
            } else {
                Vec::new()
            };
        }
        if self.blocks().next().is_some() {
            self.asking = Some(Asking::Summary);
            self.leaving = false;
            return vec![Ask::FocusSummary];
        }
        if self.asks().next().is_some() {
            self.asking = Some(Asking::Question);
            return Vec::new();
        }
        self.send()
    }

    fn send(&mut self) -> Vec<Ask> {
        let Some(catalogue) = self.setting.catalogue().cloned() else {
            return Vec::new();
        };
        let edits = self.draft.net_edits(&catalogue);
        let attempt = ids::fresh("save", self.setting.draw());
        let sent = Sent {
            request: SaveRequest {
                revision: self.revision.clone(),
                attempt,
                edits: edits.iter().map(EditJson::from).collect(),
            },
            course: self.course(),
            count: self.changes.len(),
        };
        self.notice = None;
        self.asking = None;
        self.refused.clear();
        self.saving = Saving::Running(sent.clone());
        // Kept with the attempt's name, so that a reload in the middle asks on instead of guessing.
        vec![Ask::Keep, Ask::Save(sent)]
    }

    /// The writes in the order in which they will run.
    fn course(&self) -> Vec<Step> {
        let Some(catalogue) = self.setting.catalogue() else {
            return Vec::new();
        };
        let Ok(wanted) = check::check(&self.draft, catalogue, self.policy()) else {
            return Vec::new();
        };
        let Next::Write(first) = plan::next(self.base(), &wanted) else {
            return Vec::new();
        };
        match (wanted.cart().is_some(), wanted.payments().is_some(), first) {
            (true, true, Step::Cart) => vec![Step::Cart, Step::Payments],
            (true, true, Step::Payments) => vec![Step::Payments, Step::Cart],
            _ => vec![first],
        }
    }

    pub(super) fn step_saving(&mut self, event: Event) -> Vec<Ask> {
        match event {
            Event::SavePressed { now } => self.save(now),
            Event::WaitCancelled => {
                if matches!(self.saving, Saving::Waiting { .. }) {
                    self.saving = Saving::Idle;
                }
                self.leaving = false;
                Vec::new()
            }
            Event::SaveAnswered { saved, now } if self.saving.is_busy() => {
                self.hear_answer(*saved, now)
            }
            Event::SaveFailed { failure, now } if self.saving.is_busy() => {
                self.hear_failure(failure, now)
            }
            Event::Woke { now } => self.wake(now),
            _ => Vec::new(),
        }
    }

    /// "Try again": the attempt whose outcome is open, else the catalogue that did not come, else the bill.
    pub(super) fn retry(&mut self, _now: i64) -> Vec<Ask> {
        if let Saving::Looking { sent, until, .. } = &mut self.saving {
            *until = None;
            return vec![Ask::Save(sent.clone())];
        }
        self.notice = None;
        let mut asks = vec![Ask::Load];
        if self.setting.catalogue().is_none() {
            self.setting.shelf = super::Shelf::Awaited;
            asks.push(Ask::LoadCatalogue);
        }
        asks
    }

    fn hear_answer(&mut self, saved: Saved, now: i64) -> Vec<Ask> {
        let count = match &self.saving {
            Saving::Running(sent) | Saving::Looking { sent, .. } => sent.count,
            _ => 0,
        };
        self.saving = Saving::Idle;
        match saved.outcome {
            Outcome::Saved => self.all_saved(saved, count, now),
            Outcome::Partly => self.partly_saved(saved, now),
            Outcome::NotSaved => self.not_saved(saved, now),
            Outcome::Changed if self.is_held_by(&saved.read.bill) => {
                let reread = Saved {
                    reread: true,
                    ..saved
                };
                self.all_saved(reread, count, now)
            }
            Outcome::Changed => {
                self.newer = Some(saved.read);
                self.leaving = false;
                vec![Ask::Keep]
            }
        }
    }

    pub(super) fn all_saved(&mut self, saved: Saved, count: usize, now: i64) -> Vec<Ask> {
        let total = saved.read.bill.total;
        let off = saved
            .estimate
            .filter(|estimate| *estimate != total)
            .map(|estimate| (estimate, total));
        self.refused.clear();
        self.fresh.clear();
        self.rebase(saved.read, Vec::new());
        self.notice = Some(Notice::Saved {
            at: now,
            count,
            reread: saved.reread,
            off,
        });
        let mut asks = vec![Ask::Forget];
        if self.leaving {
            asks.push(Ask::Leave);
        }
        asks
    }

    /// What was written is the base now; the rest stays a draft.
    fn partly_saved(&mut self, saved: Saved, now: i64) -> Vec<Ask> {
        let wrote = saved.wrote.first().copied().unwrap_or(Wrote::Payments);
        let rest = self
            .draft
            .edits()
            .iter()
            .filter(|edit| is_payment(edit) != (wrote == Wrote::Payments))
            .cloned()
            .collect();
        self.refused = saved.problems;
        self.rebase(saved.read, rest);
        self.notice = Some(Notice::Partly(wrote));
        let mut asks = vec![Ask::Keep];
        asks.extend(self.stopped(saved.retry_after, now));
        asks
    }

    fn not_saved(&mut self, saved: Saved, now: i64) -> Vec<Ask> {
        self.refused = saved.problems;
        self.notice = Some(Notice::NotSaved);
        if saved.read.revision != self.revision {
            self.newer = Some(saved.read);
        }
        self.refresh();
        let mut asks = vec![Ask::Keep];
        asks.extend(self.stopped(saved.retry_after, now));
        asks
    }

    /// A limit is waited for; anything else is shown at its place, with the focus on the summary once.
    fn stopped(&mut self, retry_after: Option<u32>, now: i64) -> Vec<Ask> {
        if let Some(after) = retry_after {
            return self.wait_for(after, now);
        }
        self.leaving = false;
        if self.problems.is_empty() {
            return Vec::new();
        }
        self.asking = Some(Asking::Summary);
        vec![Ask::FocusSummary]
    }

    fn wait_for(&mut self, after: u32, now: i64) -> Vec<Ask> {
        let until = now + i64::from(after.clamp(1, 300)) * 1000;
        self.notice = self
            .notice
            .take()
            .filter(|notice| matches!(notice, Notice::Partly(_)));
        self.saving = Saving::Waiting {
            until,
            left: seconds(now, until),
        };
        vec![Ask::Wake(now + 1000)]
    }

    fn hear_failure(&mut self, failure: Failure, now: i64) -> Vec<Ask> {
        match std::mem::replace(&mut self.saving, Saving::Idle) {
            Saving::Looking { sent, tries, .. } => self.look_again(sent, tries + 1, &failure, now),
            Saving::Running(sent) if is_open(&failure) => self.look_again(sent, 0, &failure, now),
            _ => {
                if let Failure::Refused(refusal) = &failure
                    && refusal.code == RefusalCode::RateLimited
                {
                    return self.wait_for(refusal.retry_after.unwrap_or(UNSAID_WAIT), now);
                }
                self.notice = Some(Notice::Failed(failure));
                self.leaving = false;
                vec![Ask::Keep]
            }
        }
    }

    fn look_again(&mut self, sent: Sent, tries: u32, failure: &Failure, now: i64) -> Vec<Ask> {
        let until =
            (tries < LOOKS).then(|| now + retry_in(failure, tries).unwrap_or_else(|| wait(tries)));
        self.saving = Saving::Looking {
            sent,
            tries,
            until,
            left: until.map_or(0, |until| seconds(now, until)),
        };
        until.map(|_| Ask::Wake(now + 1000)).into_iter().collect()
    }

    fn wake(&mut self, now: i64) -> Vec<Ask> {
        match &mut self.saving {
            Saving::Waiting { until, .. } if now >= *until => {
                self.saving = Saving::Idle;
                self.save(now)
            }
            Saving::Waiting { until, left } => {
                *left = seconds(now, *until);
                vec![Ask::Wake(now + 1000)]
            }
            Saving::Looking {
                sent,
                until: open @ Some(_),
                left,
                ..
            } => {
                let at = open.unwrap_or(now);
                if now >= at {
                    *open = None;
                    return vec![Ask::Save(sent.clone())];
                }
                *left = seconds(now, at);
                vec![Ask::Wake(now + 1000)]
            }
            _ => Vec::new(),
        }
    }

    /// True if this bill already holds what the draft wants: the write is done, though its answer was lost.
    pub(super) fn is_held_by(&self, bill: &adisyon_bill::Bill) -> bool {
        let Some(catalogue) = self.setting.catalogue() else {
            return false;
        };
        let Ok(wanted) = check::check(&self.draft, catalogue, self.policy()) else {
            return false;
        };
        wanted
            .cart()
            .is_none_or(|cart| adisyon_bill::cart::holds_cart(bill, cart))
            && wanted
                .payments()
                .is_none_or(|rows| adisyon_bill::cart::holds_payments(bill, rows))
    }
}

/// True if after this failure nobody knows what became of the write.
fn is_open(failure: &Failure) -> bool {
    match failure {
        Failure::Fault(fault) => *fault != Fault::NoToken,
        Failure::Refused(refusal) => matches!(
            refusal.code,
            RefusalCode::OutcomeUnknown
                | RefusalCode::PlatformTimeout
                | RefusalCode::PlatformFault
                | RefusalCode::Busy
                | RefusalCode::Internal
        ),
    }
}

/// True for edits that the write of the payments carries, false for those of the cart.
fn is_payment(edit: &Edit) -> bool {
    matches!(
        super::editing::place_of(edit),
        Place::Payment(_) | Place::Payments
    )
}
