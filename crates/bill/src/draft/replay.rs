//! Replays edits over a bill: what was done to each line and row, in the order it was done.
use crate::bill::Bill;
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::ids::{DeclaredId, LineKey, PaymentKey, ProductId};
use crate::line::{Chosen, Line, LineKind};
use crate::map::{Map, Set};
use crate::payment::Payment;
use crate::problem::{Loss, Place};
use crate::{Money, Quantity, Reason};

/// Where a row comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a, B, N> {
    Base(usize, &'a B),
    New(&'a N),
}

/// What was done to one line so far; `None` is untouched.
pub(super) struct LineState<'a> {
    pub(super) key: &'a LineKey,
    pub(super) origin: Origin<'a, Line, NewLine>,
    pub(super) product: Option<&'a ProductId>,
    pub(super) quantity: Quantity,
    pub(super) options: Option<&'a [Chosen]>,
    pub(super) note: Option<&'a str>,
    pub(super) discount: Option<Money>,
    pub(super) reason: Option<Reason>,
    pub(super) removed: bool,
    /// The new line that took its place; that one may have been replaced in turn.
    pub(super) replaced_by: Option<usize>,
    /// It was made by [`Edit::Replace`], so it stands where the other stood.
    pub(super) is_replacement: bool,
}

impl<'a> LineState<'a> {
    /// Nothing done yet.
    pub(super) fn new(
        key: &'a LineKey,
        origin: Origin<'a, Line, NewLine>,
        quantity: Quantity,
        is_replacement: bool,
    ) -> LineState<'a> {
        LineState {
            key,
            origin,
            product: None,
            quantity,
            options: None,
            note: None,
            discount: None,
            reason: None,
            removed: false,
            replaced_by: None,
            is_replacement,
        }
    }

    /// True for a line of the bill that stands as it was read, whatever was done to it in between.
    pub(super) fn is_untouched(&self) -> bool {
        let Origin::Base(_, line) = self.origin else {
            return false;
        };
        self.quantity == line.quantity
            && self.product.is_none()
            && self.options.is_none()
            && self.note.is_none()
            && self.discount.is_none()
            && self.reason.is_none()
            && !self.removed
            && self.replaced_by.is_none()
    }
}

/// What was done to one payment row so far.
pub(super) struct PaymentState<'a> {
    pub(super) key: &'a PaymentKey,
    pub(super) origin: Origin<'a, Payment, NewPayment>,
    pub(super) kind: Option<&'a PaymentKind>,
    pub(super) amount: Money,
    pub(super) removed: bool,
}

/// A bill and what was done to it so far.
pub(super) struct Replay<'a> {
    pub(super) bill: &'a Bill,
    pub(super) lines: Vec<LineState<'a>>,
    pub(super) line_at: Map<&'a LineKey, usize>,
    pub(super) payments: Vec<PaymentState<'a>>,
    pub(super) payment_at: Map<&'a PaymentKey, usize>,
    pub(super) voided: Set<&'a str>,
    pub(super) accepted: Vec<(Place, Loss)>,
}

