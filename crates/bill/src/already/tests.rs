#![allow(clippy::unwrap_used)]
use super::*;
use crate::Quantity;
use crate::edit::NewLine;
use crate::notation::{bill, chosen, menu, product_id};

const MENU: &str = "1 Lahmacun[Acılı, Bol+5] @30 | 1 Ayran @10";

#[track_caller]
fn check(now: &str, edits: Vec<Edit>, held: bool) {
    let bill = Arc::new(bill(now));
    assert_eq!(holds(&bill, &edits, &menu(MENU)), held, "{now}: {edits:?}");
}

fn ayran(key: &str) -> Edit {
    Edit::Add(NewLine {
        key: key.into(),
        product: product_id("Ayran"),
        quantity: Quantity::ONE,
        options: Vec::new(),
        note: String::new(),
        discount: crate::Money::ZERO,
        reason: None,
    })
}

#[test]
fn what_is_new_is_there_only_by_its_own_name() {
    check("1 Ayran @10 #ads-00001", vec![ayran("ads-00001")], true);
    check("1 Ayran @10 #ads-00002", vec![ayran("ads-00001")], false);
    check("2 Ayran @20 #ads-00001", vec![ayran("ads-00001")], false);
}

#[test]
fn an_edit_is_held_if_it_would_change_nothing() {
    let two = || Edit::Quantity("line-0001".into(), Quantity::pieces(2));
    check("2 Ayran @20 #line-0001", vec![two()], true);
    check("1 Ayran @10 #line-0001", vec![two()], false);
    check("2 Ayran @20 #line-0001", Vec::new(), false);
}

#[test]
fn choices_are_held_against_what_the_line_shows_also_where_its_product_is_unknown() {
    let none = || Edit::Options("line-0001".into(), Vec::new());
    let hot = || Edit::Options("line-0001".into(), vec![chosen("Acılı")]);
    check("1 Lahmacun[Acılı] @30 #line-0001", vec![hot()], true);
    check("1 Lahmacun[Acılı] @30 #line-0001", vec![none()], false);
    check("1 Künefe[Acılı] @30 #line-0001", vec![none()], false);
}

#[test]
fn what_is_gone_was_taken_off_only_where_names_last() {
    let off = |key: &str| vec![Edit::Remove(key.into())];
    check("1 Ayran @10 #line-0001", off("line-0009"), true);
    check("1 Ayran @10 #line-0001", off("~1"), false);
    check("old | 1 Ayran @10", off("line-0009"), false);
    check("1 Ayran @10 #line-0001", off("line-0001"), false);
}
