//! The outermost layer: every request gets a name, every answer its headers, every refusal its body, and every pair a log line.
use crate::app::App;
use crate::log::Notes;
use crate::metrics::METRICS;
use crate::refuse::Refuse;
use crate::trace;
use adisyon_wire::refusal::RefusalCode;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;

/// The name of a request.
#[derive(Clone, Debug)]
pub struct RequestId(pub Arc<str>);

impl RequestId {
    /// A fresh name: 20 letters from the system's randomness.
    fn fresh() -> RequestId {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut random = [0_u8; 20];
        // Without randomness names repeat; they are for finding log lines, not for security.
        let _ = getrandom::fill(&mut random);
        let name: String = random
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
            .collect();
        RequestId(name.into())
    }
}

/// Lets a request in and its answer out.
pub async fn pass(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let started = app.clock.elapsed();
    let (id, notes) = (RequestId::fresh(), Notes::default());
    let method = request.method().clone();
    let route = route(&request);
    request.extensions_mut().insert(id.clone());
    request.extensions_mut().insert(notes.clone());

    let mut response = match is_ambiguous(&request) {
        true => ambiguous(),
        false => {
            let parent = request.headers().get("traceparent").cloned();
            let parent = parent.as_ref().and_then(|value| value.to_str().ok());
            let work = caught(next.run(request));
            trace::span(trace::Kind::Server, &route, parent, work).await
        }
    };
    let refuse = response.extensions_mut().remove::<Refuse>();
    if let Some(refuse) = &refuse {
        let allow = response.headers_mut().remove(axum::http::header::ALLOW);
        let close = response.headers_mut().remove(CONNECTION);
        response = refuse.answer(&id.0);
        if let Some(close) = close {
            response.headers_mut().insert(CONNECTION, close);
        }
        if let Some(allow) = allow {
            response
                .headers_mut()
                .insert(axum::http::header::ALLOW, allow);
        }
    }
    app.headers.put(response.headers_mut(), &id.0);

    let took = app.clock.elapsed().saturating_sub(started);
    count(&route, response.status().as_u16(), refuse.as_ref(), took);
    let noted = notes.read();
    let ms = took.as_millis() as u64;
    tracing::info!(
        request = &*id.0,
        method = method.as_str(),
        route,
        status = response.status().as_u16(),
        ms,
        environment = noted.environment,
        tenant = noted.tenant,
        refusal = refuse.map(|refuse| format!("{:?}", refuse.code)),
        reason = noted.reason,
        "request"
    );
    response
}

fn count(route: &str, status: u16, refuse: Option<&Refuse>, took: std::time::Duration) {
    let labels = format!("route=\"{route}\",status=\"{status}\"");
    METRICS.time("adisyon_requests_seconds", labels, took);
    if let Some(refuse) = refuse {
        let code = serde_json::to_string(&refuse.code).unwrap_or_default();
        let labels = format!("route=\"{route}\",code={code}");
        METRICS.count("adisyon_refusals_total", labels);
    }
}

/// A body whose length is said in two ways is read differently by a proxy in front of us and by us: a second request could hide in it.
fn is_ambiguous(request: &Request) -> bool {
    let headers = request.headers();
    let lengths = headers.get_all(CONTENT_LENGTH).iter().count();
    let codings = headers.get_all(TRANSFER_ENCODING).iter().count();
    lengths + codings > 1
}

fn ambiguous() -> Response {
    let mut response = Refuse::from(RefusalCode::BadRequest).into_response();
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

/// The route's template, never the path itself: it may hold what nobody meant to log.
fn route(request: &Request) -> String {
    match request.extensions().get::<MatchedPath>() {
        Some(matched) => matched.as_str().to_owned(),
        None if request.uri().path().starts_with("/api/") => "unknown".to_owned(),
        None => "file".to_owned(),
    }
}

/// A panic in a handler is our fault and one request's end, not the connection's.
async fn caught(answer: impl Future<Output = Response>) -> Response {
    let mut answer = Box::pin(answer);
    std::future::poll_fn(move |context| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Refuse::from(RefusalCode::Internal).into_response()))
    })
    .await
}

/// What no route and no file answers.
pub fn nothing_here(path: &str) -> Response {
    if path == "/api" || path.starts_with("/api/") {
        return Refuse::from(RefusalCode::NoRoute).into_response();
    }
    let mut response = Response::new(Body::from("not found\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
