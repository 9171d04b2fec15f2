//! Undoing a save: the bill becomes what it was before, as a save of its own. If others changed it since, the merge is offered.
use super::{Ask, Editing, Notice, Read, Saved};
use adisyon_bill::ids;
use adisyon_bill::merge::{self, Back};
use adisyon_bill::plan::Step;
use adisyon_bill::{Bill, Draft};
use adisyon_wire::save::Wrote;
use std::sync::Arc;

/// What the last save can be undone by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WayBack {
    /// The bill before it.
    pub before: Arc<Bill>,
    /// The bill as it left it.
    pub after: Read,
    /// What it wrote: only that is taken back.
    pub wrote: Vec<Step>,
}

impl Editing {
    /// The way back from a save of `sent`, before its bill is taken over; none if nothing was written, or if the bill holds anything
    /// else than what was sent: that is a colleague's, and not ours to take back.
    pub(super) fn way_back_from(&self, saved: &Saved, sent: &Draft) -> Option<WayBack> {
        if saved.wrote.is_empty() || !self.holds(sent, &saved.read.bill) {
            return None;
        }
        let step = |wrote: &Wrote| match wrote {
            Wrote::Cart => Step::Cart,
            Wrote::Payments => Step::Payments,
        };
        Some(WayBack {
            before: self.base().clone(),
            after: saved.read.clone(),
            wrote: saved.wrote.iter().map(step).collect(),
        })
    }

    /// True if the last save can be undone now: nothing else is begun.
    pub fn can_undo_save(&self) -> bool {
        self.way_back.is_some()
            && !self.is_changed()
            && !self.saving.is_busy()
            && self.merging.is_none()
            && self.setting.catalogue().is_some()
    }

    /// Undoes the last save: at once if the bill is still as it left it and all of it comes back; else it becomes a draft to look at.
    pub(super) fn undo_save(&mut self, now: i64) -> Vec<Ask> {
        if !self.can_undo_save() {
            return Vec::new();
        }
        let Some(way) = self.way_back.take() else {
            return Vec::new();
        };
        let Back { edits, unreturned } = self.walk_back(&way);
        let here = Read {
            bill: self.base().clone(),
            revision: self.revision.clone(),
            at: self.read_at,
        };
        let untouched = here.revision == way.after.revision;
        if untouched {
            self.rebase(here, edits);
        } else {
            self.rebase(way.after, edits);
            self.newer = Some(here);
        }
        let mut asks = self.touched();
        if !unreturned.is_empty() {
            self.notice = Some(Notice::Unreturned(unreturned));
        } else if untouched {
            asks.extend(self.save(now));
        }
        asks
    }

    fn walk_back(&mut self, way: &WayBack) -> Back {
        let start = self.setting.draw();
        let mut drawn = 0_u128;
        let mut fresh = |step| {
            drawn += 1;
            let prefix = match step {
                Step::Cart => ids::LINE_PREFIX,
                Step::Payments => ids::PAYMENT_PREFIX,
            };
            ids::fresh(prefix, start.wrapping_add(drawn))
        };
        let catalogue = self.setting.catalogue().cloned().unwrap_or_default();
        merge::back(
            &way.before,
            &way.after.bill,
            &way.wrote,
            &catalogue,
            &mut fresh,
        )
    }
}
