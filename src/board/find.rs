//! Search and filters: what a person looks for on the board.
use super::rows::{FILTERS, Only, Rows, Search};
use super::tile::{Opener, standing_icon, standing_key};
use crate::i18n::{Key, use_i18n};
use crate::ui::{Empty, Icon, are_single_keys_on, is_asked, is_typing, use_live};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The search field and the filters; `/` jumps there, Enter opens what is meant.
#[component]
pub(super) fn Find(search: RwSignal<Search>, found: Memo<Rows>, opener: Opener) -> impl IntoView {
    let i18n = use_i18n();
    let live = use_live();
    let field = NodeRef::<html::Input>::new();
    let keys = window_event_listener(ev::keydown, move |event| {
        if is_typing() || is_asked() || !are_single_keys_on() {
            return;
        }
        if event.key() == "/" {
            event.prevent_default();
            focus(field);
        } else if starts_search(&event) {
            // The letter itself still goes where the focus is now.
            focus(field);
        }
    });
    on_cleanup(move || keys.remove());
    let typed = move |query: String| {
        search.update(|search| search.query = query);
        let found = i64::try_from(found.with_untracked(Rows::len)).unwrap_or(i64::MAX);
        live.say(i18n.plural(Key::BoardFound, found, &[]));
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some(row) = found.with_untracked(|found| found.best.clone()) {
                event.prevent_default();
                opener.enter(&row);
            }
        }
        "Escape" => search.update(|search| search.query.clear()),
        _ => {}
    };
    view! {
        <div class="find" role="search" aria-label=i18n.t(Key::BoardSearch)>
            <div class="find-row">
                <div class="input-wrap">
                    <Icon name="search" />
                    <input
                        node_ref=field
                        class="input"
                        type="search"
                        data-testid="board-search"
                        enterkeyhint="go"
                        autocomplete="off"
                        placeholder=i18n.t(Key::BoardSearchHint)
                        aria-label=i18n.t(Key::BoardSearch)
                        prop:value=move || search.with(|search| search.query.clone())
                        on:input:target=move |event| typed(event.target().value())
                        on:keydown=on_key
                    />
                    <span class="key input-key" aria-hidden="true">
                        "/"
                    </span>
                </div>
            </div>
            <div
                class="chips chips-scroll"
                role="group"
                aria-label=i18n.t(Key::BoardFilters)
                tabindex="0"
            >
                <Chip search found only=None />
                {FILTERS.map(|only| view! { <Chip search found only=Some(only) /> })}
            </div>
        </div>
    }
}

#[component]
fn Chip(search: RwSignal<Search>, found: Memo<Rows>, only: Option<Only>) -> impl IntoView {
    let i18n = use_i18n();
    let pressed = move || search.with(|search| search.only == only);
    let count = move || found.with(|found| found.count(only));
    let (icon, word) = match only {
        None => (None, Key::BoardFilterAll),
        Some(Only::Unpaid) => (None, Key::BoardFilterUnpaid),
        Some(Only::Mine) => (Some("user"), Key::BoardFilterMine),
        Some(Only::Of(standing)) => (Some(standing_icon(standing)), standing_key(standing)),
    };
    // Whose a bill is, is known only of those one was at from here.
    let known = Memo::new(move |_| only != Some(Only::Mine) || pressed() || count() > 0);
    view! {
        <button
            class="chip"
            type="button"
            hidden=move || !known.get()
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| search.update(|search| search.only = only)
        >
            {icon.map(|icon| view! { <Icon name=icon size="i-s" /> })}
            {i18n.t(word)}
            <span class="chip-n num">{count}</span>
        </button>
    }
}

/// Nothing matches.
#[component]
pub(super) fn Nothing(search: RwSignal<Search>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="search"
            title=i18n.t(Key::BoardNothingTitle)
            text=i18n.t(Key::BoardNothingText)
            actions=move || view! {
                <button class="btn" type="button" on:click=move |_| search.set(Search::default())>
                    {i18n.t(Key::BoardNothingClear)}
                </button>
            }
        />
    }
}

/// A letter or digit typed anywhere on the board is the beginning of a search: "1", "2", Enter opens Masa 12.
fn starts_search(event: &ev::KeyboardEvent) -> bool {
    let command = event.ctrl_key() || event.meta_key() || event.alt_key();
    let key = event.key();
    let mut letters = key.chars();
    let one = letters.next().is_some_and(char::is_alphanumeric) && letters.next().is_none();
    one && !command
}

fn focus(field: NodeRef<html::Input>) {
    if let Some(field) = field.get_untracked() {
        // A field in the page takes focus.
        let _ = field.focus();
        field.select();
    }
}
