use super::*;
use proptest::prelude::*;

/// The notes of Turkey.
const LIRA: (i64, i64) = (5, 200);

fn offered_in(notes: (i64, i64), due: i64) -> Vec<i64> {
    let sums = handed(Money::from_minor(due), notes).into_iter();
    sums.map(Money::minor).collect()
}

fn offered(due: i64) -> Vec<i64> {
    offered_in(LIRA, due)
}

#[test]
fn the_exact_sum_comes_first_and_then_the_next_useful_notes() {
    let check = |due, sums: &[i64]| assert_eq!(offered(due), sums, "{due}");
    check(
        123_100,
        &[123_100, 123_500, 124_000, 125_000, 130_000, 140_000],
    );
    check(18_550, &[18_550, 19_000, 20_000]);
    check(3_700, &[3_700, 4_000, 5_000, 10_000, 20_000]);
    check(300, &[300, 1_000, 2_000, 5_000, 10_000, 20_000]);
    check(4_500, &[4_500, 5_000, 6_000, 10_000, 20_000]);
    // A full sum is offered once, as the exact one.
    check(20_000, &[20_000]);
    check(10_000, &[10_000, 20_000]);
    check(1, &[1, 1_000, 2_000, 5_000, 10_000, 20_000]);
}

#[test]
fn only_notes_that_are_printed_are_offered() {
    let roubles = offered_in((50, 5_000), 123_100);
    assert_eq!(
        roubles,
        [123_100, 130_000, 140_000, 150_000, 200_000, 500_000]
    );
    let dollars = offered_in((5, 100), 1_230);
    assert_eq!(dollars, [1_230, 1_500, 2_000, 5_000, 10_000]);
    let pounds = offered_in((5, 50), 6_500);
    assert_eq!(pounds, [6_500, 7_000, 8_000, 10_000]);
}

#[test]
fn nothing_due_offers_nothing() {
    assert_eq!(offered(0), [0; 0]);
    assert_eq!(offered(-500), [0; 0]);
}

#[test]
fn only_what_is_due_is_written_and_the_rest_goes_back() {
    let check = |given, due, written, change| {
        let taken = take(Money::from_minor(given), Money::from_minor(due));
        assert_eq!(
            (taken.written.minor(), taken.change.minor()),
            (written, change)
        );
    };
    check(130_000, 123_100, 123_100, 6_900);
    check(123_100, 123_100, 123_100, 0);
    check(100_000, 123_100, 100_000, 0);
    check(5_000, 0, 0, 5_000);
    check(5_000, -100, 0, 5_000);
}

proptest! {
    #[test]
    fn every_offer_covers_what_is_due_and_no_note_of_it_could_be_left_out(due in 1..=Money::MAX.minor()) {
        let sums = offered(due);
        prop_assert_eq!(sums[0], due);
        prop_assert!(sums.len() <= OFFERED + 1);
        prop_assert!(sums.windows(2).all(|pair| pair[0] < pair[1]));
        for sum in &sums[1..] {
            prop_assert!(PRINTED.iter().any(|note| sum % (note * 100) == 0 && sum - note * 100 < due));
        }
    }
}
