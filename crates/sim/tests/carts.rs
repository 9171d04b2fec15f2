//! update-orders: schema, prices, identities, full replace.
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
async fn prices_are_todays_and_a_sent_price_is_refused() {
    let sim = Sim::start().await;
    let cart = json!(sim.cart_of("table", "masa-13").await);
    assert_eq!(sim.inside("table", "masa-13").await["total"], 831);
    assert_eq!(table(&sim, "masa-13", cart).await.data()["total"], 911);
    let line = json!({"product": "ay-0007", "quantity": 1, "price": 1});
    refused(
        &sim,
        "masa-1",
        line,
        400,
        "\"cart[0].price\" is not allowed",
    )
    .await;
    let option =
        json!({"product": "lm-0001", "quantity": 1, "options": [{"title": "Acılı", "price": 0}]});
    refused(
        &sim,
        "masa-1",
        option,
        400,
        "\"cart[0].options[0].price\" is not allowed",
    )
    .await;
}

#[tokio::test]
async fn a_changed_price_counts_from_the_next_replace_on() {
    let sim = Sim::start().await;
    sim.control(
        "set",
        json!({"price": {"product": "ay-0007", "price": 40.25}}),
    )
    .await;
    assert_eq!(sim.inside("table", "masa-1").await["total"], 556);
    let cart = json!(sim.cart_of("table", "masa-1").await);
    assert_eq!(table(&sim, "masa-1", cart).await.data()["total"], 565.5);
}

#[tokio::test]
async fn weighed_quantities_and_options_are_rounded_once_per_line() {
    let sim = Sim::start().await;
    let cart = json!([{"product": "kb-0001", "quantity": 0.333}, {"product": "dn-0001", "quantity": 3, "options": [{"id": "1791000000123"}]}]);
    // 329.99 * 0.333 = 109.88667; 3 * (165 + 12) = 531
    assert_eq!(table(&sim, "masa-1", cart).await.data()["total"], 640.89);
}

#[tokio::test]
async fn options_are_found_by_title_or_id_and_faults_are_named() {
    let sim = Sim::start().await;
    let line = |options: Value| json!({"product": "dn-0001", "quantity": 1, "options": options});
    for (options, reason) in [
        (json!(["Acı sos"]), "ambiguous title, use id (Acı sos)"),
        (json!(["Ketçap"]), "not found (Ketçap)"),
        (json!([{"id": "77"}]), "not found (77)"),
        (json!(["Kaşar", "Kaşar"]), "declared twice (Kaşar)"),
    ] {
        refused(
            &sim,
            "masa-1",
            line(options),
            400,
            &format!("Invalid option: dn-0001: {reason}"),
        )
        .await;
    }
    assert_eq!(
        table(
            &sim,
            "masa-1",
            json!([line(json!([{"id": "1791000000121"}]))])
        )
        .await
        .data()["total"],
        172.25
    );
    assert_eq!(
        table(&sim, "masa-1", json!([line(json!([{"title": "Kaşar"}]))]))
            .await
            .data()["total"],
        190
    );
    refused(
        &sim,
        "masa-1",
        line(json!([{"id": 1}])),
        400,
        "\"cart[0].options[0].id\" must be a string",
    )
    .await;
    sim.control("set", json!({"optionErrorsNameTitle": true}))
        .await;
    refused(
        &sim,
        "masa-1",
        line(json!(["Ketçap"])),
        400,
        "Invalid option: Tavuk Döner Dürüm: not found (Ketçap)",
    )
    .await;
}

#[tokio::test]
async fn an_older_server_takes_the_first_price_of_a_title_and_knows_no_new_keys() {
    let sim = Sim::start().await;
    let send = |line: Value| {
        sim.post_older(
            "tables/update-orders",
            json!({"tableId": "masa-1", "cart": [line]}),
        )
    };
    let got = send(json!({"product": "dn-0001", "quantity": 1, "options": ["Acı sos"]})).await;
    assert_eq!(got.data()["total"], 172.25);
    for (key, value) in [
        ("lineId", json!("ads-00000001")),
        ("metadata", json!([])),
        ("taxRate", json!(1)),
    ] {
        let mut line = json!({"product": "ay-0007", "quantity": 1});
        line[key] = value;
        let got = send(line).await;
        assert_eq!(
            (got.status, got.message()),
            (200, format!("\"cart[0].{key}\" is not allowed"))
        );
        assert_eq!(got.json()["success"], false);
    }
    let got =
        send(json!({"product": "dn-0001", "quantity": 1, "options": [{"id": "1791000000121"}]}))
            .await;
    assert_eq!(got.message(), "\"cart[0].options[0]\" must be a string");
}

