//! Saving the payments alone, where something about the lines stands in the way: a guest who pays does not wait for the menu.
use super::asking::Asking;
use super::{Ask, Editing};
use adisyon_bill::plan::Step;
use adisyon_bill::{Draft, Edit, check};

impl Editing {
    /// The draft's edits that this write carries, on the same base.
    pub(super) fn part(&self, step: Step) -> Draft {
        let edits = self.draft.edits().iter();
        let edits = edits.filter(|edit| edit.step() == step).cloned();
        Draft::with_edits(self.base().clone(), edits.collect())
    }

    /// The draft's edits that this write does not carry.
    pub(super) fn rest(&self, step: Step) -> Vec<Edit> {
        let edits = self.draft.edits().iter();
        edits.filter(|edit| edit.step() != step).cloned().collect()
    }

    /// True if lines and payments changed and the payments could be saved by themselves.
    pub fn can_save_payments_alone(&self) -> bool {
        let Some(catalogue) = self.setting.catalogue() else {
            return false;
        };
        self.working.cart_changed
            && self.working.payments_changed
            && !self.saving.is_busy()
            && self.newer.is_none()
            && check::check(&self.part(Step::Payments), catalogue, self.policy()).is_ok()
    }

    /// Sends the payments; the lines stay a draft.
    pub(super) fn save_payments_alone(&mut self) -> Vec<Ask> {
        let asked = matches!(self.asking, Some(Asking::Summary | Asking::Question));
        if !asked || !self.can_save_payments_alone() {
            return Vec::new();
        }
        let part = self.part(Step::Payments);
        self.send(&part, true)
    }
}
