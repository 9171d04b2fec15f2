//! Health, for whoever starts and stops us.
use crate::app::App;
use crate::installs::Environment;
use crate::metrics::METRICS;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long the store may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

pub(super) async fn live() -> Json<Value> {
    Json(json!({ "live": true }))
}

pub(super) async fn ready(State(app): State<Arc<App>>) -> (StatusCode, Json<Value>) {
    let asked = tokio::time::timeout(PATIENCE, app.store.ping()).await;
    let store = matches!(asked, Ok(Ok(())));
    let known = |environment| match app.client.answers(environment) {
        None => "unknown",
        Some(true) => "up",
        Some(false) => "down",
    };
    // Told, not counted: while the platform is down we still say so, and show what was read before.
    let platform = json!({
        "sandbox": known(Environment::Sandbox),
        "production": known(Environment::Production),
    });
    let ready = store && !app.stopping.load(Ordering::SeqCst);
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (
        status,
        Json(json!({ "ready": ready, "store": store, "platform": platform })),
    )
}

/// Figures for Prometheus. Nothing in them names a restaurant or a person; still they are nobody's business outside.
pub(super) async fn metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let mut gauges = vec![
        (
            "adisyon_live_pages",
            String::new(),
            number(app.live.watchers()),
        ),
        (
            "adisyon_breakers_open",
            String::new(),
            number(app.client.breakers().closed()),
        ),
    ];
    if let Some((reads, writes)) = app.client.budgets().least() {
        let left = |kind: &str| format!("kind=\"{kind}\"");
        gauges.push(("adisyon_budget_left", left("reads"), u64::from(reads)));
        gauges.push(("adisyon_budget_left", left("writes"), u64::from(writes)));
    }
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(CONTENT_TYPE, kind)], METRICS.text(&gauges))
}
