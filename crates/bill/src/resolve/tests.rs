#![allow(clippy::unwrap_used)]
use super::*;
use crate::Rate;
use crate::line::ReadOption;
use crate::problem::Trouble;
use crate::samples::{catalogue, group, line, money, named, quantity};

fn certain(id: &str, evidence: Evidence) -> Found {
    Found::Certain(id.into(), evidence)
}

fn probable(id: &str, evidence: Evidence) -> Found {
    Found::Probable(id.into(), evidence)
}

fn is_open(found: &Found) -> bool {
    matches!(found, Found::Unresolved(_))
}

fn shop() -> Catalogue {
    catalogue(vec![
        named("ay", "Ayran", "30"),
        named("la", "Lahmacun", "90"),
        Product {
            names: vec![("en".into(), "Lentil soup".into())],
            ..named("me", "Mercimek", "100")
        },
    ])
}

#[test]
fn each_rung_of_evidence_names_the_product_before_the_title_is_asked() {
    let mut it = line("1", "Ayran", &[], "30");
    let memory = ProductId::new("me");
    assert_eq!(
        resolve(&it, &shop(), None).found,
        certain("ay", Evidence::Title)
    );
    assert_eq!(
        resolve(&it, &shop(), Some(&memory)).found,
        certain("me", Evidence::Memory)
    );
    it.own = vec![stamp(&"ay".into())];
    assert_eq!(
        resolve(&it, &shop(), Some(&memory)).found,
        certain("ay", Evidence::Stamp)
    );
    it.product_hint = Some("la".into());
    assert_eq!(
        resolve(&it, &shop(), Some(&memory)).found,
        certain("la", Evidence::Hint)
    );
}

#[test]
fn a_stamp_is_certain_only_while_the_title_is_the_products() {
    let check = |title: &str, expected: Found| {
        let mut it = line("1", title, &[], "1");
        it.own = vec![stamp(&"me".into())];
        assert_eq!(resolve(&it, &shop(), None).found, expected, "{title}");
    };
    check("Mercimek", certain("me", Evidence::Stamp));
    check("MERCİMEK", certain("me", Evidence::Stamp));
    check("Lentil Soup", certain("me", Evidence::Stamp));
    check("Ayran", probable("me", Evidence::Stamp));
}

#[test]
fn the_options_of_an_unknown_product_are_unknown_and_taking_them_off_is_a_change() {
    let of = |options: &[&str]| {
        let mut it = line("1", "Kokoreç", options, "30");
        it.resolution = resolve(&it, &shop(), None);
        it
    };
    assert_eq!(of(&[]).resolution.options, OptionsFound::All(Vec::new()));
    let doubt = OptionsFound::Doubt(Trouble::OptionsUnknown);
    assert_eq!(of(&["Acılı"]).resolution.options, doubt);
    let mut unsaid = line("1", "Kokoreç", &[], "30");
    unsaid.options = None;
    assert_eq!(resolve(&unsaid, &shop(), None).options, doubt);
    let mut bill = crate::notation::bill("1 Ayran @10");
    bill.lines[0] = of(&["Acılı"]);
    let off = crate::Edit::Options(bill.lines[0].key.clone(), Vec::new());
    let draft = crate::Draft::with_edits(std::sync::Arc::new(bill), vec![off]);
    assert!(draft.working(&shop()).cart_changed);
}

#[test]
fn a_missing_product_is_gone_unless_a_lower_rung_finds_one() {
    let gone = ProductId::new("gone");
    let mut it = line("1", "Kokoreç", &[], "30");
    assert_eq!(resolve(&it, &shop(), Some(&gone)).found, Found::Gone);
    it.product_hint = Some(gone.clone());
    assert_eq!(
        resolve(&it, &shop(), Some(&"ay".into())).found,
        certain("ay", Evidence::Memory)
    );
    it.own = vec![stamp(&gone)];
    assert_eq!(resolve(&it, &shop(), None).found, Found::Gone);
    // Another product took over the title: likely, never certain.
    it.title = "Ayran".into();
    assert_eq!(
        resolve(&it, &shop(), None).found,
        probable("ay", Evidence::Title)
    );
}

