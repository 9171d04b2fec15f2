//! The whole screen of one bill.
use super::actions::{Open, Pay, provide_open};
use super::add::Add;
use super::bar::Bar;
use super::customer::CustomerPanel;
use super::hands::{Hands, provide_hands};
use super::head::HeadBar;
use super::held::Held;
use super::keys::listen;
use super::lines::Lines;
use super::notices::Notices;
use super::opening::{Broken, bones};
use super::payments::Payments;
use super::scan;
use super::speech::speak;
use super::summary::Summary;
use super::totals::Totals;
use super::voided::VoidedLines;
use crate::api::use_api;
use crate::bill::Arrival;
use crate::bill::painted::painted;
use crate::bill::run::{Desk, use_desk};
use crate::bill::shows::Phase;
use crate::chunk::Chunk;
use crate::ui::{keep_focus, use_door};
use leptos::prelude::*;
use std::sync::Arc;

/// Edits one bill.
pub fn bill_screen(arrival: Arrival) -> AnyView {
    let paying = arrival.paying;
    let desk = Desk::open(arrival.bill, use_api(), arrival.leave, crate::clock::now);
    desk.follow();
    if let Some(glimpse) = arrival.glimpse {
        desk.shows.head.set(Some(Arc::new(glimpse.head.clone())));
        desk.shows.glimpse.set(Some(glimpse));
    }
    view! { <BillDesk desk paying /> }.into_any()
}

/// The screen of a desk that is already open.
#[component]
pub fn BillDesk(desk: Desk, #[prop(optional)] paying: bool) -> impl IntoView {
    let (open, hands) = stand(desk);
    if paying {
        pay_first(desk, open);
    }
    mark_shown(desk, hands);
    let shows = desk.shows;
    let kind = Memo::new(move |_| match shows.phase.get() {
        Phase::Opening => 0,
        Phase::Bill => 1,
        Phase::Failed(..) => 2,
    });
    view! {
        <HeadBar />
        {move || match kind.get() {
            1 => view! { <Whole open hands /> }.into_any(),
            2 => view! { <Broken /> }.into_any(),
            _ => bones(desk.shows.glimpse.get_untracked().as_ref()),
        }}
    }
}

/// What every desk stands on: its keys, its focus, its scanner, its voice, its door; its draft is written down before it goes.
fn stand(desk: Desk) -> (RwSignal<Open>, Chunk<Hands>) {
    provide_context(desk);
    let open = provide_open();
    let hands = provide_hands();
    listen(desk, open);
    keep_focus();
    scan::listen(desk, open);
    desk.watch_parts();
    speak(desk);
    if let Some(door) = use_door() {
        door.watch(Callback::new(move |()| desk.may_leave()));
    }
    on_cleanup(move || desk.flush());
    // What was typed must not hang on one pixel of time: the page may be put away at any moment.
    let put_away = window_event_listener(leptos::ev::pagehide, move |_| desk.flush());
    on_cleanup(move || put_away.remove());
    (open, hands)
}

/// The bill: finder, lines, rail, save bar, and whatever dialog is open.
#[component]
fn Whole(open: RwSignal<Open>, hands: Chunk<Hands>) -> impl IntoView {
    let desk = use_desk();
    let is_divided = Memo::new(move |_| desk.parts.with(Option::is_some));
    view! {
        <main
            class="desk desk-3 bill"
            aria-busy=move || if desk.shows.busy.get() { "true" } else { "false" }
        >
            <Notices />
            <Held open hands />
            <Summary />
            {move || hands.get().map(|hands| (hands.merge)())}
            <Add />
            <div class="desk-main">
                <Lines />
                <VoidedLines />
            </div>
            <div class="desk-rail">
                <CustomerPanel />
                <Payments />
                {move || is_divided.get().then(|| hands.get().map(|hands| (hands.split)()))}
                <Totals />
            </div>
        </main>
        <Bar />
        {dialogs(open, hands)}
    }
}

/// Somebody wants a line's details, and the menu that knows its options is still on its way.
pub(super) fn awaits_menu(desk: Desk, open: RwSignal<Open>) -> Memo<bool> {
    let shows = desk.shows;
    Memo::new(move |_| {
        open.with(|open| matches!(open, Open::Line(_)))
            && shows.catalogue.with(Option::is_none)
            && shows.access.with(|access| access.cart.is_none())
    })
}

/// Whatever dialog is open.
fn dialogs(open: RwSignal<Open>, hands: Chunk<Hands>) -> AnyView {
    let awaits = awaits_menu(use_desk(), open);
    let dialog = move |hands: &'static Hands| match open.get() {
        Open::Nothing => ().into_any(),
        Open::Line(_) if awaits.get() => ().into_any(),
        Open::Line(key) => (hands.line)(key),
        Open::Pay(pay) => (hands.pay)(pay),
        Open::Pick(pick) => (hands.pick)(pick),
        Open::Product(product, way) => (hands.options)(product, way),
        Open::Code(code) => (hands.code)(code),
        Open::Keys => (hands.keys)(),
    };
    (move || {
        hands.get().map(|hands| {
            view! {
                {move || dialog(hands)}
                {(hands.question)()}
                {(hands.leaving)()}
            }
        })
    })
    .into_any()
}

/// A bill that is not opened yet: finder, lines, payments and sums beside what the caller puts above the payments, and the caller's
/// own bar at the foot. The caller draws the head.
pub fn unopened(desk: Desk, rail: AnyView, bar: AnyView) -> AnyView {
    let (open, hands) = stand(desk);
    hands.want();
    let is_divided = Memo::new(move |_| desk.parts.with(Option::is_some));
    view! {
        <main
            class="desk desk-3 bill"
            aria-busy=move || if desk.shows.busy.get() { "true" } else { "false" }
        >
            <Notices />
            <Held open hands />
            <Summary />
            <Add />
            <div class="desk-main">
                <Lines />
            </div>
            <div class="desk-rail">
                {rail}
                <Payments />
                {move || is_divided.get().then(|| hands.get().map(|hands| (hands.split)()))}
                <Totals />
            </div>
        </main>
        {bar}
        {dialogs(open, hands)}
    }
    .into_any()
}

/// Opens the payment dialog once it is known what can be paid and how.
fn pay_first(desk: Desk, open: RwSignal<Open>) {
    let shows = desk.shows;
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let ready = shows.phase.get() == Phase::Bill && shows.catalogue.with(Option::is_some);
        let allowed = shows.access.with(|access| access.payments.is_none());
        if ready && allowed {
            open.set(Open::Pay(Pay::New));
        }
        ready
    });
}

/// Marks the first paint of the bill, once, and then fetches what a hand will need.
fn mark_shown(desk: Desk, hands: Chunk<Hands>) {
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        if desk.shows.phase.get() != Phase::Bill {
            return false;
        }
        painted();
        request_animation_frame(move || hands.want());
        true
    });
}
