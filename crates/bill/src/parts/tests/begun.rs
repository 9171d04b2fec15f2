//! Parts of which less was paid than they come to.
use super::*;

#[test]
fn what_is_left_of_a_part_stays_that_part_s() {
    let mut parts = equal(2);
    parts.pay_some(0, PaymentKey::from("a"));
    let mut rows = vec![row("a", 5_000)];
    assert_eq!(
        read(&parts, &[], &rows, 13_500),
        ["4250 after 5000", "9250"]
    );
    parts.pay(0, PaymentKey::from("b"));
    rows.push(row("b", 4_250));
    assert_eq!(read(&parts, &[], &rows, 9_250), ["9250 paid", "9250"]);
    // The second payment is taken back, then the first.
    assert_eq!(
        read(&parts, &[], &rows[..1], 13_500),
        ["4250 after 5000", "9250"]
    );
    assert_eq!(read(&parts, &[], &[], 18_500), ["9250", "9250"]);
    // A payment that was taken back and done again counts beside the one that was made meanwhile.
    let mut parts = equal(2);
    for (key, amount) in [("a", 9_250), ("b", 9_250)] {
        parts.pay(0, PaymentKey::from(key));
        assert!(parts.list[0].is_paid(&[row(key, amount)]));
    }
    let both = [row("a", 9_250), row("b", 9_250)];
    assert_eq!(parts.list[0].given(&both), Money::from_minor(18_500));
    // One more who has not paid: nobody pays twice.
    let begun = &rows[..1];
    let mut parts = equal(2);
    parts.pay_some(0, PaymentKey::from("a"));
    parts.resize(4, begun);
    assert_eq!(
        read(&parts, &[], begun, 13_500),
        ["0 after 5000", "4500", "4500", "4500"]
    );
    parts.resize(0, begun);
    assert_eq!(read(&parts, &[], begun, 13_500), ["13500 after 5000"]);
    parts.drop_part(0, begun);
    assert_eq!(parts.list.len(), 1, "money was taken for it");
}

#[test]
fn what_is_left_of_a_part_stays_so_by_line_and_by_sum() {
    let pieces = [piece("a", 1, 10_000), piece("b", 1, 20_000)];
    let rows = [row("x", 4_000)];
    let mut parts = Parts::begin();
    parts.turn(Way::Lines, &[]);
    parts.take_lines(vec![("a".into(), 1000)]);
    parts.pay_some(0, PaymentKey::from("x"));
    assert_eq!(
        read(&parts, &pieces, &rows, 26_000),
        ["6000 after 4000", "20000 rest"]
    );
    let mut sums = Parts::begin();
    sums.turn(Way::Sums, &[]);
    sums.take_sum(Money::from_minor(10_000));
    sums.pay_some(0, PaymentKey::from("x"));
    assert_eq!(
        read(&sums, &pieces, &rows, 26_000),
        ["6000 after 4000", "20000 rest"]
    );
    // In another way what was taken is a part that is paid.
    parts.turn(Way::Equal, &rows);
    assert_eq!(read(&parts, &pieces, &rows, 26_000), ["4000 paid", "26000"]);
}
