//! The keys that work on the managers' lists, and the list of them.
use crate::i18n::Key;
use crate::ui::{key_list, on_keys};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The id of the search field.
pub(super) const SEARCH: &str = "record-search";

const KEYS: [(&str, Key); 8] = [
    ("/", Key::ManageSearch),
    ("↑ · ↓ · ← · →", Key::ManageKeysMove),
    ("PgUp · PgDn", Key::ManageKeysPage),
    ("Home · End", Key::ManageKeysRow),
    ("Ctrl Home · Ctrl End", Key::ManageKeysCorner),
    ("Enter", Key::ManageKeysEnter),
    ("Esc", Key::UiClose),
    ("? · F1", Key::UiKeys),
];

/// Listens as long as the screen stands: `/` leads to the search, `?` and F1 show the keys.
pub(super) fn listen() -> AnyView {
    let open = RwSignal::new(false);
    on_keys(&["/", "?", "F1"], move |key| match key {
        "/" => search(),
        _ => open.set(true),
    });
    let close = Callback::new(move |()| open.set(false));
    (move || open.get().then(|| key_list(&KEYS, close))).into_any()
}

/// Gives the focus to the search, where the tab has one.
fn search() {
    let field = document().get_element_by_id(SEARCH);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A field in the page takes the focus.
        let _ = field.focus();
    }
}
