//! One long answer, heard line by line.
use super::fetch::Abort;
use futures_channel::oneshot;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ReadableStreamDefaultReader, Request, RequestInit, Response};

/// The longest line that is kept: a bill of hundreds of lines is a tenth of it.
const MAX_LINE: usize = 4 << 20;

/// Asks and hears each line until the answer ends, the road breaks, or nobody listens any more. How it ended does not matter: what
/// was heard last says from where to go on.
pub(super) async fn lines(
    path: &str,
    token: &str,
    heard: &str,
    mut closed: oneshot::Receiver<()>,
    on_line: impl FnMut(&str),
) {
    let Ok(controller) = web_sys::AbortController::new() else {
        return;
    };
    let abort = Abort(controller);
    let reading = read(path, token, heard, &abort, on_line);
    let mut reading = std::pin::pin!(reading);
    std::future::poll_fn(|context| {
        if std::pin::Pin::new(&mut closed).poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        reading.as_mut().poll(context).map(drop)
    })
    .await;
}

async fn read(
    path: &str,
    token: &str,
    heard: &str,
    abort: &Abort,
    mut on_line: impl FnMut(&str),
) -> Result<(), JsValue> {
    let headers = Headers::new()?;
    headers.set("authorization", &format!("Bearer {token}"))?;
    if !heard.is_empty() {
        headers.set(adisyon_wire::live::HEARD, heard)?;
    }
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_signal(Some(&abort.0.signal()));
    let request = Request::new_with_str_and_init(path, &init)?;
    let fetched = leptos::prelude::window().fetch_with_request(&request);
    let response: Response = JsFuture::from(fetched).await?.unchecked_into();
    let (true, Some(body)) = (response.status() == 200, response.body()) else {
        return Ok(());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut rest = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let Ok(bytes) = Reflect::get(&chunk, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(());
        };
        rest.extend(bytes.to_vec());
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = rest.drain(..=end).collect();
            on_line(String::from_utf8_lossy(&line).trim());
        }
        if rest.len() > MAX_LINE {
            return Ok(());
        }
    }
}
