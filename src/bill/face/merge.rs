//! What both sides touched, side by side.
use crate::bill::state::{Cause, Merging};
use adisyon_bill::line::{Line, Note};
use adisyon_bill::merge::Answer;
use adisyon_bill::payment::Payment;
use adisyon_bill::{Bill, Catalogue, Money, Place, Quantity};

/// One side of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeSide {
    /// How much; none for payments.
    pub quantity: Option<Quantity>,
    /// Title.
    pub title: String,
    /// Options.
    pub options: Vec<String>,
    /// Note; empty is none.
    pub note: String,
    /// Sum.
    pub amount: Money,
}

/// One question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeRow {
    /// Where.
    pub place: Place,
    /// What it is called.
    pub title: String,
    /// As it was; none for something that was not there.
    pub base: Option<MergeSide>,
    /// As I have it; none if I take it off.
    pub mine: Option<MergeSide>,
    /// As they have it; none if they took it off.
    pub theirs: Option<MergeSide>,
    /// The answer so far.
    pub answer: Option<Answer>,
}

/// All questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeFace {
    /// Why.
    pub cause: Cause,
    /// One for each conflict.
    pub rows: Vec<MergeRow>,
}

impl MergeFace {
    /// How many answers are missing.
    pub fn left(&self) -> usize {
        self.rows.iter().filter(|row| row.answer.is_none()).count()
    }
}

/// The questions of a merge.
pub fn merge_face(merging: &Merging, catalogue: Option<&Catalogue>) -> MergeFace {
    let empty = Catalogue::default();
    let working = merging.mine.working(catalogue.unwrap_or(&empty));
    let rows = merging.merge.conflicts.iter().map(|conflict| {
        let place = &conflict.place;
        let base = side(merging.mine.base(), place);
        let mine = match place {
            Place::Line(key) => working
                .lines
                .iter()
                .find(|line| line.key == *key && !line.removed)
                .map(|line| {
                    let read = base
                        .as_ref()
                        .map(|base| base.options.clone())
                        .unwrap_or_default();
                    MergeSide {
                        quantity: Some(line.quantity),
                        title: line.title.clone(),
                        options: line.options.as_ref().map_or(read, |chosen| {
                            chosen.iter().map(|one| one.title.clone()).collect()
                        }),
                        note: text(&line.note),
                        amount: line.amount,
                    }
                }),
            Place::Payment(key) => working
                .payments
                .iter()
                .find(|row| row.key == *key && !row.removed)
                .map(|row| of_payment(&row.title, row.amount)),
            _ => None,
        };
        let theirs = side(&merging.read.bill, place);
        let named = mine.as_ref().or(base.as_ref()).or(theirs.as_ref());
        MergeRow {
            place: place.clone(),
            title: named.map(|side| side.title.clone()).unwrap_or_default(),
            base,
            mine,
            theirs,
            answer: merging.answer(place),
        }
    });
    MergeFace {
        cause: merging.cause,
        rows: rows.collect(),
    }
}

fn side(bill: &Bill, place: &Place) -> Option<MergeSide> {
    match place {
        Place::Line(key) => bill.line(key).map(of_line),
        Place::Payment(key) => {
            let mut rows = bill.payments.rows().iter();
            let row: &Payment = rows.find(|row| row.key == *key)?;
            Some(of_payment(&row.title, row.amount))
        }
        _ => None,
    }
}

fn of_line(line: &Line) -> MergeSide {
    let options = line.options.as_deref().unwrap_or(&[]);
    MergeSide {
        quantity: Some(line.quantity),
        title: line.title.clone(),
        options: options.iter().map(|one| one.title.clone()).collect(),
        note: text(&line.note),
        amount: line.amount,
    }
}

fn of_payment(title: &str, amount: Money) -> MergeSide {
    MergeSide {
        quantity: None,
        title: title.to_owned(),
        options: Vec::new(),
        note: String::new(),
        amount,
    }
}

fn text(note: &Note) -> String {
    match note {
        Note::Text(text) => text.clone(),
        Note::Hidden => String::new(),
    }
}
