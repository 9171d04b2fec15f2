#![allow(clippy::unwrap_used)]
mod reasons;

use super::*;
use crate::arbitrary::{any_bill, house, moves, script};
use crate::edit::{NewLine, NewPayment, PaymentKind};
use crate::notation::{bill, chosen, menu, product_id};
use crate::problem::Trouble;
use crate::resolve::OptionsFound;
use proptest::prelude::*;

const BILL: &str =
    "2 Lahmacun[Acılı] @30 -5 \"az\" | 1 Ayran @10 | kuver 20 | paid 50 | off 10 Müdavim";

fn line(number: usize) -> LineKey {
    LineKey::new(format!("line-{number:04}"))
}

fn pay(number: usize) -> PaymentKey {
    PaymentKey::new(format!("pay-{number:04}"))
}

fn kurus(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn new(key: &str, title: &str) -> NewLine {
    NewLine {
        key: LineKey::from(key),
        product: product_id(title),
        quantity: Quantity::ONE,
        options: Vec::new(),
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    }
}

fn after(edits: Vec<Edit>) -> (Draft, Working) {
    let draft = Draft::with_edits(Arc::new(bill(BILL)), edits);
    let working = draft.working(&menu(BILL));
    (draft, working)
}

/// Edits, and what they come to: the shortest list with the same outcome.
#[track_caller]
fn check(edits: Vec<Edit>, net: Vec<Edit>) {
    let (draft, working) = after(edits);
    assert_eq!(draft.net_edits(&menu(BILL)), net);
    assert_eq!(after(net).1, working);
}

#[test]
fn a_line_said_to_be_another_product_has_that_ones_options() {
    let options = |product: &str| {
        let (_, working) = after(vec![Edit::Identify(line(1), product_id(product))]);
        working.lines[0].options.clone()
    };
    assert_eq!(options("Lahmacun"), Some(vec![chosen("Acılı")]));
    // That has no such option.
    assert_eq!(options("Ayran"), None);
}

#[test]
fn a_line_taken_off_is_shown_as_it_was() {
    let draft = Draft::with_edits(
        Arc::new(bill("2 Lahmacun @35")),
        vec![Edit::Remove(line(1))],
    );
    let working = draft.working(&menu("1 Lahmacun @30"));
    assert_eq!(working.lines[0].amount, kurus(7000));
}

#[test]
fn a_new_line_of_no_known_product_costs_nothing_but_its_discount() {
    let unknown = NewLine {
        discount: kurus(500),
        ..new("ads-00001", "Yok")
    };
    let (_, working) = after(vec![Edit::Add(unknown)]);
    assert_eq!(working.lines[3].amount, kurus(-500));
}

#[test]
fn a_row_is_called_what_the_bill_calls_it_until_its_method_changes() {
    let text = "9 Ayran @10 | paid 50 Çek unbound | paid 5";
    let mut shown = bill(text);
    if let crate::payment::Payments::Known(rows) = &mut shown.payments {
        rows[1].title = "Eski kasa".to_owned();
    }
    let titles = |edits: Vec<Edit>| -> Vec<String> {
        let working = Draft::with_edits(Arc::new(shown.clone()), edits).working(&menu(text));
        working.payments.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(titles(vec![]), ["Çek", "Eski kasa"]);
    let card = Edit::Kind(pay(2), PaymentKind::Method("card".into()));
    assert_eq!(titles(vec![card]), ["Çek", "Kredi Kartı"]);
}

#[test]
fn a_row_made_and_taken_off_is_no_row() {
    let row = NewPayment {
        key: PaymentKey::from("adp-00001"),
        kind: PaymentKind::Method("cash".into()),
        amount: kurus(100),
    };
    let (_, working) = after(vec![
        Edit::Pay(row),
        Edit::Unpay(PaymentKey::from("adp-00001")),
    ]);
    assert_eq!(working.payments.len(), 2);
}

#[test]
fn there_is_something_to_undo_or_redo_exactly_when_it_does_something() {
    let mut draft = Draft::with_edits(Arc::new(bill(BILL)), Vec::new());
    let can = |draft: &Draft| (draft.can_undo(), draft.can_redo());
    assert_eq!(can(&draft), (false, false));
    draft.apply(Edit::Remove(line(1)));
    assert_eq!(can(&draft), (true, false));
    assert!(draft.undo());
    assert_eq!(can(&draft), (false, true));
    assert!(draft.redo() && !draft.redo());
    assert_eq!(can(&draft), (true, false));
}

#[test]
fn an_untouched_draft_shows_the_bill() {
    let (_, working) = after(vec![]);
    assert!(!working.cart_changed && !working.payments_changed);
    let bill = bill(BILL);
    for (work, line) in working.lines.iter().zip(&bill.lines) {
        assert_eq!((work.amount, work.quantity), (line.amount, line.quantity));
    }
    assert_eq!(working.lines.len(), 3);
    assert_eq!(working.payments.len(), 2);
}

#[test]
fn the_discount_follows_the_quantity_until_somebody_sets_it() {
    let three = Edit::Quantity(line(1), Quantity::pieces(3));
    let (_, working) = after(vec![three.clone()]);
    assert_eq!(working.lines[0].discount, kurus(750));
    assert_eq!(working.lines[0].amount, kurus(9000 - 750));
    let (_, working) = after(vec![Edit::Discount(line(1), kurus(500)), three.clone()]);
    assert_eq!(working.lines[0].discount, kurus(500));
    let (_, working) = after(vec![three, Edit::Discount(line(1), kurus(0))]);
    assert_eq!(working.lines[0].discount, Money::ZERO);
}

#[test]
fn a_scaled_discount_is_rounded_half_away_from_zero() {
    let half = |minor, to| {
        scaled(
            kurus(minor),
            Quantity::pieces(2),
            Quantity::from_thousandths(to),
        )
    };
    assert_eq!(half(5, 1000), kurus(3));
    assert_eq!(half(-5, 1000), kurus(-3));
    assert_eq!(half(5, 999), kurus(2));
    assert_eq!(half(0, 7000), kurus(0));
    assert_eq!(scaled(kurus(5), Quantity::ZERO, Quantity::ONE), kurus(5));
}

#[test]
fn going_back_leaves_nothing() {
    let quantity = |pieces| Edit::Quantity(line(1), Quantity::pieces(pieces));
    check(vec![quantity(3), quantity(2)], vec![]);
    check(vec![Edit::Remove(line(1)), Edit::Restore(line(1))], vec![]);
    check(vec![quantity(0), quantity(2)], vec![]);
    check(
        vec![
            Edit::Note(line(2), "x".into()),
            Edit::Note(line(2), String::new()),
        ],
        vec![],
    );
    check(
        vec![
            Edit::Options(line(1), vec![]),
            Edit::Options(line(1), vec![chosen("Acılı")]),
        ],
        vec![],
    );
    check(
        vec![
            Edit::Add(new("ads-00001", "Ayran")),
            Edit::Remove("ads-00001".into()),
        ],
        vec![],
    );
    let replaced = Edit::Replace(line(1), new("ads-00001", "Ayran"));
    check(vec![replaced, Edit::Restore(line(1))], vec![]);
    check(vec![Edit::Unpay(pay(1)), Edit::Repay(pay(1))], vec![]);
    check(
        vec![
            Edit::Amount(pay(1), kurus(1)),
            Edit::Amount(pay(1), kurus(5000)),
        ],
        vec![],
    );
}

#[test]
fn a_removal_forgets_what_was_done_before_but_not_for_a_restore() {
    let quantity = Edit::Quantity(line(1), Quantity::pieces(3));
    check(
        vec![quantity.clone(), Edit::Remove(line(1))],
        vec![Edit::Remove(line(1))],
    );
    check(
        vec![
            quantity.clone(),
            Edit::Remove(line(1)),
            Edit::Restore(line(1)),
        ],
        vec![quantity.clone()],
    );
    check(
        vec![Edit::Quantity(line(1), Quantity::ZERO)],
        vec![Edit::Remove(line(1))],
    );
}

#[test]
fn a_new_line_takes_its_edits_in() {
    let two = NewLine {
        quantity: Quantity::pieces(2),
        note: "buzlu".into(),
        ..new("ads-00001", "Ayran")
    };
    check(
        vec![
            Edit::Add(new("ads-00001", "Ayran")),
            Edit::Quantity("ads-00001".into(), Quantity::pieces(2)),
            Edit::Note("ads-00001".into(), "buzlu".into()),
        ],
        vec![Edit::Add(two)],
    );
}

#[test]
fn a_replacement_stands_right_after_the_line_it_replaces() {
    let (_, working) = after(vec![
        Edit::Add(new("ads-00001", "Ayran")),
        Edit::Replace(line(1), new("ads-00002", "Ayran")),
        Edit::Replace("ads-00002".into(), new("ads-00003", "Ayran")),
    ]);
    let keys: Vec<&str> = working.lines.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(
        keys,
        ["line-0001", "ads-00003", "line-0002", "kuver", "ads-00001"]
    );
    assert!(working.lines[0].removed);
    assert_eq!(working.lines[1].replaces, Some(line(1)));
}

#[test]
fn losses_count_only_while_the_cart_changes_and_the_line_stays() {
    let accept = |number| Edit::Accept(Place::Line(line(number)), Loss::Surcharge);
    let note = Edit::Note(line(2), "x".into());
    check(vec![accept(1)], vec![]);
    check(
        vec![accept(1), note.clone(), accept(1)],
        vec![note.clone(), accept(1)],
    );
    check(
        vec![accept(1), Edit::Remove(line(1))],
        vec![Edit::Remove(line(1))],
    );
}

#[test]
fn saying_what_a_line_is_changes_no_cart() {
    let (draft, working) = after(vec![Edit::Identify(line(2), product_id("Lahmacun"))]);
    assert!(!working.cart_changed);
    assert_eq!(working.lines[1].product, Some(product_id("Lahmacun")));
    assert_eq!(draft.net_edits(&menu(BILL)), draft.edits());
}

#[test]
fn a_probable_product_is_confirmed_by_naming_it() {
    let base = Arc::new(bill("1 Ayran @10 probable"));
    let identify = Edit::Identify(line(1), product_id("Ayran"));
    let draft = Draft::with_edits(base.clone(), vec![identify.clone()]);
    assert!(!Draft::new(base).working(&menu(BILL)).lines[0].confirmed);
    assert!(draft.working(&menu(BILL)).lines[0].confirmed);
    assert_eq!(draft.net_edits(&menu(BILL)), [identify]);
}

#[test]
fn an_accepted_double_option_is_sent_once() {
    let mut double = bill("1 Lahmacun[Bol+5, Bol+5] @30 | 1 Ayran @10");
    let menu = menu("1 Lahmacun[Bol+5] @30 | 1 Ayran @10");
    double.lines[0].resolution.options = OptionsFound::Doubt(Trouble::OptionTwice("Bol".into()));
    let accept = Edit::Accept(Place::Line(line(1)), Loss::DuplicateOption);
    let edits = vec![Edit::Remove(line(2)), accept];
    let working = Draft::with_edits(Arc::new(double), edits).working(&menu);
    assert_eq!(working.lines[0].options, Some(vec![chosen("Bol")]));
    assert_eq!(working.lines[0].amount, kurus(3500));
    assert!(!working.lines[0].options_changed);
}

#[test]
fn edits_of_what_is_not_there_are_strays_and_change_nothing() {
    let accept = Edit::Accept(Place::Line("ads-00404".into()), Loss::Reprice);
    let row = |key: &str| NewPayment {
        key: key.into(),
        kind: PaymentKind::Discount("x".into()),
        amount: kurus(1),
    };
    let strays = vec![
        Edit::Quantity("ads-00404".into(), Quantity::ONE),
        Edit::Remove("kuver".into()),
        Edit::Add(new("line-0001", "Ayran")),
        Edit::Add(new("short", "Ayran")),
        Edit::Add(new("12345678", "Ayran")),
        Edit::Replace("ads-00404".into(), new("ads-00001", "Ayran")),
        accept,
        Edit::Amount("pay-00404".into(), kurus(1)),
        Edit::Pay(row("pay-0001")),
        Edit::Pay(row("%")),
    ];
    let (draft, working) = after(strays.clone());
    assert_eq!(draft.strays(), strays);
    assert_eq!(working, after(vec![]).1);
}

#[test]
fn a_voided_id_is_never_used_again() {
    let base = Arc::new(bill("1 Ayran @10 | void #ads-00001 Çay"));
    let draft = Draft::with_edits(base, vec![Edit::Add(new("ads-00001", "Ayran"))]);
    assert_eq!(draft.strays().len(), 1);
}

#[test]
fn unknown_options_cost_what_the_bill_says_in_proportion() {
    let base = Arc::new(bill("2 Lahmacun[Bol+5] @30 -10 unknown"));
    let edits = vec![Edit::Quantity(line(1), Quantity::pieces(4))];
    let working = Draft::with_edits(base, edits).working(&menu(BILL));
    assert_eq!(working.lines[0].amount, kurus(14000 - 2000));
}

#[test]
fn a_payment_takes_its_title_from_what_it_is() {
    let card = PaymentKind::Method("card".into());
    let (_, working) = after(vec![Edit::Kind(pay(1), card), Edit::Unpay(pay(2))]);
    assert_eq!(working.payments[0].title, "Kredi Kartı");
    assert!(working.payments[0].changed && working.payments[1].removed);
    assert!(working.payments_changed && !working.cart_changed);
}

proptest! {
    #[test]
    fn net_edits_come_to_the_same_bill((text, bill) in any_bill(), moves in moves(24)) {
        let base = Arc::new(bill);
        let menu = house();
        let draft = Draft::with_edits(base.clone(), script(&base, &moves, "ads", |_| true));
        let net = draft.net_edits(&menu);
        let again = Draft::with_edits(base.clone(), net.clone());
        prop_assert_eq!(again.working(&menu), draft.working(&menu), "{}", text);
        prop_assert_eq!(again.strays(), vec![]);
        prop_assert!(net.len() <= draft.edits().len(), "{}\n{:?}\n{:?}", text, draft.edits(), net);
    }

    #[test]
    fn no_net_edit_can_be_left_out((text, bill) in any_bill(), moves in moves(24)) {
        let base = Arc::new(bill);
        let menu = house();
        let draft = Draft::with_edits(base.clone(), script(&base, &moves, "ads", |_| true));
        let (net, working) = (draft.net_edits(&menu), draft.working(&menu));
        for at in 0..net.len() {
            let mut fewer = net.clone();
            fewer.remove(at);
            let fewer = Draft::with_edits(base.clone(), fewer).working(&menu);
            prop_assert_ne!(&fewer, &working, "{}", text);
        }
    }

    #[test]
    fn undo_and_redo_walk_the_same_road((_, bill) in any_bill(), moves in moves(16), back in 0..20usize) {
        let base = Arc::new(bill);
        let mut draft = Draft::new(base.clone());
        let mut stations = vec![draft.working(&house())];
        for edit in script(&base, &moves, "ads", |_| true) {
            draft.apply(edit);
            stations.push(draft.working(&house()));
        }
        let done = draft.edits().to_vec();
        let back = back.min(done.len());
        for step in 1..=back {
            prop_assert!(draft.undo());
            prop_assert_eq!(&draft.working(&house()), &stations[done.len() - step]);
        }
        prop_assert_eq!(draft.can_redo(), back > 0);
        for _ in 0..back {
            prop_assert!(draft.redo());
        }
        prop_assert!(!draft.redo());
        prop_assert_eq!(draft.edits(), &done[..]);
    }
}

#[test]
fn an_edit_after_an_undo_forgets_the_undone() {
    let mut draft = Draft::new(Arc::new(bill(BILL)));
    draft.apply(Edit::Remove(line(1)));
    assert!(draft.undo() && !draft.can_undo() && !draft.undo());
    draft.apply(Edit::Remove(line(2)));
    assert!(!draft.can_redo() && !draft.redo());
    assert_eq!(draft.edits(), [Edit::Remove(line(2))]);
}

#[test]
fn a_restored_line_sends_its_replacement_away_for_good() {
    let replace = |key: &str, new: NewLine| Edit::Replace(key.into(), new);
    check(
        vec![
            replace("line-0001", new("ads-00001", "Ayran")),
            Edit::Restore(line(1)),
            Edit::Quantity("ads-00001".into(), Quantity::pieces(2)),
            Edit::Restore("ads-00001".into()),
            replace("ads-00001", new("ads-00002", "Ayran")),
        ],
        vec![],
    );
}

#[test]
fn a_replaced_line_takes_no_edits() {
    check(
        vec![
            Edit::Replace(line(1), new("ads-00001", "Ayran")),
            Edit::Quantity(line(1), Quantity::pieces(7)),
            Edit::Restore(line(1)),
        ],
        vec![],
    );
}

#[test]
fn an_untouched_cart_shows_what_the_bill_says_whatever_the_menu_costs_today() {
    let dearer = menu("1 Lahmacun[Acılı] @99 | 1 Ayran @99");
    let base = Arc::new(bill(BILL));
    let pay = Edit::Unpay(pay(1));
    let untouched = Draft::with_edits(base.clone(), vec![pay]).working(&dearer);
    assert_eq!(untouched.lines[1].amount, kurus(1000));
    let remove = Edit::Remove(line(1));
    let touched = Draft::with_edits(base, vec![remove]).working(&dearer);
    assert_eq!(touched.lines[1].amount, kurus(9900));
}
