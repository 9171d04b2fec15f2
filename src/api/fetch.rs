//! One request with a time. The only place that calls `fetch`.
use super::failure::Fault;
use crate::clock::Alarm;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestInit, Response};

/// What to ask.
pub(super) struct Ask<'a> {
    pub(super) path: &'a str,
    pub(super) token: &'a str,
    /// GET, POST or PUT.
    pub(super) method: &'static str,
    /// JSON to send along.
    pub(super) body: Option<&'a str>,
    /// The stamp of what we have.
    pub(super) etag: Option<&'a str>,
    pub(super) patience: Duration,
}

/// What came.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
    pub(super) etag: Option<String>,
    pub(super) request_id: Option<String>,
    /// The platform could not be asked: this is what was read last.
    pub(super) aged: bool,
}

/// Ends the request when nobody waits for it any more.
pub(super) struct Abort(pub(super) AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks and waits for the whole answer. Dropping the future ends the request.
pub(super) async fn fetch(ask: Ask<'_>) -> Result<Reply, Fault> {
    let abort = Abort(AbortController::new().map_err(|_| Fault::Unreadable(None))?);
    let late = Rc::new(Cell::new(false));
    let _alarm = {
        let (late, controller) = (late.clone(), abort.0.clone());
        Alarm::after(ask.patience, move || {
            late.set(true);
            controller.abort();
        })
    };
    let request = request(&ask, &abort).map_err(|_| Fault::Unreadable(None))?;
    let broken = |_| {
        if late.get() {
            Fault::Timeout
        } else {
            Fault::Offline
        }
    };
    let response: Response = JsFuture::from(leptos::prelude::window().fetch_with_request(&request))
        .await
        .map_err(broken)?
        .unchecked_into();
    let header = |name| response.headers().get(name).ok().flatten();
    let (etag, request_id) = (header("etag"), header("x-request-id"));
    let aged = header("age").is_some();
    let text = response.text().map_err(broken)?;
    let body = JsFuture::from(text)
        .await
        .map_err(broken)?
        .as_string()
        .unwrap_or_default();
    Ok(Reply {
        status: response.status(),
        body,
        etag,
        request_id,
        aged,
    })
}

fn request(ask: &Ask<'_>, abort: &Abort) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("authorization", &format!("Bearer {}", ask.token))?;
    headers.set("accept", "application/json")?;
    // The panel's language rather than the browser's: the backend answers the platform's own questions in it.
    if let Some(language) = leptos::prelude::document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
    {
        headers.set("accept-language", &language)?;
    }
    if let Some(etag) = ask.etag {
        headers.set("if-none-match", etag)?;
    }
    let init = RequestInit::new();
    if let Some(body) = ask.body {
        headers.set("content-type", "application/json")?;
        init.set_body(&JsValue::from_str(body));
    }
    init.set_method(ask.method);
    init.set_headers(&headers);
    init.set_signal(Some(&abort.0.signal()));
    Request::new_with_str_and_init(ask.path, &init)
}
