//! What a draft changes, as data for one sentence each. The words are the page's.
use crate::bill::Bill;
use crate::draft::{WorkLine, WorkPayment, Working, scaled};
use crate::edit::PaymentKind;
use crate::line::{Line, Note};
use crate::payment::Payment;
use crate::{LineKey, Money, PaymentKey, Quantity};
use std::sync::Arc;

/// One change.
#[allow(missing_docs, reason = "each variant says what its fields are")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A line's quantity: title, from, to, difference in money.
    Quantity {
        key: LineKey,
        title: String,
        from: Quantity,
        to: Quantity,
        by: Money,
    },
    /// A new line.
    Added {
        key: LineKey,
        title: String,
        quantity: Quantity,
        amount: Money,
    },
    /// A line taken off.
    Removed {
        key: LineKey,
        title: String,
        quantity: Quantity,
        amount: Money,
    },
    /// A line takes another's place.
    Replaced {
        key: LineKey,
        title: String,
        by: String,
        delta: Money,
    },
    /// A line's choices.
    Options {
        key: LineKey,
        title: String,
        by: Money,
    },
    /// A line's note; true if it was cleared.
    Note {
        key: LineKey,
        title: String,
        cleared: bool,
    },
    /// A line's discount: from, to. `scaled` if it follows a changed quantity by itself.
    Discount {
        key: LineKey,
        title: String,
        from: Money,
        to: Money,
        scaled: bool,
    },
    /// A new payment or discount.
    Paid {
        key: PaymentKey,
        title: String,
        kind: PaymentKind,
        amount: Money,
    },
    /// A payment taken off.
    Unpaid {
        key: PaymentKey,
        title: String,
        amount: Money,
    },
    /// A payment's amount or method.
    PaymentChanged {
        key: PaymentKey,
        title: String,
        from: Money,
        to: Money,
    },
}

/// The changes of a draft in the order of the bill. Empty exactly when nothing would be written.
pub fn changes(bill: &Bill, working: &Working) -> Vec<Change> {
    let mut changes = Vec::new();
    for work in &working.lines {
        match work.base.map(|at| &bill.lines[at]) {
            // Told together with the line it takes the place of.
            None if work.replaces.is_some() => {}
            None => changes.push(Change::Added {
                key: work.key.clone(),
                title: work.title.clone(),
                quantity: work.quantity,
                amount: work.amount,
            }),
            Some(line) if work.removed => changes.push(gone(line, &working.lines)),
            Some(line) if work.changed => kept(line, work, &mut changes),
            Some(_) => {}
        }
    }
    for work in &working.payments {
        let row = work.base.map(|at| &bill.payments.rows()[at]);
        changes.extend(payment(work, row));
    }
    changes
}

fn gone(line: &Line, lines: &[Arc<WorkLine>]) -> Change {
    let key = line.key.clone();
    let title = line.title.clone();
    match lines
        .iter()
        .find(|work| work.replaces.as_ref() == Some(&key))
    {
        Some(new) => Change::Replaced {
            key,
            title,
            by: new.title.clone(),
            delta: new.amount - line.amount,
        },
        None => Change::Removed {
            key,
            title,
            quantity: line.quantity,
            amount: line.amount,
        },
    }
}

fn kept(line: &Line, work: &WorkLine, changes: &mut Vec<Change>) {
    let key = || work.key.clone();
    let title = || work.title.clone();
    // Before discounts, the quantity's share is the old price in proportion; the choices explain the rest.
    let before = line.amount + line.discount - line.extra;
    let after = work.amount + work.discount;
    let in_proportion = if work.options_changed {
        scaled(before, line.quantity, work.quantity)
    } else {
        after
    };
    if work.quantity != line.quantity {
        changes.push(Change::Quantity {
            key: key(),
            title: title(),
            from: line.quantity,
            to: work.quantity,
            by: in_proportion - before,
        });
    }
    if work.options_changed {
        changes.push(Change::Options {
            key: key(),
            title: title(),
            by: after - in_proportion,
        });
    }
    if work.note != line.note {
        changes.push(Change::Note {
            key: key(),
            title: title(),
            cleared: work.note == Note::Text(String::new()),
        });
    }
    if work.discount != line.discount {
        changes.push(Change::Discount {
            key: key(),
            title: title(),
            from: line.discount,
            to: work.discount,
            scaled: work.discount == scaled(line.discount, line.quantity, work.quantity),
        });
    }
}

fn payment(work: &WorkPayment, row: Option<&Payment>) -> Option<Change> {
    let key = work.key.clone();
    let title = work.title.clone();
    let amount = work.amount;
    match (row, &work.kind) {
        (None, Some(kind)) => Some(Change::Paid {
            key,
            title,
            kind: kind.clone(),
            amount,
        }),
        (Some(_), _) if work.removed => Some(Change::Unpaid { key, title, amount }),
        (Some(row), _) if work.changed => Some(Change::PaymentChanged {
            key,
            title,
            from: row.amount,
            to: amount,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
