//! update-payments: methods, rows, identities, sums.
#![allow(clippy::unwrap_used)]

mod road;
use road::{Got, Sim};
use serde_json::{Value, json};

async fn pay(sim: &Sim, id: &str, payments: Value) -> Got {
    sim.post(
        "tables/update-payments",
        json!({"tableId": id, "payments": payments}),
    )
    .await
}

#[tokio::test]
async fn rows_are_replaced_in_full_and_take_title_and_cash_from_the_method() {
    let sim = Sim::start().await;
    let got = pay(
        &sim,
        "masa-3",
        json!([{"id": "pm-nakit", "price": 120.5, "title": "Altın"}]),
    )
    .await;
    assert_eq!(got.data()["paid"], 120.5);
    let rows = sim.get("tables/get?id=masa-3").await.data()["payments"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(
        (rows[0]["title"].as_str(), rows[0]["cash"].as_bool()),
        (Some("Nakit"), Some(true))
    );
    assert!(rows[0]["lineId"].as_str().unwrap().starts_with("pay-"));
    assert_eq!(
        sim.inside("table", "masa-3").await["cancelPayments"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn an_empty_list_leaves_nothing_paid_and_full_payment_closes_nothing() {
    let sim = Sim::start().await;
    assert_eq!(pay(&sim, "masa-6", json!([])).await.data()["paid"], 0);
    let total = sim.inside("table", "masa-6").await["total"].clone();
    assert_eq!(
        pay(&sim, "masa-6", json!([{"id": "pm-nakit", "price": total}]))
            .await
            .status,
        200
    );
    assert_eq!(sim.get("tables/get?id=masa-6").await.status, 200);
}

#[tokio::test]
async fn one_kurus_above_the_total_is_refused() {
    let sim = Sim::start().await;
    assert_eq!(
        pay(&sim, "masa-1", json!([{"id": "pm-nakit", "price": 556}]))
            .await
            .status,
        200
    );
    let got = pay(&sim, "masa-1", json!([{"id": "pm-nakit", "price": 556.01}])).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (400, "Paid exceeds total")
    );
}

#[tokio::test]
async fn unknown_methods_and_a_restaurant_without_methods_are_told_apart() {
    let sim = Sim::start().await;
    let row = json!([{"id": "pm-nakit", "price": 1}]);
    let got = pay(&sim, "masa-1", json!([{"id": "pm-1", "price": 1}])).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (400, "unknown_payment_method")
    );
    sim.control("set", json!({"deleteMethod": "pm-nakit"}))
        .await;
    assert_eq!(
        pay(&sim, "masa-1", row.clone()).await.message(),
        "unknown_payment_method"
    );
    sim.control("set", json!({"deleteMethods": true})).await;
    assert_eq!(
        pay(&sim, "masa-1", row).await.message(),
        "no_payment_methods_configured"
    );
    let discount = json!([{"id": "free", "price": 5, "isDiscount": true, "title": "İkram"}]);
    assert_eq!(pay(&sim, "masa-1", discount).await.status, 200);
    let older = json!({"tableId": "masa-1", "payments": [{"id": "pm-1", "price": 1}]});
    let got = sim.post_older("tables/update-payments", older).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (200, "unknown_payment_method")
    );
}

#[tokio::test]
async fn discount_rows_need_a_title_and_count_as_paid_and_as_discount() {
    let sim = Sim::start().await;
    let got = pay(
        &sim,
        "masa-1",
        json!([{"id": "x", "price": 5, "isDiscount": true}]),
    )
    .await;
    assert_eq!(got.message(), "\"payments[0].title\" is required");
    let rows = json!([{"id": "x", "price": 5.5, "isDiscount": true, "title": "Müdavim"}, {"id": "7c-card", "price": 10}]);
    assert_eq!(pay(&sim, "masa-1", rows).await.data()["paid"], 15.5);
    let table = sim.get("tables/get?id=masa-1").await.data();
    assert_eq!(
        (table["paid"].as_f64(), table["totalDiscount"].as_f64()),
        (Some(15.5), Some(5.5))
    );
}

#[tokio::test]
async fn rows_of_nothing_are_not_stored_but_their_method_must_exist() {
    let sim = Sim::start().await;
    assert_eq!(
        pay(&sim, "masa-1", json!([{"id": "pm-nakit", "price": 0}]))
            .await
            .data()["paid"],
        0
    );
    assert!(
        sim.inside("table", "masa-1").await["payments"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        pay(&sim, "masa-1", json!([{"id": "nix", "price": 0}]))
            .await
            .message(),
        "unknown_payment_method"
    );
}

#[tokio::test]
async fn a_declared_row_keeps_its_maker_and_other_plugins_items() {
    let sim = Sim::start().await;
    let rows = json!([{"id": "7c-card", "price": 130, "lineId": "pay-9f20bb71"}]);
    assert_eq!(pay(&sim, "teras-2", rows.clone()).await.status, 200);
    let row = sim.inside("table", "teras-2").await["payments"][0].clone();
    assert_eq!(
        (row["by"].as_str(), row["amount"].as_u64()),
        (Some("u-elif"), Some(130))
    );
    assert_eq!(row["metadata"][0]["key"], "terminal");
    assert_eq!(pay(&sim, "teras-2", json!([])).await.status, 200);
    let got = pay(&sim, "teras-2", rows).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (409, "lineId belongs to a cancelled line")
    );
}

#[tokio::test]
async fn a_row_id_is_not_derived_from_the_method_and_follows_the_rules_of_lines() {
    let sim = Sim::start().await;
    let row = |id: &str| json!([{"id": "pm-nakit", "price": 1, "lineId": id}]);
    for id in ["kuver", "new", "12345678", "short"] {
        assert_eq!(
            pay(&sim, "masa-1", row(id)).await.message(),
            format!("Invalid lineId: {id}")
        );
    }
    let rows = json!([{"id": "pm-nakit", "price": 1, "lineId": "pay-00000001"}, {"id": "pm-nakit", "price": 1, "lineId": "pay-00000001"}]);
    assert_eq!(
        pay(&sim, "masa-1", rows).await.message(),
        "Duplicate lineId: pay-00000001"
    );
}

#[tokio::test]
async fn amounts_have_two_decimals_and_at_most_twenty_rows() {
    let sim = Sim::start().await;
    let got = pay(&sim, "masa-1", json!([{"id": "pm-nakit", "price": 1.005}])).await;
    assert_eq!(
        got.message(),
        "\"payments[0].price\" must have no more than 2 decimal places"
    );
    let got = pay(
        &sim,
        "masa-1",
        json!(vec![json!({"id": "pm-nakit", "price": 1}); 21]),
    )
    .await;
    assert_eq!(
        got.message(),
        "\"payments\" must contain less than or equal to 20 items"
    );
    let older = json!({"tableId": "masa-1", "payments": [{"id": "pm-nakit", "price": 1, "lineId": "pay-00000001"}]});
    assert_eq!(
        sim.post_older("tables/update-payments", older)
            .await
            .message(),
        "\"payments[0].lineId\" is not allowed"
    );
}
