//! The page and its files; everything else is not here.
use crate::app::App;
use crate::door::nothing_here;
use crate::refuse::not_allowed;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, Uri};
use std::sync::Arc;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response<Body> {
    let path = uri.path();
    if !app.assets.has(path) {
        return nothing_here(path);
    }
    if method != Method::GET && method != Method::HEAD {
        return not_allowed("GET,HEAD");
    }
    app.assets
        .answer(&method, path, &asked)
        .unwrap_or_else(|| nothing_here(path))
}
