#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

fn minor(text: &str) -> Result<i64, BadNumber> {
    Money::parse_decimal(text).map(Money::minor)
}

#[test]
fn every_form_the_platform_writes_is_read() {
    let check = |text, expected| assert_eq!(minor(text), Ok(expected), "{text:?}");
    check("27.8", 2780);
    check("99.99", 9999);
    check("1,5", 150);
    check(" 190 ", 19000);
    check("-0.05", -5);
    check("+3", 300);
    check("1e2", 10000);
    check("1.5E+1", 1500);
    check("125e-3", 13);
    check("0e40", 0);
    check("1e-40", 0);
    check(".5", 50);
    check("5.", 500);
    check("000000000000000000000000000001", 100);
    check("0.1000000000000000055511151231257827", 10);
}

#[test]
fn halves_are_rounded_away_from_zero() {
    let check = |text, expected| assert_eq!(minor(text), Ok(expected), "{text:?}");
    check("0.004999999999", 0);
    check("0.005", 1);
    check("0.015", 2);
    check("1.005", 101);
    check("-0.005", -1);
    check("-1.0049", -100);
    check("0.00499e0", 0);
    check("5e-3", 1);
    check("5e-4", 0);
}

#[test]
fn anything_else_is_refused() {
    let texts = [
        "",
        " ",
        "-",
        ".",
        ",",
        "1.2.3",
        "1,2,3",
        "1.234,50",
        "abc",
        "1e",
        "e5",
        "1e1.5",
        "NaN",
        "inf",
        "0x10",
        "1 000",
        "--1",
        "- 1",
        "٣",
        "1e41",
        "1e-41",
        "1e2147483647",
        "1e-2147483648",
        "1e99999999999",
    ];
    for text in texts {
        assert_eq!(minor(text), Err(BadNumber), "{text:?}");
    }
}

#[test]
fn the_bound_itself_is_legal_and_nothing_beyond_it() {
    assert_eq!(Money::parse_decimal("10000000000"), Ok(Money::MAX));
    assert_eq!(Money::parse_decimal("-1e10"), Ok(-Money::MAX));
    assert_eq!(Money::parse_decimal("10000000000.004"), Ok(Money::MAX));
    for text in [
        "10000000000.01",
        "-10000000000.01",
        "10000000000.005",
        "1e19",
        "92233720368547758.08",
    ] {
        assert_eq!(minor(text), Err(BadNumber), "{text}");
    }
}

#[test]
fn the_shortest_text_with_two_places_at_most_is_written() {
    let check = |minor, text| assert_eq!(Money::from_minor(minor).to_decimal(), text);
    check(0, "0");
    check(5, "0.05");
    check(-5, "-0.05");
    check(50, "0.5");
    check(2780, "27.8");
    check(19000, "190");
    check(-12345, "-123.45");
    check(i64::MIN, "-92233720368547758.08");
}

#[test]
fn arithmetic_stops_at_the_edge_instead_of_wrapping() {
    let edge = Money::from_minor(i64::MAX);
    assert_eq!(edge + Money::MAX, edge);
    assert_eq!(-Money::from_minor(i64::MIN), edge);
    assert_eq!(Money::from_minor(i64::MIN).abs(), edge);
    let mut sum = Money::from_minor(7);
    sum += Money::from_minor(5);
    sum -= Money::from_minor(20);
    assert_eq!(sum, Money::from_minor(-8));
    assert!(sum.is_negative() && !Money::ZERO.is_negative());
    assert!(Money::ZERO.is_zero() && !sum.is_zero());
    assert_eq!(
        (sum.or_zero(), sum.abs()),
        (Money::ZERO, Money::from_minor(8))
    );
    assert_eq!(BadNumber.to_string(), "not a decimal number within bounds");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(minor in -Money::MAX.minor()..=Money::MAX.minor()) {
        let money = Money::from_minor(minor);
        prop_assert_eq!(Money::parse_decimal(&money.to_decimal()), Ok(money));
        prop_assert_eq!(Money::parse_decimal(&money.to_decimal().replace('.', ",")), Ok(money));
        prop_assert!(!money.to_decimal().ends_with(".0") && !money.to_decimal().ends_with('.'));
    }

    #[test]
    fn rounding_is_exact_for_any_number_of_places(whole in 0i64..1_000_000_000, part in "[0-9]{0,12}", negative: bool) {
        // The same in whole numbers: thousand-thousand-millionths rounded half up.
        let scaled = format!("{part:0<12}").parse::<i128>().unwrap();
        let expected = (i128::from(whole) * 1_000_000_000_000 + scaled + 5_000_000_000) / 10_000_000_000;
        let sign = if negative { "-" } else { "" };
        let expected = if negative { -expected } else { expected };
        prop_assert_eq!(minor(&format!("{sign}{whole}.{part}")).map(i128::from), Ok(expected));
    }

    #[test]
    fn an_exponent_moves_the_mark(minor_units in -1_000_000i64..1_000_000, exponent in -6i32..6) {
        let plain = Money::from_minor(minor_units);
        let shifted = format!("{minor_units}e{}", exponent - 2);
        let moved = |by: i64| if exponent >= 0 { minor_units * by } else {
            let half = by / 2;
            (minor_units.abs() + half) / by * minor_units.signum()
        };
        let expected = moved(10i64.pow(exponent.unsigned_abs()));
        prop_assert_eq!(minor(&shifted), Ok(expected), "{} {}", plain.to_decimal(), exponent);
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".{0,24}", number in "[-+]?[0-9.,]{0,9}(e[-+]?[0-9]{0,11})?") {
        for text in [text, number] {
            if let Ok(money) = Money::parse_decimal(&text) {
                prop_assert!(money.abs() <= Money::MAX);
            }
        }
    }
}
