#![allow(clippy::unwrap_used)]
use super::*;
use crate::clock::Clock;
use crate::installs::{Environment, InstallKey};
use crate::secret::Secret;
use crate::store::trial::{Trial, on_both, sandbox};
use axum::http::HeaderValue;
use serde_json::json;
use signal::{Change, Signal};
use signature::{HEADER, WINDOW, sign};
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;

mod life;
mod order;

const SECRET: &str = "wh_x";
const OURS: &str = "5d0e";
/// How often an event is sent before it is given up.
const TRIES: usize = 20;

/// A door with one connected restaurant behind it.
async fn door(trial: &Trial) -> Webhooks {
    let directory = Directory::new(trial.store.clone(), trial.hand.clone(), None);
    let desk = Desk {
        directory: Arc::new(directory),
        store: trial.store.clone(),
        signals: Signals::default(),
    };
    Webhooks::new(desk, trial.hand.clone(), OURS.into())
}

async fn connected(trial: &Trial) -> Webhooks {
    let door = door(trial).await;
    connect(&door, &sandbox("tn_1"), SECRET).await;
    door
}

async fn connect(door: &Webhooks, key: &InstallKey, secret: &str) {
    let (api_key, secret) = (Secret::new("k"), Secret::new(secret));
    let scopes = ["orders:read".to_owned()].into();
    let directory = door.directory();
    directory
        .connect(key, &api_key, &secret, &scopes)
        .await
        .unwrap();
}

fn body(id: &str, kind: &str, data: Value) -> Value {
    json!({
        "id": id, "type": kind, "version": "1", "environment": "sandbox", "tenantId": "tn_1",
        "occurredAt": 1_791_400_000_000_i64, "data": data,
    })
}

fn signed(trial: &Trial, body: &str, secret: &str) -> HeaderMap {
    let now = trial.hand.wall_ms() / 1000;
    headers(&sign(body.as_bytes(), secret, now))
}

fn headers(signature: &str) -> HeaderMap {
    HeaderMap::from_iter([(
        axum::http::HeaderName::from_static(HEADER),
        HeaderValue::try_from(signature).unwrap(),
    )])
}

async fn receive(door: &Webhooks, headers: &HeaderMap, text: String) -> Result<Taken, Rejection> {
    let told = door.hear(headers, Body::from(text)).await?;
    door.take(&told).await
}

async fn send(trial: &Trial, door: &Webhooks, body: &Value) -> Result<Taken, Rejection> {
    let text = body.to_string();
    let headers = signed(trial, &text, SECRET);
    receive(door, &headers, text).await
}

/// Sends as the platform does: again for as long as the door is busy, as a slow machine's store may make it.
async fn deliver(trial: &Trial, door: &Webhooks, body: &Value) -> Result<Taken, Rejection> {
    for _ in 0..TRIES {
        match send(trial, door, body).await {
            Err(Rejection::Busy) => {}
            taken => return taken,
        }
    }
    Err(Rejection::Busy)
}

/// Everything told so far.
fn heard(listener: &mut Receiver<Signal>) -> Vec<Signal> {
    std::iter::from_fn(|| listener.try_recv().ok()).collect()
}

