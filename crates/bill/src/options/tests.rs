#![allow(clippy::unwrap_used)]
use super::*;
use crate::line::ReadOption;
use crate::resolve::OptionsFound;
use crate::samples::{chosen, group, line, money, product, quantity};

/// Sizes twice under one name at different prices, a sauce in two groups at one price, and one plain choice.
fn pizza() -> Product {
    let mut pizza = product("Pizza", "100");
    pizza.groups = vec![
        group("boy", &[("1", "Büyük", "30"), ("2", "Küçük", "0")]),
        group("hamur", &[("3", "Büyük", "12.5"), ("", "İnce", "5")]),
        group("sos", &[("4", "Acı", "2"), ("5", "Acı sos", "2")]),
        group("kenar", &[("6", "Acı", "2")]),
    ];
    pizza
}

fn titles(found: OptionsFound) -> Result<Vec<(String, String)>, Trouble> {
    match found {
        OptionsFound::All(chosen) => Ok(chosen.into_iter().map(|c| (c.group, c.title)).collect()),
        OptionsFound::Doubt(trouble) => Err(trouble),
    }
}

fn pairs(expected: &[(&str, &str)]) -> Result<Vec<(String, String)>, Trouble> {
    let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    Ok(expected.iter().map(owned).collect())
}

fn ambiguous(title: &str) -> Trouble {
    Trouble::OptionAmbiguous(title.to_owned())
}

fn read(id: Option<&str>, title: &str, price: Option<&str>) -> ReadOption {
    ReadOption {
        id: id.map(str::to_owned),
        title: title.to_owned(),
        price: price.map(money),
    }
}

#[test]
fn a_title_of_one_choice_is_that_choice_in_any_case() {
    let check = |title, group, exact| {
        let line = line("1", "Pizza", &[title], "0");
        assert_eq!(titles(find(&line, &pizza())), pairs(&[(group, exact)]));
    };
    check("Küçük", "boy", "Küçük");
    check("KÜÇÜK", "boy", "Küçük");
    check(" ince", "hamur", "İnce");
}

#[test]
fn namesakes_at_one_price_are_the_first_that_is_free() {
    let one = line("1", "Pizza", &["Acı"], "102");
    assert_eq!(titles(find(&one, &pizza())), pairs(&[("sos", "Acı")]));
    let two = line("1", "Pizza", &["Acı", "Acı"], "104");
    assert_eq!(
        titles(find(&two, &pizza())),
        pairs(&[("sos", "Acı"), ("kenar", "Acı")])
    );
}

#[test]
fn namesakes_at_different_prices_are_settled_by_what_the_line_cost() {
    let check = |count, options: &[&str], amount, expected: Result<&[(&str, &str)], &str>| {
        let line = line(count, "Pizza", options, amount);
        let expected = expected.map_err(ambiguous).and_then(pairs);
        assert_eq!(
            titles(find(&line, &pizza())),
            expected,
            "{options:?} {amount}"
        );
    };
    check("1", &["Büyük"], "130", Ok(&[("boy", "Büyük")]));
    check("1", &["Büyük"], "112.5", Ok(&[("hamur", "Büyük")]));
    check(
        "3",
        &["Büyük", "İnce"],
        "352.5",
        Ok(&[("hamur", "Büyük"), ("hamur", "İnce")]),
    );
    check("0.5", &["Büyük"], "65", Ok(&[("boy", "Büyük")]));
    // A kuruş per unit is rounding, two are not.
    check("3", &["Büyük"], "390.03", Ok(&[("boy", "Büyük")]));
    check("3", &["Büyük"], "390.04", Err("Büyük"));
    // Today's price differs: nothing fits, nothing is guessed.
    check("1", &["Büyük"], "125", Err("Büyük"));
    check("0", &["Büyük"], "0", Err("Büyük"));
    // Both of them: one each, whichever order.
    check(
        "1",
        &["Büyük", "Büyük"],
        "142.5",
        Ok(&[("boy", "Büyük"), ("hamur", "Büyük")]),
    );
}

#[test]
fn a_discount_and_a_surcharge_do_not_hide_what_the_options_cost() {
    let mut it = line("2", "Pizza", &["Büyük"], "255");
    it.discount = money("10");
    it.extra = money("5");
    assert_eq!(titles(find(&it, &pizza())), pairs(&[("boy", "Büyük")]));
}

#[test]
fn the_unit_price_of_the_day_of_sale_outdoes_todays() {
    let mut it = line("1", "Pizza", &["Büyük"], "102.5");
    it.unit = Some(money("90"));
    assert_eq!(titles(find(&it, &pizza())), pairs(&[("hamur", "Büyük")]));
}

#[test]
fn two_outcomes_that_cost_the_same_are_asked() {
    let mut it = product("Tost", "50");
    it.groups = vec![
        group("a", &[("", "Kaşar", "10"), ("", "Sucuk", "10")]),
        group("b", &[("", "Kaşar", "15"), ("", "Sucuk", "15")]),
    ];
    let line = line("1", "Tost", &["Kaşar", "Sucuk"], "75");
    assert_eq!(titles(find(&line, &it)), Err(ambiguous("Kaşar")));
}

#[test]
fn an_option_with_id_is_found_by_it_then_by_title() {
    let check = |option: ReadOption, expected: Result<Vec<(String, String)>, Trouble>| {
        let mut it = line("1", "Pizza", &[], "0");
        it.options = Some(vec![option]);
        assert_eq!(titles(find(&it, &pizza())), expected);
    };
    check(read(Some("3"), "Büyük", None), pairs(&[("hamur", "Büyük")]));
    check(
        read(Some("3"), "Renamed", None),
        pairs(&[("hamur", "Büyük")]),
    );
    check(read(Some("99"), "Küçük", None), pairs(&[("boy", "Küçük")]));
    check(
        read(Some("99"), "Sucuklu", None),
        Err(Trouble::OptionGone("Sucuklu".into())),
    );
    check(read(None, "Büyük", Some("30")), pairs(&[("boy", "Büyük")]));
    check(read(None, "Büyük", Some("31")), Err(ambiguous("Büyük")));
    check(
        read(None, "", None),
        Err(Trouble::OptionGone(String::new())),
    );
}

#[test]
fn options_that_were_not_said_are_none_only_at_the_bare_price() {
    let mut it = line("2", "Pizza", &[], "200");
    it.options = None;
    assert_eq!(titles(find(&it, &pizza())), pairs(&[]));
    it.amount = money("260");
    assert_eq!(titles(find(&it, &pizza())), Err(Trouble::OptionsUnknown));
    it.quantity = quantity("0");
    assert_eq!(titles(find(&it, &pizza())), Err(Trouble::OptionsUnknown));
}

#[test]
fn an_option_that_stands_twice_is_said_and_can_be_taken_once() {
    let it = line("1", "Pizza", &["Küçük", "İnce", "Küçük"], "105");
    let twice = Trouble::OptionTwice("Küçük".into());
    assert_eq!(titles(find(&it, &pizza())), Err(twice));
    assert_eq!(
        titles(find_once(&it, &pizza())),
        pairs(&[("boy", "Küçük"), ("hamur", "İnce")])
    );
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
        let declared = declare(&pizza(), &[one.clone()], dialect).map(|mut all| all.remove(0));
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
