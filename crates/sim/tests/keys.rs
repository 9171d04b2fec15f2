//! Keys, scopes, consent, buckets, unknown paths.
#![allow(clippy::unwrap_used)]

mod road;
use restomenum_sim::Config;
use road::Sim;
use serde_json::json;

#[tokio::test]
async fn a_wrong_or_missing_key_is_unauthorized_in_both_generations() {
    let sim = Sim::start().await;
    for key in ["", "a.b.c"] {
        let got = sim.api("GET", "packets/open", key, None).await.unwrap();
        assert_eq!((got.status, got.message().as_str()), (401, "unauthorized"));
    }
}

#[tokio::test]
async fn a_missing_scope_is_denied_with_the_status_of_the_generation() {
    let sim = Sim::start().await;
    for (tenant, status) in [("tn_lokanta", 403), ("tn_lokanta-older", 200)] {
        sim.control(
            "set",
            json!({"tenant": tenant, "revokeScope": "orders:read"}),
        )
        .await;
        let got = if status == 403 {
            sim.get("packets/open").await
        } else {
            sim.get_older("packets/open").await
        };
        assert_eq!(
            (got.status, got.message().as_str()),
            (status, "plugin.scope.denied")
        );
        assert_eq!(got.json()["success"], false);
    }
}

#[tokio::test]
async fn an_unknown_path_answers_404_without_a_plugin_code() {
    let sim = Sim::start().await;
    let got = sim.get("tables/nothing").await;
    assert_eq!(got.status, 404);
    assert!(got.json().is_null());
    sim.control("set", json!({"tableWrites": false})).await;
    let cart = json!({"tableId": "masa-1", "cart": [{"product": "ay-0007", "quantity": 1}]});
    assert_eq!(sim.post("tables/update-orders", cart).await.status, 404);
}

#[tokio::test]
async fn the_write_bucket_is_empty_after_twenty_and_the_read_bucket_is_another() {
    let sim = Sim::with_limits(Config::on_free_ports()).await;
    let rows = json!({"tableId": "masa-1", "payments": []});
    for _ in 0..20 {
        assert_eq!(
            sim.post("tables/update-payments", rows.clone())
                .await
                .status,
            200
        );
    }
    let got = sim.post("tables/update-payments", rows).await;
    assert_eq!(
        (got.status, got.message().as_str()),
        (429, "plugin.rateLimited")
    );
    let wait: u64 = got.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(sim.get("tables/open").await.status, 200);
}

#[tokio::test]
async fn buckets_can_be_sized_and_older_servers_answer_429_too() {
    let sim = Sim::start().await;
    sim.control(
        "set",
        json!({"tenant": "tn_lokanta-older", "limits": {"reads": 1}}),
    )
    .await;
    assert_eq!(sim.get_older("tables/open").await.status, 200);
    assert_eq!(sim.get_older("tables/open").await.status, 429);
    assert_eq!(sim.get("tables/open").await.status, 200);
}

#[tokio::test]
async fn without_consent_the_note_keys_are_gone_and_the_customer_is_trimmed_but_for_its_call_number()
 {
    let sim = Sim::start().await;
    let full = sim.get("packets/get?packetId=1791400223345").await.data();
    assert_eq!(full["orders"][1]["note"], "Bol yeşillik");
    assert_eq!(full["customer"]["call"], "05550000101;17");
    sim.control("set", json!({"consent": false})).await;
    let trimmed = sim.get("packets/get?packetId=1791400223345").await.data();
    for line in trimmed["orders"].as_array().unwrap() {
        assert!(line.get("note").is_none());
    }
    assert!(trimmed.get("note").is_none() && trimmed.get("paymentNote").is_none());
    let customer = trimmed["customer"].as_object().unwrap();
    assert!(
        customer.keys().all(
            |key| ["id", "region", "call", "addressDescription", "xRevision"]
                .contains(&key.as_str())
        ),
        "{customer:?}"
    );
    sim.control(
        "set",
        json!({"consent": true, "revokeScope": "customers:read"}),
    )
    .await;
    assert!(
        sim.get("packets/get?packetId=1791400223345")
            .await
            .data()
            .get("note")
            .is_none()
    );
}

#[tokio::test]
async fn older_servers_keep_the_personal_keys_and_empty_them() {
    let sim = Sim::start().await;
    sim.control(
        "set",
        json!({"tenant": "tn_lokanta-older", "consent": false}),
    )
    .await;
    let packet = sim
        .get_older("packets/get?packetId=1791400223345")
        .await
        .data();
    assert!(packet["customer"]["name"].is_null() && packet["customer"].get("name").is_some());
    assert!(packet["orders"][0].get("note").is_none());
}

#[tokio::test]
async fn a_void_s_reason_is_gated_like_other_free_text() {
    let sim = Sim::start().await;
    assert_eq!(
        sim.get("tables/get?id=masa-5").await.data()["cancels"][0]["reason"],
        "Yanlış girildi"
    );
    sim.control("set", json!({"consent": false})).await;
    assert!(
        sim.get("tables/get?id=masa-5").await.data()["cancels"][0]
            .get("reason")
            .is_none()
    );
}
