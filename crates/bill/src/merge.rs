//! Base, mine, theirs: brings a draft onto a bill that changed meanwhile. One side changed: take it. Both: ask, lose neither. C:G.7 step 4.
mod anew;
mod back;
mod bring;
mod compare;
mod pairs;
mod places;
mod rekey;

pub use back::{Back, Unreturned, back};

use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::edit::Edit;
use crate::plan::Step;
use crate::problem::Place;
use bring::bring;
use std::sync::Arc;

/// A line or payment that both sides touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The line or payment, by its key in theirs; by its key in the base if it is gone (where a position mark such as `~1` may
    /// name another row than in theirs).
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
    bring(mine.base(), mine.net_edits(catalogue), theirs, catalogue)
}

/// Brings what is left of `mine` onto the bill as it was read after a save: what was written is no edit any more, also on
/// servers that show no id by which a new line could be recognised.
pub fn after_save(mine: &Draft, fresh: Arc<Bill>, wrote: &[Step], catalogue: &Catalogue) -> Merge {
    let mut edits = mine.net_edits(catalogue);
    edits.retain(|edit| !wrote.contains(&edit.step()));
    bring(mine.base(), edits, fresh, catalogue)
}

/// Adds the answers to a merged draft. `fresh` makes a key for a line or row that must be born anew. `base` is the bill that
/// the draft was made on. A conflict without an answer is answered with theirs. A line whose product or options are unknown
/// cannot be born anew: there [`Answer::Both`] is [`Answer::Mine`], and a line that is gone stays gone.
pub fn answered(
    merge: Merge,
    answers: &[(Place, Answer)],
    base: &Bill,
    catalogue: &Catalogue,
    fresh: &mut dyn FnMut() -> String,
) -> Draft {
    let theirs = merge.draft.base();
    let mut edits = merge.draft.edits().to_vec();
    for conflict in merge.conflicts {
        let answer = answers.iter().find(|(place, _)| *place == conflict.place);
        match answer.map(|(_, answer)| answer) {
            None | Some(Answer::Theirs) => {}
            Some(Answer::Mine) if !conflict.gone => edits.extend(conflict.mine),
            Some(answer) => match anew::edit(&conflict, base, theirs, catalogue, fresh) {
                Some(edit) => edits.push(edit),
                None if *answer == Answer::Both && !conflict.gone && !takes_off(&conflict) => {
                    edits.extend(conflict.mine);
                }
                None => {}
            },
        }
    }
    Draft::with_edits(theirs.clone(), edits)
}

/// True if mine is to take the line or row off: of that, no copy can stand beside theirs.
fn takes_off(conflict: &Conflict) -> bool {
    let off = |edit: &Edit| matches!(edit, Edit::Remove(_) | Edit::Unpay(_));
    conflict.mine.iter().any(off)
}

#[cfg(test)]
mod tests;
