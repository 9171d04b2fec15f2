//! What a search found, as a list whose rows stay while what they say changes.
use super::finder::MOST;
use super::result::{Hit, Row};
use crate::clock::{RESTS, Rest};
use crate::i18n::{Key, use_i18n};
use adisyon_bill::map::Map;
use adisyon_bill::{Catalogue, ProductId, Quantity};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::Arc;
use web_sys::Element;

/// Rows that are drawn at once: more than can be seen. The others follow when the hand rests.
const AT_ONCE: usize = 16;

/// What was found, or why nothing was.
#[component]
pub fn List(
    /// Starts the ids of its elements.
    id: &'static str,
    /// Where the products are from.
    catalogue: RwSignal<Option<Arc<Catalogue>>>,
    /// What was found, best first.
    found: Memo<Vec<ProductId>>,
    /// What was typed.
    query: RwSignal<String>,
    /// The row that Enter would pick.
    active: RwSignal<Option<usize>>,
    /// The list stands.
    is_shown: Signal<bool>,
    /// How much of each product is on the bill, in thousandths.
    on_bill: Signal<Map<ProductId, i64>>,
    /// What speaks for some.
    likely: StoredValue<Vec<(ProductId, String)>>,
    /// A product was picked.
    on_pick: Callback<ProductId>,
    /// The search is given up.
    clear: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let late = late(found, active);
    // Beyond the first rows the old ones stand until the new ones follow: nobody has scrolled there while typing.
    let hits = move || -> Vec<Hit> {
        let first = found.with(|ids| ids.iter().take(AT_ONCE).cloned().collect::<Vec<_>>());
        let more = found.with(Vec::len).saturating_sub(AT_ONCE);
        let rest = late.with(|ids| ids.iter().take(more).cloned().collect::<Vec<_>>());
        catalogue.with(|menu| {
            let Some(menu) = menu else { return Vec::new() };
            let hit = |id: &ProductId| {
                let product = menu.product(id)?;
                let hint = likely.with_value(|all| {
                    let hint = all.iter().find(|(one, _)| one == id);
                    hint.map(|(_, hint)| hint.clone())
                });
                let count = on_bill.with(|all| all.get(id).copied().unwrap_or(0));
                let count = Quantity::from_thousandths(count);
                Some(Hit::new(product, menu, hint, count, i18n))
            };
            first.iter().chain(&rest).filter_map(hit).collect()
        })
    };
    // One writes all rows: signals for each text of each row would cost more than the search.
    let stand = move |list: Element| {
        let rows = StoredValue::new_local(Vec::<Row>::new());
        let written = RenderEffect::new(move |_| {
            let mut hits = hits().into_iter();
            rows.update_value(|rows| {
                for row in rows.iter_mut() {
                    // A row that is not needed hides: the next letter may need it again.
                    row.write(hits.next(), i18n);
                }
                for hit in hits {
                    let mut row = Row::new(&list, &format!("{id}-option-{}", rows.len()));
                    row.write(Some(hit), i18n);
                    // An arrow may have been here before it.
                    if active.get_untracked() == Some(rows.len()) {
                        row.choose(true);
                    }
                    rows.push(row);
                }
            });
        });
        let chosen = RenderEffect::new(move |was: Option<Option<usize>>| {
            let now = active.get();
            rows.with_value(|rows| {
                let row = |at: Option<usize>| at.and_then(|at| rows.get(at));
                if let Some(row) = row(was.flatten()) {
                    row.choose(false);
                }
                if let Some(row) = row(now) {
                    row.choose(true);
                }
            });
            now
        });
        // They write for as long as the list stands.
        StoredValue::new_local((written, chosen));
    };
    // A row that became another one under the finger is not what the finger meant.
    let pressed = StoredValue::new(None::<ProductId>);
    let pick = move |event: ev::MouseEvent| {
        let meant = pressed.try_update_value(Option::take).flatten();
        let id = product_at(&event).filter(|id| meant.as_ref().is_none_or(|meant| meant == id));
        if let Some(id) = id {
            on_pick.run(id);
        }
    };
    let said = move || {
        let count = found.with(Vec::len);
        query.with(|query| {
            let query = query.trim();
            if query.is_empty() || !is_shown.get() {
                String::new()
            } else if count >= MOST {
                i18n.fill(Key::CatalogueMany, &[("n", &MOST.to_string())])
            } else {
                let n = i64::try_from(count).unwrap_or(0);
                i18n.plural(Key::CatalogueFound, n, &[("query", query)])
            }
        })
    };
    let nothing = move || {
        let empty = is_shown.get() && catalogue.with(Option::is_some) && found.with(Vec::is_empty);
        empty.then(|| {
            let typed = query.with(|query| query.trim().to_owned());
            if typed.is_empty() {
                return view! {
                    <div class="finder-none">
                        <p class="strong">{i18n.t(Key::CatalogueEmptyTitle)}</p>
                        <p class="small muted">{i18n.t(Key::CatalogueEmptyText)}</p>
                    </div>
                }
                .into_any();
            }
            view! {
                <div class="finder-none">
                    <p class="strong">{i18n.fill(Key::CatalogueNoneTitle, &[("query", &typed)])}</p>
                    <p class="small muted">{i18n.t(Key::CatalogueNoneText)}</p>
                    <button class="btn btn-tight" type="button" on:click=move |_| clear.run(())>
                        {i18n.t(Key::CatalogueNoneClear)}
                    </button>
                </div>
            }
            .into_any()
        })
    };
    let waits = move || {
        (is_shown.get() && catalogue.with(Option::is_none))
            .then(|| view! { <p class="finder-none muted">{i18n.t(Key::CatalogueLoading)}</p> })
    };
    let cut = move || {
        let cut =
            is_shown.get() && catalogue.with(|all| all.as_ref().is_some_and(|all| all.truncated));
        cut.then(
            || view! { <p class="finder-none small muted">{i18n.t(Key::CatalogueTruncated)}</p> },
        )
    };
    view! {
        <ul
            use:stand
            class="rows finder-list"
            role="listbox"
            id=format!("{id}-list")
            aria-label=i18n.t(Key::CatalogueProducts)
            hidden=move || !is_shown.get() || found.with(Vec::is_empty)
            // A touch must not take the focus from the field.
            on:mousedown=|event| event.prevent_default()
            // One ear for all rows: each of their own would be put up and taken down again while somebody types.
            on:pointerdown=move |event| pressed.set_value(product_at(&event))
            on:click=pick
        ></ul>
        {nothing}
        {waits}
        {cut}
        <p class="vh" role="status">{said}</p>
    }
}

/// The product of the row that an event came from.
fn product_at(event: &ev::MouseEvent) -> Option<ProductId> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row = target.closest("[data-product]").ok()??;
    row.get_attribute("data-product").map(ProductId::new)
}

/// What follows the rows that are drawn at once: what it was, and what it is when the hand rests or goes to a row.
fn late(found: Memo<Vec<ProductId>>, active: RwSignal<Option<usize>>) -> RwSignal<Vec<ProductId>> {
    let late = RwSignal::new(Vec::new());
    let follow = move || {
        // The finder may be gone.
        let rest = found.try_with_untracked(|ids| ids.iter().skip(AT_ONCE).cloned().collect());
        if let Some(rest) = rest {
            late.try_set(rest);
        }
    };
    let rest = StoredValue::new_local(Rest::new(RESTS, follow));
    Effect::new(move || {
        found.track();
        if active.with(Option::is_some) {
            follow();
        } else {
            rest.with_value(Rest::touch);
        }
    });
    late
}
