//! What the platform tells us. The answer says as little as possible; the log says why.
use crate::app::App;
use crate::log::Notes;
use crate::refuse::not_taken;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::json;
use std::sync::Arc;

pub(super) async fn receive(
    State(app): State<Arc<App>>,
    Extension(notes): Extension<Notes>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let (install, taken) = app.webhooks.receive(&headers, body).await;
    notes.note(|noted| {
        if let Some(install) = install {
            noted.environment = Some(install.environment.as_str());
            noted.tenant = Some(install.tenant);
        }
        noted.reason = taken.err().map(|rejection| rejection.to_string());
    });
    match taken {
        Ok(_) => Json(json!({ "ok": true })).into_response(),
        Err(rejection) => not_taken(rejection),
    }
}