#[test]
fn beyond_a_cut_list_nothing_is_gone_and_no_title_is_certain() {
    let cut = Catalogue::new(shop().products().to_vec(), Vec::new(), Vec::new(), true);
    let gone = ProductId::new("gone");
    let check = |title: &str, memory: Option<&ProductId>, expected: fn(&Found) -> bool| {
        let found = resolve(&line("1", title, &[], "30"), &cut, memory).found;
        assert!(expected(&found), "{title} {found:?}");
    };
    check("Kokoreç", Some(&gone), is_open);
    check("Ayran", None, |found| {
        *found == probable("ay", Evidence::Title)
    });
    check("Ayran", Some(&"ay".into()), |found| {
        *found == certain("ay", Evidence::Memory)
    });
}

#[test]
fn of_two_namesakes_options_tell_where_nothing_was_sold_and_no_price_can() {
    let shop = catalogue(vec![
        named("plain", "Pide", "50"),
        Product {
            groups: vec![group("sos", &[("1", "Acı", "0")])],
            ..named("hot", "Pide", "70")
        },
    ]);
    assert_eq!(
        resolve(&line("0", "Pide", &["Acı"], "0"), &shop, None).found,
        probable("hot", Evidence::Narrowed)
    );
}

#[test]
fn the_only_product_of_a_title_is_certain_at_its_price_and_likely_at_another() {
    let check = |count, title, amount, expected: fn(ProductId, Evidence) -> Found| {
        let found = resolve(&line(count, title, &[], amount), &shop(), None).found;
        let id = if title == "Lentil soup" { "me" } else { "ay" };
        assert_eq!(
            found,
            expected(id.into(), Evidence::Title),
            "{count} {title} {amount}"
        );
    };
    check("1", "Ayran", "30", Found::Certain);
    check("1", " AYRAN", "30", Found::Certain);
    check("1", "Lentil soup", "100", Found::Certain);
    check("4", "Ayran", "120", Found::Certain);
    check("0.333", "Ayran", "9.99", Found::Certain);
    // One kuruş per unit is rounding, more is another price.
    check("4", "Ayran", "120.04", Found::Certain);
    check("4", "Ayran", "119.96", Found::Certain);
    check("4", "Ayran", "120.05", Found::Probable);
    check("4", "Ayran", "119.95", Found::Probable);
    check("1", "Ayran", "25", Found::Probable);
    check("0", "Ayran", "0", Found::Probable);
}

#[test]
fn discount_surcharge_and_options_are_taken_out_before_prices_are_compared() {
    let mut la = named("la", "Lahmacun", "90");
    la.groups = vec![group("g", &[("1", "Acılı", "5"), ("2", "Bol", "7")])];
    let shop = catalogue(vec![la]);
    let mut it = line("2", "Lahmacun", &["Acılı"], "185");
    it.discount = money("10");
    it.extra = money("5");
    assert_eq!(
        resolve(&it, &shop, None).found,
        certain("la", Evidence::Title)
    );
    // Prices on the read options count, not today's.
    let acili = ReadOption {
        id: None,
        title: "Acılı".into(),
        price: Some(money("6")),
    };
    it.options = Some(vec![acili]);
    assert_eq!(
        resolve(&it, &shop, None).found,
        probable("la", Evidence::Title)
    );
    it.amount = money("187");
    assert_eq!(
        resolve(&it, &shop, None).found,
        certain("la", Evidence::Title)
    );
    // A unit price on the line needs no options at all.
    it.options = None;
    it.unit = Some(money("90.01"));
    assert_eq!(
        resolve(&it, &shop, None).found,
        certain("la", Evidence::Title)
    );
    it.unit = Some(money("90.02"));
    assert_eq!(
        resolve(&it, &shop, None).found,
        probable("la", Evidence::Title)
    );
}

