//! What the platform asks before a bill is closed, over the whole road: signed question, answer, closing. C:D.8.
#![allow(clippy::unwrap_used)]
mod house;

use hmac::{Hmac, Mac};
use house::edits::{lira, pay};
use house::patience::{PATIENCE, within};
use house::{Answer, House, attempt};
use serde_json::{Value, json};
use sha2::Sha256;
use std::time::Duration;

const ACTION: &str = "/action";

/// The simulator asks this backend.
async fn asked(house: &House, bill: &str) -> Value {
    house.control("gate", json!({ "account": bill })).await
}

/// The page of this person was seen in this language.
async fn page_in(house: &House, language: &str) {
    let bearer = format!(
        "Bearer {}",
        house.token_with("role=staff&user=u-murat&").await
    );
    let headers = [
        ("authorization", bearer.as_str()),
        ("accept-language", language),
    ];
    let url = format!("{}/api/session", house.url);
    assert_eq!(
        house.request("GET", &url, &headers, vec![]).await.status,
        200
    );
}

fn question(house: &House) -> Value {
    let install = &house.config.tenants[house.tenant];
    json!({
        "id": "hook_1", "type": "hook", "version": "1", "environment": install.environment, "tenantId": install.id,
        "occurredAt": 1_791_400_000_000_i64, "event": "table.close", "stage": "before",
        "target": { "type": "table", "id": "masa-1" }, "timeoutMs": 10_000,
    })
}

/// Sends a question signed at the given offset in seconds, to the address for actions or another.
async fn send(house: &House, to: &str, body: &Value, secret: &str, offset: i64) -> Answer {
    let text = body.to_string();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let time = i64::try_from(now.unwrap().as_secs()).unwrap() + offset;
    let signature = signature(text.as_bytes(), secret, time);
    let headers = [
        ("x-restomenum-signature", signature.as_str()),
        ("content-type", "application/json"),
    ];
    house
        .request(
            "POST",
            &format!("{}{to}", house.url),
            &headers,
            text.into_bytes(),
        )
        .await
}

fn signature(body: &[u8], secret: &str, time: i64) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.").as_bytes());
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}

fn secret(house: &House) -> String {
    house.config.tenants[house.tenant].webhook_secret.clone()
}

#[tokio::test]
async fn a_paid_bill_may_be_closed_and_an_open_one_is_refused_with_its_balance() {
    let house = House::open().await;
    let open = asked(&house, "table:masa-3").await;
    assert_eq!(
        (&open["decision"], &open["answered"]),
        (&json!("deny"), &json!(true))
    );
    let inside = house.inside("table:masa-3").await;
    let rest = inside["total"].as_f64().unwrap() - inside["paid"].as_f64().unwrap();
    let message = open["message"].as_str().unwrap();
    let digits: String = message.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, format!("{rest:.2}").replace('.', ""), "{message}");
    let paid = asked(&house, "table:masa-6").await;
    assert_eq!(
        (&paid["decision"], &paid["answered"]),
        (&json!("allow"), &json!(true))
    );
}

#[tokio::test]
async fn a_packet_is_judged_like_a_table() {
    let house = House::open().await;
    let open = asked(&house, "packet:1791400223345").await;
    assert_eq!(open["decision"], "deny");
    let paid = asked(&house, "packet:1791400366010").await;
    assert_eq!(
        (&paid["decision"], &paid["answered"]),
        (&json!("allow"), &json!(true))
    );
}

#[tokio::test]
async fn the_reason_is_in_the_language_of_the_cashier_s_panel() {
    let house = House::open().await;
    for (language, word) in [
        ("de", "Nicht geschlossen"),
        ("ru-RU", "Не закрыто"),
        ("en", "Not closed"),
        ("tr", "Kapatılmadı"),
    ] {
        page_in(&house, language).await;
        let answer = asked(&house, "table:masa-1").await;
        let message = answer["message"].as_str().unwrap();
        assert!(message.starts_with(word), "{language}: {message}");
    }
}

#[tokio::test]
async fn a_question_that_says_its_language_is_answered_in_it() {
    let house = House::open().await;
    page_in(&house, "ru").await;
    let mut body = question(&house);
    body["locale"] = json!("en-GB");
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
    assert!(
        answer["message"]
            .as_str()
            .unwrap()
            .starts_with("Not closed")
    );
}

