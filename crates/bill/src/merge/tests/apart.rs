//! When a line or row counts as another one, or as changed.
use super::*;
use crate::Money;
use crate::ids::MethodId;
use crate::line::{Chosen, Line, ReadOption};
use crate::notation::{bill, chosen, product_id};
use crate::payment::Payment;
use crate::problem::Trouble;
use crate::resolve::{Evidence, Found, OptionsFound};
use crate::samples::{catalogue, group, product};

fn line(text: &str) -> Line {
    bill(text).lines[0].clone()
}

fn row(text: &str) -> Payment {
    bill(&format!("9 Ayran @10 | {text}")).payments.rows()[0].clone()
}

#[test]
fn time_that_passes_on_a_line_is_no_change_and_a_price_is_one() {
    let check = |a: &str, b: &str, apart: bool| {
        assert_eq!(compare::differs(&line(a), &line(b)), apart, "{a} / {b}");
    };
    check("timer 30", "timer 35", false);
    check("timer 30", "kuver 30", true);
    check("kuver 20", "kuver 40", true);
    check("1 Ayran @10", "1 Ayran @12", true);
    check("1 Ayran @10 %10", "1 Ayran @10 %20", true);
    check("1 Ayran @10", "1 Ayran @10", false);
}

#[test]
fn a_payment_is_its_method_and_a_discount_is_its_title() {
    let check = |a: &Payment, b: &Payment, apart: bool| {
        assert_eq!(compare::touched_payment(a, b), apart, "{a:?} / {b:?}");
    };
    check(&row("paid 20 cash"), &row("paid 20 card"), true);
    check(&row("paid 20"), &row("paid 21"), true);
    let mut renamed = row("paid 20");
    renamed.title = "Kasa 2".to_owned();
    check(&row("paid 20"), &renamed, false);
    check(
        &row("paid 5 Çek unbound"),
        &row("paid 5 Bono unbound"),
        true,
    );
    check(&row("off 5 Müdavim"), &row("off 5 Komşu"), true);
    let mut other = row("off 5 Müdavim");
    other.method = Some(MethodId::from("x"));
    check(&row("off 5 Müdavim"), &other, false);
}

#[test]
fn a_renamed_product_is_the_same_and_a_guess_says_less_than_the_title() {
    let of = |title: &str, found: Found| {
        let mut line = line("1 Ayran @10");
        line.title = title.to_owned();
        line.resolution.found = found;
        line
    };
    let certain = |id: &str| Found::Certain(product_id(id), Evidence::Stamp);
    let titled = |id: &str| Found::Certain(product_id(id), Evidence::Title);
    let guess = |id: &str| Found::Probable(product_id(id), Evidence::Title);
    let check = |a: Line, b: Line, apart: bool| {
        assert_eq!(
            compare::other_product(&a, &b),
            apart,
            "{} / {}",
            a.title,
            b.title
        );
    };
    check(
        of("Ayran", certain("a")),
        of("Büyük Ayran", certain("a")),
        false,
    );
    check(of("Ayran", certain("a")), of("Ayran", certain("b")), true);
    check(of("Ayran", titled("a")), of("Ayran", titled("b")), false);
    check(of("Ayran", titled("a")), of("Çay", titled("b")), true);
    check(of("Ayran", certain("a")), of("Ayran", guess("b")), false);
    check(of("Ayran", guess("a")), of("Ayran", certain("b")), false);
    check(of("Ayran", certain("a")), of("Çay", guess("b")), true);
    check(of("Ayran", Found::Gone), of("Çay", Found::Gone), true);
}

#[test]
fn options_are_the_same_by_id_where_both_sides_show_one() {
    let option = |id: &str, title: &str| ReadOption {
        id: (!id.is_empty()).then(|| id.to_owned()),
        title: title.to_owned(),
        price: None,
    };
    let check = |a: ReadOption, b: ReadOption, apart: bool| {
        let said = format!("{a:?} / {b:?}");
        let other = compare::other_options(Some(&[a]), Some(&[b]));
        assert_eq!(other, apart, "{said}");
    };
    check(option("1", "Acılı"), option("1", "Çok acılı"), false);
    check(option("1", "Acılı"), option("2", "Acılı"), true);
    check(option("", "Acılı"), option("2", "ACILI"), false);
    check(option("", "Acılı"), option("2", "Bol"), true);
    let priced = |id: &str, lira: i64| ReadOption {
        price: Some(Money::from_minor(lira * 100)),
        ..option(id, "Acılı")
    };
    check(priced("", 1), priced("2", 2), true);
    check(priced("", 2), priced("2", 2), false);
    check(priced("", 1), option("2", "Acılı"), false);
    // The same choice after its price changed.
    check(priced("", 1), priced("", 2), false);
}

