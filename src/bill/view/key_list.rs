//! The keys that work on a bill, to read.
use super::actions::{Open, use_open};
use crate::i18n::{Key, use_i18n};
use crate::ui::Dialog;
use leptos::prelude::*;

/// Each deed with its keys; `·` stands between keys that do the same or the opposite.
const KEYS: [(&str, Key); 10] = [
    ("/", Key::CatalogueSearch),
    ("↑ · ↓ · Enter", Key::BillKeysPick),
    ("+ · −", Key::BillKeysCount),
    ("Delete", Key::BillEditorRemove),
    ("Ctrl Z", Key::BillSaveUndo),
    ("Ctrl Y", Key::BillSaveRedo),
    ("Ctrl S", Key::BillSave),
    ("Esc", Key::UiClose),
    ("?", Key::BillKeysTitle),
    ("▮▯▮▮ · 2", Key::BillKeysScan),
];

/// The list.
pub fn dialog() -> AnyView {
    let (i18n, open) = (use_i18n(), use_open());
    let rows = KEYS.map(|(keys, deed)| {
        let keys = keys.split(' ').map(|key| match key {
            "·" => view! { <span class="muted">" · "</span> }.into_any(),
            key => view! { <kbd class="key">{key}</kbd> }.into_any(),
        });
        view! {
            <div class="key-row">
                <dt>{keys.collect_view()}</dt>
                <dd>{i18n.t(deed)}</dd>
            </div>
        }
    });
    view! {
        <Dialog title=i18n.t(Key::BillKeysTitle).to_owned() on_close=Callback::new(move |()| open.set(Open::Nothing))>
            <dl class="key-list" data-testid="keys">{rows.into_iter().collect_view()}</dl>
        </Dialog>
    }
    .into_any()
}