#[tokio::test]
async fn a_missing_product_is_named_before_a_bad_tax_rate() {
    let sim = Sim::start().await;
    let cart = json!([{"product": "ay-0007", "quantity": 1, "taxRate": 120}, {"product": "nix", "quantity": 1}]);
    assert_eq!(
        table(&sim, "masa-1", cart).await.message(),
        "Product not found: nix"
    );
    let cart = json!([{"product": "ay-0007", "quantity": 1, "taxRate": 120}, {"product": "cy-0001", "quantity": 1, "taxRate": -1}]);
    assert_eq!(
        table(&sim, "masa-1", cart).await.message(),
        "Invalid taxRate (0-100 expected): ay-0007, cy-0001"
    );
    sim.control("set", json!({"deleteProduct": "ay-0007"}))
        .await;
    refused(
        &sim,
        "masa-1",
        json!({"product": "ay-0007", "quantity": 1}),
        400,
        "Product not found: ay-0007",
    )
    .await;
}

#[tokio::test]
async fn a_tax_override_freezes_and_leaving_it_out_drops_it() {
    let sim = Sim::start().await;
    let mut cart = sim.cart_of("table", "teras-3").await;
    assert_eq!(table(&sim, "teras-3", json!(cart)).await.status, 200);
    assert_eq!(
        sim.get("tables/get?id=teras-3").await.data()["orders"][0]["vatRate"],
        10
    );
    cart[0]["taxRate"] = json!(1);
    assert_eq!(table(&sim, "teras-3", json!(cart)).await.status, 200);
    assert_eq!(
        sim.get("tables/get?id=teras-3").await.data()["orders"][0]["vatRate"],
        1
    );
}

#[tokio::test]
async fn the_surcharge_is_lost_and_a_total_below_what_is_paid_is_refused() {
    let sim = Sim::start().await;
    assert_eq!(
        sim.inside("table", "masa-8").await["lines"][0]["extra"],
        150
    );
    let cart = json!(sim.cart_of("table", "masa-8").await);
    assert_eq!(table(&sim, "masa-8", cart).await.status, 200);
    assert_eq!(sim.inside("table", "masa-8").await["lines"][0]["extra"], 0);
    refused(
        &sim,
        "masa-6",
        json!({"product": "ay-0007", "quantity": 1}),
        400,
        "Paid amount exceeds new total",
    )
    .await;
    assert_eq!(
        sim.inside("table", "masa-6").await["lines"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn the_cover_is_rebuilt_from_the_guests_and_cannot_be_written() {
    let sim = Sim::start().await;
    let cart = json!(sim.cart_of("table", "teras-1").await);
    let got = table(&sim, "teras-1", cart).await;
    assert_eq!(got.data()["total"], 1520 + 400 + 142 + 40);
    let lines = sim.get("tables/get?id=teras-1").await.data()["orders"].clone();
    let cover = lines.as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (cover["id"].as_str(), cover["quantity"].as_u64()),
        (Some("kuver"), Some(4))
    );
    assert!(
        sim.inside("table", "teras-1").await["cancels"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let line = json!({"product": "ay-0007", "quantity": 1, "lineId": "kuver"});
    refused(&sim, "teras-1", line, 400, "Invalid lineId: kuver").await;
}

#[tokio::test]
async fn timer_products_are_refused_whether_stored_or_sent() {
    let sim = Sim::start().await;
    let line = json!({"product": "cy-0001", "quantity": 1});
    refused(
        &sim,
        "bilardo-1",
        line,
        400,
        "Timer products are not supported",
    )
    .await;
    refused(
        &sim,
        "masa-1",
        json!({"product": "bl-0001", "quantity": 1}),
        400,
        "Timer products are not supported",
    )
    .await;
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
