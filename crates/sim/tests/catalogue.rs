//! Catalogue writes and who owns what.
#![allow(clippy::unwrap_used)]

mod road;
use road::Sim;
use serde_json::{Value, json};

async fn refused(sim: &Sim, path: &str, body: Value, status: u16, message: &str) {
    let got = sim.post(path, body).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (status, message),
        "{path}"
    );
}

#[tokio::test]
async fn what_the_panel_made_is_not_ours() {
    let sim = Sim::start().await;
    for (path, id) in [
        ("products", "ay-0007"),
        ("categories", "c-01"),
        ("payment-methods", "pm-nakit"),
        ("ingredients", "in-01"),
    ] {
        refused(
            &sim,
            &format!("{path}/delete"),
            json!({"id": id}),
            403,
            "plugin.catalog.notOwned",
        )
        .await;
        let body = json!({"id": id, "title": "Yeni ad"});
        refused(
            &sim,
            &format!("{path}/update"),
            body,
            403,
            "plugin.catalog.notOwned",
        )
        .await;
        assert_eq!(
            sim.post(&format!("{path}/delete"), json!({"id": "nix"}))
                .await
                .status,
            404
        );
    }
}

#[tokio::test]
async fn a_product_lives_from_creation_to_deletion() {
    let sim = Sim::start().await;
    let body = json!({
        "title": "Limonlu Soda", "price": 42.5, "category": "c-09", "tax": 10, "idempotencyKey": "p-1",
        "options": [{"title": "Boy", "min": 1, "max": 1, "choices": [{"title": "Küçük", "price": 0}, {"title": "Büyük", "price": 12}]}],
    });
    let made = sim.post("products/create", body.clone()).await.data();
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (made["price"].as_f64(), made["active"].as_bool()),
        (Some(42.5), Some(true))
    );
    assert!(
        made["options"][0]["id"].is_string() && made["options"][0]["choices"][1]["id"].is_u64()
    );
    assert_eq!(
        sim.post("products/create", body).await.data()["id"],
        id.as_str()
    );
    let changed = sim
        .post(
            "products/update",
            json!({"id": id, "active": false, "options": []}),
        )
        .await
        .data();
    assert_eq!(
        (
            changed["active"].as_bool(),
            changed["options"].as_array().unwrap().len()
        ),
        (Some(false), 0)
    );
    assert_eq!(
        sim.get(&format!("products/get?id={id}")).await.data()["title"],
        "Limonlu Soda"
    );
    assert_eq!(
        sim.post("products/delete", json!({"id": id})).await.data()["deleted"],
        true
    );
    assert_eq!(sim.get(&format!("products/get?id={id}")).await.status, 404);
}

#[tokio::test]
async fn fields_that_are_not_writable_are_refused_not_ignored() {
    let sim = Sim::start().await;
    let base = |key: &str, value: Value| {
        let mut body = json!({"title": "Soda", "price": 1, "category": "c-09"});
        body[key] = value;
        body
    };
    for key in ["cost", "recete", "stock", "image", "rank"] {
        let message = format!("\"{key}\" is not allowed");
        refused(&sim, "products/create", base(key, json!(1)), 400, &message).await;
    }
    refused(
        &sim,
        "products/create",
        base("title", json!("S")),
        400,
        "\"title\" length must be at least 2 characters long",
    )
    .await;
    refused(
        &sim,
        "products/create",
        base("tax", json!(101)),
        400,
        "\"tax\" must be less than or equal to 100",
    )
    .await;
    refused(
        &sim,
        "products/create",
        base("category", json!("nix")),
        400,
        "plugin.catalog.categoryNotFound",
    )
    .await;
    refused(
        &sim,
        "ingredients/create",
        json!({"title": "Tuz", "unit": "kg", "stock": 1}),
        400,
        "\"stock\" is not allowed",
    )
    .await;
    let nothing = "\"value\" must contain at least one of [title, active, color, languages]";
    refused(
        &sim,
        "categories/update",
        json!({"id": "c-01"}),
        400,
        nothing,
    )
    .await;
}

#[tokio::test]
async fn a_category_must_be_empty_to_go() {
    let sim = Sim::start().await;
    let id = sim
        .post(
            "categories/create",
            json!({"title": "Yeni", "color": "#123456"}),
        )
        .await
        .data()["id"]
        .clone();
    let product = json!({"title": "Soda", "price": 1, "category": id});
    let product = sim.post("products/create", product).await.data()["id"].clone();
    refused(
        &sim,
        "categories/delete",
        json!({"id": id}),
        409,
        "plugin.catalog.categoryNotEmpty",
    )
    .await;
    assert_eq!(
        sim.post("products/delete", json!({"id": product}))
            .await
            .status,
        200
    );
    assert_eq!(
        sim.post("categories/delete", json!({"id": id}))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn methods_and_stock_cards_are_made_changed_and_deleted() {
    let sim = Sim::start().await;
    let method = sim
        .post(
            "payment-methods/create",
            json!({"title": "Havale", "cash": false}),
        )
        .await
        .data();
    let id = method["id"].clone();
    let changed = sim
        .post(
            "payment-methods/update",
            json!({"id": id, "noreport": true}),
        )
        .await
        .data();
    assert_eq!(
        (changed["title"].as_str(), changed["noreport"].as_bool()),
        (Some("Havale"), Some(true))
    );
    let rows = json!({"tableId": "masa-1", "payments": [{"id": id, "price": 5}]});
    assert_eq!(sim.post("tables/update-payments", rows).await.status, 200);
    assert_eq!(
        sim.post("payment-methods/delete", json!({"id": id}))
            .await
            .status,
        200
    );
    let card = sim
        .post(
            "ingredients/create",
            json!({"title": "Tuz", "unit": "kg", "alert": 2.5}),
        )
        .await
        .data();
    assert_eq!(
        (card["stock"].as_u64(), card["alert"].as_f64()),
        (Some(0), Some(2.5))
    );
    let changed = sim
        .post(
            "ingredients/update",
            json!({"id": card["id"], "unit": "paket"}),
        )
        .await
        .data();
    assert_eq!(changed["unit"], "paket");
    assert_eq!(
        sim.post("ingredients/delete", json!({"id": card["id"]}))
            .await
            .data()["deleted"],
        true
    );
}

#[tokio::test]
async fn writes_need_the_write_scope() {
    let sim = Sim::start().await;
    sim.control("set", json!({"revokeScope": "products:write"}))
        .await;
    refused(
        &sim,
        "products/create",
        json!({}),
        403,
        "plugin.scope.denied",
    )
    .await;
    refused(
        &sim,
        "categories/delete",
        json!({}),
        403,
        "plugin.scope.denied",
    )
    .await;
}
