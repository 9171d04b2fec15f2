use super::*;
use crate::samples::{catalogue, line, named};

#[test]
fn candidates_are_titles_first_then_near_prices_then_common_words() {
    let shop = catalogue(vec![
        named("far", "Sade ekmek", "10"),
        named("word", "Kavurmalı pide", "300"),
        named("price", "Baklava", "101"),
        Product {
            active: false,
            ..named("both-off", "Kaşarlı pide", "100")
        },
        named("both", "Peynirli pide", "100"),
        named("mark", "Kusbasili Pide", "500"),
        Product {
            names: vec![("en".into(), "Kuşbaşılı Pide".into())],
            ..named("name", "Etli", "100")
        },
    ]);
    let ids = candidates(&line("2", "Kuşbaşılı Pide", &[], "200"), &shop);
    let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["name", "mark", "both", "both-off", "price", "word"]);
}

#[test]
fn candidates_are_few_and_price_alone_does_not_fill_them() {
    let many = (0..40).map(|n| named(&format!("p{n}"), &format!("Baklava {n}"), "100"));
    let words = (0..40).map(|n| named(&format!("w{n}"), &format!("Pide {n}"), "900"));
    let shop = catalogue(many.chain(words).collect());
    let ids = candidates(&line("1", "Pide", &[], "100"), &shop);
    assert_eq!(ids.len(), MAX_CANDIDATES);
    assert_eq!(
        ids.iter().filter(|id| id.as_str().starts_with('p')).count(),
        4
    );
    let free = line("0", "Pide", &[], "0");
    let ids = candidates(&free, &shop);
    assert!(ids.iter().all(|id| id.as_str().starts_with('w')));
}

#[test]
fn a_single_letter_is_no_common_word() {
    let shop = catalogue(vec![
        named("ay", "Ayran", "900"),
        named("pi", "Peynirli pide", "900"),
    ]);
    let ids = candidates(&line("1", "A pide", &[], "100"), &shop);
    assert_eq!(ids, [ProductId::from("pi")]);
}
