//! Money: an integer number of minor units (kuruş). C:H.
#[cfg(test)]
mod tests;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in minor units. The bound keeps every product with a legal quantity inside `i128` and every sum of a bill inside `i64`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Money(i64);

/// The text is not a decimal number, or it is larger than [`Money::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadNumber;

impl fmt::Display for BadNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number within bounds")
    }
}

impl std::error::Error for BadNumber {}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest amount that is accepted from outside: ten thousand million main units.
    pub const MAX: Money = Money(1_000_000_000_000);

    /// An amount from its minor units.
    pub const fn from_minor(minor: i64) -> Money {
        Money(minor)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Reads the platform's decimal text (`27.8`, `"1,5"`, `1e2`), rounding half away from zero to two places. Upstream: C:F "numbers", C:H.3.
    pub fn parse_decimal(text: &str) -> Result<Money, BadNumber> {
        let minor = scaled(text, 2)?;
        if minor.unsigned_abs() > Money::MAX.0.unsigned_abs() {
            return Err(BadNumber);
        }
        Ok(Money(minor))
    }

    /// The shortest decimal text with at most two places, as the platform's JSON wants it: `27.8`, `190`, `-0.05`. C:H.3.
    pub fn to_decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match part {
            0 => format!("{sign}{whole}"),
            p if p % 10 == 0 => format!("{sign}{whole}.{}", p / 10),
            p => format!("{sign}{whole}.{p:02}"),
        }
    }

    /// True for amounts below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// True for zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The distance from zero.
    pub const fn abs(self) -> Money {
        Money(self.0.saturating_abs())
    }

    /// The amount, or zero if it is negative.
    pub fn or_zero(self) -> Money {
        self.max(Money::ZERO)
    }
}

/// Reads a plain or exponent decimal and returns it times ten to the `places`, rounded half away from zero.
pub(crate) fn scaled(text: &str, places: i32) -> Result<i64, BadNumber> {
    let text = text.trim();
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (
            &text[..at],
            text[at + 1..].parse::<i32>().map_err(|_| BadNumber)?,
        ),
        None => (text, 0),
    };
    let (whole, part) = match mantissa.find(['.', ',']) {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, ""),
    };
    let digits_only = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() && part.is_empty()
        || !digits_only(whole)
        || !digits_only(part)
        || exponent.unsigned_abs() > 40
    {
        return Err(BadNumber);
    }
    let digits: Vec<u8> = whole
        .bytes()
        .chain(part.bytes())
        .map(|b| b - b'0')
        .collect();
    // How many of the digits stand before the rounding point.
    let keep = whole.len() as i64 + i64::from(exponent) + i64::from(places);
    let mut value: i64 = 0;
    for at in 0..keep.max(0) {
        let digit = digits.get(at as usize).copied().unwrap_or(0);
        value = value
            .checked_mul(10)
            .and_then(|v| v.checked_add(i64::from(digit)))
            .ok_or(BadNumber)?;
    }
    let next = if keep < 0 {
        0
    } else {
        digits.get(keep as usize).copied().unwrap_or(0)
    };
    if next >= 5 {
        value = value.checked_add(1).ok_or(BadNumber)?;
    }
    Ok(if negative { -value } else { value })
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}
