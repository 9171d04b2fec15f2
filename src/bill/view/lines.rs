//! The list of lines.
use super::add::SEARCH;
use super::keys::focus;
use super::line::{Forms, LineRow, use_hand};
use crate::bill::run::use_desk;
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use leptos::prelude::*;

/// All lines. A row is made once; afterwards only its own signal moves it.
#[component]
pub fn Lines() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let keys = desk.shows.keys;
    let count = move || keys.with(Vec::len);
    let forms = StoredValue::new_local(Forms::new(i18n));
    let locked = Memo::new(move |_| desk.shows.access.with(|access| access.cart.is_some()));
    let hand = use_hand();
    view! {
        <section class="panel" aria-labelledby="lines-title">
            <div class="panel-head">
                <h2 class="panel-title" id="lines-title">
                    {i18n.t(Key::BillLines)} " " <span class="faint num">{count}</span>
                </h2>
            </div>
            <ul
                class="lines"
                on:click=move |event| hand.pressed(&event)
                on:change=move |event| hand.typed(&event)
                on:keydown=move |event| hand.key(&event)
                on:focusin=move |event| hand.came(&event)
            >
                <For each=move || keys.get() key=|key| key.clone() let:key>
                    <LineRow key forms locked />
                </For>
            </ul>
            <Show when=move || count() == 0>
                <div class="empty">
                    <Icon name="list" size="i-l" />
                    <h3 class="empty-title">{i18n.t(Key::BillLinesEmptyTitle)}</h3>
                    <p class="empty-text">{i18n.t(Key::BillLinesEmptyText)}</p>
                </div>
            </Show>
            <Show when=move || !locked.get()>
                <button class="add-line" type="button" data-testid="add-line" on:click=move |_| { focus(SEARCH); }>
                    <Icon name="plus" />
                    {i18n.t(Key::BillAdd)}
                </button>
            </Show>
        </section>
    }
}
