//! Edits as a page makes them, and what the platform then holds.
#![allow(dead_code, clippy::unwrap_used)]

use super::{House, Shown};
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_bill::{Edit, Money, Quantity};

pub fn lira(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

pub fn key(name: &str) -> LineKey {
    LineKey::new(format!("ads-{name:0>10}"))
}

pub fn add(name: &str, product: &str, pieces: i64) -> Edit {
    Edit::Add(NewLine {
        key: key(name),
        product: ProductId::new(product),
        quantity: Quantity::pieces(pieces),
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    })
}

pub fn pay(name: &str, method: &str, amount: Money) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::new(format!("adp-{name:0>10}")),
        kind: PaymentKind::Method(MethodId::new(method)),
        amount,
    })
}

pub fn more(shown: &Shown, title: &str, pieces: i64) -> Edit {
    Edit::Quantity(shown.line(title).key.clone(), Quantity::pieces(pieces))
}

/// `title x quantity` of every line inside the platform, and the sum of its payments.
pub async fn held(house: &House, bill: &str) -> (Vec<String>, String) {
    let account = house.inside(bill).await;
    let lines = account["lines"].as_array().unwrap().iter();
    let lines =
        lines.map(|line| format!("{} x {}", line["title"].as_str().unwrap(), line["quantity"]));
    (lines.collect(), account["paid"].to_string())
}

pub fn titles(shown: &Shown) -> (String, String) {
    let titles = shown.titles();
    (titles[0].to_owned(), titles[1].to_owned())
}

/// Says of every probable line that it is what it probably is.
pub fn confirm_all(shown: &Shown) -> Vec<Edit> {
    let lines = shown.bill.lines.iter();
    let said = lines.filter_map(|line| match &line.resolution.found {
        adisyon_bill::resolve::Found::Probable(product, _) => {
            Some(Edit::Identify(line.key.clone(), product.clone()))
        }
        adisyon_bill::resolve::Found::Unresolved(candidates)
            if line.kind == adisyon_bill::line::LineKind::Ordinary =>
        {
            Some(Edit::Identify(
                line.key.clone(),
                candidates.first()?.clone(),
            ))
        }
        _ => None,
    });
    said.collect()
}
