//! Numbers as each language writes them. Spaces inside a number never break.
use super::currency::Currency;
use super::locale::Locale;
use adisyon_bill::{Money, Quantity};

/// A true minus, as wide as a plus.
const MINUS: char = '\u{2212}';

/// `1.231,00`
pub fn amount(locale: Locale, money: Money) -> String {
    let mut text = String::with_capacity(14);
    if money.is_negative() {
        text.push(MINUS);
    }
    grouped(&mut text, locale, money.minor().unsigned_abs() / 100);
    text.push(locale.decimal_mark());
    let part = money.minor().unsigned_abs() % 100;
    text.push(digit(part / 10));
    text.push(digit(part % 10));
    text
}

/// `₺1.231,00`, or `1.231,00 ₺` where the sign follows.
pub fn money(locale: Locale, currency: Currency, money: Money) -> String {
    let plain = amount(locale, money.abs());
    let minus = if money.is_negative() { "\u{2212}" } else { "" };
    let sign = currency.sign();
    match locale {
        Locale::Tr | Locale::En if currency.is_spelled() => format!("{minus}{sign}\u{a0}{plain}"),
        Locale::Tr | Locale::En => format!("{minus}{sign}{plain}"),
        Locale::De | Locale::Ru => format!("{minus}{plain}\u{a0}{sign}"),
    }
}

/// A difference: `+225,00`, `−80,00`, `0,00`.
pub fn signed(locale: Locale, money: Money) -> String {
    let plain = amount(locale, money);
    if money > Money::ZERO {
        format!("+{plain}")
    } else {
        plain
    }
}

/// `2`, `0,75`: as many places as it has.
pub fn quantity(locale: Locale, quantity: Quantity) -> String {
    let mut text = String::with_capacity(8);
    if quantity.thousandths() < 0 {
        text.push(MINUS);
    }
    let thousandths = quantity.thousandths().unsigned_abs();
    grouped(&mut text, locale, thousandths / 1000);
    let mut part = thousandths % 1000;
    if part > 0 {
        text.push(locale.decimal_mark());
        while part > 0 {
            text.push(digit(part / 100));
            part = part % 100 * 10;
        }
    }
    text
}

/// A whole number: `12.345`.
pub fn count(locale: Locale, n: i64) -> String {
    let mut text = String::with_capacity(8);
    if n < 0 {
        text.push(MINUS);
    }
    grouped(&mut text, locale, n.unsigned_abs());
    text
}

/// `20.31` in Turkish, `20:31` elsewhere.
pub fn time(locale: Locale, hour: u32, minute: u32) -> String {
    let mark = if locale == Locale::Tr { '.' } else { ':' };
    format!("{hour:02}{mark}{minute:02}")
}

/// `22.11.2026`, day first everywhere.
pub fn date(locale: Locale, year: u32, month: u32, day: u32) -> String {
    let mark = if locale == Locale::En { '/' } else { '.' };
    format!("{day:02}{mark}{month:02}{mark}{year}")
}

fn grouped(text: &mut String, locale: Locale, number: u64) {
    let digits = number.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(locale.group_mark());
        }
        text.push(digit);
    }
}

fn digit(value: u64) -> char {
    char::from(b'0' + (value % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lira(minor: i64) -> Money {
        Money::from_minor(minor)
    }

    #[test]
    fn money_is_written_as_each_language_writes_it() {
        let check = |minor, expected: [&str; 4]| {
            for (locale, expected) in Locale::ALL.into_iter().zip(expected) {
                assert_eq!(
                    money(locale, Currency::LIRA, lira(minor)),
                    expected,
                    "{locale:?}"
                );
            }
        };
        check(
            123_100,
            [
                "₺1.231,00",
                "₺1,231.00",
                "1.231,00\u{a0}₺",
                "1\u{a0}231,00\u{a0}₺",
            ],
        );
        check(5, ["₺0,05", "₺0.05", "0,05\u{a0}₺", "0,05\u{a0}₺"]);
        check(
            -8_000,
            ["−₺80,00", "−₺80.00", "−80,00\u{a0}₺", "−80,00\u{a0}₺"],
        );
        check(
            100_000_000_000,
            [
                "₺1.000.000.000,00",
                "₺1,000,000,000.00",
                "1.000.000.000,00\u{a0}₺",
                "1\u{a0}000\u{a0}000\u{a0}000,00\u{a0}₺",
            ],
        );
    }

    #[test]
    fn money_of_another_currency_carries_its_sign_or_its_code() {
        let check = |code: &str, expected: [&str; 4]| {
            let currency = Currency::read(code).expect("a code");
            for (locale, expected) in Locale::ALL.into_iter().zip(expected) {
                assert_eq!(
                    money(locale, currency, lira(-1_250)),
                    expected,
                    "{locale:?}"
                );
            }
        };
        check(
            "EUR",
            ["−€12,50", "−€12.50", "−12,50\u{a0}€", "−12,50\u{a0}€"],
        );
        check(
            "CHF",
            [
                "−CHF\u{a0}12,50",
                "−CHF\u{a0}12.50",
                "−12,50\u{a0}CHF",
                "−12,50\u{a0}CHF",
            ],
        );
    }

    #[test]
    fn a_difference_carries_its_sign_and_nothing_carries_none() {
        assert_eq!(signed(Locale::Tr, lira(22_500)), "+225,00");
        assert_eq!(signed(Locale::Tr, lira(-8_000)), "\u{2212}80,00");
        assert_eq!(signed(Locale::Tr, lira(0)), "0,00");
    }

    #[test]
    fn a_quantity_shows_as_many_places_as_it_has() {
        let check = |thousandths, expected| {
            assert_eq!(
                quantity(Locale::Tr, Quantity::from_thousandths(thousandths)),
                expected
            );
        };
        check(2_000, "2");
        check(750, "0,75");
        check(1_005, "1,005");
        check(1_500_000, "1.500");
        check(-500, "\u{2212}0,5");
        check(0, "0");
    }

    #[test]
    fn times_and_dates_have_two_digits() {
        assert_eq!(time(Locale::Tr, 9, 5), "09.05");
        assert_eq!(time(Locale::Ru, 20, 31), "20:31");
        assert_eq!(date(Locale::Tr, 2026, 3, 7), "07.03.2026");
        assert_eq!(date(Locale::En, 2026, 3, 7), "07/03/2026");
    }
}
