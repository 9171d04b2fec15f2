//! update-orders: products, options, taxes, cover, totals.
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
