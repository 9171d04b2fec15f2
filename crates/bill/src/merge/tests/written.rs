//! What a write made whose answer was lost, and what only looks like it.
use super::cases::{brought, new};
use super::*;
use crate::edit::{NewLine, NewPayment, PaymentKind};
use crate::notation::bill;
use crate::{Money, Quantity};

fn cash(lira: i64) -> Edit {
    Edit::Pay(NewPayment {
        key: "adp-00001".into(),
        kind: PaymentKind::Method("cash".into()),
        amount: Money::from_minor(lira * 100),
    })
}

fn kept(merged: &Merge) -> (&[Edit], Vec<&[Edit]>) {
    let asked = merged.conflicts.iter().map(|one| &one.mine[..]).collect();
    (merged.draft.edits(), asked)
}

#[test]
fn a_payment_of_mine_that_stands_there_is_not_made_again() {
    let base = "9 Ayran @10";
    let written = brought(base, vec![cash(20)], "9 Ayran @10 | paid 20 #adp-00001");
    assert_eq!(kept(&written), (&[][..], vec![]));
    // Somebody changed it since.
    let amount = [Edit::Amount("adp-00001".into(), Money::from_minor(2000))];
    let changed = brought(base, vec![cash(20)], "9 Ayran @10 | paid 15 #adp-00001");
    assert_eq!(kept(&changed), (&[][..], vec![&amount[..]]));
    let kind = [Edit::Kind(
        "adp-00001".into(),
        PaymentKind::Method("cash".into()),
    )];
    let changed = brought(
        base,
        vec![cash(20)],
        "9 Ayran @10 | paid 20 card #adp-00001",
    );
    assert_eq!(kept(&changed), (&[][..], vec![&kind[..]]));
}

#[test]
fn a_row_that_is_gone_is_not_another_of_the_same_sum() {
    let base = "9 Ayran @10 | paid 20 #pay-aaaa";
    let mine = Edit::Amount("pay-aaaa".into(), Money::from_minor(500));
    let merged = brought(base, vec![mine.clone()], "9 Ayran @10 | paid 20 #pay-bbbb");
    assert_eq!(kept(&merged), (&[][..], vec![&[mine][..]]));
    assert!(merged.conflicts[0].gone);
}

#[test]
fn a_row_that_was_never_named_is_followed_by_what_it_shows() {
    let unnamed = |text: &str| {
        let mut bill = bill(text);
        if let crate::payment::Payments::Known(rows) = &mut bill.payments {
            rows[0].identity = None;
        }
        Arc::new(bill)
    };
    let mine = |key: &str| vec![Edit::Amount(key.into(), Money::from_minor(500))];
    let base = unnamed("9 Ayran @10 | paid 20 #pay-aaaa");
    let draft = Draft::with_edits(base, mine("pay-aaaa"));
    let merged = merge(&draft, unnamed("9 Ayran @10 | paid 20 #pay-bbbb"), &house());
    assert_eq!(kept(&merged), (&mine("pay-bbbb")[..], vec![]));
}

#[test]
fn a_change_to_a_row_that_is_gone_is_asked_though_another_row_came() {
    let base = "9 Ayran @10 | paid 5 anonymous";
    let mine = || vec![Edit::Amount("~0".into(), Money::from_minor(100))];
    let merged = brought(base, mine(), "9 Ayran @10 | paid 7 anonymous");
    assert_eq!(kept(&merged), (&[][..], vec![&mine()[..]]));
    assert!(merged.conflicts[0].gone);
    let written = brought(
        base,
        mine(),
        "9 Ayran @10 | paid 1 anonymous | paid 7 card anonymous",
    );
    assert_eq!(kept(&written), (&[][..], vec![]));
}

#[test]
fn without_ids_only_a_line_just_like_mine_is_asked_about() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa";
    let mine = Edit::Add(NewLine {
        quantity: Quantity::ONE,
        ..new("ads-00001", "Ayran")
    });
    for theirs in ["1 Lahmacun @30", "3 Ayran @10", "1 Ayran @10 \"soğuk\""] {
        let now = format!("old | 2 Lahmacun @30 #1791-cccc | {theirs} #1791-dddd");
        let merged = brought(base, vec![mine.clone()], &now);
        assert_eq!(kept(&merged), (&[mine.clone()][..], vec![]), "{theirs}");
    }
}
