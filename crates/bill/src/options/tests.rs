#![allow(clippy::unwrap_used)]
use super::*;
use crate::samples::{chosen, group, money, pizza, product};

fn ambiguous(title: &str) -> Trouble {
    Trouble::OptionAmbiguous(title.to_owned())
}

#[test]
fn a_choice_is_named_by_group_and_id_else_by_group_and_title() {
    let pizza = pizza();
    let price = |group, id, title| choice(&pizza, &chosen(group, id, title)).map(|c| c.price);
    assert_eq!(price("hamur", "3", "Büyük"), Some(money("12.5")));
    assert_eq!(price("boy", "3", "Büyük"), Some(money("30")));
    assert_eq!(price("boy", "99", "küçük"), Some(money("0")));
    assert_eq!(price("boy", "", "İnce"), None);
    assert_eq!(price("yok", "1", "Büyük"), None);
}

#[test]
fn surcharges_add_up_and_gone_choices_cost_nothing() {
    let all = [
        chosen("boy", "1", "Büyük"),
        chosen("hamur", "", "İnce"),
        chosen("boy", "77", "Orta"),
    ];
    assert_eq!(surcharge(&pizza(), &all), money("35"));
}

#[test]
fn rules_are_held_strictly_for_new_lines_and_only_as_far_as_writable_for_kept_ones() {
    let mut pizza = pizza();
    pizza.groups[0].min = 1;
    pizza.groups[0].multiple = false;
    pizza.groups[2].max = Some(1);
    pizza.groups[3].min = 2;
    let strict = |chosen: &[Chosen]| faults(&pizza, chosen, true);
    let impossible = Trouble::GroupImpossible("KENAR".into());
    assert_eq!(
        strict(&[]),
        [Trouble::OptionMissing("BOY".into(), 1), impossible.clone()]
    );
    let too_many = [
        chosen("boy", "1", "Büyük"),
        chosen("boy", "2", "Küçük"),
        chosen("sos", "4", "Acı"),
        chosen("sos", "5", "Acı sos"),
    ];
    let expected = [
        Trouble::OptionTooMany("BOY".into(), 1),
        Trouble::OptionTooMany("SOS".into(), 1),
        impossible,
    ];
    assert_eq!(strict(&too_many), expected);
    assert_eq!(faults(&pizza, &too_many, false), []);
    let unwritable = [
        chosen("boy", "2", "Küçük"),
        chosen("boy", "2", "Küçük"),
        chosen("boy", "", "Orta"),
    ];
    let expected = [
        Trouble::OptionTwice("Küçük".into()),
        Trouble::OptionGone("Orta".into()),
    ];
    assert_eq!(faults(&pizza, &unwritable, false), expected);
}

#[test]
fn a_rule_is_broken_exactly_beyond_its_number() {
    let mut it = product("Menü", "10");
    let choices: Vec<(String, String)> =
        (0..60).map(|n| (n.to_string(), format!("Ş{n}"))).collect();
    let all: Vec<(&str, &str, &str)> = choices
        .iter()
        .map(|(i, t)| (i.as_str(), t.as_str(), "0"))
        .collect();
    it.groups = vec![group("g", &all)];
    let take =
        |n: usize| -> Vec<Chosen> { all[..n].iter().map(|(i, t, _)| chosen("g", i, t)).collect() };
    assert_eq!(faults(&it, &take(50), true), []);
    assert_eq!(faults(&it, &take(51), false), [Trouble::TooManyOptions]);
    assert_eq!(
        declare(&it, &take(51), Dialect::default()),
        Err(Trouble::TooManyOptions)
    );
    assert_eq!(
        declare(&it, &take(50), Dialect::default()).unwrap().len(),
        50
    );
    it.groups[0].min = 2;
    it.groups[0].max = Some(3);
    assert_eq!(
        faults(&it, &take(1), true),
        [Trouble::OptionMissing("G".into(), 1)]
    );
    assert_eq!(faults(&it, &take(2), true), []);
    assert_eq!(faults(&it, &take(3), true), []);
    assert_eq!(
        faults(&it, &take(4), true),
        [Trouble::OptionTooMany("G".into(), 3)]
    );
    it.groups[0].min = 60;
    it.groups[0].max = None;
    assert_eq!(
        faults(&it, &take(1), true),
        [Trouble::OptionMissing("G".into(), 59)]
    );
    it.groups[0].min = 61;
    assert_eq!(
        faults(&it, &take(1), true),
        [Trouble::GroupImpossible("G".into())]
    );
}

