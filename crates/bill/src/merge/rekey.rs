//! Moves an edit to the line or row that is the same under another key.
use crate::edit::Edit;
use crate::ids::{LineKey, PaymentKey};
use crate::problem::Place;

/// The edit at another line.
pub(super) fn on_line(edit: &Edit, key: &LineKey) -> Edit {
    let key = key.clone();
    match edit.clone() {
        Edit::Quantity(_, quantity) => Edit::Quantity(key, quantity),
        Edit::Remove(_) => Edit::Remove(key),
        Edit::Restore(_) => Edit::Restore(key),
        Edit::Note(_, text) => Edit::Note(key, text),
        Edit::Discount(_, amount) => Edit::Discount(key, amount),
        Edit::Reason(_, reason) => Edit::Reason(key, reason),
        Edit::Options(_, chosen) => Edit::Options(key, chosen),
        Edit::Identify(_, product) => Edit::Identify(key, product),
        Edit::Replace(_, new) => Edit::Replace(key, new),
        Edit::Accept(Place::Line(_), loss) => Edit::Accept(Place::Line(key), loss),
        other => other,
    }
}

/// The edit at another row.
pub(super) fn on_payment(edit: &Edit, key: &PaymentKey) -> Edit {
    let key = key.clone();
    match edit.clone() {
        Edit::Amount(_, amount) => Edit::Amount(key, amount),
        Edit::Kind(_, kind) => Edit::Kind(key, kind),
        Edit::Unpay(_) => Edit::Unpay(key),
        Edit::Repay(_) => Edit::Repay(key),
        other => other,
    }
}
