//! Webhooks, the code exchange, gates and actions.
#![allow(clippy::unwrap_used)]

#[path = "road/ear.rs"]
mod ear;
mod road;
use ear::{Ear, Heard};
use hmac::{Hmac, Mac};
use restomenum_sim::Config;
use road::{Got, Sim, request};
use serde_json::{Value, json};
use sha2::Sha256;

async fn heard_by(ear: &Ear) -> Sim {
    Sim::of(Config {
        webhook_url: Some(ear.url.clone()),
        plugin_url: ear.url.clone(),
        ..Config::on_free_ports()
    })
    .await
}

fn of(kind: &'static str) -> impl Fn(&Heard) -> bool {
    move |one| one.json()["type"] == kind
}

fn signature_holds(one: &Heard, secret: &str) -> bool {
    let header = one.header("x-restomenum-signature");
    let (stamp, mac) = header.split_once(',').unwrap();
    let mut hasher = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    hasher.update(format!("{}.{}", &stamp[2..], one.text).as_bytes());
    let hex: String = hasher
        .finalize()
        .into_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    mac == format!("v1={hex}")
}

#[tokio::test]
async fn an_own_write_comes_back_signed_twice_and_as_an_echo() {
    let ear = Ear::open(200, "{}").await;
    let sim = heard_by(&ear).await;
    let secret = sim.look("installs").await["installs"][0]["webhookSecret"]
        .as_str()
        .unwrap()
        .to_owned();
    let cart = json!(sim.cart_of("table", "masa-1").await);
    assert_eq!(
        sim.post(
            "tables/update-orders",
            json!({"tableId": "masa-1", "cart": cart})
        )
        .await
        .status,
        200
    );
    let both = ear.until(2, of("table.updated")).await;
    let (first, second) = (both[0].json(), both[1].json());
    assert_eq!(first["id"], second["id"]);
    assert_ne!(both[0].header("x-restomenum-delivery"), "");
    assert!(signature_holds(&both[0], &secret));
    assert_eq!(
        first["actor"]["pluginId"],
        sim.look("state").await["pluginId"]
    );
    assert_eq!(
        (
            first["data"]["tableId"].as_str(),
            first["data"]["changed"].as_str()
        ),
        (Some("masa-1"), Some("order_updated"))
    );
    assert_eq!(first["environment"], "sandbox");
}

#[tokio::test]
async fn the_sequence_of_a_sale_grows_within_its_scope() {
    let ear = Ear::open(200, "{}").await;
    let sim = heard_by(&ear).await;
    sim.control("set", json!({"webhooksTwice": false})).await;
    for _ in 0..4 {
        sim.control(
            "staff",
            json!({"account": "table:masa-1", "op": "add", "product": "cy-0001"}),
        )
        .await;
    }
    let mut numbers: Vec<u64> = ear
        .until(4, of("table.updated"))
        .await
        .iter()
        .map(|one| one.json()["sequence"].as_u64().unwrap())
        .collect();
    numbers.sort_unstable();
    assert!(
        numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]),
        "{numbers:?}"
    );
    assert_eq!(
        sim.inside("table", "masa-1").await["sequence"].as_u64(),
        numbers.last().copied()
    );
}