#[tokio::test]
async fn only_a_signed_question_of_the_same_bytes_time_and_secret_is_answered() {
    let house = House::open().await;
    let body = question(&house);
    let good = secret(&house);
    for to in [ACTION, "/webhook"] {
        let answer = send(&house, to, &body, &good, 0).await;
        assert_eq!(
            (answer.status, answer.json()["decision"].as_str()),
            (200, Some("deny")),
            "{to}"
        );
        for (name, secret, offset) in [
            ("secret", "wh_guess", 0),
            ("old", good.as_str(), -400),
            ("early", good.as_str(), 400),
        ] {
            let answer = send(&house, to, &body, secret, offset).await;
            assert_eq!(answer.status, 401, "{to} {name}");
            assert_eq!(answer.json(), json!({ "ok": false }), "{to} {name}");
        }
    }
    let unsigned = house
        .request(
            "POST",
            &format!("{}{ACTION}", house.url),
            &[],
            body.to_string().into_bytes(),
        )
        .await;
    assert_eq!(unsigned.status, 401);
    let mut crossed = body.clone();
    crossed["environment"] = json!("production");
    assert_eq!(send(&house, ACTION, &crossed, &good, 0).await.status, 401);
}

#[tokio::test]
async fn without_a_snapshot_the_bill_is_read_and_what_cannot_be_read_stands_against_nothing() {
    let house = House::open().await;
    let body = question(&house);
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
    assert_eq!(answer["decision"], "deny");
    assert_eq!(house.asked("tables/get").await, 1);
    house.fault(json!({ "status": 500, "times": 9 })).await;
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
    assert_eq!(answer, json!({ "decision": "allow" }));
}

#[tokio::test]
async fn a_snapshot_spares_the_read() {
    let house = House::open().await;
    let mut body = question(&house);
    body["data"] = json!({ "total": 100, "paid": "100,00" });
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
    assert_eq!(answer["decision"], "allow");
    assert_eq!(house.asked("tables/get").await, 0);
}

#[tokio::test]
async fn a_platform_that_does_not_answer_costs_no_more_than_the_limit() {
    let house = House::open().await;
    let mut body = question(&house);
    body["timeoutMs"] = json!(1_500);
    within(Duration::from_millis(1_500), async || {
        let hang = json!({ "kind": "hang", "path": "tables/get" });
        house.fault(hang).await;
        let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
        assert_eq!(answer["decision"], "allow");
    })
    .await;
}

#[tokio::test]
async fn a_bill_that_is_being_written_is_not_closed_under_the_pen() {
    let house = House::open().await;
    let shown = house.show("table:masa-1").await;
    let edits = [pay("1", "pm-nakit", lira(10))];
    house
        .fault(json!({ "kind": "delay", "delayMs": 5_000, "path": "tables/update-payments" }))
        .await;
    let mut body = question(&house);
    body["timeoutMs"] = json!(1_300);
    body["data"] = json!({ "total": 1, "paid": 1 });
    let name = attempt();
    let asking = async {
        // Before the save has begun nothing stands against closing.
        loop {
            let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
            if answer["decision"] == "deny" {
                return answer;
            }
        }
    };
    let limited = tokio::time::timeout(PATIENCE, asking);
    let (saved, asked) = tokio::join!(house.try_save(&shown, &edits, &name), limited);
    assert_eq!(saved.status, 200);
    let message = asked.unwrap()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("kaydediliyor"), "{message}");
}

#[tokio::test]
async fn other_gates_are_let_through_and_unknown_buttons_are_told() {
    let house = House::open().await;
    let mut body = question(&house);
    body["event"] = json!("packet.status.update");
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await.json();
    assert_eq!(answer, json!({ "decision": "allow" }));
    let pressed = house
        .control(
            "action",
            json!({ "hook": "unknown", "account": "packet:1791400223345" }),
        )
        .await;
    let answer = &pressed["answer"];
    assert_eq!(
        (&answer["success"], &answer["level"]),
        (&json!(false), &json!("warning"))
    );
    assert!(!answer["message"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn an_event_sent_to_the_address_for_actions_is_worked_off_all_the_same() {
    let house = House::open().await;
    let mut body = question(&house);
    body["type"] = json!("product.updated");
    let answer = send(&house, ACTION, &body, &secret(&house), 0).await;
    assert_eq!((answer.status, answer.json()), (200, json!({ "ok": true })));
}