#[test]
fn exact_titles_go_before_those_in_another_case_and_those_before_other_languages() {
    let shop = catalogue(vec![
        named("upper", "ÇAY", "10"),
        named("lower", "Çay", "10"),
        Product {
            names: vec![("US".into(), "ÇAY".into()), ("de".into(), "Tee".into())],
            ..named("tea", "Demli", "10")
        },
        named("plain", "Cay", "10"),
    ]);
    let found = |title| resolve(&line("1", title, &[], "10"), &shop, None).found;
    assert_eq!(found("ÇAY"), certain("upper", Evidence::Title));
    assert_eq!(found("Çay"), certain("lower", Evidence::Title));
    assert_eq!(found("Tee"), certain("tea", Evidence::Title));
    assert!(is_open(&found("çay")));
}

#[test]
fn namesakes_are_narrowed_by_price_options_tax_and_availability_to_a_likely_one() {
    let doner = |id: &str, price: &str| named(id, "Döner", price);
    let mut with_option = doner("option", "100");
    with_option.groups = vec![group("g", &[("", "Soğansız", "0")])];
    let taxed = |id: &str, hundredths| Product {
        tax: Some(Rate::from_hundredths(hundredths)),
        ..doner(id, "100")
    };
    let passive = |id: &str| Product {
        active: false,
        ..doner(id, "100")
    };
    let check =
        |products: Vec<Product>, options: &[&str], vat: Option<i64>, expected: Option<&str>| {
            let ids: Vec<String> = products.iter().map(|p| p.id.to_string()).collect();
            let mut it = line("1", "Döner", options, "100");
            it.vat = vat.map(Rate::from_hundredths);
            let found = resolve(&it, &catalogue(products), None).found;
            match expected {
                Some(id) => assert_eq!(found, probable(id, Evidence::Narrowed), "{ids:?}"),
                None => assert!(is_open(&found), "{ids:?} {found:?}"),
            }
        };
    check(
        vec![doner("a", "80"), doner("b", "100")],
        &[],
        None,
        Some("b"),
    );
    check(vec![doner("a", "100"), doner("b", "100")], &[], None, None);
    check(vec![doner("a", "80"), doner("b", "90")], &[], None, None);
    check(
        vec![doner("a", "100"), with_option.clone()],
        &["Soğansız"],
        None,
        Some("option"),
    );
    check(
        vec![doner("a", "100"), doner("b", "100")],
        &["Soğansız"],
        None,
        None,
    );
    check(
        vec![taxed("ten", 1000), taxed("twenty", 2000)],
        &[],
        Some(1000),
        Some("ten"),
    );
    check(
        vec![taxed("ten", 1000), taxed("twenty", 2000)],
        &[],
        None,
        None,
    );
    check(
        vec![taxed("ten", 1000), taxed("twenty", 2000)],
        &[],
        Some(800),
        None,
    );
    check(
        vec![taxed("ten", 1000), doner("untold", "100")],
        &[],
        Some(1000),
        None,
    );
    check(
        vec![passive("off"), doner("on", "100")],
        &[],
        None,
        Some("on"),
    );
    check(
        vec![passive("off"), doner("other", "80")],
        &[],
        None,
        Some("off"),
    );
}

#[test]
fn with_no_quantity_namesakes_cannot_be_told_apart_by_price() {
    let shop = catalogue(vec![named("a", "Döner", "80"), named("b", "Döner", "100")]);
    assert!(is_open(
        &resolve(&line("0", "Döner", &[], "0"), &shop, None).found
    ));
}

#[test]
fn the_options_are_looked_for_in_the_product_that_was_found() {
    let mut la = named("la", "Lahmacun", "90");
    la.groups = vec![group("g", &[("1", "Acılı", "5")])];
    let shop = catalogue(vec![la]);
    let found = resolve(&line("1", "Lahmacun", &["Acılı"], "95"), &shop, None);
    assert_eq!(found.found, certain("la", Evidence::Title));
    assert!(matches!(found.options, OptionsFound::All(chosen) if chosen.len() == 1));
    let doubt = resolve(&line("1", "Lahmacun", &["Bol"], "95"), &shop, None);
    assert_eq!(doubt.found, probable("la", Evidence::Title));
    assert_eq!(
        doubt.options,
        OptionsFound::Doubt(Trouble::OptionGone("Bol".into()))
    );
}

