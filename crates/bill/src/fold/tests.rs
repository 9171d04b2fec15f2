use super::*;
use crate::catalogue::{Catalogue, Product};
use crate::ids::CategoryId;
use crate::samples::product;
use proptest::prelude::*;
use std::cmp::Ordering;

#[test]
fn folding_forgets_case_marks_and_extra_space() {
    let check = |text, folded| assert_eq!(fold(text), folded, "{text}");
    check("ÇİĞ Köfte", "cig kofte");
    check("  Şiş   ÜRÜN ", "sis urun");
    check(
        "ISPANAK ıspanak İspanak ispanak",
        "ispanak ispanak ispanak ispanak",
    );
    check("Adana\u{a0}/\tUrfa", "adana / urfa");
    check("Gu\u{308}ves\u{327} I\u{307}nce", "guves ince");
    check("Straße Crème brûlée Œuf", "strasse creme brulee oeuf");
    check("БОРЩ Ёжик й", "борщ ежик и");
    check("", "");
}

#[test]
fn titles_are_the_same_in_another_case_or_form_but_not_with_other_marks() {
    let same = |a, b| assert!(same_title(a, b), "{a} / {b}");
    same("Çiğ Köfte", " ÇİĞ  KÖFTE ");
    same("Kıymalı", "KIYMALI");
    same("Gu\u{308}ves\u{327}", "Güveş");
    same("I\u{307}NCE", "ince");
    same("IĞDIR", "ığdır");
    // Of two marks the first counts.
    same("Gü\u{301}veç", "Güveç");
    same("Борщ", "БОРЩ");
    let differ = |a, b| assert!(!same_title(a, b), "{a} / {b}");
    differ("Çay", "Cay");
    differ("Kır", "Kir");
    differ("Ayran", "Ayran 2");
    differ("AyranBüyük", "Ayran Büyük");
}

#[test]
fn a_mark_without_a_letter_is_no_letter() {
    assert_eq!(fold("\u{301}Ayran"), "ayran");
    assert_eq!(fold("a\u{301}\u{308}b"), "ab");
}

#[test]
fn titles_have_one_key_exactly_when_they_are_the_same() {
    let titles = [
        "Çay",
        "Cay",
        "ÇAY ",
        "C\u{327}ay",
        "Çay 2",
        "Kıymalı",
        "KIYMALI",
        "Kiymali",
    ];
    for a in titles {
        for b in titles {
            assert_eq!(title_key(a) == title_key(b), same_title(a, b), "{a} / {b}");
        }
    }
    assert_eq!(title_key(" Çay "), "c\u{327}ay");
}

#[test]
fn one_sign_is_not_another_and_none_is_a_blank() {
    assert_eq!(order("(b", "*a"), Ordering::Less);
    assert_eq!(order("a-a", "a b"), Ordering::Greater);
}

#[test]
fn order_is_the_turkish_dictionarys_with_numbers_by_value() {
    let sorted = [
        "",
        "(Özel)",
        "1",
        "02",
        "2",
        "10",
        "100",
        "Ayran",
        "Cacık",
        "Çay",
        "Dolma",
        "Gazoz",
        "Ğ",
        "Ilık süt",
        "İçli",
        "Jöle",
        "Masa 2",
        "masa 3",
        "Masa 10",
        "Ot",
        "Öz",
        "Su",
        "Şiş",
        "Un",
        "Ün",
        "Waffle",
        "Xa",
        "Yufka",
        "Борщ",
    ];
    for (at, a) in sorted.iter().enumerate() {
        for (to, b) in sorted.iter().enumerate() {
            let equal_but_text = (*a, *b) == ("02", "2") || (*a, *b) == ("2", "02");
            if !equal_but_text {
                assert_eq!(order(a, b), at.cmp(&to), "{a} / {b}");
            }
        }
    }
    assert_eq!(order("02", "2"), Ordering::Less);
    assert_eq!(order_key("02"), order_key("2"));
}

