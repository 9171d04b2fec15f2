//! What the tests stand on: a place to mount, a backend that answers as told, a patient eye.
use adisyon::api::{Api, provide_api};
use adisyon::chunk::Chunk;
use adisyon::clock;
use adisyon::i18n::{Locale, provide_i18n};
use adisyon::ui::{LiveRegion, ToastLine, provide_live, provide_toasts};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, Request, Response, ResponseInit};

/// The longest wait for something that should come.
const SOON: i64 = 5_000;

/// Waits until it is so, and fails with its name if it does not come.
pub async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let end = clock::now() + SOON;
    while !so() {
        assert!(clock::now() < end, "never: {what}");
        clock::sleep(Duration::from_millis(5)).await;
    }
}

/// A mounted part; unmounts and leaves the page when dropped.
pub struct Mounted {
    pub root: HtmlElement,
    handle: Option<Box<dyn std::any::Any>>,
}

impl Mounted {
    pub fn new<V: IntoView + 'static>(part: impl FnOnce() -> V + 'static) -> Mounted {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let handle = leptos::mount::mount_to(root.clone(), part);
        Mounted {
            root,
            handle: Some(Box::new(handle)),
        }
    }

    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root.query_selector(selector).unwrap()?;
        Some(found.unchecked_into())
    }

    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|at| found.item(at).unwrap().unchecked_into())
            .collect()
    }

    pub async fn get(&self, selector: &str) -> HtmlElement {
        until(selector, || self.find(selector).is_some()).await;
        self.find(selector).unwrap()
    }

    pub fn text(&self) -> String {
        self.root.inner_text()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.handle.take();
        self.root.remove();
    }
}

/// Types a whole text into a field, as input events say it.
pub fn type_into(field: &HtmlElement, text: &str) {
    let field: &HtmlInputElement = field.unchecked_ref();
    field.set_value(text);
    dispatch(field, "input");
}

/// Chooses in a list, as a hand does.
pub fn choose(list: &HtmlElement, value: &str) {
    Reflect::set(list, &"value".into(), &value.into()).unwrap();
    dispatch(list, "change");
}

/// A part with everything around it that a screen expects: Turkish words, the voice, toasts, the road to the backend.
pub fn screen(part: impl FnOnce(Api) -> AnyView + 'static) -> Mounted {
    Mounted::new(move || {
        provide_i18n(Locale::Tr);
        let live = provide_live();
        let toasts = provide_toasts();
        let api = provide_api(Rc::new(|| Box::pin(async { Some("token".to_owned()) })));
        view! {
            {part(api)}
            <ToastLine toasts />
            <LiveRegion live />
        }
    })
}

/// What a chunk offers, once it is here.
pub async fn fetched<T>(chunk: Chunk<T>) -> &'static T {
    // What fetches it is started by the first part that is mounted.
    drop(Mounted::new(|| ()));
    chunk.want();
    until("the chunk", || chunk.is_here()).await;
    chunk.get_untracked().unwrap()
}

/// A refusal of the backend.
pub fn refused(status: u16, code: &str) -> Reply {
    json(status, format!(r#"{{"code":"{code}","request_id":"r-9"}}"#))
}

pub fn dispatch(element: &Element, event: &str) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    let event = web_sys::Event::new_with_event_init_dict(event, &init).unwrap();
    element.dispatch_event(&event).unwrap();
}

pub fn press(element: &Element, key: &str) {
    let init = web_sys::KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_key(key);
    let event =
        web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    element.dispatch_event(&event).unwrap();
}

/// What one request gets.
#[derive(Clone)]
pub enum Reply {
    /// Status, headers, body.
    Answer(u16, Vec<(&'static str, &'static str)>, String),
    /// The network is gone.
    Broken,
    /// Nothing, until the page gives up.
    Silence,
    /// The answer, when the promise is kept.
    Later(Promise, Box<Reply>),
}

pub fn json(status: u16, body: impl Into<String>) -> Reply {
    Reply::Answer(status, vec![("x-request-id", "r-9")], body.into())
}

/// A request as the backend saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub token: String,
    pub etag: Option<String>,
    /// What was posted, once it is read.
    pub body: Option<Promise>,
    pub signal: web_sys::AbortSignal,
}

type Answers = Box<dyn FnMut(&Seen) -> Reply>;

