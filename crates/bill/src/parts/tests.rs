mod begun;

use super::*;
use proptest::prelude::*;

fn piece(key: &str, pieces: i64, amount: i64) -> Piece {
    Piece {
        key: LineKey::from(key),
        quantity: Quantity::pieces(pieces),
        amount: Money::from_minor(amount),
    }
}

fn row(key: &str, amount: i64) -> Row {
    (PaymentKey::from(key), Money::from_minor(amount))
}

/// The shares to read: `41034` to pay, `41033 paid`, `60300 rest`, `+1` the odd units, `4250 after 5000` what is left of a part.
fn read(parts: &Parts, pieces: &[Piece], rows: &[Row], remaining: i64) -> Vec<String> {
    let shares = parts.shares(pieces, rows, Money::from_minor(remaining));
    let say = |share: Share| {
        let mut said = share.amount.minor().to_string();
        if !share.odd.is_zero() {
            said += &format!(" +{}", share.odd.minor());
        }
        if share.is_paid {
            said += " paid";
        } else if !share.given.is_zero() {
            said += &format!(" after {}", share.given.minor());
        }
        if share.part.is_none() {
            said += " rest";
        }
        said
    };
    shares.into_iter().map(say).collect()
}

fn equal(count: usize) -> Parts {
    let mut parts = Parts::begin();
    parts.resize(count, &[]);
    parts
}

#[test]
fn equal_parts_sum_to_the_balance_and_show_the_odd_kurus() {
    assert_eq!(
        read(&equal(3), &[], &[], 123_100),
        ["41034 +1", "41033", "41033"]
    );
    assert_eq!(read(&equal(3), &[], &[], 101), ["34 +1", "34 +1", "33"]);
    assert_eq!(read(&equal(2), &[], &[], -5), ["0", "0"]);
}

#[test]
fn paying_one_part_moves_no_kurus_of_the_others() {
    let mut parts = equal(3);
    parts.pay(1, PaymentKey::from("b"));
    assert_eq!(
        read(&parts, &[], &[row("b", 41_033)], 82_067),
        ["41034 +1", "41033 paid", "41033"]
    );
    parts.pay(0, PaymentKey::from("a"));
    assert_eq!(
        read(&parts, &[], &[row("b", 41_033), row("a", 41_034)], 41_033),
        ["41034 paid", "41033 paid", "41033"]
    );
}

#[test]
fn a_payment_that_was_taken_back_opens_its_part_again() {
    let mut parts = equal(2);
    parts.pay(0, PaymentKey::from("a"));
    assert_eq!(read(&parts, &[], &[], 100), ["50", "50"]);
}

#[test]
fn what_is_ordered_after_a_payment_is_divided_among_those_who_have_not_paid() {
    let mut parts = equal(3);
    parts.pay(0, PaymentKey::from("a"));
    assert_eq!(
        read(&parts, &[], &[row("a", 100)], 301),
        ["100 paid", "151 +1", "150"]
    );
    parts.resize(4, &[row("a", 100)]);
    assert_eq!(
        read(&parts, &[], &[row("a", 100)], 301),
        ["100 paid", "101 +1", "100", "100"]
    );
    // All have paid, and something is left nevertheless.
    let mut parts = equal(2);
    parts.pay(0, PaymentKey::from("a"));
    parts.pay(1, PaymentKey::from("b"));
    let rows = [row("a", 50), row("b", 50)];
    assert_eq!(
        read(&parts, &[], &rows, 30),
        ["50 paid", "50 paid", "30 rest"]
    );
    parts.take_rest(&[], Money::from_minor(30));
    assert_eq!(read(&parts, &[], &rows, 30), ["50 paid", "50 paid", "30"]);
}

#[test]
fn a_part_takes_some_of_a_line_and_the_rest_stays() {
    let pieces = [
        piece("dürüm", 2, 45_000),
        piece("ayran", 4, 18_000),
        piece("köfte", 1, 16_500),
    ];
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    assert_eq!(read(&parts, &pieces, &[], 79_500), ["79500 rest"]);
    parts.take_lines(vec![
        ("dürüm".into(), 1000),
        ("ayran".into(), 2000),
        ("köfte".into(), 0),
    ]);
    assert_eq!(read(&parts, &pieces, &[], 79_500), ["31500", "48000 rest"]);
    assert_eq!(parts.left_of(&pieces[1]), 2000);
    parts.take_rest(&pieces, Money::ZERO);
    assert_eq!(read(&parts, &pieces, &[], 79_500), ["31500", "48000"]);
    parts.drop_part(0, &[]);
    assert_eq!(read(&parts, &pieces, &[], 79_500), ["48000", "31500 rest"]);
}

#[test]
fn what_nobody_can_take_is_nobody_s_part() {
    let pieces = [piece("a", 1, 10_000), piece("nothing of it", 0, 500)];
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    parts.take_lines(vec![("a".into(), 1000)]);
    assert_eq!(read(&parts, &pieces, &[], 10_500), ["10000", "500 rest"]);
}

