//! Replays edits over a bill, then shows the outcome.
use super::{WorkLine, WorkPayment, Working, kind_of, same_choices, scaled};
use crate::bill::{Bill, Dialect};
use crate::catalogue::{Catalogue, Product};
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::ids::{DeclaredId, LineKey, PaymentKey, ProductId};
use crate::line::{Chosen, Line, LineKind, Note};
use crate::options;
use crate::payment::Payment;
use crate::problem::{Loss, Place};
use crate::resolve::{Found, OptionsFound};
use crate::totals::estimate_line;
use crate::{Money, Quantity};
use std::collections::{HashMap, HashSet};

/// Where a row comes from.
#[derive(Clone, Copy)]
enum Origin<'a, B, N> {
    Base(usize, &'a B),
    New(&'a N),
}

/// What was done to one line so far; `None` is untouched.
struct LineState<'a> {
    key: &'a LineKey,
    origin: Origin<'a, Line, NewLine>,
    product: Option<&'a ProductId>,
    quantity: Quantity,
    options: Option<&'a [Chosen]>,
    note: Option<&'a str>,
    discount: Option<Money>,
    removed: bool,
    /// The new line that took its place; that one may have been replaced in turn.
    replaced_by: Option<usize>,
    /// It took the place of a line that was restored since: gone for good.
    dropped: bool,
    /// It was made by [`Edit::Replace`], so it stands where the other stood.
    is_replacement: bool,
}

struct PaymentState<'a> {
    key: &'a PaymentKey,
    origin: Origin<'a, Payment, NewPayment>,
    kind: Option<&'a PaymentKind>,
    amount: Money,
    removed: bool,
}

/// A bill and what was done to it so far.
pub(super) struct Replay<'a> {
    bill: &'a Bill,
    lines: Vec<LineState<'a>>,
    line_at: HashMap<&'a LineKey, usize>,
    payments: Vec<PaymentState<'a>>,
    payment_at: HashMap<&'a PaymentKey, usize>,
    voided: HashSet<&'a str>,
    accepted: Vec<(Place, Loss)>,
}