#[test]
fn an_option_without_id_does_not_take_the_partner_of_its_namesake() {
    let read = |ids: &[&str]| -> Vec<ReadOption> {
        let option = |id: &&str| ReadOption {
            id: (!id.is_empty()).then(|| (*id).to_owned()),
            title: "Acılı".to_owned(),
            price: Some(Money::from_minor(100)),
        };
        ids.iter().map(option).collect()
    };
    let other = |a: &[&str], b: &[&str]| compare::other_options(Some(&read(a)), Some(&read(b)));
    assert!(!other(&["", "1"], &["1", ""]));
    assert!(!other(&["", "1", "2"], &["2", "1", ""]));
    assert!(other(&["", "1"], &["2", ""]), "1 became 2");
    assert!(other(&["1"], &["1", "1"]) && other(&["1", "1"], &["1"]));
}

#[test]
fn a_written_line_whose_options_are_in_doubt_is_compared_by_their_titles() {
    let mut there = line("1 Lahmacun[Acılı] @30 #ads-00001");
    there.resolution.options = OptionsFound::Doubt(Trouble::OptionsUnknown);
    let new = |options: Vec<crate::line::Chosen>| crate::edit::NewLine {
        options,
        ..cases::new("ads-00001", "Lahmacun")
    };
    assert_eq!(
        compare::towards(&new(vec![chosen("Acılı")]), &there, None),
        []
    );
    let options = vec![chosen("Bol")];
    assert_eq!(
        compare::towards(&new(options.clone()), &there, None),
        [Edit::Options("ads-00001".into(), options)]
    );
}

#[test]
fn choices_of_one_title_and_price_are_the_same_to_everybody() {
    let mut pide = product("Pide", "30");
    pide.groups = vec![group(
        "s",
        &[
            ("1", "Acılı", "5"),
            ("2", "Acılı", "5"),
            ("3", "Acılı", "7"),
        ],
    )];
    let pick = |id: &str| Chosen {
        group: "s".to_owned(),
        id: Some(id.to_owned()),
        title: "Acılı".to_owned(),
    };
    let mut there = line("1 Pide[Acılı] @30 #ads-00001");
    there.resolution.options = OptionsFound::All(vec![pick("1")]);
    let towards = |id: &str| {
        let new = crate::edit::NewLine {
            options: vec![pick(id)],
            ..cases::new("ads-00001", "Pide")
        };
        compare::towards(&new, &there, Some(&pide))
    };
    assert_eq!(towards("1"), []);
    assert_eq!(towards("2"), []);
    assert!(matches!(towards("3")[..], [Edit::Options(..)]));
}

#[test]
fn a_conflict_holds_all_of_mine_also_what_nobody_can_tell_from_theirs() {
    let mut pide = product("Pide", "30");
    pide.groups = vec![group("s", &[("1", "Acılı", "5"), ("2", "Acılı", "5")])];
    let pick = |id: &str| Chosen {
        group: "s".to_owned(),
        id: Some(id.to_owned()),
        title: "Acılı".to_owned(),
    };
    let known = |text: &str, options: Vec<Chosen>| {
        let mut it = bill(text);
        it.lines[0].resolution.found = Found::Certain(pide.id.clone(), Evidence::Stamp);
        it.lines[0].resolution.options = OptionsFound::All(options);
        Arc::new(it)
    };
    let base = known("1 Pide @30 #ads-00001", vec![]);
    let theirs = known("2 Pide[Acılı] @35 #ads-00001", vec![pick("2")]);
    let options = Edit::Options("ads-00001".into(), vec![pick("1")]);
    let menu = catalogue(vec![pide.clone()]);
    let conflicts = |edits: Vec<Edit>| {
        let mine = Draft::with_edits(base.clone(), edits);
        let conflicts = merge(&mine, theirs.clone(), &menu).conflicts;
        conflicts
            .into_iter()
            .map(|one| one.mine)
            .collect::<Vec<_>>()
    };
    assert_eq!(conflicts(vec![options.clone()]), Vec::<Vec<Edit>>::new());
    let note = Edit::Note("ads-00001".into(), "az".to_owned());
    let both = conflicts(vec![options.clone(), note.clone()]);
    assert_eq!(both.len(), 1);
    assert!(both[0].contains(&options) && both[0].contains(&note));
}
