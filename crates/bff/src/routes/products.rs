//! The catalogue, sent whole and kept by the browser until its stamp changes.
use super::bill::aged;
use super::who::Who;
use crate::app::App;
use crate::assets::{accepts, matches};
use crate::installs::scope;
use crate::refuse::Refuse;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH,
    VARY,
};
use axum::http::{Response, StatusCode};
use std::sync::Arc;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    who: Who,
    asked: HeaderMap,
) -> Result<Response<Body>, Refuse> {
    let (stock, age) = app
        .stocks
        .dated(&who.install)
        .await
        .map_err(|failure| Refuse::upstream(failure, scope::PRODUCTS_READ))?;
    let etag = HeaderValue::try_from(&stock.etag).unwrap_or(HeaderValue::from_static("\"\""));
    let mut response = Response::new(Body::empty());
    if asked
        .get(IF_NONE_MATCH)
        .is_some_and(|seen| matches(seen, &etag))
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let compressed = accepts(&asked, "gzip") && !stock.gzip.is_empty();
        if compressed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        let bytes = if compressed { &stock.gzip } else { &stock.json };
        *response.body_mut() = Body::from(bytes.clone());
    }
    let headers = response.headers_mut();
    headers.extend(age.into_iter().flat_map(aged));
    headers.insert(ETAG, etag);
    // Kept by this browser alone, and asked about each time: the token decides who may see it.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(
        VARY,
        HeaderValue::from_static("accept-encoding, authorization"),
    );
    Ok(response)
}