impl<'a> Replay<'a> {
    /// Nothing done yet.
    pub(super) fn new(bill: &'a Bill) -> Replay<'a> {
        let voided = bill.voided.iter().filter_map(|line| line.id.as_deref());
        let mut replay = Replay {
            bill,
            lines: Vec::with_capacity(bill.lines.len() + 8),
            line_at: HashMap::with_capacity(bill.lines.len() + 8),
            payments: Vec::new(),
            payment_at: HashMap::new(),
            voided: voided.collect(),
            accepted: Vec::new(),
        };
        for (at, line) in bill.lines.iter().enumerate() {
            replay.push_line(&line.key, Origin::Base(at, line), line.quantity, false);
        }
        for (at, row) in bill.payments.rows().iter().enumerate() {
            replay.push_payment(&row.key, Origin::Base(at, row), None, row.amount);
        }
        replay
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
        self.lines.push(LineState {
            key,
            origin,
            product: None,
            quantity,
            options: None,
            note: None,
            discount: None,
            removed: false,
            replaced_by: None,
            dropped: false,
            is_replacement,
        });
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
        if line.replaced_by.is_none() && !line.dropped {
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
        let mut next = self.lines[at].replaced_by.take();
        while let Some(successor) = next {
            self.lines[successor].dropped = true;
            next = self.lines[successor].replaced_by;
        }
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
        self.lines[successor].dropped = self.lines[last].dropped;
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
    fn standing(&self, at: usize) -> Option<&LineState<'a>> {
        let last = &self.lines[self.last_in_place_of(at)];
        let is_new = matches!(last.origin, Origin::New(_));
        (is_new && !last.removed && !last.dropped).then_some(last)
    }

    /// The outcome.
    pub(super) fn working(self, catalogue: &Catalogue) -> Working {
        let mut lines = Vec::with_capacity(self.lines.len());
        for (at, state) in self.lines.iter().enumerate() {
            match state.origin {
                Origin::Base(place, line) => {
                    lines.push(kept(state, place, line, catalogue));
                    if let Some(successor) = self.standing(at) {
                        lines.extend(born(successor, Some(state.key), catalogue));
                    }
                }
                Origin::New(_) if state.is_replacement => {}
                Origin::New(_) => {
                    if let Some(last) = self.standing(at) {
                        lines.extend(born(last, None, catalogue));
                    }
                }
            }
        }
        let payments: Vec<WorkPayment> = self
            .payments
            .iter()
            .filter_map(|state| payment(state, catalogue))
            .collect();
        let cart_changed = lines.iter().any(|line| line.changed);
        let payments_changed = payments.iter().any(|row| row.changed);
        let accepted = if cart_changed {
            standing_losses(self.accepted, &lines)
        } else {
            Vec::new()
        };
        if cart_changed {
            for line in &mut lines {
                price(line, self.bill, &accepted, catalogue);
            }
        }
        Working {
            lines,
            payments,
            accepted,
            cart_changed,
            payments_changed,
        }
    }
}

/// Losses at lines that are still there, and at the totals: nothing else can be lost by a write.
fn standing_losses(accepted: Vec<(Place, Loss)>, lines: &[WorkLine]) -> Vec<(Place, Loss)> {
    if accepted.is_empty() {
        return accepted;
    }
    let live = |key: &LineKey| lines.iter().any(|line| line.key == *key && !line.removed);
    accepted
        .into_iter()
        .filter(|(place, _)| match place {
            Place::Line(key) => live(key),
            place => *place == Place::Totals,
        })
        .collect()
}

fn kept(state: &LineState<'_>, at: usize, line: &Line, catalogue: &Catalogue) -> WorkLine {
    let found = line.resolution.product();
    let mut work = WorkLine {
        key: line.key.clone(),
        base: Some(at),
        product: found.cloned(),
        confirmed: matches!(line.resolution.found, Found::Certain(..)),
        title: line.title.clone(),
        quantity: line.quantity,
        options: choices(&line.resolution.options),
        options_changed: false,
        note: line.note.clone(),
        discount: line.discount,
        removed: state.removed || state.replaced_by.is_some(),
        replaces: None,
        amount: line.amount,
        changed: true,
    };
    if work.removed {
        // What is gone shows what was there, whatever was done to it before.
        return work;
    }
    if let Some(product) = state.product {
        work.confirmed = true;
        if Some(product) != found {
            let product = catalogue.product(product);
            work.options = product.and_then(|product| choices(&options::find(line, product)));
        }
        work.product = Some(product.clone());
    }
    work.quantity = state.quantity;
    if let Some(chosen) = state.options
        && !work
            .options
            .as_ref()
            .is_some_and(|found| same_choices(found, chosen))
    {
        work.options = Some(chosen.to_vec());
        work.options_changed = true;
    }
    if let Some(text) = state.note {
        work.note = Note::Text(text.to_owned());
    }
    let follows = scaled(line.discount, line.quantity, state.quantity);
    work.discount = state.discount.unwrap_or(follows);
    work.changed = work.quantity != line.quantity
        || work.options_changed
        || work.note != line.note
        || work.discount != line.discount;
    work
}

fn born(
    state: &LineState<'_>,
    replaces: Option<&LineKey>,
    catalogue: &Catalogue,
) -> Option<WorkLine> {
    let Origin::New(new) = state.origin else {
        return None;
    };
    let product = catalogue.product(&new.product);
    let title = product.map_or(new.product.as_str(), |product| &product.title);
    Some(WorkLine {
        key: new.key.clone(),
        base: None,
        product: Some(new.product.clone()),
        confirmed: true,
        title: title.to_owned(),
        quantity: state.quantity,
        options: Some(state.options.unwrap_or(&new.options).to_vec()),
        options_changed: true,
        note: Note::Text(state.note.unwrap_or(&new.note).to_owned()),
        discount: state.discount.unwrap_or(new.discount),
        removed: false,
        replaces: replaces.cloned(),
        amount: Money::ZERO,
        changed: true,
    })
}

fn choices(found: &OptionsFound) -> Option<Vec<Chosen>> {
    match found {
        OptionsFound::All(chosen) => Some(chosen.clone()),
        OptionsFound::Doubt(_) => None,
    }
}

/// Says what the line will cost once the cart is written.
fn price(work: &mut WorkLine, bill: &Bill, accepted: &[(Place, Loss)], catalogue: &Catalogue) {
    let line = work.base.and_then(|at| bill.lines.get(at));
    if work.removed || line.is_some_and(|line| line.kind != LineKind::Ordinary) {
        return;
    }
    let product = work.product.as_ref().and_then(|id| catalogue.product(id));
    let once = (Place::Line(work.key.clone()), Loss::DuplicateOption);
    if let Some(product) = product
        && accepted.contains(&once)
    {
        drop_doubles(work, line, product, bill.dialect);
    }
    work.amount = match (product, &work.options, line) {
        (Some(product), Some(chosen), _) => {
            estimate_line(product, chosen, work.quantity, work.discount)
        }
        // Unknown product or options: what the bill says, in proportion.
        (_, _, Some(line)) => {
            scaled(line.amount + line.discount, line.quantity, work.quantity) - work.discount
        }
        (_, _, None) => -work.discount,
    };
}

/// Each option once: the person accepted that the double goes. C:G.6 row 8.
fn drop_doubles(work: &mut WorkLine, line: Option<&Line>, product: &Product, dialect: Dialect) {
    if work.options.is_none()
        && let Some(line) = line
    {
        work.options = choices(&options::find_once(line, product));
    }
    // Two choices that this server can only be told by one and the same word are doubles, too.
    let mut words = Vec::new();
    for chosen in work.options.iter_mut() {
        chosen.retain(|one| {
            let word = options::declare(product, std::slice::from_ref(one), dialect);
            let first = word.is_err() || !words.contains(&word);
            words.push(word);
            first
        });
    }
}

fn payment(state: &PaymentState<'_>, catalogue: &Catalogue) -> Option<WorkPayment> {
    let (base, read) = match state.origin {
        Origin::Base(at, row) => (Some(at), Some(row)),
        Origin::New(_) if state.removed => return None,
        Origin::New(_) => (None, None),
    };
    let was = read.and_then(kind_of);
    if let (true, Some(row)) = (state.removed, read) {
        return Some(WorkPayment {
            key: state.key.clone(),
            base,
            kind: was,
            title: row.title.clone(),
            amount: row.amount,
            removed: true,
            changed: true,
        });
    }
    let kind = state.kind.cloned().or_else(|| was.clone());
    let title = match (&kind, read) {
        (kind, Some(row)) if *kind == was => row.title.clone(),
        (Some(PaymentKind::Discount(title)), _) => title.clone(),
        (Some(PaymentKind::Method(id)), _) => catalogue
            .method(id)
            .map_or(id.as_str(), |method| &method.title)
            .to_owned(),
        (None, _) => String::new(),
    };
    Some(WorkPayment {
        key: state.key.clone(),
        base,
        changed: kind != was || read.is_none_or(|row| row.amount != state.amount),
        kind,
        title,
        amount: state.amount,
        removed: false,
    })
}
