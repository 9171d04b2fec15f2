//! The finder in its place on the screen.
use super::actions::{pick_product, use_open};
use super::hands::use_hands;
use crate::bill::run::{SOON, Sold, use_desk};
use crate::catalogue::Finder;
use crate::clock::Alarm;
use crate::i18n::{Key, use_i18n};
use adisyon_bill::{Catalogue, ProductId};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the search field.
pub const SEARCH: &str = "search";
/// From this width on the list stands beside the lines.
const DOCK: &str = "(min-width: 70rem)";

/// The finder. It keeps its place when lines cannot be changed, so that nothing moves, but is not offered.
#[component]
pub fn Add() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let hands = use_hands();
    let wide = RwSignal::new(is_wide());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if wide.get_untracked() != is_wide() {
            wide.set(is_wide());
        }
    });
    on_cleanup(move || resized.remove());
    let offered = move || desk.shows.access.with(|access| access.cart.is_none());
    view! {
        <section class="desk-dock bill-dock" aria-label=i18n.t(Key::CatalogueTitle)>
            <Show when=offered>
                <div class="panel">{move || hands.get().map(|hands| (hands.finder)(wide))}</div>
            </Show>
        </section>
    }
}

/// The finder itself. Its list always stands where there is room beside the lines.
pub fn finder(wide: RwSignal<bool>) -> AnyView {
    let desk = use_desk();
    let open = use_open();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            field.set_id(SEARCH);
        }
    });
    // What is looked at first stands in its order from the beginning.
    let menu = RwSignal::new(None::<Arc<Catalogue>>);
    let waited = RwSignal::new(false);
    StoredValue::new_local(Alarm::after(SOON, move || waited.set(true)));
    Effect::new(move || {
        match desk.shows.rights.get() {
            Some(rights) if rights.read_products => desk.find_often(),
            Some(_) => {}
            // The menu may be here before it is known who asks.
            None if !waited.get() => return,
            None => {}
        }
        if desk.often.with(|often| *often == Sold::Asked) {
            return;
        }
        let all = desk.shows.catalogue.get();
        // The same menu would be indexed anew.
        let stands = |old: &Option<Arc<Catalogue>>| {
            old.as_ref().map(Arc::as_ptr) == all.as_ref().map(Arc::as_ptr)
        };
        if !menu.with_untracked(stands) {
            menu.set(all);
        }
    });
    let often = Signal::derive(move || match desk.often.get() {
        Sold::Known(often) => often,
        Sold::Unasked | Sold::Asked => Vec::new(),
    });
    let pick = Callback::new(move |id: ProductId| pick_product(desk, open, id));
    view! {
        <Finder
            id="finder"
            catalogue=menu
            on_bill=desk.shows.on_bill
            often
            is_open=wide
            field=field
            on_pick=pick
        />
    }
    .into_any()
}

fn is_wide() -> bool {
    let query = window().match_media(DOCK).ok().flatten();
    query.is_some_and(|query| query.matches())
}