fn shop() -> Catalogue {
    let titled = |(id, title): (&str, &str)| Product {
        id: id.into(),
        barcode: (id == "ayran").then(|| " 8690001 ".to_owned()),
        category: (id != "ayran").then(|| CategoryId::new("food")),
        names: if id == "cig" {
            vec![("en".into(), "Raw meatballs".into())]
        } else {
            Vec::new()
        },
        ..product(title, "1")
    };
    let all = [
        ("ispanakli", "Ispanaklı Börek"),
        ("cig", "Çiğ Köfte"),
        ("ispanak", "Ispanak"),
        ("cigarette", "Cigkofte Dürüm"),
        ("ayran", "Ayran"),
        ("kofte", "Köfte"),
        ("borek", "Peynirli börek (ıspanak)"),
        ("kivi", "Akçiğ"),
    ];
    crate::samples::catalogue(all.map(titled).to_vec())
}

#[test]
fn search_finds_what_a_hurried_thumb_means_best_first() {
    let index = Index::new(&shop());
    let check = |query: &str, expected: &[&str]| {
        let found = index.find(query, None, 9);
        let found: Vec<&str> = found.iter().map(|id| id.as_str()).collect();
        assert_eq!(found, expected, "{query}");
    };
    for query in ["ispanak", "ISPANAK", "ıspanak", "İspanak"] {
        check(query, &["ispanak", "ispanakli", "borek"]);
    }
    // The marks as typed first, then a title's start before its inside.
    check("ÇİĞ", &["cig", "cigarette", "kivi"]);
    check("cig", &["cigarette", "cig", "kivi"]);
    check("kofte", &["kofte", "cig", "cigarette"]);
    check("köf çi", &["cig", "cigarette"]);
    check("köfte ayran", &[]);
    check("8690001", &["ayran"]);
    check("869000", &[]);
    check("meatb", &["cig"]);
    check("zzz", &[]);
}

#[test]
fn an_empty_query_lists_the_category_in_order() {
    let index = Index::new(&shop());
    let all = index.find("  ", None, 3);
    let all: Vec<&str> = all.iter().map(|id| id.as_str()).collect();
    assert_eq!(all, ["kivi", "ayran", "cigarette"]);
    let food = CategoryId::new("food");
    assert_eq!(index.find("", Some(&food), 99).len(), 7);
    assert!(index.find("ayran", Some(&food), 99).is_empty());
    assert!(index.find("", None, 0).is_empty());
}

#[test]
fn a_barcode_is_found_whole_or_not_at_all() {
    let index = Index::new(&shop());
    assert_eq!(index.with_barcode("8690001\n").len(), 1);
    assert!(index.with_barcode("869000").is_empty());
    assert!(index.with_barcode("").is_empty());
}

fn words() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-cçıiİIĞğ0-3\u{307}\u{327} .Б-Г]{0,8}").expect("a pattern")
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in ".{0,12}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn same_titles_fold_alike_and_find_each_other_in_the_catalogue(a in words(), b in words()) {
        prop_assert_eq!(same_title(&a, &b), title_key(&a) == title_key(&b));
        if same_title(&a, &b) {
            prop_assert_eq!(fold(&a), fold(&b));
        }
    }

    #[test]
    fn order_is_total(a in words(), b in words(), c in words()) {
        prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
        prop_assert_eq!(order(&a, &b) == Ordering::Equal, a == b);
        if order(&a, &b).is_le() && order(&b, &c).is_le() {
            prop_assert!(order(&a, &c).is_le());
        }
    }

    #[test]
    fn every_title_is_found_first_by_itself(titles in prop::collection::btree_set("[a-zçğıöşü]{1,5}( [a-zçğıöşü]{1,5})?", 1..20)) {
        let catalogue = crate::samples::catalogue(titles.iter().map(|t| product(t, "1")).collect());
        let index = Index::new(&catalogue);
        for title in &titles {
            prop_assert_eq!(index.find(title, None, 1), vec![title.as_str().into()]);
        }
    }

    #[test]
    fn a_product_is_found_by_any_part_of_what_it_is_called_and_by_its_whole_barcode(
        title in words(), name in words(), code in "[ -~]{0,8}", from in 0..8_usize, length in 1..8_usize,
    ) {
        let called = Product {
            names: vec![("en".into(), name.clone())],
            barcode: Some(code.clone()),
            ..product(&title, "1")
        };
        let id = called.id.clone();
        let index = Index::new(&crate::samples::catalogue(vec![called]));
        let finds = |query: &str| index.find(query, None, 1).contains(&id);
        for text in [title, name] {
            let folded = fold(&text);
            let part: String = folded.chars().skip(from).take(length).collect();
            prop_assert!(finds(&part), "{:?} in {:?}", part, folded);
        }
        prop_assert!(finds(&code), "{:?}", code);
    }
}
