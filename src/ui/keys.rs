//! The keys of a screen: the list to read, who hears them, and that single ones can be switched off on a device, for whoever speaks
//! to the machine or strikes keys by chance. WCAG 2.2, 2.1.4.
use super::dialog::Dialog;
use crate::i18n::{Key, use_i18n};
use leptos::ev;
use leptos::prelude::*;

/// Where a device keeps that single keys do nothing.
const OFF: &str = "adisyon:single-keys-off";

/// The list: each deed with its keys, `·` between keys that do the same or the opposite.
pub fn key_list(deeds: &'static [(&'static str, Key)], on_close: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let rows = deeds.iter().map(move |(keys, deed)| {
        let keys = keys.split(' ').map(|key| match key {
            "·" => view! { <span class="muted">" · "</span> }.into_any(),
            key => view! { <kbd class="key">{key}</kbd> }.into_any(),
        });
        view! {
            <div class="key-row">
                <dt>{keys.collect_view()}</dt>
                <dd>{i18n.t(*deed)}</dd>
            </div>
        }
    });
    view! {
        <Dialog title=i18n.t(Key::UiKeys).to_owned() on_close=on_close>
            <dl class="key-list" data-testid="keys">{rows.collect_view()}</dl>
            <label class="tick">
                <span class="tick-text">{i18n.t(Key::UiSingleKeys)}</span>
                <input
                    class="switch"
                    type="checkbox"
                    role="switch"
                    data-testid="single-keys"
                    prop:checked=are_single_keys_on()
                    on:change:target=|event| switch_single_keys(event.target().checked())
                />
            </label>
        </Dialog>
    }
    .into_any()
}

/// As long as the calling scope stands, each of these keys is heard; signs not while letters are typed, none behind a dialog, whose keys
/// are its own.
pub fn on_keys(keys: &'static [&'static str], pressed: impl Fn(&str) + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let command = event.ctrl_key() || event.meta_key() || event.alt_key();
        // A key with a name is no letter of a text.
        let is_free = key.len() > 1 || !is_typing() && are_single_keys_on();
        if keys.contains(&key.as_str()) && is_free && !command && !is_asked() {
            event.prevent_default();
            pressed(&key);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether letters, digits and signs do something where nothing is typed. Keys that work on what has the focus always do.
pub fn are_single_keys_on() -> bool {
    kept().is_none_or(|kept| !matches!(kept.get_item(OFF), Ok(Some(_))))
}

fn switch_single_keys(on: bool) {
    if let Some(kept) = kept() {
        // What cannot be kept holds as it did.
        let _ = match on {
            true => kept.remove_item(OFF),
            false => kept.set_item(OFF, "1"),
        };
    }
}

fn kept() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What has the focus takes letters.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// A dialog is open.
pub fn is_asked() -> bool {
    let open = document().query_selector("dialog[open]");
    open.is_ok_and(|open| open.is_some())
}