#[tokio::test]
async fn closing_reopening_and_merging_are_told_with_their_ids() {
    let ear = Ear::open(200, "{}").await;
    let sim = heard_by(&ear).await;
    let uuid = sim.inside("packet", "1791400223345").await["uuid"].clone();
    sim.control("set", json!({"close": "packet:1791400223345"}))
        .await;
    let closed = ear.until(1, of("packet.closed")).await[0].json();
    assert_eq!(
        (
            closed["data"]["packetId"].clone(),
            closed["data"]["channel"].as_str()
        ),
        (uuid.clone(), Some("PACKET"))
    );
    assert_eq!(
        sim.get("packets/get?packetId=1791400223345").await.status,
        404
    );
    sim.control("set", json!({"reopen": "packet:1791400223345"}))
        .await;
    assert_eq!(
        ear.until(1, of("packet.reopened")).await[0].json()["data"]["reopenedFrom"]["saleId"],
        uuid
    );
    assert_eq!(
        sim.get(&format!("packets/get?packetId={}", uuid.as_str().unwrap()))
            .await
            .status,
        200
    );
    sim.control("set", json!({"close": "table:masa-1"})).await;
    assert_eq!(
        ear.until(1, of("table.closed")).await[0].json()["data"]["tableId"],
        "masa-1"
    );
    sim.control("set", json!({"reopen": "table:masa-1"})).await;
    assert_eq!(sim.get("tables/get?id=masa-1*").await.status, 200);
    sim.control(
        "set",
        json!({"merge": {"from": "table:masa-1*", "into": "table:masa-3"}}),
    )
    .await;
    let deleted = ear.until(1, of("table.deleted")).await[0].json();
    assert_eq!(
        (
            deleted["data"]["deleteReason"].as_str(),
            deleted["data"]["movedTo"]["id"].as_str()
        ),
        (Some("merged"), Some("masa-3"))
    );
    assert_eq!(sim.inside("table", "masa-3").await["total"], 1510 + 556);
}

#[tokio::test]
async fn catalogue_changes_and_lifecycle_are_told_and_data_is_empty_without_scope() {
    let ear = Ear::open(200, "{}").await;
    let sim = heard_by(&ear).await;
    sim.control("set", json!({"price": {"product": "ay-0007", "price": 41}}))
        .await;
    assert_eq!(
        ear.until(1, of("product.updated")).await[0].json()["data"]["price"],
        41
    );
    sim.control("set", json!({"redactCustomer": "cu-5501"}))
        .await;
    assert_eq!(
        ear.until(1, of("customer.redact")).await[0].json()["data"]["customerId"],
        "cu-5501"
    );
    sim.control("set", json!({"revokeScope": "payment_methods:read"}))
        .await;
    sim.control("set", json!({"deleteMethod": "pm-ikram"}))
        .await;
    let event = ear.until(1, of("payment_method.deleted")).await[0].json();
    assert!(event["data"].get("id").is_none());
    sim.control("uninstall", json!({})).await;
    ear.until(1, of("app.uninstalled")).await;
    assert_eq!(sim.get("tables/open").await.status, 401);
}

#[tokio::test]
async fn a_refused_delivery_is_tried_again() {
    let ear = Ear::open(500, "{}").await;
    let sim = heard_by(&ear).await;
    sim.control("set", json!({"webhooksTwice": false})).await;
    sim.control(
        "staff",
        json!({"account": "table:masa-1", "op": "pay", "amount": 1}),
    )
    .await;
    let tries = ear.until(2, of("table.updated")).await;
    assert_eq!(tries[0].json()["id"], tries[1].json()["id"]);
}

#[tokio::test]
async fn an_event_made_by_hand_may_lie() {
    let ear = Ear::open(401, "{}").await;
    let sim = heard_by(&ear).await;
    let told = sim.control("event", json!({"type": "packet.created", "environment": "omit", "secret": "wrong", "at": -400, "data": {"x": 1}})).await;
    assert_eq!(told["status"], 401);
    let one = ear.until(1, of("packet.created")).await.remove(0);
    assert!(one.json().get("environment").is_none() && signature_holds(&one, "wrong"));
}

