//! Faults, staff edits, tokens, reset.
#![allow(clippy::unwrap_used)]

mod road;
use road::{Sim, request};
use serde_json::json;

fn rows() -> serde_json::Value {
    json!({"tableId": "masa-1", "payments": [{"id": "pm-nakit", "price": 10}]})
}

#[tokio::test]
async fn a_fault_strikes_as_often_as_armed_and_only_where_it_matches() {
    let sim = Sim::start().await;
    sim.control(
        "fault",
        json!({"path": "tables/open", "status": 500, "times": 2}),
    )
    .await;
    assert_eq!(sim.get("packets/open").await.status, 200);
    assert_eq!(sim.get("tables/open").await.status, 500);
    assert_eq!(sim.get("tables/open").await.status, 500);
    assert_eq!(sim.get("tables/open").await.status, 200);
    sim.control(
        "fault",
        json!({"tenant": "tn_lokanta-older", "kind": "status", "status": 429, "retryAfter": 3}),
    )
    .await;
    assert_eq!(sim.get("tables/open").await.status, 200);
    let got = sim.get_older("tables/open").await;
    assert_eq!(
        (got.status, got.header("retry-after").as_deref()),
        (429, Some("3"))
    );
}

#[tokio::test]
async fn a_dropped_request_did_nothing_and_a_lost_answer_did_it() {
    let sim = Sim::start().await;
    sim.control("fault", json!({"kind": "drop", "method": "POST"}))
        .await;
    let body = Some(rows().to_string());
    assert!(
        sim.api("POST", "tables/update-payments", &sim.newest, body.clone())
            .await
            .is_none()
    );
    assert_eq!(sim.inside("table", "masa-1").await["paid"], 0);
    sim.control("fault", json!({"kind": "lost", "method": "POST"}))
        .await;
    assert!(
        sim.api("POST", "tables/update-payments", &sim.newest, body)
            .await
            .is_none()
    );
    assert_eq!(sim.inside("table", "masa-1").await["paid"], 10);
    let log = sim.look("log").await;
    let last = log["log"]
        .as_array()
        .unwrap()
        .iter()
        .rfind(|entry| entry["fault"] == "lost")
        .unwrap()
        .clone();
    assert_eq!(
        (last["status"].as_u64(), last["path"].as_str()),
        (Some(0), Some("/plugin-api/tables/update-payments"))
    );
}

#[tokio::test]
async fn a_gateway_error_after_the_work_is_still_work_done() {
    let sim = Sim::start().await;
    sim.control("fault", json!({"kind": "status-after", "status": 502}))
        .await;
    assert_eq!(sim.post("tables/update-payments", rows()).await.status, 502);
    assert_eq!(sim.inside("table", "masa-1").await["paid"], 10);
}

