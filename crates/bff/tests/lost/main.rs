//! Lost answers, limits and broken roads in the middle of a save.
#![allow(clippy::unwrap_used)]
#[path = "../house/mod.rs"]
mod house;

mod again;
mod writes;

use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_bill::{Edit, Money, Quantity};
use house::House;
use house::patience::until;
use serde_json::{Value, json};

const TABLE: &str = "table:masa-3";

fn add(name: &str) -> Edit {
    Edit::Add(NewLine {
        key: LineKey::new(format!("ads-{name:0>10}")),
        product: ProductId::new("ck-0001"),
        quantity: Quantity::ONE,
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    })
}

fn pay(name: &str) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::new(format!("adp-{name:0>10}")),
        kind: PaymentKind::Method(MethodId::new("7c-card")),
        amount: Money::from_minor(1000),
    })
}

async fn count(house: &House, title: &str) -> usize {
    let account = house.inside(TABLE).await;
    account["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["title"] == title)
        .count()
}

fn cart_fault(fault: Value) -> Value {
    let mut fault = fault;
    fault["path"] = json!("update-orders");
    fault
}

/// Waits until the first write was handled; its answer is late.
async fn first_write(house: &House) {
    let first = async || count(house, "Çiğ Köfte").await > 0;
    until("the first write", first).await;
}
