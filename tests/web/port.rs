//! The port to the panel: a frame stands for the panel's window.
use crate::stage::{Hurry, until};
use adisyon::bridge::message::{Action, PATIENCE};
use adisyon::bridge::origin::Panels;
use adisyon::bridge::port::{Port, Silence};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlIFrameElement, MessageEvent, MessageEventInit, Window};

/// A frame that notes what is posted to it.
struct Panel {
    frame: HtmlIFrameElement,
    heard: Rc<RefCell<Vec<serde_json::Value>>>,
    _listen: Closure<dyn FnMut(MessageEvent)>,
}

impl Panel {
    fn new() -> Panel {
        let frame: HtmlIFrameElement = document()
            .create_element("iframe")
            .unwrap()
            .unchecked_into();
        document().body().unwrap().append_child(&frame).unwrap();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let log = heard.clone();
        let listen = Closure::new(move |event: MessageEvent| {
            let text = String::from(js_sys::JSON::stringify(&event.data()).unwrap());
            log.borrow_mut().push(serde_json::from_str(&text).unwrap());
        });
        frame
            .content_window()
            .unwrap()
            .add_event_listener_with_callback("message", listen.as_ref().unchecked_ref())
            .unwrap();
        Panel {
            frame,
            heard,
            _listen: listen,
        }
    }

    fn window(&self) -> Window {
        self.frame.content_window().unwrap()
    }

    fn port(&self) -> Port {
        let own = origin();
        Port::open(window(), self.window(), Panels::new(""), Some(&own))
    }

    /// Waits for the next question and gives its id.
    async fn asked(&self) -> String {
        until("a question", || !self.heard.borrow().is_empty()).await;
        let question = self.heard.borrow_mut().remove(0);
        assert_eq!(question["type"], "restomenum-bridge");
        question["requestId"].as_str().unwrap().to_owned()
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

fn origin() -> String {
    window().location().origin().unwrap()
}

/// A message as the browser would deliver it.
fn say(from: &Window, origin: &str, message: &serde_json::Value) {
    let init = MessageEventInit::new();
    init.set_data(&js_sys::JSON::parse(&message.to_string()).unwrap());
    init.set_origin(origin);
    init.set_source(Some(from));
    let event = MessageEvent::new_with_event_init_dict("message", &init).unwrap();
    window().dispatch_event(&event).unwrap();
}

fn answer(id: &str, token: &str) -> serde_json::Value {
    serde_json::json!({ "type": "restomenum-bridge-response", "requestId": id,
        "result": { "success": true, "data": { "token": token } } })
}

/// Asks for a token, lets `before` speak first and the true panel after it, and gives the token that was taken.
async fn token_after(before: impl Fn(&Panel, &str)) -> Option<String> {
    let panel = Panel::new();
    let port = panel.port();
    let taken = Rc::new(RefCell::new(None));
    let into = taken.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let data = port.ask(Action::GetSessionToken).await.unwrap();
        *into.borrow_mut() = Some(data.text("token"));
    });
    let id = panel.asked().await;
    before(&panel, &id);
    say(&panel.window(), &origin(), &answer(&id, "true"));
    until("an answer", || taken.borrow().is_some()).await;
    taken.borrow_mut().take().unwrap()
}

#[wasm_bindgen_test]
async fn the_panel_is_asked_and_its_answer_taken() {
    assert_eq!(token_after(|_, _| {}).await.as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_message_from_another_origin_is_not_heard() {
    for hostile in [
        "https://evil.example",
        "null",
        "",
        "http://localhost.evil.example",
    ] {
        let taken = token_after(|panel, id| {
            say(&panel.window(), hostile, &answer(id, "forged"));
        });
        assert_eq!(taken.await.as_deref(), Some("true"), "{hostile}");
    }
}

#[wasm_bindgen_test]
async fn a_message_from_another_window_is_not_heard() {
    let taken = token_after(|_, id| say(&window(), &origin(), &answer(id, "forged")));
    assert_eq!(taken.await.as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn an_answer_to_another_question_is_not_heard() {
    let taken = token_after(|panel, _| {
        say(&panel.window(), &origin(), &answer("ads-0", "other"));
        say(&panel.window(), &origin(), &serde_json::json!("noise"));
        say(
            &panel.window(),
            &origin(),
            &serde_json::json!({ "type": "x" }),
        );
    });
    assert_eq!(taken.await.as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_flat_answer_is_taken_too() {
    let taken = token_after(|panel, id| {
        let flat = serde_json::json!({ "type": "restomenum-bridge-response", "requestId": id,
            "result": { "token": "flat" } });
        say(&panel.window(), &origin(), &flat);
    });
    assert_eq!(taken.await.as_deref(), Some("flat"));
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_with_its_code() {
    let panel = Panel::new();
    let port = panel.port();
    let told = Rc::new(RefCell::new(None));
    let into = told.clone();
    wasm_bindgen_futures::spawn_local(async move {
        *into.borrow_mut() = Some(port.ask(Action::GetContext).await.unwrap_err());
    });
    let id = panel.asked().await;
    let refusal = serde_json::json!({ "type": "restomenum-bridge-response", "requestId": id,
        "result": { "success": false, "message": "denied" } });
    say(&panel.window(), &origin(), &refusal);
    until("a refusal", || told.borrow().is_some()).await;
    assert_eq!(
        told.borrow_mut().take(),
        Some(Silence::Refused("denied".to_owned()))
    );
}

#[wasm_bindgen_test]
async fn a_silent_panel_is_not_waited_for_longer_than_the_patience() {
    let panel = Panel::new();
    let hurry = Hurry::over(PATIENCE);
    let silence = panel.port().ask(Action::GetContext).await;
    assert_eq!(silence.unwrap_err(), Silence::Timeout);
    assert!(hurry.asked.borrow().contains(&5_000));
}

#[wasm_bindgen_test]
async fn what_a_person_answers_has_no_time() {
    let panel = Panel::new();
    let hurry = Hurry::over(PATIENCE);
    let port = panel.port();
    wasm_bindgen_futures::spawn_local(async move {
        let url = "https://example.com/".to_owned();
        // Dropped with the page: nobody answers.
        let _ = port.ask(Action::OpenUrl(url)).await;
    });
    panel.asked().await;
    assert!(!hurry.asked.borrow().contains(&5_000));
}

#[wasm_bindgen_test]
async fn a_window_that_is_no_panel_hears_nothing_even_if_it_names_itself() {
    let panel = Panel::new();
    let hurry = Hurry::over(PATIENCE);
    for named in [None, Some("https://evil.example"), Some("*")] {
        let port = Port::open(window(), panel.window(), Panels::new(""), named);
        assert!(port.ask(Action::GetSessionToken).await.is_err());
    }
    drop(hurry);
    let marker = js_sys::JSON::parse("{\"last\":true}").unwrap();
    panel.window().post_message(&marker, &origin()).unwrap();
    until("the marker", || !panel.heard.borrow().is_empty()).await;
    assert_eq!(panel.heard.borrow()[0], serde_json::json!({ "last": true }));
}
