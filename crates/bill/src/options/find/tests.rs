use super::*;
use crate::samples::{group, line, money, pizza, product, quantity};

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
fn an_exact_price_outdoes_one_that_is_a_kurus_off() {
    let mut near = product("Pizza", "100");
    near.groups = vec![
        group("boy", &[("1", "Büyük", "30")]),
        group("hamur", &[("2", "Büyük", "30.01")]),
    ];
    for (amount, group) in [("130", "boy"), ("130.01", "hamur")] {
        let line = line("1", "Pizza", &["Büyük"], amount);
        assert_eq!(titles(find(&line, &near)), pairs(&[(group, "Büyük")]));
    }
    let between = line("2", "Pizza", &["Büyük"], "260.01");
    assert_eq!(titles(find(&between, &near)), Err(ambiguous("Büyük")));
}

#[test]
fn what_can_be_one_choice_alone_is_placed_before_its_namesake() {
    let mut both = line("1", "Pizza", &[], "104");
    both.options = Some(vec![read(None, "Acı", None), read(Some("4"), "Acı", None)]);
    assert_eq!(
        titles(find(&both, &pizza())),
        pairs(&[("kenar", "Acı"), ("sos", "Acı")])
    );
}

#[test]
fn of_choices_that_share_an_id_the_title_tells() {
    let mut tea = product("Çay", "10");
    tea.groups = vec![group(
        "dem",
        &[("2", "Çok", "0"), ("1", "Az", "0"), ("1", "Çok", "0")],
    )];
    let mut strong = line("1", "Çay", &[], "10");
    let of = |line: &Line| match find(line, &tea) {
        OptionsFound::All(chosen) => chosen
            .iter()
            .map(|one| (one.id.clone().unwrap_or_default(), one.title.clone()))
            .collect(),
        OptionsFound::Doubt(_) => Vec::new(),
    };
    strong.options = Some(vec![read(Some("1"), "Çok", None)]);
    assert_eq!(of(&strong), [("1".to_owned(), "Çok".to_owned())]);
    strong.options = Some(vec![read(Some("1"), "Az", None)]);
    assert_eq!(of(&strong), [("1".to_owned(), "Az".to_owned())]);
}

#[test]
fn as_many_options_as_a_write_takes_are_found_and_one_more_is_told() {
    let names: Vec<String> = (0..=MAX_OPTIONS)
        .map(|at| format!("Seçenek {at}"))
        .collect();
    let choices: Vec<(&str, &str, &str)> =
        names.iter().map(|name| ("", name.as_str(), "0")).collect();
    let mut many = product("Büfe", "100");
    many.groups = vec![group("g", &choices)];
    let titled = |count: usize| -> OptionsFound {
        let titles: Vec<&str> = names.iter().take(count).map(String::as_str).collect();
        find(&line("1", "Büfe", &titles, "100"), &many)
    };
    assert!(
        matches!(titled(MAX_OPTIONS), OptionsFound::All(chosen) if chosen.len() == MAX_OPTIONS)
    );
    assert_eq!(
        titled(MAX_OPTIONS + 1),
        OptionsFound::Doubt(Trouble::TooManyOptions)
    );
}

#[test]
fn where_nothing_was_sold_no_price_tells_that_there_were_no_options() {
    let mut none = line("0", "Pizza", &[], "0");
    none.options = None;
    assert_eq!(
        find(&none, &pizza()),
        OptionsFound::Doubt(Trouble::OptionsUnknown)
    );
    let mut bare = line("1", "Pizza", &[], "100");
    bare.options = None;
    assert_eq!(find(&bare, &pizza()), OptionsFound::All(Vec::new()));
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
fn of_namesakes_at_one_price_a_newer_server_s_option_without_id_is_the_choice_without_id() {
    let mut tea = product("Çay", "10");
    tea.groups = vec![
        group("dem", &[("1", "Açık", "0")]),
        group("bardak", &[("2", "Açık", "0")]),
    ];
    tea.groups[1].choices[0].id = None;
    let of = |option: ReadOption| {
        let mut line = line("1", "Çay", &[], "10");
        line.options = Some(vec![option]);
        titles(find(&line, &tea))
    };
    let shown = read(None, "Açık", Some("0"));
    assert_eq!(of(shown), pairs(&[("bardak", "Açık")]));
    assert_eq!(of(read(None, "Açık", None)), pairs(&[("dem", "Açık")]));
    let one = read(Some("1"), "Açık", Some("0"));
    assert_eq!(of(one), pairs(&[("dem", "Açık")]));
}
