//! The board's screen: head, search and filters, floor plan, packets.
use super::find::{Find, Nothing};
use super::plan::{NewPacket, Packets, Section};
use super::quiet::{Bones, Nobody, Warnings};
use super::rows::{Rows, Search, rows};
use super::run::Desk;
use super::state::{Content, EVERY, Event, State};
use super::tile::{Manage, Opener};
use crate::api::Failure;
use crate::i18n::{Key, use_i18n};
use crate::ui::{FailureEmpty, Icon, Late, Notice, on_keys};
use leptos::prelude::*;
use std::time::Duration;

/// Open tables and packets. What is known is shown at once, and read again on coming and while looking.
/// What is looked for outlives the screen; `note` is said first.
pub fn board_screen(
    desk: Desk,
    search: RwSignal<Search>,
    opener: Opener,
    note: Option<String>,
) -> AnyView {
    desk.follow();
    keep_fresh(desk);
    let i18n = use_i18n();
    let retry = Callback::new(move |()| desk.tell(Event::RetryPressed));
    let found = Memo::new(move |_| {
        desk.state.with(|state| match &state.content {
            Content::Shown(shown) => {
                // Before the amounts are drawn.
                i18n.sells_in(shown.board.currency.as_deref());
                search.with(|search| rows(shown, &state.mine, search))
            }
            Content::Opening | Content::Failed(_) => Rows::default(),
        })
    });
    let content = Memo::new(move |_| {
        desk.state.with(|state| match &state.content {
            Content::Opening => Phase::Opening,
            Content::Failed(failure) => Phase::Failed(failure.clone()),
            Content::Shown(shown) if shown.is_empty() => Phase::Empty,
            Content::Shown(_) => Phase::Shown,
        })
    });
    let may_open = Memo::new(move |_| desk.state.with(State::may_open));
    let keys = RwSignal::new(false);
    on_keys(&["?", "F1"], move |_| keys.set(true));
    view! {
        <Head desk found retry />
        {move || match content.get() {
            Phase::Opening => view! { <Late><Bones /></Late> }.into_any(),
            Phase::Failed(failure) => view! {
                <main class="desk">
                    <div class="desk-main"><FailureEmpty failure on_retry=retry /></div>
                </main>
            }.into_any(),
            Phase::Empty => view! { <Nobody retry opener may_open /> }.into_any(),
            Phase::Shown => {
                let note = note.clone();
                view! { <Floor desk search found opener retry note /> }.into_any()
            }
        }}
        {move || keys.get().then(|| opener.keys.run(keys))}
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Phase {
    Opening,
    Failed(Failure),
    Empty,
    Shown,
}

/// Reads on coming, every so often while the page is in sight, and when it comes back into sight.
fn keep_fresh(desk: Desk) {
    let look = move || {
        if !document().hidden()
            && (!desk.is_followed() || desk.state.with_untracked(State::is_aged))
        {
            desk.look();
        }
    };
    if !document().hidden() {
        desk.look();
    }
    let every = Duration::from_millis(EVERY.unsigned_abs());
    let interval = set_interval_with_handle(look, every);
    let sight = window_event_listener_untyped("visibilitychange", move |_| look());
    on_cleanup(move || {
        if let Ok(interval) = interval {
            interval.clear();
        }
        sight.remove();
    });
}

#[component]
fn Head(desk: Desk, found: Memo<Rows>, retry: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let known = Memo::new(move |_| desk.state.with(|s| matches!(s.content, Content::Shown(_))));
    let asking = Memo::new(move |_| desk.state.with(|state| state.asking));
    view! {
        <header class="head">
            <div class="head-text">
                <h1 class="head-title">
                    <span class="clip">{i18n.t(Key::BoardTitle)}</span>
                </h1>
                <p class="head-sub">
                    {move || known.get().then(|| found.with(|found| {
                        let sum = i18n.money(found.remaining);
                        view! {
                            <span class="num">
                                {i18n.plural(Key::BoardTablesOpen, found.open_tables, &[])}
                            </span>
                            <span class="num">{i18n.fill(Key::BoardRemaining, &[("sum", &sum)])}</span>
                        }
                    }))}
                </p>
            </div>
            <div class="head-side">
                {move || desk.manager.get().then(manage_link)}
                <button
                    class="icon-btn"
                    type="button"
                    data-testid="refresh"
                    aria-label=i18n.t(Key::BoardRefresh)
                    aria-busy=move || asking.get().then_some("true")
                    on:click=move |_| retry.run(())
                >
                    <Icon name="refresh" />
                </button>
            </div>
        </header>
    }
}

/// The way to the catalogue, for managers.
fn manage_link() -> Option<impl IntoView> {
    let i18n = use_i18n();
    let Manage { address, open } = use_context()?;
    Some(view! {
        <a
            class="icon-btn"
            href=address
            data-testid="manage"
            aria-label=i18n.t(Key::BoardManage)
            on:click=move |event| {
                event.prevent_default();
                open.run(());
            }
        >
            <Icon name="list" />
        </a>
    })
}

#[component]
fn Floor(
    desk: Desk,
    search: RwSignal<Search>,
    found: Memo<Rows>,
    opener: Opener,
    retry: Callback<()>,
    note: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let nothing = Memo::new(move |_| found.with(Rows::is_empty));
    let plans = move || found.with(|f| f.plans.iter().map(|p| p.id.clone()).collect::<Vec<_>>());
    let packets = Memo::new(move |_| found.with(|found| found.packets_len() > 0));
    let may_open = Memo::new(move |_| desk.state.with(State::may_open));
    let seating = Memo::new(move |_| desk.state.with(|state| state.seating.is_some()));
    let rail = move || match (packets.get(), may_open.get()) {
        (true, _) => view! { <Packets found opener may_open /> }.into_any(),
        (false, true) => view! { <div class="panel-head"><NewPacket opener /></div> }.into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        <Find search found opener />
        <main class="desk">
            <div class="desk-main board">
                {note.map(|note| view! { <Notice icon="info" title=note /> })}
                <Warnings desk retry />
                {move || nothing.get().then(|| view! { <Nothing search /> })}
                <For each=plans key=Clone::clone let:id>
                    <Section found id opener may_open />
                </For>
            </div>
            <div class="desk-rail desk-rail-flow">
                <section class="panel" aria-label=i18n.t(Key::BoardPackets)>{rail}</section>
            </div>
        </main>
        {move || seating.get().then(|| opener.seating.run(desk))}
    }
}
