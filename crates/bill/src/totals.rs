//! Sums of a bill and of a draft. C:H.4.
use crate::Money;
use crate::Quantity;
use crate::bill::Bill;
use crate::catalogue::Product;
use crate::draft::{WorkLine, Working};
use crate::line::Chosen;

/// Sums to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    let _ = (product, options, quantity, discount);
    todo!()
}

/// `bill.total` less the sum of its lines' amounts: a cover charge that is not listed, a rounding, lines we were not shown.
pub fn residue(bill: &Bill) -> Money {
    let _ = bill;
    todo!()
}

/// The part of [`residue`] that a rewritten bill will have again: an unlisted cover charge of a table. C:H.4.
pub fn lasting_residue(bill: &Bill) -> Money {
    let _ = bill;
    todo!()
}

/// What the platform will say after the cart is written: kept and new lines, cover charge, lasting residue.
pub fn estimate_total(bill: &Bill, lines: &[WorkLine]) -> Money {
    let _ = (bill, lines);
    todo!()
}

/// Sums of the bill after the edits.
pub fn totals(bill: &Bill, working: &Working) -> Totals {
    let _ = (bill, working);
    todo!()
}
