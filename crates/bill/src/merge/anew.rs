//! A line or row of its own out of my side of a conflict.
use super::Conflict;
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::draft::net::{new_line, new_payment};
use crate::edit::{Edit, NewLine, NewPayment};
use crate::ids::{LineKey, PaymentKey};
use crate::problem::Place;
use std::sync::Arc;

/// The edit that makes it; none if mine was to take it off, or if it cannot be said.
pub(super) fn edit(
    conflict: &Conflict,
    base: &Bill,
    theirs: &Arc<Bill>,
    catalogue: &Catalogue,
    fresh: &mut dyn FnMut() -> String,
) -> Option<Edit> {
    let made = conflict.mine.iter().find_map(|edit| match edit {
        Edit::Add(new) | Edit::Replace(_, new) => Some(new.clone()),
        _ => None,
    });
    if let Some(new) = made {
        let key = LineKey::new(fresh());
        return Some(Edit::Add(NewLine { key, ..new }));
    }
    // A line that I made and that already stands there is not on the base.
    let known = match &conflict.place {
        Place::Line(key) => base.line(key).is_some(),
        Place::Payment(key) => base.payments.rows().iter().any(|row| row.key == *key),
        _ => return None,
    };
    let under = if known {
        Arc::new(base.clone())
    } else {
        theirs.clone()
    };
    let mine = Draft::with_edits(under, conflict.mine.clone()).working(catalogue);
    match &conflict.place {
        Place::Line(key) => {
            let mut lines = mine.lines.iter();
            let line = lines.find(|line| line.key == *key && !line.removed)?;
            let new = new_line(line)?;
            let key = LineKey::new(fresh());
            Some(Edit::Add(NewLine { key, ..new }))
        }
        Place::Payment(key) => {
            let mut rows = mine.payments.iter();
            let row = rows.find(|row| row.key == *key && !row.removed)?;
            let new = new_payment(row)?;
            let key = PaymentKey::new(fresh());
            Some(Edit::Pay(NewPayment { key, ..new }))
        }
        _ => None,
    }
}