#[test]
fn earlier_payments_and_discounts_are_shared_in_proportion() {
    let pieces = [piece("a", 1, 10_000), piece("b", 1, 20_000)];
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    parts.take_lines(vec![("a".into(), 1000)]);
    assert_eq!(
        read(&parts, &pieces, &[], 20_000),
        ["6667 +1", "13333 rest"]
    );
    // A cover charge that stands in no line as well.
    assert_eq!(read(&parts, &pieces, &[], 33_000), ["11000", "22000 rest"]);
}

#[test]
fn a_shared_line_is_divided_over_the_persons_who_shared_it() {
    let pieces = [
        piece("dürüm", 2, 45_000),
        piece("baklava", 1, 69_001),
        piece("çay", 1, 500),
    ];
    let mut parts = Parts::begin();
    parts.turn(Way::People, &[]);
    parts.resize(4, &[]);
    for person in [0, 1] {
        parts.toggle(person, &"dürüm".into());
    }
    for person in 0..4 {
        parts.toggle(person, &"baklava".into());
    }
    parts.toggle(3, &"çay".into());
    parts.toggle(3, &"çay".into());
    assert_eq!(
        read(&parts, &pieces, &[], 114_501),
        ["39751 +1", "39750", "17250", "17250", "500 rest"]
    );
    assert!(parts.shares_in(3, &"baklava".into()) && !parts.shares_in(3, &"çay".into()));
    parts.pay(1, PaymentKey::from("b"));
    assert_eq!(
        read(&parts, &pieces, &[row("b", 39_750)], 74_751),
        ["39751 +1", "39750 paid", "17250", "17250", "500 rest"]
    );
}

#[test]
fn named_sums_go_as_far_as_the_balance_and_the_rest_is_one_more_part() {
    let mut parts = Parts::begin();
    parts.turn(Way::Sums, &[]);
    parts.take_sum(Money::from_minor(5_000));
    parts.take_sum(Money::from_minor(3_000));
    assert_eq!(
        read(&parts, &[], &[], 10_000),
        ["5000", "3000", "2000 rest"]
    );
    assert_eq!(read(&parts, &[], &[], 6_000), ["5000", "1000"]);
    parts.pay(0, PaymentKey::from("a"));
    assert_eq!(
        read(&parts, &[], &[row("a", 5_000)], 5_000),
        ["5000 paid", "3000", "2000 rest"]
    );
    parts.take_rest(&[], Money::from_minor(2_000));
    assert_eq!(
        read(&parts, &[], &[row("a", 5_000)], 5_000),
        ["5000 paid", "3000", "2000"]
    );
}

#[test]
fn another_way_keeps_what_is_paid() {
    let mut parts = equal(4);
    parts.pay(2, PaymentKey::from("c"));
    let rows = [row("c", 2_500)];
    parts.turn(Way::Sums, &rows);
    assert_eq!(read(&parts, &[], &rows, 7_500), ["2500 paid", "7500 rest"]);
    parts.turn(Way::Equal, &rows);
    assert_eq!(read(&parts, &[], &rows, 7_500), ["2500 paid", "7500"]);
    parts.drop_part(0, &rows);
    assert_eq!(parts.paid(&rows), 1, "a paid part is not dropped");
}

#[test]
fn there_are_as_many_parts_as_a_bill_takes_rows_and_one_open_part_at_least() {
    let mut parts = equal(MOST);
    assert_eq!(parts.list.len(), 20);
    parts.resize(MOST + 1, &[]);
    assert_eq!(parts.list.len(), MOST);
    parts.take_sum(Money::from_minor(1));
    assert_eq!(parts.list.len(), MOST);
    parts.pay(0, PaymentKey::from("a"));
    parts.resize(0, &[row("a", 1)]);
    assert_eq!(parts.list.len(), 2);
}

#[test]
fn payments_that_are_no_parts_take_their_rows() {
    let rows: Vec<Row> = (0..3).map(|at| row(&format!("p{at}"), 5)).collect();
    let mut parts = equal(2);
    parts.pay(0, PaymentKey::from("p0"));
    parts.resize(50, &rows);
    assert_eq!(parts.list.len(), MOST - 2, "p1 and p2 are nobody's part");
    assert!(parts.is_full(&rows));
    parts.resize(MOST - 3, &rows);
    assert!(!parts.is_full(&rows));
    parts.pay_some(1, PaymentKey::from("p1"));
    parts.resize(50, &rows);
    assert_eq!(
        parts.list.len(),
        MOST - 2,
        "p1 is one row more for its part"
    );
    let all: Vec<Row> = (0..MOST).map(|at| row(&format!("q{at}"), 5)).collect();
    let mut parts = equal(2);
    parts.resize(5, &all);
    assert_eq!(parts.list.len(), 1, "one is always open");
}

