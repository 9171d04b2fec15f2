//! update-orders: the schema, budgets and envelopes.
#![allow(clippy::unwrap_used)]

mod road;
use road::{Got, Sim};
use serde_json::{Value, json};

async fn table(sim: &Sim, id: &str, cart: Value) -> Got {
    sim.post("tables/update-orders", json!({"tableId": id, "cart": cart}))
        .await
}

async fn refused(sim: &Sim, id: &str, line: Value, status: u16, message: &str) {
    let got = table(sim, id, json!([line])).await;
    assert_eq!((got.status, got.message().as_str()), (status, message));
}

#[tokio::test]
async fn metadata_has_a_shape_and_budgets() {
    let sim = Sim::start().await;
    let line = |metadata: Value| json!({"product": "ay-0007", "quantity": 1, "metadata": metadata});
    let shape = "metadata must be an array of {key, value}";
    refused(&sim, "masa-1", line(json!({"a": 1})), 400, shape).await;
    refused(
        &sim,
        "masa-1",
        line(json!([{"key": "a"}])),
        400,
        "Invalid metadata value: a",
    )
    .await;
    refused(
        &sim,
        "masa-1",
        line(json!([{"key": "-a", "value": 1}])),
        400,
        "Invalid metadata key: -a",
    )
    .await;
    refused(
        &sim,
        "masa-1",
        line(json!([{"key": "a", "value": null}])),
        400,
        "Invalid metadata value: a",
    )
    .await;
    let twice = json!([{"key": "a", "value": 1}, {"key": "a", "value": 2}]);
    refused(
        &sim,
        "masa-1",
        line(twice),
        400,
        "Duplicate metadata key: a",
    )
    .await;
    let many: Vec<Value> = (0..11)
        .map(|index| json!({"key": format!("k{index}"), "value": true}))
        .collect();
    refused(
        &sim,
        "masa-1",
        line(json!(many)),
        400,
        "metadata may hold at most 10 items",
    )
    .await;
    let fat: Vec<Value> = (0..10)
        .map(|index| json!({"key": format!("k{index}"), "value": "x".repeat(250)}))
        .collect();
    let got = table(&sim, "masa-1", json!(vec![line(json!(fat)); 8])).await;
    assert!(
        got.message().starts_with("Total metadata size (")
            && got.message().ends_with("exceeds 20480 bytes")
    );
}

#[tokio::test]
async fn the_schema_is_strict_about_every_field() {
    let sim = Sim::start().await;
    let line = |key: &str, value: Value| {
        let mut line = json!({"product": "ay-0007", "quantity": 1});
        line[key] = value;
        line
    };
    for (key, value, message) in [
        (
            "quantity",
            json!(0),
            "\"cart[0].quantity\" must be greater than or equal to 0.001",
        ),
        (
            "quantity",
            json!("2"),
            "\"cart[0].quantity\" must be a number",
        ),
        (
            "quantity",
            json!(10_000),
            "\"cart[0].quantity\" must be less than or equal to 9999",
        ),
        (
            "quantity",
            json!(0.0005),
            "\"cart[0].quantity\" must have no more than 3 decimal places",
        ),
        (
            "discount",
            json!(-1),
            "\"cart[0].discount\" must be greater than or equal to 0",
        ),
        (
            "discount",
            json!(99),
            "Discount exceeds line total: ay-0007",
        ),
        ("extra", json!(1), "\"cart[0].extra\" is not allowed"),
        ("product", json!(7), "\"cart[0].product\" must be a string"),
        (
            "note",
            json!("x".repeat(501)),
            "\"cart[0].note\" length must be less than or equal to 500 characters long",
        ),
        (
            "options",
            json!(vec!["x"; 51]),
            "\"cart[0].options\" must contain less than or equal to 50 items",
        ),
    ] {
        refused(&sim, "masa-1", line(key, value), 400, message).await;
    }
    let got = table(&sim, "masa-1", json!([])).await;
    assert_eq!(got.message(), "\"cart\" must contain at least 1 items");
    let got = table(&sim, "masa-1", json!(vec![line("quantity", json!(1)); 201])).await;
    assert_eq!(
        got.message(),
        "\"cart\" must contain less than or equal to 200 items"
    );
    let got = sim.post("tables/update-orders", json!({"cart": []})).await;
    assert_eq!(got.message(), "\"tableId\" is required");
    let got = sim
        .post(
            "tables/update-orders",
            json!({"tableId": "masa-1", "cart": [], "note": ""}),
        )
        .await;
    assert_eq!(got.message(), "\"note\" is not allowed");
}

#[tokio::test]
async fn both_envelopes_of_a_write_occur() {
    let sim = Sim::start().await;
    let cart = json!(sim.cart_of("packet", "a1b2c3-uuid").await);
    let body = json!({"packetId": "a1b2c3-uuid", "cart": cart});
    let flat = sim.post("packets/update-orders", body).await.json();
    assert_eq!(
        (flat["ok"].as_bool(), flat["total"].as_f64()),
        (Some(true), Some(22.0))
    );
    let titles = json!([{"product": "3b5d-f6d0", "quantity": 1, "options": ["Peynir", "Sucuk"]}]);
    let older = sim
        .post_older(
            "packets/update-orders",
            json!({"packetId": "a1b2c3-uuid", "cart": titles}),
        )
        .await
        .json();
    assert_eq!(
        (older["success"].as_bool(), older["data"]["total"].as_f64()),
        (Some(true), Some(22.0))
    );
}

#[tokio::test]
async fn closed_unopened_and_unknown_accounts_are_not_found() {
    let sim = Sim::start().await;
    sim.control("set", json!({"close": "table:masa-1"})).await;
    let line = || json!({"product": "ay-0007", "quantity": 1});
    for id in ["masa-1", "masa-2", "nowhere"] {
        refused(&sim, id, line(), 404, "plugin.tables.notFound").await;
    }
    let got = sim
        .post(
            "packets/update-orders",
            json!({"packetId": "1", "cart": [line()]}),
        )
        .await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (404, "plugin.packets.notFound")
    );
}
