#![allow(clippy::unwrap_used)]
use super::*;
use crate::Edit;
use crate::arbitrary::{any_bill, deeds, house, moves, script};
use crate::draft::Draft;
use crate::edit::NewLine;
use crate::notation::{bill, menu, product_id};
use proptest::prelude::*;
use std::sync::Arc;

const BILL: &str = "2 Lahmacun[Bol+5] @30 -10 | 1 Ayran @10 | paid 50";

fn told(edits: Vec<Edit>) -> Vec<Change> {
    let base = Arc::new(bill(BILL));
    let working = Draft::with_edits(base.clone(), edits).working(&menu(BILL));
    changes(&base, &working)
}

fn kurus(minor: i64) -> Money {
    Money::from_minor(minor)
}

#[test]
fn a_quantity_and_the_discount_that_follows_it_are_told_apart() {
    let key = LineKey::from("line-0001");
    let title = || "Lahmacun".to_owned();
    let (from, to) = (Quantity::pieces(2), Quantity::pieces(3));
    assert_eq!(
        told(vec![Edit::Quantity(key.clone(), to)]),
        [
            Change::Quantity {
                key: key.clone(),
                title: title(),
                from,
                to,
                by: kurus(3500)
            },
            Change::Discount {
                key,
                title: title(),
                from: kurus(1000),
                to: kurus(1500),
                scaled: true
            },
        ]
    );
}

#[test]
fn quantity_and_options_share_the_difference_without_counting_twice() {
    let key = LineKey::from("line-0001");
    let edits = vec![
        Edit::Quantity(key.clone(), Quantity::pieces(3)),
        Edit::Options(key.clone(), vec![]),
        Edit::Discount(key, kurus(1000)),
    ];
    let by: Vec<Money> = told(edits)
        .iter()
        .filter_map(|change| match change {
            Change::Quantity { by, .. } | Change::Options { by, .. } => Some(*by),
            _ => None,
        })
        .collect();
    // 2 at 35 are 70, 3 at 35 are 105, 3 at 30 are 90.
    assert_eq!(by, [kurus(3500), kurus(-1500)]);
}

#[test]
fn a_replacement_is_one_change() {
    let new = NewLine {
        key: LineKey::from("ads-00001"),
        product: product_id("Ayran"),
        quantity: Quantity::ONE,
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    };
    let told = told(vec![Edit::Replace("line-0001".into(), new)]);
    let [
        Change::Replaced {
            title, by, delta, ..
        },
    ] = &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(
        (title.as_str(), by.as_str(), *delta),
        ("Lahmacun", "Ayran", kurus(-5000))
    );
}

#[test]
fn a_cleared_note_is_told_as_cleared() {
    let base = Arc::new(bill("1 Ayran @10 \"buzlu\""));
    let edits = vec![Edit::Note("line-0001".into(), String::new())];
    let working = Draft::with_edits(base.clone(), edits).working(&menu(BILL));
    assert!(matches!(
        changes(&base, &working)[..],
        [Change::Note { cleared: true, .. }]
    ));
}

#[test]
fn a_row_taken_off_and_a_row_made_are_told_as_such() {
    let unpaid = told(vec![Edit::Unpay("pay-0001".into())]);
    assert!(
        matches!(unpaid[..], [Change::Unpaid { amount, .. }] if amount == kurus(5000)),
        "{unpaid:?}"
    );
    // Also where it was changed first.
    let unpaid = told(vec![
        Edit::Amount("pay-0001".into(), kurus(4000)),
        Edit::Unpay("pay-0001".into()),
    ]);
    assert!(matches!(unpaid[..], [Change::Unpaid { .. }]), "{unpaid:?}");
}

proptest! {
    #[test]
    fn nothing_is_told_exactly_when_nothing_would_be_written((text, bill) in any_bill(), moves in moves(12)) {
        let base = Arc::new(bill);
        let draft = Draft::with_edits(base.clone(), script(&base, &moves, "ads", |_| true));
        let working = draft.working(&house());
        let is_payment = |change: &Change| matches!(change, Change::Paid { .. } | Change::Unpaid { .. } | Change::PaymentChanged { .. });
        let (payments, lines): (Vec<_>, Vec<_>) = changes(&base, &working).into_iter().partition(is_payment);
        prop_assert_eq!(lines.is_empty(), !working.cart_changed, "{}", &text);
        prop_assert_eq!(payments.is_empty(), !working.payments_changed, "{}", &text);
    }

    #[test]
    fn what_is_told_explains_the_new_estimate((text, bill) in any_bill(), moves in deeds(12)) {
        let base = Arc::new(bill);
        let draft = Draft::with_edits(base.clone(), script(&base, &moves, "ads", |_| true));
        let working = draft.working(&house());
        let explained: Money = changes(&base, &working).iter().map(|change| match change {
            Change::Quantity { by, .. } | Change::Options { by, .. } => *by,
            Change::Added { amount, .. } => *amount,
            Change::Removed { amount, .. } => -*amount,
            Change::Replaced { delta, .. } => *delta,
            Change::Discount { from, to, .. } => *from - *to,
            _ => Money::ZERO,
        }).sum();
        let total: Money = working.lines.iter().filter(|line| !line.removed).map(|line| line.amount).sum();
        prop_assert_eq!(total - base.total, explained, "{}", text);
    }
}

#[test]
fn a_lost_surcharge_is_not_blamed_on_the_quantity() {
    let base = Arc::new(bill("2 Ayran @10 +3"));
    let edits = vec![Edit::Quantity("line-0001".into(), Quantity::pieces(3))];
    let working = Draft::with_edits(base.clone(), edits).working(&menu(BILL));
    let told = changes(&base, &working);
    assert!(matches!(told[..], [Change::Quantity { by, .. }] if by == kurus(1000)));
}
