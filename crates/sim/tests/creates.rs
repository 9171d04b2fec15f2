//! packets/create, packets/update, tables/create, idempotency.
#![allow(clippy::unwrap_used)]

mod road;
use road::Sim;
use serde_json::{Value, json};

fn packet() -> Value {
    json!({
        "customer": {"id": "c-77", "name": "Deniz Er", "address": "Ada Sk. 3", "phone": "05550009999"},
        "cart": [{"product": "ay-0007", "quantity": 2}], "paymentNote": "nakit", "idempotencyKey": "k-1",
    })
}

#[tokio::test]
async fn a_packet_is_created_once_per_key_and_found_by_its_answer() {
    let sim = Sim::start().await;
    let first = sim.post("packets/create", packet()).await.json();
    let id = first["uuid"].as_str().unwrap().to_owned();
    assert_eq!(first["ok"], true);
    let mut other = packet();
    other["paymentNote"] = json!("kart");
    assert_eq!(
        sim.post("packets/create", other).await.json()["uuid"],
        id.as_str()
    );
    let got = sim.get(&format!("packets/get?packetId={id}")).await.data();
    assert_eq!(
        (got["entegrasyon"].as_str(), got["status"].as_str()),
        (Some("packet"), Some("Approved"))
    );
    assert_eq!(
        (got["total"].as_u64(), got["paymentNote"].as_str()),
        (Some(71), Some("nakit"))
    );
    let packets = sim.get("packets/open").await.data();
    assert_eq!(
        packets
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["packetId"] == id.as_str())
            .count(),
        1
    );
}

#[tokio::test]
async fn an_older_server_answers_a_create_enveloped_and_knows_no_type() {
    let sim = Sim::start().await;
    let got = sim.post_older("packets/create", packet()).await;
    assert!(got.data()["packetId"].is_string());
    let mut typed = packet();
    typed["type"] = json!("delivery");
    assert_eq!(
        sim.post_older("packets/create", typed).await.message(),
        "\"type\" is not allowed"
    );
}

#[tokio::test]
async fn a_second_request_with_a_key_on_its_way_is_told_to_wait() {
    let sim = Sim::start().await;
    // Whichever arrives first is slow, the other comes while it is on its way.
    sim.control("fault", json!({"path": "packets/create", "delayMs": 1500}))
        .await;
    let (one, other) = tokio::join!(
        sim.post("packets/create", packet()),
        sim.post("packets/create", packet())
    );
    let (made, waiting) = if one.status == 200 {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!((made.status, waiting.status), (200, 409));
    assert_eq!(waiting.message(), "Duplicate request already in progress");
    let again = sim.post("packets/create", packet()).await;
    assert_eq!(again.json()["uuid"], made.json()["uuid"]);
}

#[tokio::test]
async fn what_a_packet_needs_is_checked_before_anything_is_made() {
    let sim = Sim::start().await;
    let before = sim
        .get("packets/open")
        .await
        .data()
        .as_array()
        .unwrap()
        .len();
    for (key, value, message) in [
        (
            "customer",
            json!({"id": "c", "name": "x"}),
            "\"customer.address\" is required",
        ),
        ("cart", json!([]), "\"cart\" must contain at least 1 items"),
        ("paymentNote", json!(7), "\"paymentNote\" must be a string"),
        (
            "type",
            json!("drone"),
            "\"type\" must be one of [dine_in, takeaway, delivery]",
        ),
        (
            "status",
            json!("Ready"),
            "\"status\" must be one of [none, Approved]",
        ),
        (
            "payments",
            json!([{"id": "pm-nakit", "price": 72}]),
            "Paid amount is greater than total amount",
        ),
        (
            "payments",
            json!([{"id": "nix", "price": 1}]),
            "unknown_payment_method",
        ),
        (
            "callbackUrl",
            json!("https://elsewhere.example/x"),
            "callbackUrl must be under the same domain as webhookUrl",
        ),
        ("total", json!(1), "\"total\" is not allowed"),
    ] {
        let mut body = packet();
        body[key] = value;
        let got = sim.post("packets/create", body).await;
        assert_eq!((got.status, got.message().as_str()), (400, message));
    }
    let weak = json!([{"product": "ay-0007", "quantity": 1, "lineId": "1234"}]);
    let mut body = packet();
    body["cart"] = weak;
    assert_eq!(
        sim.post("packets/create", body).await.message(),
        "Invalid lineId: 1234"
    );
    assert_eq!(
        sim.get("packets/open")
            .await
            .data()
            .as_array()
            .unwrap()
            .len(),
        before
    );
}

#[tokio::test]
async fn a_free_table_opens_with_guests_and_cover_and_an_open_one_stays_untouched() {
    let sim = Sim::start().await;
    let body = json!({"tableId": "teras-5", "personCount": 3, "cart": [{"product": "cy-0001", "quantity": 3}]});
    let got = sim.post("tables/create", body.clone()).await.data();
    assert_eq!(
        (got["total"].as_u64(), got["paid"].as_u64()),
        (Some(105), Some(0))
    );
    assert!(got["docNo"].is_u64());
    assert_eq!(sim.post("tables/create", body).await.status, 409);
    let empty = sim
        .post(
            "tables/create",
            json!({"tableId": "k%C3%B6%C5%9Fe1", "personCount": 4}),
        )
        .await
        .data();
    assert_eq!(empty["total"], 0);
    assert!(
        sim.get("tables/get?id=k%25C3%25B6%25C5%259Fe1")
            .await
            .data()["orders"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    for id in ["bilardo-3", "nowhere"] {
        assert_eq!(
            sim.post("tables/create", json!({"tableId": id}))
                .await
                .status,
            400
        );
    }
    assert_eq!(
        sim.post("tables/create", json!({"tableId": "masa-7"}))
            .await
            .status,
        409
    );
    assert_eq!(
        sim.post_older("tables/create", json!({"tableId": "teras-5"}))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn packet_fields_are_changed_one_by_one_and_the_answer_names_what_changed() {
    let sim = Sim::start().await;
    let update = |more: Value| {
        let mut body = json!({"packetId": "1791400223345"});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        sim.post("packets/update", body)
    };
    let got =
        update(json!({"status": "Delivered", "note": "", "customer": {"phone": "05550000000"}}))
            .await
            .json();
    assert_eq!(got["updated"], json!(["status", "note", "customer.phone"]));
    let after = sim.get("packets/get?packetId=1791400223345").await.data();
    assert_eq!(
        (after["note"].as_str(), after["paymentNote"].as_str()),
        (Some(""), Some("kapıda kart"))
    );
    assert_eq!(after["customer"]["address"], "Ihlamur Sk. No: 4 D: 2");
    assert_eq!(
        update(json!({"status": "Delivered"})).await.json()["updated"],
        json!([])
    );
    for (body, message) in [
        (json!({"total": 1}), "\"total\" is not allowed"),
        (
            json!({"customer": {"name": "x"}}),
            "\"customer.name\" is not allowed",
        ),
        (
            json!({"status": "Closed"}),
            "\"status\" must be one of [none, Approved, Ready, OnDelivery, Delivered, Rejected]",
        ),
        (
            json!({"invoiceUrl": "http://x.example"}),
            "\"invoiceUrl\" must be a valid uri with a scheme matching the https pattern",
        ),
    ] {
        assert_eq!(update(body).await.message(), message);
    }
    assert_eq!(
        sim.post("packets/update", json!({"packetId": "1"}))
            .await
            .message(),
        "plugin.packets.notFound"
    );
}
