//! Exact decimals: money in kuruş, quantities in thousandths, rates in hundredths of a percent.
//! Nothing here is a float except the last step of writing a JSON number.

use serde_json::Value;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount in kuruş, the minor unit of the Turkish lira (C:H.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Money(pub i64);

/// A quantity in thousandths of a unit, so that 0.750 kg is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Quantity(pub i64);

/// A tax rate in hundredths of a percent: 10 % is 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rate(pub i64);

/// Why a decimal text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not a decimal number, or far too large.
    NotANumber,
    /// More decimal places than the unit has.
    TooPrecise,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole lira.
    pub const fn lira(whole: i64) -> Self {
        Self(whole * 100)
    }

    /// Reads a decimal text such as `214.5`.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        scaled(text, 2).map(Self)
    }

    /// The amount as a JSON number in lira.
    pub fn json(self) -> Value {
        number(self.0, 100)
    }

    /// Multiplies a unit price by a quantity, rounding half away from zero once.
    pub fn times(self, quantity: Quantity) -> Self {
        Self(rounded_div(self.0 * quantity.0, 1000))
    }

    /// The part of this gross amount that is left when the tax at `rate` is taken out.
    pub fn net_of(self, rate: Rate) -> Self {
        Self(rounded_div(self.0 * 10_000, 10_000 + rate.0))
    }
}

impl Quantity {
    /// Whole units.
    pub const fn units(whole: i64) -> Self {
        Self(whole * 1000)
    }

    /// Reads a decimal text such as `0.75`.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        scaled(text, 3).map(Self)
    }

    /// The quantity as a JSON number.
    pub fn json(self) -> Value {
        number(self.0, 1000)
    }
}

impl Rate {
    /// Whole percent.
    pub const fn percent(whole: i64) -> Self {
        Self(whole * 100)
    }

    /// Reads a decimal text such as `20`.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        scaled(text, 2).map(Self)
    }

    /// The rate as a JSON number in percent.
    pub fn json(self) -> Value {
        number(self.0, 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// Divides rounding half away from zero.
pub fn rounded_div(dividend: i64, divisor: i64) -> i64 {
    let half = divisor / 2;
    if dividend >= 0 {
        (dividend + half) / divisor
    } else {
        (dividend - half) / divisor
    }
}

/// The largest whole part read: a cart's amounts stay far below what an `i64` of products can hold.
const MAX_WHOLE_DIGITS: usize = 10;

/// Reads a JSON number's text (sign, digits, fraction, exponent) as an integer of 10^-places.
fn scaled(text: &str, places: usize) -> Result<i64, DecimalError> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent
                .parse::<i32>()
                .map_err(|_| DecimalError::NotANumber)?,
        ),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || exponent.abs() > 30 {
        return Err(DecimalError::NotANumber);
    }
    let digits: String = format!("{whole}{fraction}");
    let point = whole.len() as i32 + exponent + places as i32;
    let keep = usize::try_from(point.max(0)).unwrap_or(0);
    if digits.bytes().skip(keep).any(|digit| digit != b'0') {
        return Err(DecimalError::TooPrecise);
    }
    let kept: String = digits
        .chars()
        .chain(std::iter::repeat('0'))
        .take(keep)
        .collect();
    let kept = kept.trim_start_matches('0');
    if kept.len() > MAX_WHOLE_DIGITS + places {
        return Err(DecimalError::NotANumber);
    }
    let value: i64 = if kept.is_empty() {
        0
    } else {
        kept.parse().map_err(|_| DecimalError::NotANumber)?
    };
    Ok(if negative { -value } else { value })
}

/// An integer of 1/scale as the JSON number the platform would print: no trailing `.0`.
fn number(value: i64, scale: i64) -> Value {
    if value % scale == 0 {
        Value::from(value / scale)
    } else {
        Value::from(value as f64 / scale as f64)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn decimals_are_read_from_their_text_without_losing_a_kurus() {
        for (text, kurus) in [
            ("99.99", 9999),
            ("0.1", 10),
            ("-5", -500),
            ("1e2", 10_000),
            ("12.50", 1250),
            ("0", 0),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(kurus)), "{text}");
        }
        assert_eq!(Money::parse("0.001"), Err(DecimalError::TooPrecise));
        assert_eq!(Money::parse("1,5"), Err(DecimalError::NotANumber));
        assert_eq!(
            Money::parse("12345678901234567890"),
            Err(DecimalError::NotANumber)
        );
    }

    #[test]
    fn a_product_of_price_and_quantity_is_rounded_half_away_from_zero() {
        assert_eq!(Money(333).times(Quantity(500)), Money(167));
        assert_eq!(Money(-333).times(Quantity(500)), Money(-167));
        assert_eq!(Money(1099).times(Quantity(750)), Money(824));
    }

    #[test]
    fn json_numbers_carry_no_needless_fraction() {
        assert_eq!(Money(21450).json().to_string(), "214.5");
        assert_eq!(Money(10000).json().to_string(), "100");
        assert_eq!(Money(9999).json().to_string(), "99.99");
        assert_eq!(Quantity(750).json().to_string(), "0.75");
    }
}
