//! Whether a line's money agrees with a price: the arithmetic that tells namesakes apart. C:G.2, C:H.2.
use crate::catalogue::Product;
use crate::line::Line;
use crate::options;
use crate::resolve::OptionsFound;
use crate::{Money, Quantity};

/// What the line's units cost before discount and surcharge: `amount + discount - extra`. C:H.2.
pub fn gross(line: &Line) -> Money {
    line.amount + line.discount - line.extra
}

/// True if `unit`, options included, explains the line's money within one minor unit per piece; none if nothing was sold, because
/// then every price would fit.
pub fn fits(line: &Line, unit: Money) -> Option<bool> {
    (line.quantity > Quantity::ZERO)
        .then(|| (line.quantity.times(unit) - gross(line)).abs() <= slack(line.quantity))
}

/// True if `unit`, options included, explains the line's money to the last minor unit.
pub fn is_exact(line: &Line, unit: Money) -> bool {
    line.quantity.times(unit) == gross(line)
}

/// What one unit cost before options, or with them where they cannot be told apart; none if nothing was sold.
pub fn about(line: &Line) -> Option<Money> {
    let quantity = i128::from(line.quantity.thousandths());
    if quantity <= 0 {
        return None;
    }
    let unit = i128::from(gross(line).minor()) * 1000 / quantity;
    line.unit
        .or_else(|| i64::try_from(unit).ok().map(Money::from_minor))
}

/// True if the line was sold at today's price of this product; none if it cannot be told.
pub fn agrees(line: &Line, product: &Product) -> Option<bool> {
    if line.quantity <= Quantity::ZERO {
        return None;
    }
    if let Some(unit) = line.unit {
        let apart = line.quantity.times(unit) - line.quantity.times(product.price);
        return Some(apart.abs() <= slack(line.quantity));
    }
    let OptionsFound::All(chosen) = options::find(line, product) else {
        return None;
    };
    let read = line.options.as_deref().unwrap_or_default();
    let said: Option<Vec<Money>> = read.iter().map(|option| option.price).collect();
    let sum = match said {
        Some(prices) => prices.into_iter().sum(),
        None => options::surcharge(product, &chosen),
    };
    fits(line, product.price + sum)
}

/// How far apart a line's sums may be: one minor unit per piece, and at least the line's own rounding.
fn slack(quantity: Quantity) -> Money {
    Money::from_minor((quantity.thousandths().saturating_add(999) / 1000).max(1))
}
