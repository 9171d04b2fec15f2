//! Tax rate: percent in hundredths. C:E.3 `taxRate`, C:E.4 `tax`.
#[cfg(test)]
mod tests;

use crate::money::{BadNumber, scaled};

/// A percentage in hundredths: 10 % is 1000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rate(i64);

impl Rate {
    /// A rate from hundredths of a percent.
    pub const fn from_hundredths(hundredths: i64) -> Rate {
        Rate(hundredths)
    }

    /// The rate in hundredths of a percent.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads `10`, `"8.5"`, `"8,5"`.
    pub fn parse_decimal(text: &str) -> Result<Rate, BadNumber> {
        scaled(text, 2).map(Rate)
    }

    /// `10`, `8.5`.
    pub fn to_decimal(self) -> String {
        crate::Money::from_minor(self.0).to_decimal()
    }

    /// True for 0 to 100 percent, what a write may carry.
    pub fn is_writable(self) -> bool {
        (0..=10_000).contains(&self.0)
    }
}
