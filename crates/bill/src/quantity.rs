//! Quantity: an integer number of thousandths of a unit (pieces, kilos). C:E.3, C:F.
#[cfg(test)]
mod tests;

use crate::money::{BadNumber, Money, scaled};

/// How much of a product a line holds, in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Quantity(i64);

impl Quantity {
    /// One piece.
    pub const ONE: Quantity = Quantity(1000);
    /// Nothing: legal on reads, never on writes.
    pub const ZERO: Quantity = Quantity(0);
    /// The smallest quantity a write may carry. C:E.3, C:L.1 row 7.
    pub const MIN: Quantity = Quantity(1);
    /// The largest quantity a write may carry. C:E.3.
    pub const MAX: Quantity = Quantity(9_999_000);

    /// A quantity from its thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Quantity {
        Quantity(thousandths)
    }

    /// A quantity of whole pieces.
    pub const fn pieces(pieces: i64) -> Quantity {
        Quantity(pieces.saturating_mul(1000))
    }

    /// The quantity in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads the platform's number or numeric text, dot or comma. More than three places cannot be kept and is refused,
    /// because a rounded quantity would change the bill. C:F "quantity".
    pub fn parse_decimal(text: &str) -> Result<Quantity, BadNumber> {
        let value = scaled(text, 3)?;
        if scaled(text, 6)? != value.checked_mul(1000).ok_or(BadNumber)? {
            return Err(BadNumber);
        }
        Ok(Quantity(value))
    }

    /// The shortest decimal text: `2`, `0.75`, `1.005`.
    pub fn to_decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            return format!("{sign}{whole}");
        }
        format!(
            "{sign}{whole}.{}",
            format!("{part:03}").trim_end_matches('0')
        )
    }

    /// True if a write may carry it.
    pub fn is_writable(self) -> bool {
        (Quantity::MIN..=Quantity::MAX).contains(&self)
    }

    /// True if it is a whole number of pieces.
    pub const fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }

    /// `unit` times this quantity, rounded half away from zero. The only place where a line is rounded. C:H.4.
    pub fn times(self, unit: Money) -> Money {
        let product = i128::from(unit.minor()) * i128::from(self.0);
        let rounded = (product.abs() + 500) / 1000 * product.signum();
        Money::from_minor(i64::try_from(rounded).unwrap_or(if rounded < 0 {
            i64::MIN
        } else {
            i64::MAX
        }))
    }
}
