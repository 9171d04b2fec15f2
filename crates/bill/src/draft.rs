//! The editable copy of a bill: what was read plus a list of edits. Undo is dropping the last.
pub(crate) mod net;
mod next;
mod replay;
mod rest;
mod shown;

use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::edit::{Edit, PaymentKind};
use crate::ids::{LineKey, PaymentKey, ProductId};
use crate::line::{Chosen, Note};
use crate::payment::Payment;
use crate::problem::{Loss, Place};
use crate::{Money, Quantity, Reason};
use replay::Replay;
use std::sync::Arc;

pub use rest::Rest;

/// Base and edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    base: Arc<Bill>,
    edits: Vec<Edit>,
    undone: Vec<Edit>,
}

/// A line after the edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkLine {
    /// Its key.
    pub key: LineKey,
    /// Its place in the base bill's lines; none for new ones.
    pub base: Option<usize>,
    /// Its product, as found, said by a person, or chosen.
    pub product: Option<ProductId>,
    /// False while the product is only probable and nobody confirmed it.
    pub confirmed: bool,
    /// Title: the bill's for kept lines, the catalogue's for new ones.
    pub title: String,
    /// How much.
    pub quantity: Quantity,
    /// Choices in the product; none while the read options could not be found there (then they go back as they are or block).
    pub options: Option<Vec<Chosen>>,
    /// A person chose other options in this draft than the read ones were found to be (strict rules hold then).
    pub options_changed: bool,
    /// Note.
    pub note: Note,
    /// Absolute discount; scaled with the quantity until a person sets it (C:G.5).
    pub discount: Money,
    /// Why, as far as it was said; none without a discount.
    pub reason: Option<Reason>,
    /// Taken off (or replaced).
    pub removed: bool,
    /// The line it takes the place of.
    pub replaces: Option<LineKey>,
    /// What the line will cost: our estimate if its product is known, else what the bill says.
    pub amount: Money,
    /// True if anything that a write carries differs from the base (always for new lines, and for removed ones).
    pub changed: bool,
}

/// A payment row after the edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkPayment {
    /// Its key.
    pub key: PaymentKey,
    /// Its place in the base bill's rows; none for new ones.
    pub base: Option<usize>,
    /// What it is; none for a read row bound to no method.
    pub kind: Option<PaymentKind>,
    /// Its title as read; for new rows the method's title.
    pub title: String,
    /// How much.
    pub amount: Money,
    /// Taken off.
    pub removed: bool,
    /// Differs from the base.
    pub changed: bool,
}

/// The bill after the edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Working {
    /// Lines: the base's in their order (a replacement right after the one it replaces), then new ones in order of adding. Shared,
    /// because most of them stay the same from edit to edit.
    pub lines: Vec<Arc<WorkLine>>,
    /// Payments: the base's in their order, then new ones.
    pub payments: Vec<WorkPayment>,
    /// Losses accepted by name.
    pub accepted: Vec<(Place, Loss)>,
    /// Something about the lines differs from the base: the cart would be written.
    pub cart_changed: bool,
    /// Something about the payments differs from the base.
    pub payments_changed: bool,
}

impl Draft {
    /// Nothing done yet.
    pub fn new(base: Arc<Bill>) -> Draft {
        Draft {
            base,
            edits: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// A draft with these edits, as when a kept draft is offered again or a save arrives.
    pub fn with_edits(base: Arc<Bill>, edits: Vec<Edit>) -> Draft {
        Draft {
            base,
            edits,
            undone: Vec::new(),
        }
    }

    /// What was read.
    pub fn base(&self) -> &Arc<Bill> {
        &self.base
    }

    /// What was done, oldest first.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Does one thing more. What was undone before is gone then. Several edits of one field of one line in a row
    /// (tapping + five times) stay separate steps for undo.
    pub fn apply(&mut self, edit: Edit) {
        self.undone.clear();
        self.edits.push(edit);
    }

    /// Takes the last edit back; false if there is none.
    pub fn undo(&mut self) -> bool {
        self.edits
            .pop()
            .map(|edit| self.undone.push(edit))
            .is_some()
    }

    /// Does the last undone edit again; false if there is none.
    pub fn redo(&mut self) -> bool {
        self.undone
            .pop()
            .map(|edit| self.edits.push(edit))
            .is_some()
    }

    /// True if there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.edits.is_empty()
    }

    /// True if there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The bill after the edits.
    pub fn working(&self, catalogue: &Catalogue) -> Working {
        shown::working(self.replay(), catalogue, None)
    }

    /// The same, where lines that no edit touches are at hand. Of another bill's nothing is used.
    pub fn working_on(&self, rest: &Rest) -> Working {
        let at_hand = Arc::ptr_eq(&self.base, rest.bill()).then_some(rest);
        shown::working(self.replay(), rest.catalogue(), at_hand)
    }

    fn replay(&self) -> Replay<'_> {
        let mut replay = Replay::new(&self.base);
        for edit in &self.edits {
            replay.apply(edit);
        }
        replay
    }

    /// The shortest list of edits with the same working bill: what a save sends and a kept draft holds. Going back to the
    /// original leaves nothing.
    pub fn net_edits(&self, catalogue: &Catalogue) -> Vec<Edit> {
        net::net(&self.base, self.working(catalogue))
    }

    /// Edits that name a line or payment that neither the base nor an earlier edit has, or that make a key twice, or a new
    /// key that cannot be declared: what the backend refuses instead of ignoring. The cover charge counts as not there.
    pub fn strays(&self) -> Vec<Edit> {
        let mut replay = Replay::new(&self.base);
        self.edits
            .iter()
            .filter(|edit| !replay.apply(edit))
            .cloned()
            .collect()
    }
}

/// What a read payment row is; none if it is bound to no method.
pub(crate) fn kind_of(row: &Payment) -> Option<PaymentKind> {
    match (row.is_discount, &row.method) {
        (true, _) => Some(PaymentKind::Discount(row.title.clone())),
        (false, method) => method.clone().map(PaymentKind::Method),
    }
}

/// A line's discount when its quantity goes from `from` to `to`: in proportion, rounded half away from zero. C:G.5 `discount`.
pub fn scaled(discount: Money, from: Quantity, to: Quantity) -> Money {
    if from == to || from.thousandths() <= 0 {
        return discount;
    }
    let from = i128::from(from.thousandths());
    let product = i128::from(discount.minor()) * i128::from(to.thousandths());
    let rounded = (product.abs() + from / 2) / from * product.signum();
    Money::from_minor(i64::try_from(rounded).unwrap_or(discount.minor()))
}

/// True if both name the same choices; the order means nothing.
pub(crate) fn same_choices(a: &[Chosen], b: &[Chosen]) -> bool {
    let times = |chosen: &[Chosen], one| chosen.iter().filter(|other| *other == one).count();
    a.len() == b.len() && a.iter().all(|one| times(a, one) == times(b, one))
}

#[cfg(test)]
mod tests;
