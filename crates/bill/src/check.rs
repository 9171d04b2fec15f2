//! From a draft to what may be written: the only way to a [`Wanted`]. C:G.4 to C:G.8; every one of C:G.6's 25 rows has its answer here.
mod desk;
mod ground;
mod limit;
mod lines;
mod payments;
mod stamp;

use crate::Money;
use crate::bill::Bill;
use crate::cart::{Cart, PaymentRow};
use crate::catalogue::Catalogue;
use crate::draft::{Draft, Working};
use crate::plan::over;
use crate::problem::Problem;
use crate::totals::totals;

pub use ground::Ground;

/// What the house allows beyond the platform's rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    /// A manager opened marketplace carts for this restaurant (C:G.6 row 6).
    pub marketplace_carts: bool,
    /// The most percent of a line or of the bill that this person may give away, and never the whole; none is no limit.
    pub discount_cap: Option<u32>,
}

/// The end state asked for. `None` means "leave as it is". Can only be made by [`check`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    cart: Option<Cart>,
    payments: Option<Vec<PaymentRow>>,
}

impl Wanted {
    /// The cart to write, if it changed.
    pub fn cart(&self) -> Option<&Cart> {
        self.cart.as_ref()
    }

    /// The payments to write, if they changed.
    pub fn payments(&self) -> Option<&[PaymentRow]> {
        self.payments.as_deref()
    }

    /// Sum of the wanted payments, or what is paid now.
    pub fn paid(&self, now: &Bill) -> Money {
        self.payments()
            .map_or(now.paid, |rows| rows.iter().map(|row| row.amount).sum())
    }

    /// Estimate of the wanted cart, or the total now.
    pub fn total(&self, now: &Bill) -> Money {
        self.cart().map_or(now.total, |cart| cart.estimate)
    }

    /// A goal that no draft could have: for tests of what comes after the checks.
    #[cfg(test)]
    pub(crate) fn raw(cart: Option<Cart>, payments: Option<Vec<PaymentRow>>) -> Wanted {
        Wanted { cart, payments }
    }
}

/// Everything that stands in the way of saving this draft, in the bill's order; also what is shown while typing.
/// A draft that does not change the cart has no problem at a line, and one that does not change payments none at a payment.
pub fn problems(draft: &Draft, catalogue: &Catalogue, policy: Policy) -> Vec<Problem> {
    examine(draft, &draft.working(catalogue), catalogue, policy).1
}

/// The end state, or every reason why not.
pub fn check(draft: &Draft, catalogue: &Catalogue, policy: Policy) -> Result<Wanted, Vec<Problem>> {
    match examine(draft, &draft.working(catalogue), catalogue, policy) {
        (wanted, problems) if problems.is_empty() => Ok(wanted),
        (_, problems) => Err(problems),
    }
}

/// The end state as far as it can be said, and what stands in its way. Only without problems may it be written.
fn examine(
    draft: &Draft,
    working: &Working,
    catalogue: &Catalogue,
    policy: Policy,
) -> (Wanted, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut cart = None;
    if working.cart_changed {
        cart = lines::cart(draft.base(), working, catalogue, policy, &mut problems);
    }
    let payments = beyond_lines(draft.base(), working, catalogue, policy, &mut problems);
    (Wanted { cart, payments }, problems)
}

/// The rows to write, and what stands in the way of them, of the sums and of this person.
fn beyond_lines(
    bill: &Bill,
    working: &Working,
    catalogue: &Catalogue,
    policy: Policy,
    problems: &mut Vec<Problem>,
) -> Option<Vec<PaymentRow>> {
    let mut rows = None;
    if working.payments_changed {
        rows = payments::rows(bill, working, catalogue, problems);
    }
    if working.cart_changed || working.payments_changed {
        let sums = totals(bill, working);
        problems.extend(over(sums.paid, sums.total));
        limit::limits(bill, working, &sums, policy, problems);
    }
    rows
}

#[cfg(test)]
mod tests;