#[test]
fn what_is_left_of_a_line_costs_its_share() {
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    let çay = piece("çay", 3, 10_000);
    assert_eq!(parts.left_amount(&çay).minor(), 10_000);
    parts.take_lines(vec![("çay".into(), 2000)]);
    assert_eq!(parts.left_amount(&çay).minor(), 3_333);
    parts.take_lines(vec![("çay".into(), 1000)]);
    assert_eq!(parts.left_amount(&çay).minor(), 0);
    assert_eq!(parts.left_amount(&piece("su", 0, 500)).minor(), 0);
}

fn any_parts() -> impl Strategy<Value = Parts> {
    let claim =
        (0..4u8, 0..3_000u32).prop_map(|(line, much)| (LineKey::new(format!("l{line}")), much));
    let part = (
        prop::collection::vec(claim, 0..4),
        0..20_000i64,
        prop::option::of(0..6u8),
        prop::collection::vec(6..9u8, 0..2),
    );
    let key = |at: u8| PaymentKey::new(format!("p{at}"));
    let part = part.prop_map(move |(claims, sum, paid, some)| Part {
        claims,
        sum: Money::from_minor(sum),
        paid: paid.map(key),
        some: some.into_iter().map(key).collect(),
    });
    let way = prop_oneof![
        Just(Way::Equal),
        Just(Way::Lines),
        Just(Way::People),
        Just(Way::Sums)
    ];
    (way, prop::collection::vec(part, 0..7)).prop_map(|(way, list)| Parts { way, list })
}

proptest! {
    #[test]
    fn whatever_is_paid_and_claimed_the_open_parts_sum_to_the_balance(
        parts in any_parts(),
        amounts in prop::collection::vec((0..5i64, -500..50_000i64), 0..5),
        paid in prop::collection::vec(0..9_000i64, 0..9),
        remaining in -100..200_000i64,
    ) {
        let pieces: Vec<Piece> = amounts.iter().enumerate().map(|(at, (n, amount))| piece(&format!("l{at}"), *n, *amount)).collect();
        let rows: Vec<Row> = paid.iter().enumerate().map(|(at, amount)| row(&format!("p{at}"), *amount)).collect();
        let shares = parts.shares(&pieces, &rows, Money::from_minor(remaining));
        let open: Money = shares.iter().filter(|share| !share.is_paid).map(|share| share.amount).sum();
        prop_assert_eq!(open, Money::from_minor(remaining).or_zero());
        prop_assert!(shares.iter().all(|share| !share.amount.is_negative()));
        prop_assert!(shares.iter().filter(|share| share.part.is_some()).count() == parts.list.len());
    }
}

#[test]
fn a_division_begins_with_two_equal_parts() {
    assert_eq!(read(&Parts::begin(), &[], &[], 101), ["51 +1", "50"]);
}

#[test]
fn as_many_parts_as_there_are_changes_none_of_them() {
    let mut parts = Parts::begin();
    parts.turn(Way::People, &[]);
    parts.toggle(1, &"çay".into());
    let before = parts.clone();
    parts.resize(2, &[]);
    assert_eq!(parts, before);
}

#[test]
fn the_last_open_part_goes_first() {
    let mut parts = Parts::begin();
    parts.turn(Way::People, &[]);
    parts.resize(4, &[]);
    for (at, line) in ["a", "b", "c", "d"].into_iter().enumerate() {
        parts.toggle(at, &line.into());
    }
    parts.pay(3, PaymentKey::from("d"));
    parts.resize(3, &[row("d", 1)]);
    let left: Vec<&str> = parts
        .list
        .iter()
        .map(|part| part.claims[0].0.as_str())
        .collect();
    assert_eq!(left, ["a", "b", "d"]);
}

#[test]
fn where_every_part_is_paid_one_more_is_open() {
    let mut parts = equal(MOST);
    let key = |at: usize| format!("p{at}");
    for at in 0..MOST {
        parts.pay(at, PaymentKey::new(key(at)));
    }
    let rows: Vec<Row> = (0..MOST).map(|at| row(&key(at), 5)).collect();
    parts.resize(3, &rows);
    assert_eq!((parts.list.len(), parts.paid(&rows)), (MOST + 1, MOST));
}

#[test]
fn nothing_of_a_line_is_no_claim() {
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    parts.take_lines(vec![("dürüm".into(), 1000), ("köfte".into(), 0)]);
    assert_eq!(parts.list[0].claims, [("dürüm".into(), 1000)]);
    let pieces = [piece("dürüm", 1, 100), piece("çay", 2, 50)];
    parts.take_rest(&pieces, Money::ZERO);
    assert_eq!(parts.list[1].claims, [("çay".into(), 2000)]);
}

#[test]
fn who_takes_the_rest_shares_in_what_nobody_has() {
    let mut parts = Parts::begin();
    parts.turn(Way::People, &[]);
    parts.toggle(0, &"dürüm".into());
    parts.take_rest(&[piece("dürüm", 1, 100), piece("çay", 2, 50)], Money::ZERO);
    assert_eq!(parts.list[2].claims, [("çay".into(), 1)]);
}
