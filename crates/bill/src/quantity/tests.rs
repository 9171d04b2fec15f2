use super::*;
use proptest::prelude::*;

fn thousandths(text: &str) -> Result<i64, BadNumber> {
    Quantity::parse_decimal(text).map(Quantity::thousandths)
}

#[test]
fn quantities_are_read_to_the_thousandth_and_never_rounded() {
    let check = |text, expected| assert_eq!(thousandths(text), Ok(expected), "{text:?}");
    check("2", 2000);
    check("1,5", 1500);
    check("0.750", 750);
    check("1.005", 1005);
    check("0", 0);
    check("1e-3", 1);
    check("-2", -2000);
    check("1.5000", 1500);
    // What binary floats make of 0.1 + 0.2 is 0.3.
    check("0.30000000000000004", 300);
    check("0.9999999999999999", 1000);
    for text in [
        "1.0005",
        "0.0001",
        "1.005001",
        "",
        "x",
        "1.5.5",
        "9223372036854775808",
        "9e17",
    ] {
        assert_eq!(thousandths(text), Err(BadNumber), "{text:?}");
    }
}

#[test]
fn a_write_carries_a_thousandth_to_9999() {
    let check = |value, writable| {
        assert_eq!(
            Quantity::from_thousandths(value).is_writable(),
            writable,
            "{value}"
        )
    };
    check(-1000, false);
    check(0, false);
    check(1, true);
    check(9_999_000, true);
    check(9_999_001, false);
    assert_eq!(Quantity::pieces(9999), Quantity::MAX);
    assert_eq!(Quantity::ONE, Quantity::pieces(1));
    assert!(Quantity::ONE.is_whole() && Quantity::ZERO.is_whole());
    assert!(!Quantity::from_thousandths(1001).is_whole());
}

#[test]
fn a_price_times_a_quantity_is_rounded_half_away_from_zero_once() {
    let check = |quantity, unit, expected| {
        let sum = Quantity::from_thousandths(quantity).times(Money::from_minor(unit));
        assert_eq!(sum.minor(), expected, "{quantity} x {unit}");
    };
    check(3000, 3333, 9999);
    check(500, 1, 1);
    check(499, 1, 0);
    check(500, -1, -1);
    check(-500, 1, -1);
    check(1500, 33, 50);
    check(0, 100, 0);
    check(9_999_000, Money::MAX.minor(), 9999 * Money::MAX.minor());
    check(i64::MAX, i64::MAX, i64::MAX);
    check(i64::MIN, i64::MAX, i64::MIN);
}

#[test]
fn nothing_is_written_without_a_sign() {
    assert_eq!(Quantity::ZERO.to_decimal(), "0");
    assert_eq!(Quantity::from_thousandths(-50).to_decimal(), "-0.05");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(thousandths in -10_000_000_000i64..10_000_000_000) {
        let quantity = Quantity::from_thousandths(thousandths);
        let text = quantity.to_decimal();
        prop_assert_eq!(Quantity::parse_decimal(&text), Ok(quantity));
        prop_assert_eq!(text.contains('.'), !quantity.is_whole());
        prop_assert!(!(text.contains('.') && text.ends_with('0')));
    }

    #[test]
    fn the_rounded_product_is_the_nearest_whole_number(quantity in -9_999_000i64..=9_999_000, unit in -1_000_000_000i64..1_000_000_000) {
        let product = Quantity::from_thousandths(quantity).times(Money::from_minor(unit)).minor();
        let exact = i128::from(quantity) * i128::from(unit);
        let off = i128::from(product) * 1000 - exact;
        prop_assert!(off.abs() <= 500);
        prop_assert!(off.abs() < 500 || i128::from(product).abs() * 1000 > exact.abs());
    }
}
