//! What the platform asks and waits for: gates and buttons. C:D.8.
use super::webhook::noted;
use crate::app::App;
use crate::gates::is_question;
use crate::installs::Install;
use crate::log::Notes;
use crate::refuse::not_taken;
use crate::webhooks::Told;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use std::sync::Arc;

pub(super) async fn answer(
    State(app): State<Arc<App>>,
    Extension(notes): Extension<Notes>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match app.webhooks.hear(&headers, body).await {
        Ok(told) if is_question(&told.body) => {
            noted(&notes, &told.install.key, None);
            ask(&app, &told.install, &told, &headers).await
        }
        // Somebody else's address was entered in the portal: an event here is worked off all the same.
        Ok(told) => super::webhook::take(&app, &notes, told).await,
        Err(rejection) => {
            notes.note(|noted| noted.reason = Some(rejection.to_string()));
            not_taken(rejection)
        }
    }
}

/// The answer to a verified question.
pub(super) async fn ask(
    app: &App,
    install: &Install,
    told: &Told,
    headers: &HeaderMap,
) -> Response {
    let wish = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Json(app.gates.answer(install, &told.body, wish).await).into_response()
}