#[tokio::test]
async fn garbage_is_not_json_and_twice_is_twice() {
    let sim = Sim::start().await;
    sim.control("fault", json!({"kind": "garbage"})).await;
    let got = sim.get("tables/open").await;
    assert!(got.status == 200 && got.json().is_null());
    sim.control("fault", json!({"kind": "twice", "method": "POST"}))
        .await;
    assert_eq!(sim.post("tables/update-payments", rows()).await.status, 200);
    let inside = sim.inside("table", "masa-1").await;
    assert_eq!(inside["payments"].as_array().unwrap().len(), 1);
    assert_eq!(inside["cancelPayments"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_delayed_answer_comes_late() {
    let sim = Sim::start().await;
    sim.control("fault", json!({"delayMs": 120})).await;
    let started = std::time::Instant::now();
    assert_eq!(sim.get("tables/open").await.status, 200);
    assert!(started.elapsed().as_millis() >= 120);
}

#[tokio::test]
async fn a_colleague_adds_changes_removes_and_takes_money() {
    let sim = Sim::start().await;
    let edit = |body| sim.control("staff", body);
    edit(json!({"account": "table:masa-1", "op": "add", "product": "mc-0042", "options": ["Acı sos"], "note": "sıcak"})).await;
    let lines = sim.get("tables/get?id=masa-1").await.data()["orders"].clone();
    let added = lines.as_array().unwrap().last().unwrap().clone();
    assert!(added["lineId"].is_null() && added["id"].as_str().unwrap().starts_with("masa-1-"));
    assert_eq!(added["lineTotalDecimal"], 107.25);
    edit(json!({"account": "table:masa-1", "op": "quantity", "line": added["id"], "quantity": 2}))
        .await;
    edit(json!({"account": "table:masa-1", "op": "remove", "line": lines[0]["id"]})).await;
    edit(json!({"account": "table:masa-1", "op": "pay", "method": "7c-card", "amount": 50})).await;
    let after = sim.get("tables/get?id=masa-1").await.data();
    assert_eq!(
        (after["total"].as_f64(), after["paid"].as_u64()),
        (Some(556.0 - 240.0 + 214.5), Some(50))
    );
    assert_eq!(after["cancels"][0]["id"], lines[0]["id"]);
    assert!(after["payments"][0]["lineId"].is_null());
}

#[tokio::test]
async fn tokens_carry_the_claims_and_can_be_falsified() {
    use base64::Engine;
    let sim = Sim::start().await;
    let answer = sim.look("token?role=manager&user=u-elif").await;
    assert_eq!(
        (answer["tokenType"].as_str(), answer["expiresIn"].as_i64()),
        (Some("Bearer"), Some(120))
    );
    let claims = |token: &str| -> serde_json::Value {
        let part = token.split('.').nth(1).unwrap();
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(part)
            .unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    let good = claims(answer["token"].as_str().unwrap());
    assert_eq!(
        (good["iss"].as_str(), good["role"].as_str()),
        (Some("restomenum"), Some("manager"))
    );
    assert_eq!(
        good["exp"].as_i64().unwrap() - good["iat"].as_i64().unwrap(),
        120
    );
    let bad = sim
        .look("token?aud=other&iss=evil&ttl=-5&environment=omit&alg=none")
        .await;
    let token = bad["token"].as_str().unwrap();
    let bad = claims(token);
    assert!(
        token.ends_with('.')
            && bad["aud"] == "other"
            && bad["iss"] == "evil"
            && bad.get("environment").is_none()
    );
    assert!(bad["exp"].as_i64().unwrap() < bad["iat"].as_i64().unwrap());
}

#[tokio::test]
async fn a_reset_brings_back_the_start_and_disarms_faults() {
    let sim = Sim::start().await;
    sim.control(
        "set",
        json!({"close": "table:masa-1", "revokeScope": "orders:read"}),
    )
    .await;
    sim.control("fault", json!({"status": 500})).await;
    sim.control("reset", json!({"products": 2500, "lines": 50}))
        .await;
    assert_eq!(sim.get("tables/get?id=masa-1").await.status, 200);
    assert_eq!(
        sim.get("tables/get?id=masa-200").await.data()["orders"]
            .as_array()
            .unwrap()
            .len(),
        50
    );
    sim.control("reset", json!({})).await;
    assert_eq!(
        sim.get("products/list")
            .await
            .data()
            .as_array()
            .unwrap()
            .len(),
        300
    );
}

#[tokio::test]
async fn a_typing_error_in_a_control_call_is_told() {
    let sim = Sim::start().await;
    for (call, body, expected) in [
        ("set", json!({"conset": true}), "conset: no such setting"),
        (
            "set",
            json!({"generation": "ancient"}),
            "generation: must be newest, older or mixed",
        ),
        (
            "set",
            json!({"close": "table:nowhere"}),
            "close: no open account nowhere",
        ),
        ("fault", json!({"knd": "drop"}), "unknown key knd"),
        ("staff", json!({"account": "masa-1"}), "account must be"),
    ] {
        let path = format!("/_sim/{call}");
        let got = request(
            sim.running.panel,
            "POST",
            &path,
            None,
            Some(body.to_string()),
        )
        .await
        .unwrap();
        assert_eq!(got.status, 400);
        assert!(got.message().starts_with(expected), "{}", got.message());
    }
}

#[tokio::test]
async fn stopping_ends_both_listeners() {
    let sim = Sim::start().await;
    let (api, panel) = (sim.running.api, sim.running.panel);
    sim.running.stop().await;
    assert!(tokio::net::TcpStream::connect(api).await.is_err());
    assert!(tokio::net::TcpStream::connect(panel).await.is_err());
}

#[tokio::test]
async fn what_the_state_shows_can_be_loaded_again() {
    let sim = Sim::start().await;
    for (kind, id) in [
        ("table", "teras-3"),
        ("table", "masa-5"),
        ("packet", "1791400300012"),
        ("table", "teras-2"),
    ] {
        let before = sim.inside(kind, id).await;
        sim.control(
            "load",
            json!({"clear": ["accounts"], "accounts": [before.clone()]}),
        )
        .await;
        let after = sim.inside(kind, id).await;
        for key in [
            "lines", "cancels", "payments", "total", "paid", "customer", "uuid",
        ] {
            assert_eq!(before[key], after[key], "{id} {key}");
        }
        sim.control("reset", json!({})).await;
    }
    let product = json!({"id": "x-1", "title": "Deneme", "price": 12.35, "options": [{"choices": [{"title": "A", "price": 1}]}]});
    sim.control("load", json!({"products": [product]})).await;
    assert_eq!(sim.get("products/get?id=x-1").await.data()["price"], 12.35);
}

#[test]
fn every_endpoint_of_the_contract_is_served() {
    let routes = restomenum_sim::routes();
    let mut missing = Vec::new();
    for (method, paths) in [
        (
            "GET",
            "packets/get packets/open tables/get tables/layout tables/open products/get products/list categories/list categories/get payment-methods/list ingredients/list customers/get customers/list users/get",
        ),
        (
            "POST",
            "packets/create packets/update packets/update-orders packets/update-payments tables/create tables/update-orders tables/update-payments products/create products/update products/delete categories/create categories/update categories/delete payment-methods/create payment-methods/update payment-methods/delete ingredients/create ingredients/update ingredients/delete oauth/token",
        ),
    ] {
        missing.extend(
            paths
                .split(' ')
                .filter(|path| !routes.contains(&(method, path))),
        );
    }
    assert!(missing.is_empty(), "{missing:?}");
}