#[test]
fn only_ordinary_lines_are_resolved() {
    for kind in [LineKind::Cover, LineKind::Timer] {
        let mut it = line("1", "Ayran", &[], "30");
        it.kind = kind;
        it.product_hint = Some("ay".into());
        assert_eq!(resolve(&it, &shop(), None), Resolution::none());
    }
}

#[test]
fn a_repeated_id_in_the_list_is_one_product() {
    let twice = catalogue(vec![named("ay", "Ayran", "30"), named("ay", "Ayran", "35")]);
    let found = resolve(&line("1", "Ayran", &[], "30"), &twice, None).found;
    assert_eq!(found, certain("ay", Evidence::Title));
}

#[test]
fn an_empty_title_names_nothing() {
    let shop = catalogue(vec![named("x", " ", "30")]);
    assert!(is_open(
        &resolve(&line("1", "", &[], "30"), &shop, None).found
    ));
}

#[test]
fn namesakes_come_by_price_distance() {
    let shop = catalogue(vec![
        named("a", "Döner", "80"),
        named("b", "Döner", "90"),
        named("c", "Döner", "140"),
    ]);
    let found = resolve(&line("1", "Döner", &[], "110"), &shop, None).found;
    assert_eq!(
        found,
        Found::Unresolved(vec!["b".into(), "a".into(), "c".into()])
    );
}

#[test]
fn weighed_lines_agree_with_a_price_within_their_own_rounding() {
    let it = |amount| line("0.005", "Ayran", &[], amount);
    assert_eq!(
        price::agrees(&it("0.15"), shop().product(&"ay".into()).unwrap()),
        Some(true)
    );
    assert_eq!(
        price::agrees(&it("0.16"), shop().product(&"ay".into()).unwrap()),
        Some(true)
    );
    assert_eq!(
        price::agrees(&it("0.17"), shop().product(&"ay".into()).unwrap()),
        Some(false)
    );
    assert_eq!(
        price::about(&line(&quantity("0.5").to_decimal(), "x", &[], "15")),
        Some(money("30"))
    );
}

#[test]
fn an_answer_about_one_of_two_namesakes_counts_only_where_the_options_fit_it() {
    let mut with_sauce = named("la2", "Lahmacun", "90");
    with_sauce.groups = vec![group("s", &[("1", "Acı", "0"), ("2", "Tatlı", "0")])];
    with_sauce.groups[0].min = 1;
    let at = |unit: &str, options: &[&str]| {
        let mut it = line("1", "Lahmacun", options, unit);
        it.unit = Some(money(unit));
        it
    };
    let twins = catalogue(vec![named("la", "Lahmacun", "90"), with_sauce.clone()]);
    let fits = |it: &Line, shop: &Catalogue| answer_fits(it, shop, &"la2".into());
    assert!(fits(&at("90", &["Acı"]), &twins));
    assert!(!fits(&at("90", &[]), &twins), "it takes a sauce");
    assert!(!fits(&at("90", &["Limon"]), &twins), "it has no lemon");
    // The other one costs something else, is not there, or the product is gone: nothing speaks against the answer.
    assert!(fits(&at("80", &[]), &twins));
    assert!(fits(&at("90", &[]), &catalogue(vec![with_sauce])));
    let without = catalogue(vec![named("la", "Lahmacun", "90")]);
    assert!(fits(&at("90", &[]), &without));
}

#[test]
fn an_answer_gives_way_to_a_namesake_that_explains_the_money() {
    let ayran = |id: &str, salt: &str| {
        let mut it = named(id, "Ayran", "8");
        it.groups = vec![group("s", &[("", "Tuzsuz", salt), ("", "Büyük", "3")])];
        it
    };
    let shop = catalogue(vec![ayran("a", "9"), ayran("b", "13")]);
    let fits = |it: &Line| answer_fits(it, &shop, &"b".into());
    let at = |amount: &str| line("1", "Ayran", &["Tuzsuz", "Büyük"], amount);
    assert!(!fits(&at("20")), "8 + 9 + 3 is the other one");
    assert!(fits(&at("24")), "8 + 13 + 3 is this one");
    assert!(fits(&at("30")), "neither: a person knows better");
}
