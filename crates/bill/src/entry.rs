//! What a person types as an amount or a quantity: `12,5`, `12.50`, `1.234,50` mean one thing; `1.234` means two, so it is asked.
//!
//! Nothing is guessed: a text that is neither a well-formed decimal nor a well-formed grouped number has no meaning, so that a
//! slipped mark can never make an amount ten or a hundred times too large.
#[cfg(test)]
mod tests;

use crate::{Money, Quantity};

/// A typed amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typed<T> {
    /// Nothing typed.
    Empty,
    /// One meaning.
    Is(T),
    /// Two meanings: grouped (1234) and decimal (1.23, rounded).
    Either(T, T),
    /// No meaning.
    Not,
}

/// Reads a typed amount of money. Never negative; never above [`Money::MAX`]. Dot and comma are both decimal marks and both group
/// thousands, blanks only group; more than two places are no amount unless the rest are zeros; a currency's sign may stand at one side.
pub fn money(text: &str) -> Typed<Money> {
    let text = without_currency(text);
    if text.is_empty() {
        return Typed::Empty;
    }
    let decimal = decimal(text);
    let exact = decimal.and_then(|number| number.minor());
    match (grouped(text), decimal) {
        (Some(whole), Some(number)) => match (whole.minor(), number.rounded()) {
            (Some(whole), Some(part)) => Typed::Either(whole, part),
            _ => Typed::Not,
        },
        (Some(number), None) => number.minor().map_or(Typed::Not, Typed::Is),
        (None, _) => exact.map_or(Typed::Not, Typed::Is),
    }
}

/// Reads a typed quantity; comma and dot are both decimal marks (`1,5` and `1.5` are one and a half), three places at most.
pub fn quantity(text: &str) -> Typed<Quantity> {
    let text = text.trim();
    if text.is_empty() {
        return Typed::Empty;
    }
    let number = decimal(text).and_then(|number| number.times_ten_to(3));
    number.map_or(Typed::Not, |n| Typed::Is(Quantity::from_thousandths(n)))
}

/// Reads a typed percentage like a quantity; its sign may stand at one side: `10`, `%10`, `12,5 %`.
pub fn percent(text: &str) -> Typed<Quantity> {
    let text = text.trim();
    let bare = text.strip_prefix('%').or_else(|| text.strip_suffix('%'));
    quantity(bare.unwrap_or(text))
}

/// The digits before and after the decimal mark, checked to be digits.
#[derive(Clone, Copy)]
struct Number<'a> {
    whole: &'a str,
    part: &'a str,
}

impl Number<'_> {
    /// The number times ten to the `places`; none if that would cut a digit off or is out of bounds.
    fn times_ten_to(self, places: usize) -> Option<i64> {
        let cut = self.part.get(places..).unwrap_or_default();
        if cut.bytes().any(|b| b != b'0') {
            return None;
        }
        let zeros = std::iter::repeat_n('0', places);
        let part = self.part.chars().chain(zeros).take(places);
        let digits = self.whole.chars().filter(char::is_ascii_digit).chain(part);
        let mut value: i64 = 0;
        for digit in digits {
            let digit = i64::from(digit.to_digit(10)?);
            value = value.checked_mul(10)?.checked_add(digit)?;
        }
        Some(value)
    }

    fn minor(self) -> Option<Money> {
        let money = Money::from_minor(self.times_ten_to(2)?);
        (money <= Money::MAX).then_some(money)
    }

    /// Three places rounded half up to two.
    fn rounded(self) -> Option<Money> {
        let thousandths = self.times_ten_to(3)?;
        Some(Money::from_minor(
            thousandths / 10 + i64::from(thousandths % 10 >= 5),
        ))
    }
}

/// `12`, `12,5`, `,5`, `12,`: digits around at most one mark, and a digit somewhere.
fn decimal(text: &str) -> Option<Number<'_>> {
    let (whole, part) = text.split_once(is_mark).unwrap_or((text, ""));
    let legal = are_digits(whole) && are_digits(part) && !(whole.is_empty() && part.is_empty());
    legal.then_some(Number { whole, part })
}

/// `1.234`, `1 234 567`, `1.234,50`: groups of three after a first one of one to three digits that does not start with zero, all with the
/// same mark, then perhaps the other mark and decimals.
fn grouped(text: &str) -> Option<Number<'_>> {
    let group = text.chars().find(|&c| is_mark(c) || is_blank(c))?;
    let same = |c: char| c == group || is_blank(c) && is_blank(group);
    let other = |c: char| is_mark(c) && c != group;
    let (whole, part) = text.split_once(other).unwrap_or((text, ""));
    let mut groups = whole.split(same);
    let first = groups.next().unwrap_or_default();
    let starts_well =
        (1..=3).contains(&first.len()) && are_digits(first) && !first.starts_with('0');
    let mut rest = 0;
    for one in groups {
        rest += 1;
        if one.len() != 3 || !are_digits(one) {
            return None;
        }
    }
    (starts_well && rest > 0 && are_digits(part)).then_some(Number { whole, part })
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',')
}

fn is_blank(c: char) -> bool {
    // Blank, no-break space, narrow no-break space: what formatted amounts are grouped with.
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The text without a currency sign on one side.
fn without_currency(text: &str) -> &str {
    const SIGNS: [char; 9] = ['₺', '€', '$', '£', '₽', '₼', '₾', '₴', '₸'];
    let text = text.trim();
    let front = text.strip_prefix(SIGNS);
    let back = || {
        let letters = ["TL", "tl", "Tl"];
        let spelled = || letters.iter().find_map(|sign| text.strip_suffix(sign));
        text.strip_suffix(SIGNS).or_else(spelled)
    };
    front.or_else(back).unwrap_or(text).trim()
}
