//! Base, mine, theirs: brings a draft onto a bill that changed meanwhile. One side changed: take it. Both: ask, lose neither. C:G.7 step 4.
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::edit::Edit;
use crate::problem::Place;
use std::sync::Arc;

/// A line or payment that both sides touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The line or payment.
    pub place: Place,
    /// Mine: the edits of my draft at this place.
    pub mine: Vec<Edit>,
    /// They took it away.
    pub gone: bool,
}

/// An answer to a conflict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Mine goes on top of theirs (a removed line comes back as a new one).
    Mine,
    /// Theirs stays, my edits at this place go.
    Theirs,
    /// Both stay: theirs as it is, mine as a line of its own.
    Both,
}

/// The outcome of bringing a draft over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// My edits that touch nothing they touched, on their bill.
    pub draft: Draft,
    /// What has to be asked.
    pub conflicts: Vec<Conflict>,
    /// Lines and payments that they changed, added or (as a base key) removed.
    pub theirs: Vec<Place>,
}

/// Brings `mine` onto `theirs`.
pub fn merge(mine: &Draft, theirs: Arc<Bill>, catalogue: &Catalogue) -> Merge {
    let _ = (mine, theirs, catalogue);
    todo!()
}

/// Adds the answers to a merged draft. `fresh` makes a key for a line that must be born anew.
pub fn answered(
    merge: Merge,
    answers: &[(Place, Answer)],
    base: &Bill,
    catalogue: &Catalogue,
    fresh: &mut dyn FnMut() -> String,
) -> Draft {
    let _ = (&merge, answers, base, catalogue, fresh);
    todo!()
}
