use super::*;

#[test]
fn rates_are_read_and_written_as_percent() {
    let check = |text, hundredths, written: &str| {
        let rate = Rate::parse_decimal(text);
        assert_eq!(rate, Ok(Rate::from_hundredths(hundredths)), "{text}");
        assert_eq!(rate.map(Rate::to_decimal), Ok(written.to_owned()));
        assert_eq!(rate.map(Rate::hundredths), Ok(hundredths));
    };
    check("10", 1000, "10");
    check("8.5", 850, "8.5");
    check("8,25", 825, "8.25");
    check("0", 0, "0");
    assert_eq!(Rate::parse_decimal("%10"), Err(BadNumber));
}

#[test]
fn a_write_carries_nothing_to_a_hundred_percent() {
    let check = |hundredths, writable| {
        assert_eq!(
            Rate::from_hundredths(hundredths).is_writable(),
            writable,
            "{hundredths}"
        )
    };
    check(-1, false);
    check(0, true);
    check(10_000, true);
    check(10_001, false);
}
