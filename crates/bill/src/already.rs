//! Whether a changed bill already holds everything that was asked for: the answer to a save whose answer and memory were both lost,
//! as when the program was restarted in the middle. What is there is not asked for again, and not shown as a conflict.
#[cfg(test)]
mod tests;

use crate::edit::{NewLine, NewPayment, PaymentKind};
use crate::fold::same_title;
use crate::ids::is_mark;
use crate::line::{Chosen, Identity, Line, LineKind, Note};
use crate::{Bill, Catalogue, Draft, Edit, LineKey};
use std::sync::Arc;

/// True if applying these edits to the bill as it is would change nothing, and everything new in them is there by its name.
pub fn holds(bill: &Arc<Bill>, edits: &[Edit], catalogue: &Catalogue) -> bool {
    let mut rest = Vec::new();
    for edit in edits {
        let there = match edit {
            Edit::Add(new) => holds_line(bill, new),
            Edit::Replace(old, new) => bill.line(old).is_none() && holds_line(bill, new),
            Edit::Pay(new) => holds_payment(bill, new),
            // Said about the bill, not written to it.
            Edit::Identify(..) | Edit::Accept(..) => true,
            Edit::Remove(key) if bill.line(key).is_none() => names_last(bill, key.as_str()),
            Edit::Unpay(key) if !bill.payments.rows().iter().any(|row| row.key == *key) => {
                !is_mark(key.as_str())
            }
            Edit::Options(key, chosen) if !shows_options(bill, key, chosen) => false,
            other => {
                rest.push(other.clone());
                true
            }
        };
        if !there {
            return false;
        }
    }
    let draft = Draft::with_edits(bill.clone(), rest);
    let working = draft.working(catalogue);
    !edits.is_empty()
        && draft.strays().is_empty()
        && !working.cart_changed
        && !working.payments_changed
}

/// True if a line of this name that is not there is gone, and not only named anew, as servers name lines that declare no id on
/// every write. C:G.4 rules 8 and 11.
fn names_last(bill: &Bill, key: &str) -> bool {
    let lines = bill.lines.iter();
    let mut ordinary = lines.filter(|line| line.kind == LineKind::Ordinary);
    let declared = |line: &Line| matches!(line.identity, Identity::Declared(_));
    bill.dialect.identities && !is_mark(key) && ordinary.all(declared)
}

fn holds_line(bill: &Bill, new: &NewLine) -> bool {
    let Some(line) = bill.line(&new.key) else {
        return false;
    };
    let note = match &line.note {
        Note::Text(text) => text.trim() == new.note.trim(),
        Note::Hidden => new.note.trim().is_empty(),
    };
    line.quantity == new.quantity
        && line.discount == new.discount
        && line.resolution.product() == Some(&new.product)
        && note
        && shows_options(bill, &new.key, &new.options)
}

/// True if a line shows these options; of a line whose product is not known the bill model cannot tell.
fn shows_options(bill: &Bill, key: &LineKey, chosen: &[Chosen]) -> bool {
    bill.line(key).is_none_or(|line| {
        let read = line.options.as_deref().unwrap_or_default();
        let titled = |one: &Chosen| {
            let mut read = read.iter();
            read.any(|option| same_title(&option.title, &one.title))
        };
        read.len() == chosen.len() && chosen.iter().all(titled)
    })
}

fn holds_payment(bill: &Bill, new: &NewPayment) -> bool {
    let mut rows = bill.payments.rows().iter();
    let Some(row) = rows.find(|row| row.key == new.key) else {
        return false;
    };
    let kind = match &new.kind {
        PaymentKind::Method(id) => !row.is_discount && row.method.as_ref() == Some(id),
        PaymentKind::Discount(title) => row.is_discount && row.title.trim() == title.trim(),
    };
    kind && row.amount == new.amount
}
