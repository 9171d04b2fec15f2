//! The way back from a save: the edits that make the saved bill the one it was before. What a full replace cannot bring back (a
//! voided identity, a surcharge, a hidden note, an old price) is named, never passed over.
#[cfg(test)]
mod tests;

use super::compare::{other_note, other_options, other_product};
use super::pairs::Pairs;
use crate::Reason;
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::{Draft, Working, kind_of, scaled};
use crate::edit::{Edit, NewLine, NewPayment};
use crate::fold::same_title;
use crate::ids::{LineKey, PaymentKey};
use crate::line::{Line, LineKind, Note};
use crate::payment::{Payment, Payments};
use crate::plan::Step;
use crate::resolve::{Found, OptionsFound};
use std::sync::Arc;

/// The largest difference in a line's sum that is rounding, in minor units. C:H.3.
const TOLERANCE: i64 = 1;

/// Something that does not come back, or not as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreturned {
    /// A line, by its title.
    Line(String),
    /// A payment row, by its title.
    Payment(String),
    /// The payments as a whole: their rows are not shown.
    Payments,
}

/// The way back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Back {
    /// To be done to the saved bill.
    pub edits: Vec<Edit>,
    /// What does not come back as it was.
    pub unreturned: Vec<Unreturned>,
}

/// The way from `after` back to `before`, which one save apart are one bill. Only what that save wrote is taken back: what it left
/// alone may have been changed by others. `fresh` makes a key for a line or row that must be born anew, because a voided identity
/// may not be declared again (C:G.4 rule 9).
pub fn back(
    before: &Arc<Bill>,
    after: &Arc<Bill>,
    wrote: &[Step],
    catalogue: &Catalogue,
    fresh: &mut dyn FnMut(Step) -> String,
) -> Back {
    let still = Draft::new(after.clone()).working(catalogue);
    let mut desk = Desk {
        before,
        after,
        catalogue,
        pairs: Pairs::new(after, before, &still, catalogue),
        fresh,
        back: Back::default(),
        born: Vec::new(),
    };
    if wrote.contains(&Step::Cart) {
        desk.lines();
    }
    if wrote.contains(&Step::Payments) {
        desk.payments();
    }
    desk.say_other_sums();
    desk.back
}

struct Desk<'a> {
    before: &'a Bill,
    after: &'a Arc<Bill>,
    catalogue: &'a Catalogue,
    /// For each line and row of `after`, its place in `before`.
    pairs: Pairs,
    fresh: &'a mut dyn FnMut(Step) -> String,
    back: Back,
    /// Lines of `before` and the key under which each will stand again.
    born: Vec<(usize, LineKey)>,
}

