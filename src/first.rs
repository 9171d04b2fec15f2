//! What first.js did while the program was on its way: it asked the panel who is looking at what, read the bill and drew it. Each of
//! its answers is taken over once; whatever is asked later is asked anew.
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// Where first.js leaves what it was told.
const PLACE: &str = "adisyonFirst";

/// The text of a bill as the backend gave it.
pub struct Read {
    /// The answer's body.
    pub text: String,
    /// The name of the request.
    pub request: Option<String>,
    /// The platform could not be asked: this is what was read last.
    pub aged: bool,
}

/// What the panel answered to `getContext`, as JSON: none inside if it was silent or refused. None if it was not asked, or the answer
/// was taken already.
pub async fn context() -> Option<Option<String>> {
    let told = taken("context").await?;
    Some(told.as_string())
}

/// The bill that was read at this address.
pub async fn bill(path: &str) -> Option<Read> {
    let read = place().and_then(|place| field(&place, "path"));
    if read?.as_string()? != path {
        return None;
    }
    let told = taken("read").await?;
    Some(Read {
        text: field(&told, "text")?.as_string()?,
        request: field(&told, "request").and_then(|name| name.as_string()),
        aged: field(&told, "aged").is_some_and(|aged| aged.is_truthy()),
    })
}

/// True while a bill stands there that first.js drew.
pub fn shows_bill() -> bool {
    drawn().is_some_and(|drawn| drawn.has_attribute("data-bill"))
}

/// Takes away what stood there before the program.
pub fn leave() {
    if let Some(drawn) = drawn() {
        drawn.remove();
    }
}

/// Its way back leads where the program's would.
pub fn on_back(leave: Callback<()>) {
    let button = drawn().and_then(|drawn| drawn.query_selector("button").ok().flatten());
    if let Some(button) = button {
        let press = Closure::once_into_js(move || leave.run(()));
        // An element takes listeners.
        let _ = button.add_event_listener_with_callback("click", press.unchecked_ref());
    }
}

fn drawn() -> Option<Element> {
    document().get_element_by_id("first")
}

fn place() -> Option<JsValue> {
    field(&window(), PLACE)
}

/// A field that is there.
fn field(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(of, &name.into()).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}

/// Waits for a promise that nobody waited for yet.
async fn taken(name: &str) -> Option<JsValue> {
    let place = place()?;
    let promise = field(&place, name)?;
    // An object of first.js takes any field.
    let _ = js_sys::Reflect::set(&place, &name.into(), &JsValue::NULL);
    JsFuture::from(js_sys::Promise::from(promise)).await.ok()
}
