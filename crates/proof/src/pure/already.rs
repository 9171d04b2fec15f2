//! Whether a changed bill already holds everything that was asked for, by the backend's rules: the answer to a save whose answer and
//! memory were both lost.
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::fold::same_title;
use adisyon_bill::line::{Chosen, Identity, Line, LineKind, Note};
use adisyon_bill::{Bill, Catalogue, Draft, Edit, LineKey};
use std::sync::Arc;

/// True if these edits would change nothing any more, and everything new in them is there by its name.
pub(super) fn holds(bill: &Arc<Bill>, edits: &[Edit], catalogue: &Catalogue) -> bool {
    let mut rest = Vec::new();
    for edit in edits {
        let there = match edit {
            Edit::Add(new) => holds_line(bill, new),
            Edit::Replace(old, new) => bill.line(old).is_none() && holds_line(bill, new),
            Edit::Pay(new) => holds_payment(bill, new),
            Edit::Identify(..) | Edit::Accept(..) => true,
            Edit::Remove(key) if bill.line(key).is_none() => names_last(bill, key.as_str()),
            Edit::Unpay(key) if !bill.payments.rows().iter().any(|row| row.key == *key) => {
                !key.as_str().starts_with('~')
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

fn names_last(bill: &Bill, key: &str) -> bool {
    let mut ordinary = bill
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Ordinary);
    let declared = |line: &Line| matches!(line.identity, Identity::Declared(_));
    bill.dialect.identities && !key.starts_with('~') && ordinary.all(declared)
}

fn holds_line(bill: &Bill, new: &NewLine) -> bool {
    let Some(line) = bill.line(&new.key) else {
        return false;
    };
    let note = match &line.note {
        Note::Text(text) => text.trim() == new.note.trim(),
        Note::Hidden => new.note.trim().is_empty(),
    };
    let options = line.options.as_deref().unwrap_or_default();
    let chosen = new.options.iter().all(|chosen| {
        options
            .iter()
            .any(|option| same_title(&option.title, &chosen.title))
    });
    line.quantity == new.quantity
        && line.discount == new.discount
        && line.resolution.product() == Some(&new.product)
        && note
        && chosen
        && options.len() == new.options.len()
}

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
    let Some(row) = bill.payments.rows().iter().find(|row| row.key == new.key) else {
        return false;
    };
    let kind = match &new.kind {
        PaymentKind::Method(id) => !row.is_discount && row.method.as_ref() == Some(id),
        PaymentKind::Discount(title) => row.is_discount && row.title.trim() == title.trim(),
    };
    kind && row.amount == new.amount
}
