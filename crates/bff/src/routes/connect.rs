//! Connecting a restaurant: pages at top level, without the panel around them. C:D.1, C:D.3.
use super::CONNECTED;
use crate::app::App;
use crate::connect::language::Language;
use crate::connect::{Asked, page};
use crate::log::Notes;
use crate::refuse::{not_allowed, not_connected};
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use std::sync::Arc;

pub(super) async fn connect(
    State(app): State<Arc<App>>,
    Extension(notes): Extension<Notes>,
    headers: HeaderMap,
    query: Result<Query<Vec<(String, String)>>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let connected = match Asked::read(&query) {
        Ok(asked) => app.connect.connect(asked).await,
        Err(trouble) => Err(trouble),
    };
    match connected {
        Ok(install) => {
            notes.note(|noted| {
                noted.environment = Some(install.environment.as_str());
                noted.tenant = Some(install.tenant);
            });
            // Elsewhere, so that reloading spends no second code and the address keeps none.
            Redirect::to(CONNECTED).into_response()
        }
        Err(trouble) => {
            notes.note(|noted| noted.reason = Some(format!("{trouble:?}")));
            let page = page::trouble(language(&headers), trouble);
            (not_connected(trouble), Html(page)).into_response()
        }
    }
}

pub(super) async fn connected(headers: HeaderMap) -> Html<String> {
    Html(page::connected(language(&headers)))
}

/// Asking whether the address is there must not use up the code in it.
pub(super) async fn spend_nothing() -> Response {
    not_allowed("GET")
}

pub(super) async fn style() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(CONTENT_TYPE, kind)], page::STYLE).into_response()
}

fn language(headers: &HeaderMap) -> Language {
    let accept = headers.get(ACCEPT_LANGUAGE);
    Language::of(accept.and_then(|value| value.to_str().ok()))
}
