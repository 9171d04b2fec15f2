//! The ordinary part of the menu, generated to any size: dishes as written, then their sizes and portions.

use super::dishes::{CATEGORIES, DISHES, PORTIONS};
use super::nasty::product;
use crate::money::{Money, Rate};
use crate::restaurant::catalogue::{Category, Choice, Group, Product};
use crate::rng::Rng;
use serde_json::json;
use std::collections::HashSet;

/// All categories, active and passive.
pub fn categories() -> Vec<Category> {
    let categories = CATEGORIES.iter().map(|(id, title, color, rank, active)| Category {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        image: (*id == "c-03").then(|| "https://d37x2wx7jj7xm7.cloudfront.net/server/SM9M/izgara.jpeg".to_owned()),
        color: color.map(str::to_owned),
        rank: *rank,
        active: *active,
        languages: (*id == "c-01").then(|| json!({"en": {"title": "Soups"}, "de": {"title": "Suppen"}, "ru": {"title": "Супы"}})),
        owner: None,
    });
    categories.collect()
}

/// Fills the catalogue up to `size`, or cuts it there.
pub fn fill(products: &mut Vec<Product>, size: usize, rng: &mut Rng) {
    let mut taken: HashSet<String> = products.iter().map(|one| one.title.clone()).collect();
    let dishes: Vec<(&str, i64, &str, i64)> = DISHES
        .iter()
        .flat_map(|(category, tax, dishes)| {
            dishes
                .iter()
                .map(|(title, lira)| (*category, *tax, *title, *lira))
        })
        .collect();
    for round in 0.. {
        for (category, tax, title, lira) in &dishes {
            if products.len() >= size {
                products.truncate(size);
                return;
            }
            let (title, price) = in_round(title, Money::lira(*lira), round);
            if taken.insert(title.clone()) {
                let number = products.len();
                products.push(ordinary(number, category, *tax, title, price, rng));
            }
        }
    }
}

/// The dish itself first, then its portions, then the same from other kitchens.
fn in_round(title: &str, price: Money, round: usize) -> (String, Money) {
    let Some(variant) = round.checked_sub(1) else {
        return (title.to_owned(), price);
    };
    let (portion, percent) = PORTIONS[variant % PORTIONS.len()];
    let sized = Money((price.0 * percent / 100 + 24) / 50 * 50);
    match variant / PORTIONS.len() {
        0 => (format!("{title} {portion}"), sized),
        kitchen => (format!("{title} {portion} No. {}", kitchen + 1), sized),
    }
}

fn ordinary(
    number: usize,
    category: &str,
    tax: i64,
    title: String,
    price: Money,
    rng: &mut Rng,
) -> Product {
    let mut made = product(
        &format!(
            "{}-{number:04}-{}",
            &category[category.len() - 2..],
            rng.hex(4)
        ),
        &title,
        category,
        price.0,
        tax,
    );
    made.stock = match number % 7 {
        0 => Some(-(i64::try_from(rng.below(900)).unwrap_or(0))),
        3 => Some(0),
        5 => None,
        _ => Some(i64::try_from(rng.below(400)).unwrap_or(0)),
    };
    made.active = !number.is_multiple_of(19);
    if number.is_multiple_of(23) {
        (made.tax, made.barcode, made.barcode_type) = (None, None, None);
    } else if number.is_multiple_of(4) {
        made.barcode = Some(format!("869{:010}", 1_000_000 + number * 37));
    }
    if number.is_multiple_of(31) {
        made.tax = Some(Rate::percent(20));
    }
    made.languages = match number % 5 {
        0 => None,
        2 => Some(json!({"en": {"title": format!("{title} (en)")}})),
        _ => made.languages,
    };
    if matches!(category, "c-03" | "c-02") && number.is_multiple_of(3) {
        made.options = vec![doneness(number)];
    }
    made
}

fn doneness(number: usize) -> Group {
    let first = 1_792_000_000_000 + number as u64 * 10;
    let choice = |offset: u64, title: &str, kurus| Choice {
        id: Some(first + offset),
        title: title.to_owned(),
        price: Money(kurus),
        vat: None,
    };
    Group {
        id: Some(json!(format!("g-{number}"))),
        title: Some("Pişirme".to_owned()),
        min: Some(json!(0)),
        max: Some(json!("2")),
        multiple: true,
        choices: vec![
            choice(1, "Az pişmiş", 0),
            choice(2, "İyi pişmiş", 0),
            choice(3, "Soğansız", 0),
            choice(4, "Ekstra lavaş", 1500),
        ],
    }
}
