//! One row of the list of lines.
use super::Mark;
use crate::bill::state::Editing;
use adisyon_bill::draft::WorkLine;
use adisyon_bill::line::{Line, LineKind, Note, ReadOption};
use adisyon_bill::map::Map;
use adisyon_bill::problem::Trouble;
use adisyon_bill::resolve::Found;
use adisyon_bill::{Catalogue, LineKey, Money, Place, ProductId, Quantity, options};
use std::sync::Arc;

/// A chosen option as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionFace {
    /// Its title.
    pub title: String,
    /// Its price per unit, if it costs something.
    pub price: Option<Money>,
}

/// A line as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineFace {
    /// Its key.
    pub key: LineKey,
    /// Its place in the list, from one.
    pub number: usize,
    /// How it differs from the bill.
    pub mark: Mark,
    /// The cover charge: said in a word, because it has no controls.
    pub cover: bool,
    /// Title.
    pub title: String,
    /// How much.
    pub quantity: Quantity,
    /// How much it was, if that changed.
    pub was_quantity: Option<Quantity>,
    /// Options.
    pub options: Vec<OptionFace>,
    /// Note.
    pub note: Note,
    /// The note differs from the bill's.
    pub note_changed: bool,
    /// Absolute discount.
    pub discount: Money,
    /// Surcharge set in the panel.
    pub extra: Money,
    /// Price of one, options included; none if it cannot be told.
    pub unit: Option<Money>,
    /// Sum of the line.
    pub amount: Money,
    /// What it was, if that changed.
    pub was_amount: Option<Money>,
    /// It takes another line's place.
    pub replaces: bool,
    /// It came or changed without the person.
    pub fresh: bool,
    /// Its product, as far as known.
    pub product: Option<ProductId>,
    /// What is the matter with it.
    pub problems: Vec<Trouble>,
    /// What a save would ask about it, while there is nothing to save: a mark, no problem.
    pub doubt: Option<Trouble>,
}

fn read_option(one: &ReadOption) -> OptionFace {
    OptionFace {
        title: one.title.clone(),
        price: one.price.filter(|price| !price.is_zero()),
    }
}

/// What a row is made of. A row made of the same looks the same.
#[derive(Clone)]
pub struct LineRow {
    work: Arc<WorkLine>,
    number: usize,
    fresh: bool,
    /// What is in doubt about it is shown: nothing of the cart would be written, so that no check says it.
    doubts: bool,
    problems: Vec<Trouble>,
}

/// All rows. A line that another took the place of is shown only while it is not replaced.
pub fn rows(editing: &Editing) -> impl Iterator<Item = LineRow> {
    let mut troubles: Map<&LineKey, Vec<Trouble>> = Map::default();
    for problem in &editing.problems {
        if let Place::Line(key) = &problem.place {
            troubles
                .entry(key)
                .or_default()
                .push(problem.trouble.clone());
        }
    }
    let fresh = |work: &WorkLine| {
        let mut places = editing.fresh.iter();
        places.any(|place| matches!(place, Place::Line(key) if *key == work.key))
    };
    let doubts = editing.setting.catalogue().is_some() && !editing.working.cart_changed;
    let lines = editing.working.lines.iter().enumerate();
    lines.map(move |(at, work)| LineRow {
        work: work.clone(),
        number: at + 1,
        fresh: fresh(work),
        doubts,
        problems: troubles.remove(&work.key).unwrap_or_default(),
    })
}

impl LineRow {
    /// The line's key.
    pub fn key(&self) -> &LineKey {
        &self.work.key
    }

    /// How much of which product it puts on the bill, if it stands there.
    pub fn sold(&self) -> Option<(&ProductId, Quantity)> {
        let product = self.work.product.as_ref().filter(|_| !self.work.removed)?;
        Some((product, self.work.quantity))
    }

