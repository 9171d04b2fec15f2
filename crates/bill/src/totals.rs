//! Sums of a bill and of a draft. C:H.4.
#[cfg(test)]
mod tests;

use crate::Money;
use crate::Quantity;
use crate::bill::Bill;
use crate::catalogue::Product;
use crate::draft::{WorkLine, Working};
use crate::edit::PaymentKind;
use crate::line::{Chosen, LineKind};
use crate::options::surcharge;
use std::sync::Arc;

/// Sums to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// The platform's total while the cart is untouched, else our estimate of it.
    pub total: Money,
    /// Paid, discount rows included; after the draft's changes.
    pub paid: Money,
    /// Discount rows among it.
    pub discount: Money,
    /// `total - paid`; negative if over.
    pub remaining: Money,
    /// What total and paid were before the draft.
    pub was_total: Money,
    /// Paid before the draft.
    pub was_paid: Money,
}

/// What one line will cost: quantity times (price and choices), rounded once, less the discount. C:H.4.
pub fn estimate_line(
    product: &Product,
    options: &[Chosen],
    quantity: Quantity,
    discount: Money,
) -> Money {
    quantity.times(product.price + surcharge(product, options)) - discount
}

/// `bill.total` less the sum of its lines' amounts: a cover charge that is not listed, a rounding, lines we were not shown.
pub fn residue(bill: &Bill) -> Money {
    bill.total - bill.lines.iter().map(|line| line.amount).sum()
}

/// The part of [`residue`] that a rewritten bill will have again: an unlisted cover charge of a table. C:H.4.
pub fn lasting_residue(bill: &Bill) -> Money {
    let cover_listed = bill.lines.iter().any(|line| line.kind == LineKind::Cover);
    if bill.head.bill.is_table() && !cover_listed {
        residue(bill).or_zero()
    } else {
        Money::ZERO
    }
}

/// What the platform will say after the cart is written: kept and new lines, cover charge, lasting residue.
pub fn estimate_total(bill: &Bill, lines: &[Arc<WorkLine>]) -> Money {
    let is_cover = |line: &WorkLine| {
        line.base
            .and_then(|at| bill.lines.get(at))
            .is_some_and(|base| base.kind == LineKind::Cover)
    };
    let kept: Money = lines
        .iter()
        .filter(|line| !line.removed && !is_cover(line))
        .map(|line| line.amount)
        .sum();
    // The platform makes the cover charge again, whatever was done to its line.
    kept + bill.cover() + lasting_residue(bill)
}

/// Sums of the bill after the edits.
pub fn totals(bill: &Bill, working: &Working) -> Totals {
    let total = if working.cart_changed {
        estimate_total(bill, &working.lines)
    } else {
        bill.total
    };
    let (mut paid, mut discount) = (bill.paid, bill.discount);
    if working.payments_changed {
        // As a difference, so that rows we were not shown still count.
        for row in bill.payments.rows() {
            paid -= row.amount;
            if row.is_discount {
                discount -= row.amount;
            }
        }
        for row in working.payments.iter().filter(|row| !row.removed) {
            paid += row.amount;
            if matches!(row.kind, Some(PaymentKind::Discount(_))) {
                discount += row.amount;
            }
        }
    }
    Totals {
        total,
        paid,
        discount,
        remaining: total - paid,
        was_total: bill.total,
        was_paid: bill.paid,
    }
}
