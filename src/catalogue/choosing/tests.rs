#![allow(clippy::unwrap_used)]
use super::*;
use adisyon_bill::catalogue::Choice;

fn group(
    key: &str,
    min: u32,
    max: Option<u32>,
    multiple: bool,
    choices: &[(&str, i64)],
) -> OptionGroup {
    OptionGroup {
        key: key.to_owned(),
        title: key.to_owned(),
        min,
        max,
        multiple,
        choices: choices
            .iter()
            .map(|(title, price)| Choice {
                id: None,
                title: (*title).to_owned(),
                price: Money::from_minor(*price),
            })
            .collect(),
    }
}

fn durum() -> Product {
    Product {
        id: "durum".into(),
        title: "Adana Dürüm".to_owned(),
        names: Vec::new(),
        category: None,
        price: Money::from_minor(21_000),
        tax: None,
        active: true,
        barcode: None,
        stock: None,
        image: None,
        groups: vec![
            group("Acı", 1, Some(1), false, &[("Acılı", 0), ("Acısız", 0)]),
            group(
                "Sos",
                1,
                Some(2),
                true,
                &[("Nar ekşisi", 0), ("Yoğurt", 1_250), ("Biber", 1_500)],
            ),
        ],
    }
}

#[test]
fn in_a_group_of_one_the_new_choice_takes_the_place_of_the_old() {
    let product = durum();
    let mut choosing = Choosing::new(&product, &[]);
    choosing.touch(&product, 0, 0);
    choosing.touch(&product, 0, 1);
    let titles: Vec<String> = choosing
        .chosen(&product)
        .into_iter()
        .map(|one| one.title)
        .collect();
    assert_eq!(titles, ["Acısız"]);
}

#[test]
fn a_full_group_takes_no_more_until_one_is_let_go() {
    let product = durum();
    let mut choosing = Choosing::new(&product, &[]);
    for choice in 0..3 {
        choosing.touch(&product, 1, choice);
    }
    assert_eq!(choosing.count(1), 2);
    assert!(choosing.is_full(&product, 1));
    choosing.touch(&product, 1, 0);
    choosing.touch(&product, 1, 2);
    assert!(!choosing.is_on(1, 0) && choosing.is_on(1, 1) && choosing.is_on(1, 2));
    assert_eq!(choosing.surcharge(&product), Money::from_minor(2_750));
}

#[test]
fn the_first_group_that_lacks_something_is_named_and_then_nothing() {
    let product = durum();
    let mut choosing = Choosing::new(&product, &[]);
    assert_eq!(
        choosing.lack(&product),
        Some(Trouble::OptionMissing("Acı".to_owned(), 1))
    );
    choosing.touch(&product, 0, 0);
    assert_eq!(
        choosing.lack(&product),
        Some(Trouble::OptionMissing("Sos".to_owned(), 1))
    );
    choosing.touch(&product, 1, 1);
    assert_eq!(choosing.lack(&product), None);
}

#[test]
fn what_was_chosen_before_is_on_again_and_what_is_gone_is_not() {
    let product = durum();
    let old = |group: &str, title: &str| Chosen {
        group: group.to_owned(),
        id: None,
        title: title.to_owned(),
    };
    let choosing = Choosing::new(&product, &[old("Acı", "Acısız"), old("Sos", "Tahin")]);
    assert!(choosing.is_on(0, 1));
    assert_eq!(choosing.count(1), 0);
}

#[test]
fn a_rule_that_no_choice_can_meet_is_the_menus_fault() {
    assert!(is_impossible(&group("Porsiyon", 1, None, true, &[])));
    assert!(is_impossible(&group(
        "İki",
        2,
        None,
        false,
        &[("a", 0), ("b", 0)]
    )));
    assert!(!is_impossible(&group(
        "Bir",
        1,
        Some(1),
        false,
        &[("a", 0)]
    )));
}

#[test]
fn options_as_a_bill_shows_them_are_on_where_only_one_choice_can_be_meant() {
    let product = durum();
    let read = |title: &str| ReadOption {
        id: None,
        title: title.to_owned(),
        price: None,
    };
    let choosing = Choosing::of_read(&product, &[read("Acılı"), read("Biber"), read("Tahin")]);
    assert!(choosing.is_on(0, 0) && choosing.is_on(1, 2));
    assert_eq!(choosing.chosen(&product).len(), 2);
}