    /// True if the other is made of the very same: a line that nobody touched is shared from state to state.
    pub fn is_same(&self, other: &LineRow) -> bool {
        Arc::ptr_eq(&self.work, &other.work)
            && (self.number, self.fresh, self.doubts) == (other.number, other.fresh, other.doubts)
            && self.problems == other.problems
    }

    /// The line as it is shown.
    pub fn face(&self, editing: &Editing) -> LineFace {
        let empty = Catalogue::default();
        let catalogue = editing.setting.catalogue().map_or(&empty, |here| &**here);
        let base = self.work.base.and_then(|at| editing.base().lines.get(at));
        LineFace {
            number: self.number,
            fresh: self.fresh,
            doubt: base
                .filter(|_| self.doubts)
                .and_then(|base| doubt(&self.work, base)),
            problems: self.problems.clone(),
            ..face(&self.work, base, catalogue)
        }
    }
}

fn face(line: &WorkLine, base: Option<&Line>, catalogue: &Catalogue) -> LineFace {
    let fixed = base.is_some_and(|base| base.kind != LineKind::Ordinary);
    let extra = base.map_or(Money::ZERO, |base| base.extra);
    let mark = match (fixed, line.removed, base.is_none(), line.changed) {
        (true, ..) => Mark::Fixed,
        (_, true, ..) => Mark::Removed,
        (_, _, true, _) => Mark::Added,
        (_, _, _, true) => Mark::Changed,
        _ => Mark::Kept,
    };
    LineFace {
        key: line.key.clone(),
        number: 0,
        mark,
        cover: base.is_some_and(|base| base.kind == LineKind::Cover),
        title: line.title.clone(),
        quantity: line.quantity,
        was_quantity: base
            .map(|base| base.quantity)
            .filter(|was| *was != line.quantity),
        options: chosen(line, base, catalogue),
        note: line.note.clone(),
        note_changed: base.map_or(line.note != Note::Text(String::new()), |base| {
            base.note != line.note
        }),
        discount: line.discount,
        extra,
        unit: unit(line.amount + line.discount - extra, line.quantity),
        amount: line.amount,
        was_amount: base
            .map(|base| base.amount)
            .filter(|was| *was != line.amount && !line.removed),
        replaces: line.replaces.is_some(),
        fresh: false,
        product: line.product.clone(),
        problems: Vec::new(),
        doubt: None,
    }
}

/// What is not known for certain about a line that stays as it is.
fn doubt(work: &WorkLine, base: &Line) -> Option<Trouble> {
    if base.kind != LineKind::Ordinary || work.confirmed {
        return None;
    }
    match &base.resolution.found {
        Found::Certain(..) => None,
        Found::Probable(..) => Some(Trouble::Probable),
        Found::Gone => Some(Trouble::ProductGone),
        Found::Unresolved(_) => Some(Trouble::Unresolved),
    }
}

/// The options as the draft has them in the product, else as they were read.
fn chosen(line: &WorkLine, base: Option<&Line>, catalogue: &Catalogue) -> Vec<OptionFace> {
    let product = line.product.as_ref().and_then(|id| catalogue.product(id));
    if let (Some(product), Some(chosen)) = (product, &line.options) {
        let priced = chosen.iter().map(|one| OptionFace {
            title: one.title.clone(),
            price: options::choice(product, one)
                .map(|choice| choice.price)
                .filter(|price| !price.is_zero()),
        });
        return priced.collect();
    }
    let read = base.and_then(|base| base.options.as_deref()).unwrap_or(&[]);
    read.iter().map(read_option).collect()
}

/// The price of one, rounded to the minor unit; none for a quantity of zero.
fn unit(gross: Money, quantity: Quantity) -> Option<Money> {
    let thousandths = i128::from(quantity.thousandths());
    if thousandths <= 0 {
        return None;
    }
    let scaled = i128::from(gross.minor()) * 1000;
    let half = thousandths / 2 * scaled.signum();
    i64::try_from((scaled + half) / thousandths)
        .ok()
        .map(Money::from_minor)
}
