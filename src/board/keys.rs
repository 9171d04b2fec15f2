//! The keys that work on the board, to read.
use crate::i18n::Key;
use crate::ui::key_list;
use leptos::prelude::*;

const KEYS: [(&str, Key); 5] = [
    ("/", Key::BoardSearch),
    ("A · 1", Key::BoardKeysType),
    ("Enter", Key::BoardKeysEnter),
    ("Esc", Key::BoardKeysClear),
    ("? · F1", Key::UiKeys),
];

/// The list, as long as `open` says so.
pub fn key_dialog(open: RwSignal<bool>) -> AnyView {
    key_list(&KEYS, Callback::new(move |()| open.set(false)))
}
