//! update-orders: identities and the full replace.
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
async fn a_line_not_sent_is_voided_and_a_line_sent_keeps_its_creation() {
    let sim = Sim::start().await;
    let before = sim.inside("table", "masa-1").await;
    let mut cart = sim.cart_of("table", "masa-1").await;
    cart.remove(1);
    cart[0]["quantity"] = json!(3);
    let got = table(&sim, "masa-1", json!(cart)).await;
    assert_eq!(
        (got.status, got.data()["total"].as_f64()),
        (200, Some(605.0))
    );
    let after = sim.inside("table", "masa-1").await;
    assert_eq!(after["lines"][0]["created"], before["lines"][0]["created"]);
    assert_eq!(after["lines"][0]["sentToKitchen"], true);
    assert_eq!(after["lines"][0]["quantity"], 3);
    assert_eq!(after["cancels"][0]["id"], before["lines"][1]["id"]);
    let reason = after["cancels"][0]["reason"].as_str().unwrap();
    assert_eq!(
        reason,
        format!(
            "plugin:{}",
            sim.look("state").await["pluginId"].as_str().unwrap()
        )
    );
}

#[tokio::test]
async fn a_kept_identity_with_another_product_loses_the_kitchen_but_not_the_creation() {
    let sim = Sim::start().await;
    let before = sim.inside("table", "masa-1").await;
    let mut cart = sim.cart_of("table", "masa-1").await;
    cart[2]["product"] = json!("ck-0001");
    assert_eq!(table(&sim, "masa-1", json!(cart)).await.status, 200);
    let line = sim.inside("table", "masa-1").await["lines"][2].clone();
    assert_eq!(line["created"], before["lines"][2]["created"]);
    assert_eq!(
        (line["sentToKitchen"].as_bool(), line["title"].as_str()),
        (Some(false), Some("Çiğ Köfte"))
    );
}

#[tokio::test]
async fn a_plain_id_of_a_panel_line_does_not_match_and_is_burnt_by_trying() {
    let sim = Sim::start().await;
    let id = "bah%C3%A7e3";
    let panel_id = sim.inside("table", id).await["lines"][0]["id"].clone();
    let cart =
        json!([{"product": "lm-0001", "quantity": 1, "options": ["Acısız"], "lineId": panel_id}]);
    assert_eq!(table(&sim, id, cart.clone()).await.status, 200);
    assert_eq!(
        sim.inside("table", id).await["cancels"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    let again = table(&sim, id, cart).await;
    assert_eq!(
        (again.status, again.message().as_str()),
        (409, "lineId belongs to a cancelled line")
    );
}

#[tokio::test]
async fn a_plain_id_matches_where_the_platform_is_switched_to_that() {
    let sim = Sim::start().await;
    sim.control("set", json!({"idEchoMatches": true})).await;
    let lines = sim.inside("table", "bah%C3%A7e3").await["lines"].clone();
    let cart = json!([{"product": "lm-0001", "quantity": 1, "options": ["Acısız"], "lineId": lines[0]["id"]}]);
    assert_eq!(table(&sim, "bah%C3%A7e3", cart).await.status, 200);
    let after = sim.inside("table", "bah%C3%A7e3").await;
    assert_eq!(after["cancels"].as_array().unwrap().len(), 2);
    assert_eq!(after["lines"][0]["created"], lines[0]["created"]);
}

#[tokio::test]
async fn weak_ids_are_taken_where_they_are_stored_and_nowhere_else() {
    let sim = Sim::start().await;
    let cart = sim.cart_of("table", "bah%C3%A7e4").await;
    assert_eq!(table(&sim, "bah%C3%A7e4", json!(cart)).await.status, 200);
    assert!(
        sim.inside("table", "bah%C3%A7e4").await["cancels"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let line = |id: &str| json!({"product": "ay-0007", "quantity": 1, "lineId": id});
    for id in ["ab-1", "1791400551999", "short", "12345678"] {
        refused(
            &sim,
            "masa-1",
            line(id),
            400,
            &format!("Invalid lineId: {id}"),
        )
        .await;
    }
}

#[tokio::test]
async fn reserved_illegal_and_repeated_ids_are_refused() {
    let sim = Sim::start().await;
    let line = |id: &str| json!({"product": "ay-0007", "quantity": 1, "lineId": id});
    let long = "a".repeat(65);
    for id in [
        "kuver",
        "KUVER",
        "New",
        "k%C3%B6%C5%9Fe2-9b11",
        "masa-7*-ab12",
        "-abcdefgh",
        long.as_str(),
    ] {
        refused(
            &sim,
            "masa-1",
            line(id),
            400,
            &format!("Invalid lineId: {id}"),
        )
        .await;
    }
    let got = table(
        &sim,
        "masa-1",
        json!([line("ads-00000001"), line("ads-00000001")]),
    )
    .await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (400, "Duplicate lineId: ads-00000001")
    );
}

#[tokio::test]
async fn the_id_of_a_partly_voided_line_is_refused_unless_switched() {
    let sim = Sim::start().await;
    let cart = json!(sim.cart_of("table", "masa-5").await);
    let got = table(&sim, "masa-5", cart.clone()).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (409, "lineId belongs to a cancelled line")
    );
    sim.control("set", json!({"partialVoidAccepted": true}))
        .await;
    assert_eq!(table(&sim, "masa-5", cart).await.status, 200);
}

#[tokio::test]
async fn a_repeated_request_with_own_ids_is_harmless() {
    let sim = Sim::start().await;
    let mut cart = sim.cart_of("table", "masa-1").await;
    cart.push(json!({"product": "ay-0007", "quantity": 1, "lineId": "ads-01J9Z7K3Q4"}));
    let first = table(&sim, "masa-1", json!(cart)).await.data();
    let second = table(&sim, "masa-1", json!(cart)).await.data();
    assert_eq!(first["total"], second["total"]);
    let after = sim.inside("table", "masa-1").await;
    assert_eq!(after["lines"].as_array().unwrap().len(), 4);
    assert!(after["cancels"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn other_plugins_items_survive_a_declared_identity_and_die_with_an_undeclared_one() {
    let sim = Sim::start().await;
    let mut cart = sim.cart_of("table", "teras-2").await;
    cart[0]["metadata"] = json!([{"key": "adisyon-pid", "value": "pz-0001", "by": "somebody"}]);
    assert_eq!(table(&sim, "teras-2", json!(cart)).await.status, 200);
    let line = sim.get("tables/get?id=teras-2").await.data()["orders"][0].clone();
    let items = line["metadata"].as_array().unwrap();
    assert_eq!(items.len(), 4);
    let own = items
        .iter()
        .find(|item| item["key"] == "adisyon-pid")
        .unwrap();
    assert_eq!(own["by"], sim.look("state").await["pluginId"]);
    cart[0].as_object_mut().unwrap().remove("lineId");
    assert_eq!(table(&sim, "teras-2", json!(cart)).await.status, 200);
    let items = sim.get("tables/get?id=teras-2").await.data()["orders"][0]["metadata"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1);
}
