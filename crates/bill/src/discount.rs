//! Discounts: a percentage as a sum, and how much of one somebody may give.
#[cfg(test)]
mod tests;

use crate::{Money, Quantity};

/// Percents in [`Quantity`]'s thousandths that are the whole.
const WHOLE: i128 = 100_000;

/// So many percent of an amount, rounded half away from zero; none above a hundred or below nothing.
pub fn percent_of(amount: Money, percent: Quantity) -> Option<Money> {
    let thousandths = i128::from(percent.thousandths());
    if !(0..=WHOLE).contains(&thousandths) {
        return None;
    }
    let product = i128::from(amount.minor()) * thousandths;
    let rounded = (product.abs() + WHOLE / 2) / WHOLE * product.signum();
    i64::try_from(rounded).ok().map(Money::from_minor)
}

/// True if a discount is more than a cap in percent allows. Giving the whole away is above any cap.
pub fn exceeds(discount: Money, of: Money, cap: u32) -> bool {
    let part = i128::from(discount.minor()) * 100;
    discount > Money::ZERO && (discount >= of || part > i128::from(of.minor()) * i128::from(cap))
}
