//! What the platform tells us. The answer says as little as possible; the log says why.
use crate::app::App;
use crate::gates::is_question;
use crate::installs::InstallKey;
use crate::log::Notes;
use crate::metrics::METRICS;
use crate::refuse::not_taken;
use crate::webhooks::{Rejection, Taken, Told};
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
    match app.webhooks.hear(&headers, body).await {
        // Without an address for actions the platform asks here. C:B.6.
        Ok(told) if is_question(&told.body) => {
            noted(&notes, &told.install.key, None);
            super::action::ask(&app, &told.install, &told, &headers).await
        }
        Ok(told) => take(&app, &notes, told).await,
        Err(rejection) => {
            count(rejection.to_string());
            notes.note(|noted| noted.reason = Some(rejection.to_string()));
            not_taken(rejection)
        }
    }
}

/// `became` is a word of ours.
fn count(became: String) {
    METRICS.count("adisyon_webhooks_total", format!("became=\"{became}\""));
}

/// Takes a verified event.
pub(super) async fn take(app: &App, notes: &Notes, told: Told) -> Response {
    let taken = app.webhooks.take(&told).await;
    count(match taken {
        Ok(Taken::Fresh) => "fresh".to_owned(),
        Ok(Taken::Again) => "again".to_owned(),
        Err(rejection) => rejection.to_string(),
    });
    noted(notes, &told.install.key, taken.err());
    match taken {
        Ok(_) => Json(json!({ "ok": true })).into_response(),
        Err(rejection) => not_taken(rejection),
    }
}

/// Whose it is, for the log.
pub(super) fn noted(notes: &Notes, install: &InstallKey, rejection: Option<Rejection>) {
    notes.note(|noted| {
        noted.environment = Some(install.environment.as_str());
        noted.tenant = Some(install.tenant.clone());
        noted.reason = rejection.map(|rejection| rejection.to_string());
    });
}
