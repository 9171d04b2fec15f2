//! The screen: head, tabs, what the tab shows, and the form over it.
mod check;
mod grid;
mod groups;
mod input;
mod keys;
mod list;
mod record;
mod settings;

use super::run::{Desk, address};
use super::state::{Event, Tab};
use super::words;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Icon, keep_focus};
use adisyon_wire::manage::Kind;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

/// The managers' catalogue.
pub(super) fn screen(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    keep_focus();
    let tab = Memo::new(move |_| desk.state.with(|state| state.tab));
    let asking = Memo::new(move |_| {
        desk.state
            .with(|state| state.lists.iter().any(|list| list.asking))
    });
    let open = Memo::new(move |_| desk.state.with(|state| state.editing.is_some()));
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move || {
        tab.track();
        if let Some(nav) = nav.get() {
            spawn_local(into_sight(nav.into()));
        }
    });
    let tabs = Kind::ALL
        .map(Tab::Records)
        .into_iter()
        .chain([Tab::Check, Tab::Settings]);
    let tabs = tabs.map(|one| {
        let label = match one {
            Tab::Records(kind) => words::kind(kind),
            Tab::Check => Key::ManageCheck,
            Tab::Settings => Key::ManageSettings,
        };
        view! {
            <a
                class="tab"
                href=format!("/catalogue?view={}", address(one))
                data-testid=format!("tab-{}", address(one))
                aria-current=move || (tab.get() == one).then_some("page")
                on:click=move |event| {
                    event.prevent_default();
                    desk.show(one);
                }
            >
                {i18n.t(label)}
            </a>
        }
    });
    view! {
        <header class="head">
            <button
                class="icon-btn"
                type="button"
                data-testid="back"
                aria-label=i18n.t(Key::FaultsBack)
                on:click=move |_| desk.leave.run(())
            >
                <Icon name="back" />
            </button>
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{i18n.t(Key::ManageTitle)}</span></h1>
            </div>
            <div class="head-side">
                <button
                    class="icon-btn"
                    type="button"
                    data-testid="refresh"
                    aria-label=i18n.t(Key::BoardRefresh)
                    aria-busy=move || asking.get().then_some("true")
                    on:click=move |_| desk.tell(Event::Refreshed)
                >
                    <Icon name="refresh" />
                </button>
            </div>
        </header>
        <nav class="tabs" aria-label=i18n.t(Key::ManageTitle) node_ref=nav>{tabs.collect_view()}</nav>
        <main class="desk manage">
            {move || match tab.get() {
                Tab::Records(kind) => list::records(desk, kind),
                Tab::Check => check::report(desk),
                Tab::Settings => settings::screen(desk),
            }}
        </main>
        {move || open.get().then(|| record::dialog(desk))}
        {keys::listen()}
    }
    .into_any()
}

/// The open tab, once it is marked: on a narrow screen it may lie beyond the edge.
async fn into_sight(nav: web_sys::Element) {
    tick().await;
    if let Ok(Some(tab)) = nav.query_selector("[aria-current=page]") {
        let near = web_sys::ScrollIntoViewOptions::new();
        near.set_block(web_sys::ScrollLogicalPosition::Nearest);
        near.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        tab.scroll_into_view_with_scroll_into_view_options(&near);
    }
}
