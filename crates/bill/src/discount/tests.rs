use super::*;

fn lira(minor: i64) -> Money {
    Money::from_minor(minor)
}

#[test]
fn a_percentage_is_rounded_once_to_the_minor_unit() {
    let check = |amount, thousandths, expected| {
        let percent = Quantity::from_thousandths(thousandths);
        let got = percent_of(lira(amount), percent).map(Money::minor);
        assert_eq!(got, expected, "{thousandths} of {amount}");
    };
    check(24_690, 10_000, Some(2_469));
    check(24_695, 10_000, Some(2_470));
    check(24_694, 10_000, Some(2_469));
    check(10_000, 12_500, Some(1_250));
    check(999, 33_333, Some(333));
    check(999, 0, Some(0));
    check(999, 100_000, Some(999));
    check(999, 100_001, None);
    check(999, -1, None);
    check(Money::MAX.minor(), 100_000, Some(Money::MAX.minor()));
}

#[test]
fn a_cap_allows_up_to_itself_and_never_the_whole() {
    let check = |discount, of, cap, expected| {
        assert_eq!(
            exceeds(lira(discount), lira(of), cap),
            expected,
            "{discount} of {of}, {cap} %"
        );
    };
    check(2_000, 10_000, 20, false);
    check(2_001, 10_000, 20, true);
    check(9_999, 10_000, 100, false);
    check(10_000, 10_000, 100, true);
    check(0, 0, 0, false);
    check(1, 10_000, 0, true);
    check(1, 0, 100, true);
}
