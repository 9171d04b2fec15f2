//! The port to the panel: posts to its origin alone, listens to its window alone, and matches answers to questions. C:B.1, C:B.3.
use super::message::{Action, Answer, Data};
use super::origin::Panels;
use crate::clock::Alarm;
use adisyon_json::Json;
use futures_channel::oneshot;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Window};

/// Why the panel's answer is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Silence {
    /// It did not answer in time.
    Timeout,
    /// It refused, with its code.
    Refused(String),
}

/// The port to one panel window. Cloning shares it; the last one dropped stops listening.
#[derive(Clone)]
pub struct Port(Rc<Inner>);

type Waiting = Rc<RefCell<HashMap<String, oneshot::Sender<Result<Data, Silence>>>>>;

struct Inner {
    own: Window,
    parent: Window,
    targets: Vec<String>,
    waiting: Waiting,
    listen: Closure<dyn FnMut(MessageEvent)>,
}

impl Port {
    /// Listens in `own` for answers of `parent`, which is where questions go.
    pub fn open(own: Window, parent: Window, panels: Panels, named: Option<&str>) -> Port {
        let targets = panels.targets(named);
        let waiting = Waiting::default();
        let listen = {
            let (parent, waiting) = (parent.clone(), waiting.clone());
            Closure::new(move |event: MessageEvent| {
                let from_parent = event
                    .source()
                    .is_some_and(|source| source.loose_eq(&parent));
                if !from_parent || !panels.trusts(&event.origin()) {
                    return;
                }
                if let Some(answer) = parsed(&event.data()).and_then(Answer::read) {
                    deliver(&waiting, answer);
                }
            })
        };
        own.add_event_listener_with_callback("message", listen.as_ref().unchecked_ref())
            .expect("a window takes listeners");
        Port(Rc::new(Inner {
            own,
            parent,
            targets,
            waiting,
            listen,
        }))
    }

    /// Asks, and waits for the answer; where a person has to act, without end.
    pub async fn ask(&self, action: Action) -> Result<Data, Silence> {
        let id = fresh_id();
        let (answered, answer) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(id.clone(), answered);
        let waiting = self.0.waiting.clone();
        let late = id.clone();
        // Invariant: lives until the answer is there, and is called off by being dropped.
        let _alarm = action.patience().map(|patience| {
            Alarm::after(patience, move || {
                if let Some(answered) = waiting.borrow_mut().remove(&late) {
                    // The asker may have gone.
                    let _ = answered.send(Err(Silence::Timeout));
                }
            })
        });
        self.post(&action.request(&id));
        answer.await.unwrap_or(Err(Silence::Timeout))
    }

    fn post(&self, message: &str) {
        let Ok(message) = js_sys::JSON::parse(message) else {
            return;
        };
        for target in &self.0.targets {
            // Throws only for an origin that is no address, and those are checked. A wrong one is not delivered.
            let _ = self.0.parent.post_message(&message, target);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // The listener is ours: removing it cannot fail.
        let _ = self
            .own
            .remove_event_listener_with_callback("message", self.listen.as_ref().unchecked_ref());
    }
}

fn deliver(waiting: &Waiting, answer: Answer) {
    // Unknown ids are other listeners' or answered already.
    if let Some(answered) = waiting.borrow_mut().remove(&answer.request_id) {
        // The asker may have gone.
        let _ = answered.send(answer.result.map_err(Silence::Refused));
    }
}

/// The message as plain values; what is not data (functions, cycles) is no message of ours.
fn parsed(data: &JsValue) -> Option<Json> {
    if !data.is_object() {
        return None;
    }
    let text = String::from(js_sys::JSON::stringify(data).ok()?);
    Json::parse(&text)
}

/// Unique among all questions, and not to be guessed by another window.
fn fresh_id() -> String {
    let mut bytes = [0_u8; 12];
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        // Fails only above 64 KB.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut id = String::from("ads-");
    for byte in bytes {
        id.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        id.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    id
}