#[test]
fn one_tap_adds_a_product_that_needs_no_choice() {
    let mut pizza = pizza();
    assert!(none_needed(&pizza));
    pizza.groups[1].min = 1;
    assert!(!none_needed(&pizza));
}

#[test]
fn a_choice_is_declared_by_title_where_it_is_alone_else_by_id_where_that_is_understood() {
    let check = |one: Chosen, option_ids, expected: Result<Declared, Trouble>| {
        let dialect = Dialect {
            identities: option_ids,
            option_ids,
        };
        let declared =
            declare(&pizza(), std::slice::from_ref(&one), dialect).map(|mut all| all.remove(0));
        assert_eq!(declared, expected, "{one:?} {option_ids}");
    };
    let title = |text: &str| Ok(Declared::Title(text.to_owned()));
    let id = |text: &str| Ok(Declared::Id(text.to_owned()));
    check(chosen("boy", "2", "Küçük"), false, title("Küçük"));
    check(chosen("boy", "2", "Küçük"), true, title("Küçük"));
    check(chosen("hamur", "", "İnce"), true, title("İnce"));
    check(chosen("hamur", "3", "Büyük"), true, id("3"));
    check(
        chosen("hamur", "3", "Büyük"),
        false,
        Err(ambiguous("Büyük")),
    );
    check(chosen("kenar", "6", "Acı"), true, id("6"));
    check(chosen("kenar", "6", "Acı"), false, title("Acı"));
    check(
        chosen("boy", "9", "Orta"),
        true,
        Err(Trouble::OptionGone("Orta".into())),
    );
}

#[test]
fn a_repeated_id_or_an_empty_title_names_nothing() {
    let mut it = product("Tost", "50");
    it.groups = vec![
        group("a", &[("1", "Kaşar", "10"), ("2", "", "0")]),
        group("b", &[("1", "Kaşar", "15")]),
    ];
    let new = Dialect {
        identities: true,
        option_ids: true,
    };
    assert_eq!(
        declare(&it, &[chosen("a", "1", "Kaşar")], new),
        Err(ambiguous("Kaşar"))
    );
    assert_eq!(
        declare(&it, &[chosen("a", "2", "")], new),
        Ok(vec![Declared::Id("2".into())])
    );
    assert_eq!(
        declare(&it, &[chosen("a", "2", "")], Dialect::default()),
        Err(ambiguous(""))
    );
}

#[test]
fn nothing_is_declared_twice() {
    let two = [chosen("sos", "4", "Acı"), chosen("kenar", "6", "Acı")];
    let new = Dialect {
        identities: true,
        option_ids: true,
    };
    let ids = vec![Declared::Id("4".into()), Declared::Id("6".into())];
    assert_eq!(declare(&pizza(), &two, new), Ok(ids));
    // By title both would be the same words.
    let twice = Err(Trouble::OptionTwice("Acı".into()));
    assert_eq!(declare(&pizza(), &two, Dialect::default()), twice);
}

#[test]
fn a_title_that_may_mean_a_choice_said_by_its_id_beside_it_is_said_once() {
    let mut it = product("Künefe", "50");
    it.groups = vec![
        group("a", &[("1", "Sade", "0"), ("2", "Cevizli", "9")]),
        group("b", &[("", "Sade", "0")]),
    ];
    let new = Dialect {
        identities: true,
        option_ids: true,
    };
    let (by_id, by_title) = (chosen("a", "1", "Sade"), chosen("b", "", "Sade"));
    let twice = Err(Trouble::OptionTwice("Sade".into()));
    assert_eq!(declare(&it, &[by_id.clone(), by_title.clone()], new), twice);
    assert_eq!(declare(&it, &[by_title.clone(), by_id], new), twice);
    assert_eq!(
        declare(&it, &[by_title, chosen("a", "2", "Cevizli")], new),
        Ok(vec![
            Declared::Title("Sade".into()),
            Declared::Title("Cevizli".into())
        ])
    );
}

#[test]
fn a_choice_without_id_is_not_its_namesake_with_one() {
    let mut it = product("Künefe", "50");
    it.groups = vec![group("a", &[("1", "Sade", "0"), ("", "Sade", "9")])];
    let price = |id| choice(&it, &chosen("a", id, "Sade")).map(|c| c.price);
    assert_eq!(price("1"), Some(money("0")));
    assert_eq!(price(""), Some(money("9")));
    // A renumbered menu: the id is gone, the title is not.
    assert_eq!(price("7"), Some(money("0")));
}
