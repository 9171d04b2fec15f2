use super::*;
use proptest::prelude::*;

fn kurus(minor: i64) -> Typed<Money> {
    Typed::Is(Money::from_minor(minor))
}

fn asks(grouped: i64, decimal: i64) -> Typed<Money> {
    Typed::Either(Money::from_minor(grouped), Money::from_minor(decimal))
}

#[test]
fn an_amount_means_what_its_marks_say_and_asks_where_they_say_two_things() {
    let check = |text: &str, expected: Typed<Money>| {
        assert_eq!(money(text), expected, "{text:?}");
        if !text.contains(' ') {
            let other_marks: String = text
                .chars()
                .map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    c => c,
                })
                .collect();
            assert_eq!(money(&other_marks), expected, "{other_marks:?}");
        }
    };
    check("12,5", kurus(1250));
    check("12.50", kurus(1250));
    check("1.234,50", kurus(123_450));
    check("1.234,5", kurus(123_450));
    check("1.234.567,89", kurus(123_456_789));
    check("1.234.567", kurus(123_456_700));
    check("1234,56", kurus(123_456));
    check("1234", kurus(123_400));
    check("0", kurus(0));
    check("007", kurus(700));
    check(",5", kurus(50));
    check("12,", kurus(1200));
    check("1.234,", kurus(123_400));
    check("1 234", kurus(123_400));
    check("1 234,50", kurus(123_450));
    check("1\u{a0}234\u{202f}567.05", kurus(123_456_705));
    check(" 12,5 ", kurus(1250));
    check("₺12,5", kurus(1250));
    check("12,5 TL", kurus(1250));
    check("12 ₺", kurus(1200));
    check("₺ 1.234,50", kurus(123_450));
    check("€12,50", kurus(1250));
    check("1.234,50 €", kurus(123_450));
    check("$0.5", kurus(50));
    check("1.234 €", asks(123_400, 123));
    check("1.234", asks(123_400, 123));
    check("1.235", asks(123_500, 124));
    check("12.500", asks(1_250_000, 1250));
    check("999.999", asks(99_999_900, 100_000));
    // A number does not start with a zero before its groups, so these are decimals only.
    check("0,500", kurus(50));
    check("1234,500", kurus(123_450));
}

#[test]
fn what_is_not_well_formed_is_no_amount() {
    let texts = [
        ",",
        ".",
        ".,",
        "1,2,3",
        "1.23.456",
        "12.34,50",
        "1.234,567",
        "0.123",
        "1234,567",
        "0.123.456",
        "1 23",
        "1  234",
        "1.234 567",
        "1,234.567.890",
        "-5",
        "+5",
        "5-",
        "1e3",
        "abc",
        "5x",
        "٣",
        "₺12 TL",
        "€12 $",
        "€€12",
        "1€2",
        "€-5",
        "10.000.000.000,01",
        "99999999999999999999",
        "1.2345",
        "1 234.567",
        "1.234,5,6",
    ];
    for text in texts {
        assert_eq!(money(text), Typed::Not, "{text:?}");
    }
    assert_eq!(money("10.000.000.000"), Typed::Is(Money::MAX));
}

#[test]
fn nothing_typed_is_nothing() {
    for text in ["", "  ", "₺", " TL "] {
        assert_eq!(money(text), Typed::Empty, "{text:?}");
    }
    assert_eq!(quantity(" "), Typed::Empty);
}

#[test]
fn a_percentage_may_have_its_sign_at_one_side() {
    for text in ["12,5", "%12,5", "12,5%", " % 12.5 ", "12.5 %"] {
        let expected = Typed::Is(Quantity::from_thousandths(12_500));
        assert_eq!(percent(text), expected, "{text:?}");
    }
    for text in ["%12%", "1%2", "%%1", "-1%", "5 €"] {
        assert_eq!(percent(text), Typed::Not, "{text:?}");
    }
    assert_eq!(percent("%"), Typed::Empty);
}

#[test]
fn in_a_quantity_every_mark_is_decimal() {
    let check = |text, thousandths| {
        let expected = Typed::Is(Quantity::from_thousandths(thousandths));
        assert_eq!(quantity(text), expected, "{text:?}");
    };
    check("2", 2000);
    check("1,5", 1500);
    check("1.5", 1500);
    check("1.234", 1234);
    check("0,001", 1);
    check(",25", 250);
    check("1.5000", 1500);
    check("0", 0);
    for text in [
        "1.2345",
        "1.234,5",
        "1 000",
        "-1",
        "x",
        ",",
        "9999999999999999999",
    ] {
        assert_eq!(quantity(text), Typed::Not, "{text:?}");
    }
}

/// Every plain reading of the text in kuruş, made without the parser: each mark either groups by three or is the decimal one.
fn readings(text: &str) -> Vec<f64> {
    let mut readings = Vec::new();
    for decimal in ['.', ',', '!'] {
        let plain: Vec<&str> = text.split(decimal).collect();
        let (whole, part) = match plain[..] {
            [whole] => (whole, ""),
            [whole, part] => (whole, part),
            _ => continue,
        };
        let groups: Vec<&str> = whole.split(['.', ',', ' ']).collect();
        let grouped = groups.len() == 1
            || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
        let digits: String = groups.concat();
        if grouped && part.bytes().all(|b| b.is_ascii_digit()) {
            let value: Result<f64, _> = format!("0{digits}.{part}0").parse();
            readings.extend(value.map(|value| value * 100.0));
        }
    }
    readings
}

proptest! {
    #[test]
    fn nothing_typed_comes_out_a_hundred_times_too_large(text in "[0-9]{0,4}([., ][0-9]{0,4}){0,3}") {
        let readings = readings(text.trim());
        let smallest = readings.iter().copied().fold(f64::INFINITY, f64::min);
        let of_reading = |got: Money| readings.iter().any(|r| (r - got.minor() as f64).abs() <= 0.51);
        match money(&text) {
            Typed::Is(got) => {
                prop_assert!(of_reading(got), "{:?}: {:?} of {:?}", text, got, readings);
                prop_assert!(got.is_zero() || (got.minor() as f64) < smallest * 100.0, "{:?}: {:?} of {:?}", text, got, readings);
            }
            Typed::Either(grouped, decimal) => {
                prop_assert!(of_reading(grouped) && of_reading(decimal));
                prop_assert!(decimal < grouped);
            }
            Typed::Empty => prop_assert!(text.trim().is_empty()),
            Typed::Not => {}
        }
    }

    #[test]
    fn no_text_breaks_the_entry_and_no_amount_leaves_its_bounds(text in ".{0,30}") {
        let _ = quantity(&text);
        if let Typed::Is(got) | Typed::Either(got, _) = money(&text) {
            prop_assert!((Money::ZERO..=Money::MAX).contains(&got));
        }
    }

    #[test]
    fn amounts_as_written_in_each_country_are_read_back(minor in 0..=Money::MAX.minor()) {
        let (whole, part) = (minor / 100, format!("{:02}", minor % 100));
        let digits = whole.to_string();
        let grouped = |mark: char| -> String {
            let ahead = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { Some(mark) } else { None };
            digits.chars().enumerate().flat_map(|(at, c)| ahead(at).into_iter().chain([c])).collect()
        };
        for (group, decimal) in [('.', ','), (',', '.'), ('\u{a0}', ','), ('\u{202f}', ',')] {
            prop_assert_eq!(money(&format!("{}{decimal}{part}", grouped(group))), kurus(minor));
        }
        prop_assert_eq!(money(&format!("{whole},{part}")), kurus(minor));
    }
}