#[tokio::test]
async fn every_rejection_has_its_reason() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let whole = body("evt", "packet.updated", json!({}));
        let text = whole.to_string();
        let now = trial.hand.wall_ms() / 1000;
        let without = |field: &str| {
            let mut body = whole.clone();
            body.as_object_mut().unwrap().remove(field);
            body.to_string()
        };
        let with = |field: &str, value: &str| {
            let mut body = whole.clone();
            body[field] = json!(value);
            body.to_string()
        };
        let sound = |text: &str| signed(&trial, text, SECRET);
        let at = |time: i64| headers(&sign(text.as_bytes(), SECRET, time));
        let mut twice = sound(&text);
        twice.append(HEADER, sound(&text)[HEADER].clone());
        let large = format!("{{\"pad\":\"{}\"}}", "x".repeat(MAX_BODY));
        for (name, headers, text, expected) in [
            (
                "no header",
                HeaderMap::new(),
                text.clone(),
                Rejection::Unsigned,
            ),
            ("two headers", twice, text.clone(), Rejection::Unsigned),
            (
                "no digest",
                headers("t=1"),
                text.clone(),
                Rejection::Unsigned,
            ),
            (
                "too old",
                at(now - WINDOW - 1),
                text.clone(),
                Rejection::Untimely,
            ),
            (
                "too new",
                at(now + WINDOW + 1),
                text.clone(),
                Rejection::Untimely,
            ),
            (
                "not JSON",
                sound("packet"),
                "packet".into(),
                Rejection::Unaddressed,
            ),
            (
                "no tenant",
                sound(&without("tenantId")),
                without("tenantId"),
                Rejection::Unaddressed,
            ),
            (
                "no environment",
                sound(&without("environment")),
                without("environment"),
                Rejection::Unaddressed,
            ),
            (
                "other tenant",
                sound(&with("tenantId", "tn_2")),
                with("tenantId", "tn_2"),
                Rejection::Unknown,
            ),
            (
                "other environment",
                sound(&with("environment", "production")),
                with("environment", "production"),
                Rejection::Unknown,
            ),
            (
                "other secret",
                signed(&trial, &text, "wh_y"),
                text.clone(),
                Rejection::Forged,
            ),
            (
                "other bytes",
                sound(&text),
                format!("{text} "),
                Rejection::Forged,
            ),
            (
                "too large",
                sound(&large),
                large.clone(),
                Rejection::TooLarge,
            ),
        ] {
            let heard = door.hear(&headers, Body::from(text)).await;
            assert_eq!(heard.err(), Some(expected), "{name}");
        }
        for time in [now - WINDOW, now, now + WINDOW] {
            let taken = receive(&door, &at(time), text.clone()).await;
            assert!(taken.is_ok(), "{time}: {taken:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_tenants_secret_of_one_environment_signs_nothing_in_the_other() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let production = InstallKey {
            environment: Environment::Production,
            tenant: "tn_1".into(),
        };
        connect(&door, &production, "wh_production").await;
        let text = body("evt", "packet.updated", json!({})).to_string();
        let crossed = signed(&trial, &text, "wh_production");
        let taken = receive(&door, &crossed, text).await;
        assert_eq!(taken, Err(Rejection::Forged));
    })
    .await;
}

#[tokio::test]
async fn a_replay_is_acknowledged_and_does_nothing() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        let event = body("evt", "packet.updated", json!({"packetId": "7"}));
        assert_eq!(send(&trial, &door, &event).await, Ok(Taken::Fresh));
        assert!(matches!(listener.recv().await, Ok(Signal::Bill(_))));
        door.drain().await;
        assert_eq!(send(&trial, &door, &event).await, Ok(Taken::Again));
        assert!(heard(&mut listener).is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_delivered_is_known_after_a_restart_and_at_another_replica() {
    on_both(async |trial| {
        let event = body("evt", "packet.updated", json!({"packetId": "7"}));
        let first = connected(&trial).await;
        assert_eq!(send(&trial, &first, &event).await, Ok(Taken::Fresh));
        first.drain().await;
        let again = trial.again().await;
        let second = door(&again).await;
        assert_eq!(send(&again, &second, &event).await, Ok(Taken::Again));
    })
    .await;
}

#[tokio::test]
async fn a_rotated_secret_replaces_the_old_one_without_overlap() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        connect(&door, &sandbox("tn_1"), "wh_new").await;
        let event = body("evt", "packet.updated", json!({}));
        assert_eq!(send(&trial, &door, &event).await, Err(Rejection::Forged));
        let text = event.to_string();
        let headers = signed(&trial, &text, "wh_new");
        assert_eq!(receive(&door, &headers, text).await, Ok(Taken::Fresh));
    })
    .await;
}

#[tokio::test]
async fn unknown_types_are_acknowledged() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        for (id, kind) in [("1", "moon.landed"), ("2", "hook"), ("3", "")] {
            let sent = deliver(&trial, &door, &body(id, kind, json!({}))).await;
            assert_eq!(sent, Ok(Taken::Fresh), "{kind}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_store_the_platform_is_asked_to_try_again() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        trial.store.close().await;
        let event = body("evt", "packet.updated", json!({}));
        assert_eq!(send(&trial, &door, &event).await, Err(Rejection::Busy));
    })
    .await;
}

#[tokio::test]
async fn nothing_new_is_taken_while_stopping() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        door.drain().await;
        let event = body("evt", "packet.updated", json!({}));
        assert_eq!(send(&trial, &door, &event).await, Err(Rejection::Busy));
    })
    .await;
}

#[tokio::test]
async fn an_echo_is_known_as_our_own() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        let mut event = body("evt", "table.updated", json!({"tableId": "masa-1"}));
        event["actor"] = json!({"type": "plugin", "pluginId": OURS});
        send(&trial, &door, &event).await.unwrap();
        let Ok(Signal::Bill(changed)) = listener.recv().await else {
            panic!("a bill");
        };
        assert!(changed.echo && changed.change == Change::Updated);
    })
    .await;
}
