//! The outermost layer: every request gets a name, every answer its headers, every refusal its body, and every pair a log line.
use crate::app::App;
use crate::log::Notes;
use crate::refuse::Refuse;
use adisyon_wire::refusal::RefusalCode;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
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

    let mut response = caught(next.run(request)).await;
    let refuse = response.extensions_mut().remove::<Refuse>();
    if let Some(refuse) = &refuse {
        let allow = response.headers_mut().remove(axum::http::header::ALLOW);
        response = refuse.answer(&id.0);
        if let Some(allow) = allow {
            response
                .headers_mut()
                .insert(axum::http::header::ALLOW, allow);
        }
    }
    app.headers.put(response.headers_mut(), &id.0);

    let noted = notes.read();
    let ms = app.clock.elapsed().saturating_sub(started).as_millis() as u64;
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