async fn exchange(sim: &Sim, code: &str, secret: &str) -> Got {
    let config = Config::default();
    let body = json!({"grant_type": "authorization_code", "code": code, "client_id": config.plugin_id, "client_secret": secret});
    request(
        sim.running.api,
        "POST",
        "/plugin-api/oauth/token",
        None,
        Some(body.to_string()),
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn a_code_is_exchanged_once_and_rotates_the_keys() {
    let ear = Ear::open(200, "{}").await;
    let sim = heard_by(&ear).await;
    let connect = sim.control("connect", json!({})).await;
    assert!(
        connect["url"].as_str().unwrap().contains("/connect?code=")
            && connect["url"]
                .as_str()
                .unwrap()
                .ends_with("environment=sandbox")
    );
    let code = connect["code"].as_str().unwrap();
    let wrong = exchange(&sim, code, "nope").await;
    assert_eq!(
        (wrong.status, wrong.json()["error"].as_str()),
        (401, Some("invalid_client"))
    );
    let got = exchange(&sim, code, "sim-client-secret").await.data();
    assert_eq!(
        (got["tenantId"].as_str(), got["tokenType"].as_str()),
        (Some("tn_lokanta"), Some("Bearer"))
    );
    assert_eq!(sim.get("tables/open").await.status, 401);
    let key = got["apiKey"].as_str().unwrap();
    assert_eq!(
        sim.api("GET", "tables/open", key, None)
            .await
            .unwrap()
            .status,
        200
    );
    let again = exchange(&sim, code, "sim-client-secret").await;
    assert_eq!(
        (again.status, again.json()["error"].as_str()),
        (400, Some("invalid_grant"))
    );
    let installed = ear.until(1, of("app.installed")).await.remove(0);
    assert!(signature_holds(
        &installed,
        got["webhookSecret"].as_str().unwrap()
    ));
}

#[tokio::test]
async fn an_older_exchange_answers_flat_with_a_server_id() {
    let sim = Sim::start().await;
    let connect = sim
        .control(
            "connect",
            json!({"tenant": "tn_lokanta-older", "environment": "omit"}),
        )
        .await;
    assert!(!connect["url"].as_str().unwrap().contains("environment"));
    let got = exchange(&sim, connect["code"].as_str().unwrap(), "sim-client-secret")
        .await
        .json();
    assert_eq!(got["serverId"], "tn_lokanta-older");
    assert!(got.get("data").is_none() && got["apiKey"].is_string());
}

#[tokio::test]
async fn a_gate_asks_before_closing_and_deny_keeps_the_account() {
    let ear = Ear::open(200, r#"{"decision":"deny","message":"Bakiye var"}"#).await;
    let sim = heard_by(&ear).await;
    let answer = sim
        .control("gate", json!({"account": "table:masa-1"}))
        .await;
    assert_eq!(
        (answer["decision"].as_str(), answer["message"].as_str()),
        (Some("deny"), Some("Bakiye var"))
    );
    assert_eq!(sim.get("tables/get?id=masa-1").await.status, 200);
    let asked = ear.until(1, of("hook")).await.remove(0);
    let body = asked.json();
    assert_eq!(
        (
            asked.path.as_str(),
            body["event"].as_str(),
            body["stage"].as_str()
        ),
        ("/action", Some("table.close"), Some("before"))
    );
    assert_eq!(
        (body["target"]["id"].as_str(), body["timeoutMs"].as_u64()),
        (Some("masa-1"), Some(10_000))
    );
}

#[tokio::test]
async fn a_gate_without_a_usable_answer_allows() {
    let ear = Ear::open(500, "oops").await;
    let sim = heard_by(&ear).await;
    let answer = sim
        .control("gate", json!({"account": "packet:1791400223345"}))
        .await;
    assert_eq!(
        (answer["decision"].as_str(), answer["answered"].as_bool()),
        (Some("allow"), Some(false))
    );
    assert_eq!(
        sim.get("packets/get?packetId=1791400223345").await.status,
        404
    );
}

#[tokio::test]
async fn a_button_gives_the_plugin_s_answer_back() {
    let ear = Ear::open(
        200,
        r#"{"success":true,"message":"Tamam","level":"info","display":"toast"}"#,
    )
    .await;
    let sim = heard_by(&ear).await;
    let answer: Value = sim
        .control(
            "action",
            json!({"hook": "print", "account": "packet:1791400223345"}),
        )
        .await;
    assert_eq!(answer["answer"]["display"], "toast");
    assert_eq!(
        ear.until(1, of("action")).await[0].json()["target"]["id"],
        "1791400223345"
    );
}