impl<'a> Replay<'a> {
    /// Nothing done yet.
    pub(super) fn new(bill: &'a Bill) -> Replay<'a> {
        let voided = bill.voided.iter().filter_map(|line| line.id.as_deref());
        let mut replay = Replay {
            voided: voided.collect(),
            ..Replay::over(bill, bill.lines.len() + 8)
        };
        for (at, line) in bill.lines.iter().enumerate() {
            replay.push_line(&line.key, Origin::Base(at, line), line.quantity, false);
        }
        for (at, row) in bill.payments.rows().iter().enumerate() {
            replay.push_payment(&row.key, Origin::Base(at, row), None, row.amount);
        }
        replay
    }

    /// One line of the bill alone, for edits that touch nothing else.
    pub(super) fn of_line(bill: &'a Bill, at: usize) -> Replay<'a> {
        let line = &bill.lines[at];
        let mut replay = Replay::over(bill, 1);
        replay.push_line(&line.key, Origin::Base(at, line), line.quantity, false);
        replay
    }

    /// Nothing of the bill yet, and room for so many lines.
    fn over(bill: &'a Bill, lines: usize) -> Replay<'a> {
        Replay {
            bill,
            lines: Vec::with_capacity(lines),
            line_at: Map::with_capacity_and_hasher(lines, Default::default()),
            payments: Vec::new(),
            payment_at: Map::default(),
            voided: Set::default(),
            accepted: Vec::new(),
        }
    }

    /// Does one edit. False if it names what is not there or makes what cannot be made; then nothing happened.
    pub(super) fn apply(&mut self, edit: &'a Edit) -> bool {
        match edit {
            Edit::Quantity(key, quantity) => self.on_line(key, |line| match *quantity {
                Quantity::ZERO => line.removed = true,
                quantity => {
                    line.quantity = quantity;
                    line.removed = false;
                }
            }),
            Edit::Remove(key) => self.on_line(key, |line| line.removed = true),
            Edit::Restore(key) => self.restore(key),
            Edit::Note(key, text) => self.on_line(key, |line| line.note = Some(text)),
            Edit::Discount(key, amount) => self.on_line(key, |line| line.discount = Some(*amount)),
            Edit::Reason(key, reason) => self.on_line(key, |line| line.reason = Some(*reason)),
            Edit::Options(key, chosen) => self.on_line(key, |line| line.options = Some(chosen)),
            Edit::Identify(key, product) => self.on_line(key, |line| line.product = Some(product)),
            Edit::Replace(key, new) => self.replace(key, new),
            Edit::Add(new) => self.add(new, false).is_some(),
            Edit::Accept(place, loss) => self.accept(place, *loss),
            Edit::Pay(new) => self.pay(new),
            Edit::Amount(key, amount) => self.on_payment(key, |row| row.amount = *amount),
            Edit::Kind(key, kind) => self.on_payment(key, |row| row.kind = Some(kind)),
            Edit::Unpay(key) => self.on_payment(key, |row| row.removed = true),
            Edit::Repay(key) => self.on_payment(key, |row| row.removed = false),
        }
    }

    fn push_line(
        &mut self,
        key: &'a LineKey,
        origin: Origin<'a, Line, NewLine>,
        quantity: Quantity,
        is_replacement: bool,
    ) {
        self.line_at.entry(key).or_insert(self.lines.len());
        let state = LineState::new(key, origin, quantity, is_replacement);
        self.lines.push(state);
    }

    fn push_payment(
        &mut self,
        key: &'a PaymentKey,
        origin: Origin<'a, Payment, NewPayment>,
        kind: Option<&'a PaymentKind>,
        amount: Money,
    ) {
        self.payment_at.entry(key).or_insert(self.payments.len());
        self.payments.push(PaymentState {
            key,
            origin,
            kind,
            amount,
            removed: false,
        });
    }

    /// The place of a line that may be edited: everything but the cover charge, which the platform makes.
    fn editable(&self, key: &LineKey) -> Option<usize> {
        let at = *self.line_at.get(key)?;
        match self.lines[at].origin {
            Origin::Base(_, line) if line.kind == LineKind::Cover => None,
            _ => Some(at),
        }
    }

    fn on_line(&mut self, key: &LineKey, change: impl FnOnce(&mut LineState<'a>)) -> bool {
        let Some(at) = self.editable(key) else {
            return false;
        };
        let line = &mut self.lines[at];
        if line.replaced_by.is_none() {
            change(line);
        }
        true
    }

    fn on_payment(&mut self, key: &PaymentKey, change: impl FnOnce(&mut PaymentState<'a>)) -> bool {
        let at = self.payment_at.get(key).copied();
        at.map(|at| change(&mut self.payments[at])).is_some()
    }

    fn restore(&mut self, key: &LineKey) -> bool {
        let Some(at) = self.editable(key) else {
            return false;
        };
        // What took its place stands nowhere then, and is gone for good.
        self.lines[at].replaced_by = None;
        self.lines[at].removed = false;
        true
    }

    fn replace(&mut self, key: &LineKey, new: &'a NewLine) -> bool {
        let Some(at) = self.editable(key) else {
            return false;
        };
        let last = self.last_in_place_of(at);
        let Some(successor) = self.add(new, true) else {
            return false;
        };
        self.lines[last].replaced_by = Some(successor);
        true
    }

    fn add(&mut self, new: &'a NewLine, is_replacement: bool) -> Option<usize> {
        let text = new.key.as_str();
        let taken = self.line_at.contains_key(&new.key) || self.voided.contains(text);
        if taken || DeclaredId::new(text).is_err() {
            return None;
        }
        self.push_line(&new.key, Origin::New(new), new.quantity, is_replacement);
        Some(self.lines.len() - 1)
    }

    fn pay(&mut self, new: &'a NewPayment) -> bool {
        let taken = self.payment_at.contains_key(&new.key);
        if taken || DeclaredId::new(new.key.as_str()).is_err() {
            return false;
        }
        self.push_payment(&new.key, Origin::New(new), Some(&new.kind), new.amount);
        true
    }

    fn accept(&mut self, place: &Place, loss: Loss) -> bool {
        let known = match place {
            Place::Line(key) => self.editable(key).is_some(),
            Place::Payment(key) => self.payment_at.contains_key(key),
            Place::Payments | Place::Totals | Place::Bill => true,
        };
        let entry = (place.clone(), loss);
        if known && !self.accepted.contains(&entry) {
            self.accepted.push(entry);
        }
        known
    }

    fn last_in_place_of(&self, mut at: usize) -> usize {
        while let Some(next) = self.lines[at].replaced_by {
            at = next;
        }
        at
    }

    /// The new line that stands at the end of a chain of replacements, if it was not taken off.
    pub(super) fn standing(&self, at: usize) -> Option<&LineState<'a>> {
        let last = &self.lines[self.last_in_place_of(at)];
        let is_new = matches!(last.origin, Origin::New(_));
        (is_new && !last.removed).then_some(last)
    }
}
