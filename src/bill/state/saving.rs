//! Saving: one attempt at a time, sent again under its own name until it is known what came of it.
use super::asking::Asking;
use super::{Ask, Editing, Event, Notice, Saved, Shelf};
use adisyon_bill::diff;
use adisyon_bill::plan::{self, Next, Step};
use adisyon_bill::{Draft, Money, check, ids};
use adisyon_wire::edit::EditJson;
use adisyon_wire::save::{Outcome, SaveRequest, Wrote};

/// An attempt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// What goes to the backend.
    pub request: SaveRequest,
    /// The writes in the order in which they will run.
    pub course: Vec<Step>,
    /// How many changes it carries.
    pub count: usize,
    /// It carries the payments alone, though lines changed too.
    pub payments_alone: bool,
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
        let draft = self.draft.clone();
        self.send(&draft, false)
    }

    /// Sends this draft: the whole one, or the payments of it alone.
    pub(super) fn send(&mut self, draft: &Draft, payments_alone: bool) -> Vec<Ask> {
        let Some(catalogue) = self.setting.catalogue().cloned() else {
            return Vec::new();
        };
        let edits = draft.net_edits(&catalogue);
        let count = diff::changes(draft.base(), &draft.working(&catalogue)).len();
        let attempt = ids::fresh("save", self.setting.draw());
        let sent = Sent {
            request: SaveRequest {
                revision: self.revision.clone(),
                attempt,
                edits: edits.iter().map(EditJson::from).collect(),
            },
            course: self.course(draft),
            count,
            payments_alone,
        };
        self.notice = None;
        self.asking = None;
        self.refused.clear();
        self.saving = Saving::Running(sent.clone());
        // Kept with the attempt's name, so that a reload in the middle asks on instead of guessing.
        vec![Ask::Keep, Ask::Save(sent)]
    }

    /// The writes in the order in which they will run.
    fn course(&self, draft: &Draft) -> Vec<Step> {
        let Some(catalogue) = self.setting.catalogue() else {
            return Vec::new();
        };
        let Ok(wanted) = check::check(draft, catalogue, self.policy()) else {
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
        let left = saved.left;
        let asks = self.take_answer(saved, now);
        self.hear_left(left, now, asks)
    }

    fn take_answer(&mut self, saved: Saved, now: i64) -> Vec<Ask> {
        let (count, alone) = match &self.saving {
            Saving::Running(sent) | Saving::Looking { sent, .. } => {
                (sent.count, sent.payments_alone)
            }
            _ => (0, false),
        };
        self.saving = Saving::Idle;
        match saved.outcome {
            Outcome::Saved if alone && self.working.cart_changed => self.payments_saved(saved),
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
        let off = off(&saved);
        let way_back = self.way_back_from(&saved, &self.draft);
        self.refused.clear();
        self.fresh.clear();
        self.rebase(saved.read, Vec::new());
        self.way_back = way_back;
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

    /// The payments were all that was sent; the lines stay a draft.
    fn payments_saved(&mut self, saved: Saved) -> Vec<Ask> {
        let rest = self.rest(Step::Payments);
        self.refused.clear();
        self.rebase(saved.read, rest);
        self.notice = Some(Notice::Partly(Wrote::Payments, None));
        self.leaving = false;
        vec![Ask::Keep]
    }

    /// What was written is the base now; the rest stays a draft.
    fn partly_saved(&mut self, saved: Saved, now: i64) -> Vec<Ask> {
        let wrote = saved.wrote.first().copied().unwrap_or(Wrote::Payments);
        let rest = self.rest(match wrote {
            Wrote::Payments => Step::Payments,
            Wrote::Cart => Step::Cart,
        });
        let off = off(&saved);
        self.refused = saved.problems;
        self.way_back = None;
        self.rebase(saved.read, rest);
        self.notice = Some(Notice::Partly(wrote, off));
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

    /// True if this bill already holds what the draft wants: the write is done, though its answer was lost.
    pub(super) fn is_held_by(&self, bill: &adisyon_bill::Bill) -> bool {
        self.holds(&self.draft, bill)
    }

    /// True if this bill holds exactly what this draft wants.
    pub(super) fn holds(&self, draft: &Draft, bill: &adisyon_bill::Bill) -> bool {
        let Some(catalogue) = self.setting.catalogue() else {
            return false;
        };
        let Ok(wanted) = check::check(draft, catalogue, self.policy()) else {
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

/// Estimate and total of what was written, where they differ.
fn off(saved: &Saved) -> Option<(Money, Money)> {
    let total = saved.read.bill.total;
    let estimate = saved.estimate.filter(|estimate| *estimate != total)?;
    Some((estimate, total))
}
