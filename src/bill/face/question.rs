//! The summary of what stands in the way, and the question before a save that does more than what was typed.
use crate::bill::state::Editing;
use adisyon_bill::problem::{Trouble, Weight};
use adisyon_bill::{LineKey, Money, Place, Problem, Quantity};

/// One row of the summary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryRow {
    /// What and where.
    pub problem: Problem,
    /// The line's number from one, if it is at a line.
    pub number: Option<usize>,
    /// What the line or payment is called.
    pub title: Option<String>,
}

/// One line whose price becomes today's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RepriceRow {
    /// Which.
    pub key: LineKey,
    /// Title.
    pub title: String,
    /// How much.
    pub quantity: Quantity,
    /// Sum until now.
    pub old: Money,
    /// Sum after the save.
    pub new: Money,
}

/// Everything one yes agrees to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuestionFace {
    /// Lines whose price becomes today's.
    pub reprice: Vec<RepriceRow>,
    /// The total before and after.
    pub total: Option<(Money, Money)>,
    /// Lines whose product is likely, with the product's title.
    pub probable: Vec<(String, String)>,
    /// Titles of lines that are voided and born again.
    pub reborn: Vec<String>,
}

/// What stands in the way, in the order of the bill.
pub fn summary(editing: &Editing) -> Vec<SummaryRow> {
    editing
        .problems
        .iter()
        .filter(|problem| problem.trouble.weight() == Weight::Blocks)
        .map(|problem| row(editing, problem))
        .collect()
}

fn row(editing: &Editing, problem: &Problem) -> SummaryRow {
    let (number, title) = match &problem.place {
        Place::Line(key) => {
            let lines = &editing.working.lines;
            let at = lines.iter().position(|line| line.key == *key);
            (at.map(|at| at + 1), at.map(|at| lines[at].title.clone()))
        }
        Place::Payment(key) => {
            let rows = &editing.working.payments;
            let row = rows.iter().find(|row| row.key == *key);
            (None, row.map(|row| row.title.clone()))
        }
        _ => (None, None),
    };
    SummaryRow {
        problem: problem.clone(),
        number,
        title,
    }
}

/// What has to be agreed to before saving.
pub fn question(editing: &Editing) -> QuestionFace {
    let mut face = QuestionFace::default();
    for problem in &editing.all_asks() {
        match (&problem.trouble, &problem.place) {
            (Trouble::Reprice(..), _) => face.reprice.extend(repriced(editing, problem)),
            (Trouble::RepriceTotal(old, new), _) => face.total = Some((*old, *new)),
            (Trouble::Probable, Place::Line(key)) => face.probable.extend(likely(editing, key)),
            (Trouble::IdentityLost, Place::Line(key)) => {
                let line = editing.working.lines.iter().find(|line| line.key == *key);
                face.reborn.extend(line.map(|line| line.title.clone()));
            }
            _ => {}
        }
    }
    if face.total.is_none() && !face.reprice.is_empty() {
        face.total = Some((editing.base().total, editing.totals.total));
    }
    face
}

/// A line whose price becomes today's, if that is what is the matter.
pub(super) fn repriced(editing: &Editing, problem: &Problem) -> Option<RepriceRow> {
    let (Trouble::Reprice(old, new), Place::Line(key)) = (&problem.trouble, &problem.place) else {
        return None;
    };
    let line = editing.working.lines.iter().find(|line| line.key == *key)?;
    Some(RepriceRow {
        key: key.clone(),
        title: line.title.clone(),
        quantity: line.quantity,
        old: *old,
        new: *new,
    })
}

fn likely(editing: &Editing, key: &LineKey) -> Option<(String, String)> {
    let line = editing.working.lines.iter().find(|line| line.key == *key)?;
    let catalogue = editing.setting.catalogue()?;
    let product = catalogue.product(line.product.as_ref()?)?;
    Some((line.title.clone(), product.title.clone()))
}
