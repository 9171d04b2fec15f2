//! The keys that work on a bill, to read.
use super::actions::{Open, use_open};
use crate::i18n::Key;
use crate::ui::key_list;
use leptos::prelude::*;

const KEYS: [(&str, Key); 10] = [
    ("/", Key::CatalogueSearch),
    ("↑ · ↓ · Enter", Key::BillKeysPick),
    ("+ · −", Key::BillKeysCount),
    ("Delete", Key::BillEditorRemove),
    ("Ctrl Z", Key::BillSaveUndo),
    ("Ctrl Y", Key::BillSaveRedo),
    ("Ctrl S", Key::BillSave),
    ("Esc", Key::UiClose),
    ("? · F1", Key::UiKeys),
    ("▮▯▮▮ · 2", Key::BillKeysScan),
];

/// The list.
pub fn dialog() -> AnyView {
    let open = use_open();
    key_list(&KEYS, Callback::new(move |()| open.set(Open::Nothing)))
}
