//! The keys of a screen, to read, and the key that shows them.
use super::dialog::Dialog;
use crate::i18n::{Key, use_i18n};
use leptos::ev;
use leptos::prelude::*;

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
        </Dialog>
    }
    .into_any()
}

/// As long as the calling scope stands, each of these keys does what stands beside it; not while letters are typed, and not behind a
/// dialog, whose keys are its own.
pub fn on_keys(keys: &'static [&'static str], pressed: impl Fn(&str) + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let command = event.ctrl_key() || event.meta_key() || event.alt_key();
        if keys.contains(&key.as_str()) && !command && !is_typing() && !is_asked() {
            event.prevent_default();
            pressed(&key);
        }
    });
    on_cleanup(move || listener.remove());
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
