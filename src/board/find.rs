//! Search and filters: what a person looks for on the board.
use super::rows::{Rows, STANDINGS, Search, Standing};
use super::tile::{Opener, standing_icon, standing_key};
use crate::i18n::{Key, use_i18n};
use crate::ui::{Empty, Icon, use_live};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The search field and the filters; `/` jumps there, Enter opens what is meant.
#[component]
pub(super) fn Find(search: RwSignal<Search>, found: Memo<Rows>, opener: Opener) -> impl IntoView {
    let i18n = use_i18n();
    let live = use_live();
    let field = NodeRef::<html::Input>::new();
    let slash = window_event_listener(ev::keydown, move |event| {
        if event.key() == "/" && !is_typing() {
            event.prevent_default();
            focus(field);
        }
    });
    on_cleanup(move || slash.remove());
    let typed = move |query: String| {
        search.update(|search| search.query = query);
        let found = i64::try_from(found.with_untracked(Rows::len)).unwrap_or(i64::MAX);
        live.say(i18n.plural(Key::BoardFound, found, &[]));
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some(bill) = found.with_untracked(|found| found.best.clone()) {
                event.prevent_default();
                opener.open.run(bill);
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
                {STANDINGS.map(|standing| view! { <Chip search found only=Some(standing) /> })}
            </div>
        </div>
    }
}

#[component]
fn Chip(search: RwSignal<Search>, found: Memo<Rows>, only: Option<Standing>) -> impl IntoView {
    let i18n = use_i18n();
    let pressed = move || search.with(|search| search.only == only);
    let count = move || {
        found.with(|found| match only {
            None => found.counts.iter().sum(),
            Some(only) => STANDINGS
                .iter()
                .zip(found.counts)
                .find_map(|(standing, count)| (*standing == only).then_some(count))
                .unwrap_or(0),
        })
    };
    let word = i18n.t(only.map_or(Key::BoardFilterAll, standing_key));
    view! {
        <button
            class="chip"
            type="button"
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| search.update(|search| search.only = only)
        >
            {only.map(|only| view! { <Icon name=standing_icon(only) size="i-s" /> })}
            {word}
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

fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

fn focus(field: NodeRef<html::Input>) {
    if let Some(field) = field.get_untracked() {
        // A field in the page takes focus.
        let _ = field.focus();
        field.select();
    }
}
