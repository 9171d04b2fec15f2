//! The bill after one edit more: a tap on a line costs that line, however long the bill and whatever was done to it before.
use super::replay::Replay;
use super::{Draft, Rest, Working, shown};
use crate::edit::Edit;

impl Draft {
    /// The bill after the edits, and the place of the only line that the last of them changed, where `before` is the bill after all
    /// the others. None if more than one line may have changed, or what the sums stand on: then it is to be worked out anew.
    pub(crate) fn working_next(&self, before: &Working, rest: &Rest) -> Option<(Working, usize)> {
        let key = self.edits.last()?.on_line()?;
        let reaches_further = |edit: &Edit| match edit {
            // Accepted losses come and go with the lines they were accepted at.
            Edit::Accept(..) => true,
            Edit::Replace(replaced, _) => replaced == key,
            _ => false,
        };
        if !before.cart_changed || self.edits.iter().any(reaches_further) {
            return None;
        }
        let at = before.lines.iter().position(|line| line.key == *key)?;
        let mut replay = Replay::of_line(&self.base, before.lines[at].base?);
        for edit in &self.edits {
            if edit.on_line() == Some(key) {
                replay.apply(edit);
            }
        }
        let mut working = before.clone();
        working.lines[at] = shown::priced(replay.lines.first()?, rest)?;
        // The last change taken back: the cart is not written, and prices are those that were read.
        let changed = working.lines.iter().any(|line| line.changed);
        changed.then_some((working, at))
    }
}