/// Takes the place of `fetch` until dropped.
pub struct Backend {
    pub seen: Rc<RefCell<Vec<Seen>>>,
    original: JsValue,
    _fetch: Closure<dyn FnMut(Request) -> Promise>,
}

impl Backend {
    pub fn new(mut answers: impl FnMut(&Seen) -> Reply + 'static) -> Backend {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let log = seen.clone();
        let mut answers: Answers = Box::new(move |seen| answers(seen));
        let fetch = Closure::new(move |request: Request| {
            let saw = saw(&request);
            log.borrow_mut().push(saw.clone());
            respond(answers(&saw), &saw)
        });
        let original = Reflect::get(&window(), &"fetch".into()).unwrap();
        Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        Backend {
            seen,
            original,
            _fetch: fetch,
        }
    }

    /// Answers one after the other; the last one again and again.
    pub fn script(replies: Vec<Reply>) -> Backend {
        let mut at = 0;
        Backend::new(move |_| {
            let reply = replies[at.min(replies.len() - 1)].clone();
            at += 1;
            reply
        })
    }

    pub fn tokens(&self) -> Vec<String> {
        self.seen.borrow().iter().map(|s| s.token.clone()).collect()
    }

    pub fn count(&self, path: &str) -> usize {
        self.seen.borrow().iter().filter(|s| s.path == path).count()
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.original).unwrap();
    }
}

fn saw(request: &Request) -> Seen {
    let origin = window().location().origin().unwrap();
    let header = |name| request.headers().get(name).unwrap();
    Seen {
        method: request.method(),
        path: request.url().trim_start_matches(&origin).to_owned(),
        token: header("authorization").unwrap_or_default(),
        etag: header("if-none-match"),
        body: (request.method() != "GET").then(|| request.text().unwrap()),
        signal: request.signal(),
    }
}

fn respond(reply: Reply, seen: &Seen) -> Promise {
    match reply {
        Reply::Broken => Promise::reject(&js_sys::TypeError::new("Failed to fetch")),
        Reply::Silence => {
            let signal = seen.signal.clone();
            Promise::new(&mut |_, reject: Function| {
                let aborted = Closure::once_into_js(move || {
                    reject.call0(&JsValue::NULL).unwrap();
                });
                signal.set_onabort(Some(aborted.unchecked_ref()));
            })
        }
        Reply::Later(when, reply) => {
            let seen = seen.clone();
            wasm_bindgen_futures::future_to_promise(async move {
                wasm_bindgen_futures::JsFuture::from(when).await?;
                wasm_bindgen_futures::JsFuture::from(respond(*reply, &seen)).await
            })
        }
        Reply::Answer(status, headers, body) => {
            let init = ResponseInit::new();
            init.set_status(status);
            let bodiless = status == 304;
            let body = (!bodiless).then_some(body.as_str());
            let response = Response::new_with_opt_str_and_init(body, &init).unwrap();
            for (name, value) in headers {
                response.headers().set(name, value).unwrap();
            }
            Promise::resolve(&JsValue::from(response))
        }
    }
}

/// A promise and what keeps it.
pub fn promise() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    (promise, keep.unwrap())
}

/// Runs out the timers of one length at once and notes all lengths that were asked for, until dropped.
pub struct Hurry {
    pub asked: Rc<RefCell<Vec<i32>>>,
    original: Function,
    _stub: Closure<dyn FnMut(Function, i32) -> JsValue>,
}

impl Hurry {
    pub fn over(length: Duration) -> Hurry {
        let length = i32::try_from(length.as_millis()).unwrap();
        let original: Function = Reflect::get(&window(), &"setTimeout".into())
            .unwrap()
            .unchecked_into();
        let asked = Rc::new(RefCell::new(Vec::new()));
        let (log, real) = (asked.clone(), original.clone());
        let stub = Closure::new(move |call: Function, ms: i32| {
            log.borrow_mut().push(ms);
            let ms = if ms == length { 0 } else { ms };
            real.call2(&window(), &call, &ms.into()).unwrap()
        });
        Reflect::set(&window(), &"setTimeout".into(), stub.as_ref()).unwrap();
        Hurry {
            asked,
            original,
            _stub: stub,
        }
    }
}

impl Drop for Hurry {
    fn drop(&mut self) {
        Reflect::set(&window(), &"setTimeout".into(), &self.original).unwrap();
    }
}
