//! Reasons of discounts in a draft.
use super::*;

#[test]
fn a_reason_goes_with_a_discount_that_is_given_and_with_nothing_else() {
    let why = |number| Edit::Reason(line(number), Reason::Late);
    let off = |number, minor| Edit::Discount(line(number), kurus(minor));
    // By itself it changes nothing.
    check(vec![why(1)], vec![]);
    check(vec![why(2)], vec![]);
    check(vec![off(2, 300), why(2)], vec![off(2, 300), why(2)]);
    check(vec![why(2), off(2, 300)], vec![off(2, 300), why(2)]);
    check(vec![off(2, 300), why(2), off(2, 0)], vec![]);
    let told = NewLine {
        discount: kurus(200),
        reason: Some(Reason::Late),
        ..new("ads-0000000001", "Ayran")
    };
    let key = || LineKey::from("ads-0000000001");
    let bare = Edit::Add(new("ads-0000000001", "Ayran"));
    let edits = vec![
        bare,
        Edit::Discount(key(), kurus(200)),
        Edit::Reason(key(), Reason::Late),
    ];
    check(edits, vec![Edit::Add(told)]);
}

#[test]
fn a_discount_keeps_the_reason_it_was_given_with_until_another_is_said() {
    let mut bill = bill(BILL);
    bill.lines[0].own = vec![Reason::Treat.item()];
    let bill = Arc::new(bill);
    let reason = |edits: Vec<Edit>| {
        let draft = Draft::with_edits(bill.clone(), edits);
        draft.working(&menu(BILL)).lines[0].reason
    };
    let off = |minor| Edit::Discount(line(1), kurus(minor));
    let why = Edit::Reason(line(1), Reason::Late);
    assert_eq!(reason(vec![]), Some(Reason::Treat));
    assert_eq!(reason(vec![why.clone()]), Some(Reason::Treat));
    assert_eq!(reason(vec![off(700)]), Some(Reason::Treat));
    assert_eq!(reason(vec![off(700), why]), Some(Reason::Late));
    assert_eq!(reason(vec![off(0)]), None);
}
