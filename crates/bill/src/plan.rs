//! The next write, asked again after each one: saving is a fixed point of [`next`]. C:G.7, C:E.3.
//!
//! With total T and paid P: lines may be written while P(now) <= T(new), payments while P(new) <= T(now). If start and goal
//! are valid, one order always is, and payments go first exactly when the new total is below what is now paid.
use crate::Money;
use crate::bill::Bill;
use crate::cart::{holds_cart, holds_payments};
use crate::check::Wanted;
use crate::payment::Payments;
use crate::problem::{Place, Problem, Trouble};

/// One upstream write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// `update-orders`.
    Cart,
    /// `update-payments`.
    Payments,
}

/// What to do now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// The bill holds what is wanted.
    Done,
    /// Write this, read back, ask again.
    Write(Step),
    /// No write is legal.
    Blocked(Vec<Problem>),
}

/// The next step from what is to what is wanted. Once the cart is written the platform's own total counts, no estimate.
pub fn next(now: &Bill, wanted: &Wanted) -> Next {
    let cart = wanted.cart().filter(|cart| !holds_cart(now, cart));
    let rows = wanted.payments().filter(|rows| !holds_payments(now, rows));
    if cart.is_none() && rows.is_none() {
        return Next::Done;
    }
    let total = cart.map_or(now.total, |cart| cart.estimate);
    let paid = rows.map_or(now.paid, |rows| rows.iter().map(|row| row.amount).sum());
    let mut blocks = Vec::new();
    if cart.is_some() && now.has_timer() {
        blocks.push(Problem::new(Place::Bill, Trouble::Timer));
    }
    if rows.is_some() {
        blocks.extend(unwritable(now).map(|trouble| Problem::new(Place::Payments, trouble)));
    }
    blocks.extend(over(paid, total));
    if !blocks.is_empty() {
        // Half of it might go, but its other half never could.
        return Next::Blocked(blocks);
    }
    let cart_goes = cart.is_some() && now.paid <= total;
    let payments_go = rows.is_some() && paid <= now.total;
    match (cart_goes, payments_go) {
        (true, _) => Next::Write(Step::Cart),
        (false, true) => Next::Write(Step::Payments),
        // Only from a bill that is overpaid already.
        (false, false) => Next::Blocked(over(now.paid, total).into_iter().collect()),
    }
}

/// Why the payments of this bill may not be rewritten, if so: rows that are not shown would be wiped. C:G.8.
pub(crate) fn unwritable(bill: &Bill) -> Option<Trouble> {
    match &bill.payments {
        Payments::Known(_) => None,
        Payments::Unknown if bill.paid.is_zero() && bill.discount.is_zero() => None,
        Payments::Unknown => Some(Trouble::PaymentsUnknown(bill.paid)),
        Payments::Mismatch(_) => Some(Trouble::PaymentsMismatch),
    }
}

/// Paid above the total, at the totals, with the amount over. To the kuruş: one over is refused (C:G.8).
pub(crate) fn over(paid: Money, total: Money) -> Option<Problem> {
    (paid > total).then(|| Problem::new(Place::Totals, Trouble::PaidOverTotal(paid - total)))
}

#[cfg(test)]
mod tests;
