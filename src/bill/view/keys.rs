//! Keys that work wherever the focus is.
use super::actions::{Open, step_line};
use super::add::SEARCH;
use crate::bill::run::Desk;
use crate::bill::state::Event;
use crate::ui::are_single_keys_on;
use adisyon_bill::{Edit, LineKey};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Listens as long as the screen stands.
pub fn listen(desk: Desk, open: RwSignal<Open>) {
    let keys = window_event_listener(ev::keydown, move |event| pressed(desk, open, &event));
    on_cleanup(move || keys.remove());
    let sight = window_event_listener_untyped("visibilitychange", move |_| seen(desk));
    on_cleanup(move || sight.remove());
}

/// The page went out of sight or came back.
fn seen(desk: Desk) {
    if document().visibility_state() == web_sys::VisibilityState::Visible {
        desk.happen(Event::Looked { now: desk.now() });
    } else {
        desk.flush();
    }
}

fn pressed(desk: Desk, open: RwSignal<Open>, event: &ev::KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let typing = target.as_ref().is_some_and(is_text);
    let command = event.ctrl_key() || event.meta_key();
    let dialog = document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some();
    let used = match event.key().as_str() {
        "s" | "S" if command => {
            blur_field();
            desk.happen(Event::SavePressed { now: desk.now() });
            true
        }
        _ if dialog || open.with_untracked(|open| *open != Open::Nothing) => false,
        // A field with unsaved letters undoes its own letters.
        "z" | "Z" if command && !typing => {
            desk.happen(if event.shift_key() {
                Event::RedoPressed
            } else {
                Event::UndoPressed
            });
            true
        }
        "y" | "Y" if command && !typing => {
            desk.happen(Event::RedoPressed);
            true
        }
        _ if command || event.alt_key() => false,
        "F1" => {
            open.set(Open::Keys);
            true
        }
        "/" if !typing && are_single_keys_on() => focus(SEARCH),
        "?" if !typing && are_single_keys_on() => {
            open.set(Open::Keys);
            true
        }
        key => target.is_some_and(|target| on_line(desk, key, &target, typing)),
    };
    if used {
        event.prevent_default();
    }
}

/// `+`, `-` and Delete where a line has the focus. Its quantity field hears plus and minus itself.
fn on_line(desk: Desk, key: &str, target: &Element, typing: bool) -> bool {
    let Some(row) = target.closest("[data-testid=line]").ok().flatten() else {
        return false;
    };
    if typing || row.query_selector(".stepper").ok().flatten().is_none() {
        return false;
    }
    let Some(line) = row.get_attribute("data-line-id").map(LineKey::new) else {
        return false;
    };
    match key {
        "+" => step_line(desk, &line, 1),
        "-" => step_line(desk, &line, -1),
        "Delete" => desk.edit(Edit::Remove(line)),
        _ => return false,
    }
    true
}

fn is_text(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("radio" | "checkbox" | "button")
        ),
        _ => false,
    }
}

/// A typed quantity counts when its field is left: saving by key leaves it first, and comes back.
fn blur_field() {
    let Some(field) = document()
        .active_element()
        .and_then(|field| field.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    if is_text(&field) {
        // An element in the page takes or loses focus without fail.
        let _ = field.blur();
        let _ = field.focus();
    }
}

/// Moves the focus to an element; true if it is there.
pub fn focus(id: &str) -> bool {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