impl Desk<'_> {
    fn lines(&mut self) {
        self.pair_the_rest();
        for (at, is) in self.after.lines.iter().enumerate() {
            if is.kind != LineKind::Ordinary {
                continue;
            }
            match self.pairs.lines[at] {
                Some(place) => {
                    self.line(&self.before.lines[place], is);
                    self.born.push((place, is.key.clone()));
                }
                None => self.back.edits.push(Edit::Remove(is.key.clone())),
            }
        }
        for (place, was) in self.before.lines.iter().enumerate() {
            let stands = self.pairs.lines.contains(&Some(place));
            if was.kind != LineKind::Ordinary || stands {
                continue;
            }
            match self.again(was) {
                Some(new) => {
                    self.born.push((place, new.key.clone()));
                    self.back.edits.push(Edit::Add(new));
                }
                None => self.unreturned(was),
            }
        }
    }

    /// Lines that changed and got another name: one product under one title is one line, the first to the first.
    fn pair_the_rest(&mut self) {
        for at in 0..self.after.lines.len() {
            let is = &self.after.lines[at];
            if self.pairs.lines[at].is_some() || is.kind != LineKind::Ordinary {
                continue;
            }
            let like = |place: &usize| {
                let was = &self.before.lines[*place];
                was.kind == LineKind::Ordinary
                    && !self.pairs.lines.contains(&Some(*place))
                    && same_title(&was.title, &is.title)
                    && was.resolution.product() == is.resolution.product()
            };
            let found = (0..self.before.lines.len()).find(like);
            self.pairs.lines[at] = found;
        }
    }

    /// One edit for each field that differs.
    fn line(&mut self, was: &Line, is: &Line) {
        let key = || is.key.clone();
        if other_product(was, is) {
            match self.again(was) {
                Some(new) => self.back.edits.push(Edit::Replace(key(), new)),
                None => self.unreturned(was),
            }
            return;
        }
        let edits = &mut self.back.edits;
        if was.quantity != is.quantity {
            edits.push(Edit::Quantity(key(), was.quantity));
        }
        let mut whole = was.extra == is.extra && was.vat == is.vat;
        if other_options(was.options.as_deref(), is.options.as_deref()) {
            match &was.resolution.options {
                OptionsFound::All(chosen) => edits.push(Edit::Options(key(), chosen.clone())),
                OptionsFound::Doubt(_) => whole = false,
            }
        }
        match (&was.note, &is.note) {
            (Note::Text(text), note) if other_note(&was.note, note) => {
                edits.push(Edit::Note(key(), text.clone()));
            }
            (Note::Hidden, Note::Text(_)) => whole = false,
            _ => {}
        }
        if was.discount != scaled(is.discount, is.quantity, was.quantity) {
            edits.push(Edit::Discount(key(), was.discount));
            let reason = Reason::of(&was.own).filter(|_| !was.discount.is_zero());
            edits.extend(reason.map(|reason| Edit::Reason(key(), reason)));
        }
        if !whole {
            self.unreturned(was);
        }
    }

    /// A line that is gone, as a new one; none if its product, its options or its note are not known for certain.
    fn again(&mut self, was: &Line) -> Option<NewLine> {
        let Found::Certain(id, _) = &was.resolution.found else {
            return None;
        };
        let product = self.catalogue.product(id)?;
        let (OptionsFound::All(options), Note::Text(note)) = (&was.resolution.options, &was.note)
        else {
            return None;
        };
        // A rate of its own cannot be given to a new line.
        if !was.extra.is_zero() || was.vat.is_some_and(|vat| product.tax != Some(vat)) {
            self.unreturned(was);
        }
        Some(NewLine {
            key: LineKey::new((self.fresh)(Step::Cart)),
            product: id.clone(),
            quantity: was.quantity,
            options: options.clone(),
            note: note.clone(),
            discount: was.discount,
            reason: Reason::of(&was.own),
        })
    }

    fn payments(&mut self) {
        let Payments::Known(rows) = &self.after.payments else {
            if self.after.paid != self.before.paid {
                self.back.unreturned.push(Unreturned::Payments);
            }
            return;
        };
        for (at, is) in rows.iter().enumerate() {
            match self.pairs.payments[at] {
                Some(place) => self.row(&self.before.payments.rows()[place], is),
                None => self.back.edits.push(Edit::Unpay(is.key.clone())),
            }
        }
        for (place, was) in self.before.payments.rows().iter().enumerate() {
            if self.pairs.payments.contains(&Some(place)) {
                continue;
            }
            match kind_of(was) {
                Some(kind) => self.back.edits.push(Edit::Pay(NewPayment {
                    key: PaymentKey::new((self.fresh)(Step::Payments)),
                    kind,
                    amount: was.amount,
                })),
                None => {
                    let title = was.title.clone();
                    self.back.unreturned.push(Unreturned::Payment(title));
                }
            }
        }
    }

    fn row(&mut self, was: &Payment, is: &Payment) {
        let key = || is.key.clone();
        if let Some(kind) = kind_of(was).filter(|kind| kind_of(is).as_ref() != Some(kind)) {
            self.back.edits.push(Edit::Kind(key(), kind));
        }
        if was.amount != is.amount {
            self.back.edits.push(Edit::Amount(key(), was.amount));
        }
    }

    fn unreturned(&mut self, was: &Line) {
        let line = Unreturned::Line(was.title.clone());
        if !self.back.unreturned.contains(&line) {
            self.back.unreturned.push(line);
        }
    }

    /// A line that comes back at today's price is not as it was.
    fn say_other_sums(&mut self) {
        let draft = Draft::with_edits(self.after.clone(), self.back.edits.clone());
        let working: Working = draft.working(self.catalogue);
        for (place, key) in std::mem::take(&mut self.born) {
            let was = &self.before.lines[place];
            let stands = working.lines.iter().find(|work| work.key == key);
            let sum = stands.filter(|work| work.changed).map(|work| work.amount);
            let apart = |sum| ((was.amount - was.extra) - sum).minor().abs() > TOLERANCE;
            if sum.is_some_and(apart) {
                self.unreturned(was);
            }
        }
    }
}
