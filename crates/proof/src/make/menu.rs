//! Restaurants: duplicate titles, missing ids, passive products, weighed goods, old records (C:E.4, C:F).
use super::Reach;
use crate::model::house::Quirks;
use crate::model::{Choice, Generation, Group, House, Method, Product};
use crate::rng::Rng;

const DISHES: [&str; 16] = [
    "Lahmacun",
    "Ayran",
    "Mercimek Çorbası",
    "Izgara Köfte",
    "Adana Dürüm",
    "Şalgam",
    "Künefe",
    "Pide",
    "İskender",
    "Çoban Salata",
    "Kıymalı Yumurta",
    "Su",
    "Fıstıklı Baklava",
    "Menemen",
    "Kuzu Tandır",
    "ığdır kebabı",
];
const CHOICES: [&str; 10] = [
    "Acı",
    "Acısız",
    "Büyük",
    "Küçük",
    "Soğansız",
    "Ekstra Peynir",
    "Limonsuz",
    "Az Pişmiş",
    "İyi Pişmiş",
    "Yoğurt",
];
const GROUPS: [&str; 5] = ["Boy", "Acılık", "Ekstralar", "Pişirme", ""];

/// A restaurant.
pub(super) fn house(rng: &mut Rng, reach: Reach) -> House {
    let generation = match rng.below(10) {
        0..2 => Generation::Older,
        2 => Generation::Mixed,
        _ => Generation::Newest,
    };
    let mut products: Vec<Product> = Vec::new();
    for number in 0..6 + rng.below(14) {
        let product = product(rng, number, &products);
        products.push(product);
    }
    let methods = (0..if rng.rarely(25) { 0 } else { 1 + rng.below(4) })
        .map(|number| method(rng, number))
        .collect();
    House {
        generation,
        consent: !rng.rarely(8),
        quirks: Quirks {
            echo_matches: rng.chance(50),
            partial_accepted: rng.chance(50),
            product_ids: rng.rarely(12),
            by_prefix: rng.chance(30),
            residue_lasts: rng.chance(50) && reach == Reach::Pure,
        },
        cover: rng.rarely(3).then(|| rng.between(1, 40) * 50),
        truncated: reach == Reach::Pure && rng.rarely(20),
        products,
        methods,
    }
}

fn product(rng: &mut Rng, number: usize, earlier: &[Product]) -> Product {
    // A namesake: sometimes at the same price, sometimes not, sometimes in another case.
    let twin = (!earlier.is_empty() && rng.rarely(8)).then(|| rng.pick(earlier).clone());
    let title = match &twin {
        Some(twin) if rng.rarely(4) => twin.title.to_lowercase(),
        Some(twin) => twin.title.clone(),
        None if number < DISHES.len() => DISHES[number].to_owned(),
        None => format!("{} {number}", rng.pick(&DISHES)),
    };
    let price = match &twin {
        Some(twin) if rng.chance(50) => twin.price,
        _ => price(rng),
    };
    let groups = if rng.chance(45) { 1 + rng.below(3) } else { 0 };
    let mut choice_ids = 1_791_000_000_000 + number as u64 * 1000;
    let mut groups: Vec<Group> = (0..groups)
        .map(|at| group(rng, at, &mut choice_ids))
        .collect();
    if rng.rarely(6) && groups.len() > 1 {
        echo_a_choice(rng, &mut groups, &mut choice_ids);
    }
    Product {
        id: match rng.below(6) {
            0 => format!("{}", 1_700_000_000 + number),
            1 => format!("ürün/{number} é%"),
            _ => format!("pr-{number:04}"),
        },
        title,
        english: rng.rarely(5).then(|| format!("Dish {number}")),
        price,
        tax: (!rng.rarely(6)).then(|| *rng.pick(&[100, 1000, 2000])),
        active: !rng.rarely(10),
        groups,
    }
}

/// Whole, fractional and awkward prices.
fn price(rng: &mut Rng) -> i64 {
    match rng.below(5) {
        0 => rng.between(1, 400) * 100,
        1 => rng.between(1, 40_000),
        2 => rng.between(1, 9),
        3 => rng.between(1, 800) * 50,
        _ => rng.between(1, 300) * 100 + 99,
    }
}

fn group(rng: &mut Rng, at: usize, ids: &mut u64) -> Group {
    let many = 1 + rng.below(5);
    let min = if rng.rarely(4) { 1 } else { 0 };
    let mut choices: Vec<Choice> = Vec::new();
    for _ in 0..many {
        *ids += 1;
        let title = (*rng.pick(&CHOICES)).to_owned();
        let id = (!rng.rarely(6)).then_some(*ids);
        // Two of one name inside one group are rarer than across groups.
        if choices.iter().any(|one| one.title == title) && !rng.rarely(4) {
            continue;
        }
        let price = if rng.chance(50) {
            0
        } else {
            rng.between(1, 60) * 25
        };
        choices.push(Choice { id, title, price });
    }
    Group {
        id: (!rng.rarely(4)).then(|| format!("g{at}-{}", rng.below(100))),
        title: (*rng.pick(&GROUPS)).to_owned(),
        min,
        max: rng.rarely(3).then(|| 1 + rng.below(3) as u32),
        multiple: rng.chance(60),
        choices,
    }
}

/// The same name in a second group, at the same price or another.
fn echo_a_choice(rng: &mut Rng, groups: &mut [Group], ids: &mut u64) {
    let Some(choice) = groups[0].choices.first().cloned() else {
        return;
    };
    *ids += 1;
    let price = if rng.chance(50) {
        choice.price
    } else {
        choice.price + 125
    };
    let id = choice.id.map(|_| *ids);
    groups[1].choices.push(Choice {
        id,
        price,
        ..choice
    });
}

fn method(rng: &mut Rng, number: usize) -> Method {
    Method {
        id: format!("7c-{number}{}", rng.hex(2)),
        title: (*rng.pick(&["Nakit", "Kart", "Yemek Kartı"])).to_owned(),
        cash: number == 0,
    }
}
