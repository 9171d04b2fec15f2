//! What money is counted in, as its sign. C:E.2 `currency`, C:F.

/// A currency by its ISO code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Currency([u8; 3]);

impl Currency {
    /// What a restaurant sells in that does not say: the platform is at home in Turkey.
    pub const LIRA: Currency = Currency(*b"TRY");

    /// Reads an ISO code in any case; none for anything else.
    pub fn read(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Currency(code.map(|letter| letter.to_ascii_uppercase())))
    }

    /// Its sign; the code itself, with a blank that does not break, where there is no sign that everybody knows.
    pub fn sign(&self) -> &str {
        match &self.0 {
            b"TRY" => "₺",
            b"EUR" => "€",
            b"USD" => "$",
            b"GBP" => "£",
            b"RUB" => "₽",
            b"AZN" => "₼",
            b"GEL" => "₾",
            b"UAH" => "₴",
            b"KZT" => "₸",
            // Three letters are text.
            code => std::str::from_utf8(code).unwrap_or_default(),
        }
    }

    /// Its least and its greatest note that guests pay with, in main units; those of the lira where they are not known.
    pub fn notes(&self) -> (i64, i64) {
        match &self.0 {
            b"USD" => (5, 100),
            b"GBP" => (5, 50),
            b"UAH" => (20, 1_000),
            b"RUB" => (50, 5_000),
            b"KZT" => (500, 20_000),
            b"JPY" => (1_000, 10_000),
            _ => (5, 200),
        }
    }

    /// True if its sign is letters, which stand apart from a number.
    pub(super) fn is_spelled(&self) -> bool {
        self.sign().len() == self.0.len() && self.sign().is_ascii()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_currency_has_its_own_notes() {
        let notes = |code| Currency::read(code).map(|read| read.notes());
        assert_eq!(notes("TRY"), Some((5, 200)));
        assert_eq!(notes("eur"), Some((5, 200)));
        assert_eq!(notes("RUB"), Some((50, 5_000)));
        assert_eq!(notes("XYZ"), Some((5, 200)));
    }

    #[test]
    fn a_code_is_three_letters_in_any_case() {
        let sign = |code| Currency::read(code).map(|read| read.sign().to_owned());
        assert_eq!(sign("TRY").as_deref(), Some("₺"));
        assert_eq!(sign(" eur ").as_deref(), Some("€"));
        assert_eq!(sign("chf").as_deref(), Some("CHF"));
        assert_eq!(sign(""), None);
        assert_eq!(sign("TL"), None);
        assert_eq!(sign("₺"), None);
        assert_eq!(sign("T1Y"), None);
    }
}
