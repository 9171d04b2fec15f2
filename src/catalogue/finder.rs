//! Search over the catalogue with category chips. WAI-ARIA: an editable combobox whose list is shown below it.
use super::list::List;
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::fold::Index;
use adisyon_bill::ids::CategoryId;
use adisyon_bill::map::Map;
use adisyon_bill::{Catalogue, ProductId, order};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are drawn at most: more would not fit a frame while typing, and nobody reads them.
pub const MOST: usize = 40;

/// Finds products. The list stands as long as `is_open`, or while the person is here.
#[component]
pub fn Finder(
    /// Starts the ids of its elements.
    id: &'static str,
    /// What to search.
    catalogue: RwSignal<Option<Arc<Catalogue>>>,
    /// How much of each product is on the bill, in thousandths.
    #[prop(into)]
    on_bill: Signal<Map<ProductId, i64>>,
    /// Shown first, with what speaks for each, while nothing is typed.
    #[prop(optional)]
    likely: Vec<(ProductId, String)>,
    /// Shown next, as far as they are on sale. A list that stands keeps its order; one that comes to stand takes what is known then.
    #[prop(optional, into)]
    often: Signal<Vec<ProductId>>,
    /// The list stands always.
    #[prop(into)]
    is_open: Signal<bool>,
    /// The field.
    #[prop(optional)]
    field: NodeRef<html::Input>,
    /// A product was picked.
    on_pick: Callback<ProductId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let query = RwSignal::new(String::new());
    let category = RwSignal::new(None::<CategoryId>);
    let active = RwSignal::new(None::<usize>);
    let here = RwSignal::new(false);
    let index =
        Memo::new(move |_| catalogue.with(|all| all.as_ref().map(|all| Arc::new(Index::new(all)))));
    let is_shown = Signal::derive(move || is_open.get() || here.get());
    let likely = StoredValue::new(likely);
    // Those of the list that stands while nothing is typed: nothing moves under a finger.
    let standing = StoredValue::new(None::<Vec<ProductId>>);
    let found = Memo::new(move |_| {
        let before = standing.try_update_value(Option::take).flatten();
        if !is_shown.get() {
            return Vec::new();
        }
        let Some(index) = index.get() else {
            return Vec::new();
        };
        query.with(|query| {
            category.with(|category| {
                let mut ids = Vec::new();
                let all = catalogue.get().unwrap_or_default();
                let sold = |id: &ProductId| all.product(id).is_some_and(|product| product.active);
                if query.trim().is_empty() && category.is_none() {
                    likely.with_value(|likely| ids.extend(likely.iter().map(|(id, _)| id.clone())));
                    let is_new = |id: &&ProductId| {
                        sold(id) && !likely.with_value(|all| all.iter().any(|(one, _)| one == *id))
                    };
                    let often = before.unwrap_or_else(|| often.get_untracked());
                    ids.extend(often.iter().filter(is_new).cloned());
                    standing.set_value(Some(often));
                }
                let mut hits = index.find(query, category.as_ref(), MOST);
                // What is not on sale is found, after everything that is.
                order::first(&mut hits, sold);
                hits.retain(|id| !ids.contains(id));
                ids.extend(hits);
                ids.truncate(MOST);
                ids
            })
        })
    });
    let clear = move || {
        query.set(String::new());
        active.set(None);
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
    };
    let pick = Callback::new(move |id: ProductId| {
        clear();
        on_pick.run(id);
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let rows = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if rows > 0 => {
                here.set(true);
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % rows)));
            }
            "ArrowUp" if rows > 0 => {
                active.update(|at| *at = Some(at.map_or(rows - 1, |at| (at + rows - 1) % rows)));
            }
            "Enter" => {
                let at = active.get_untracked();
                let typed = !query.with_untracked(|query| query.trim().is_empty());
                let at = at.or((typed && rows > 0).then_some(0));
                if let Some(id) = at.and_then(|at| found.with_untracked(|ids| ids.get(at).cloned()))
                {
                    pick.run(id);
                }
            }
            "Escape"
                if here.get_untracked()
                    && (is_shown.get_untracked() && !is_open.get_untracked()) =>
            {
                clear();
                here.set(false);
            }
            "Escape" if !query.with_untracked(String::is_empty) => clear(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // What the arrows came to stays chosen where it stands now: the menu may change under them.
    Effect::new(move |before: Option<Vec<ProductId>>| {
        let now = found.get();
        if let (Some(before), Some(at)) = (before, active.get_untracked())
            && before.get(at) != now.get(at)
        {
            let chosen = before.get(at);
            active.set(now.iter().position(|id| Some(id) == chosen));
        }
        now
    });
    // The active row follows the arrows inside its own scroll.
    Effect::new(move || {
        if let Some(at) = active.get()
            && let Some(row) = document().get_element_by_id(&format!("{id}-option-{at}"))
        {
            let near = web_sys::ScrollIntoViewOptions::new();
            near.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&near);
        }
    });
    let on_leave = move |event: ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let inside = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest(&format!("#{id}")).ok().flatten());
        // A dialog that closes takes the focus out of the finder when the finder is gone already.
        if inside.is_none() && query.try_with_untracked(String::is_empty) == Some(true) {
            here.set(false);
            active.set(None);
        }
    };
    view! {
        <div class="finder" id=id on:focusout=on_leave>
            <div class="input-wrap">
                <Icon name="search" />
                <input
                    node_ref=field
                    class="input"
                    type="text"
                    inputmode="search"
                    enterkeyhint="done"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || if is_shown.get() && !found.with(Vec::is_empty) { "true" } else { "false" }
                    aria-controls=format!("{id}-list")
                    aria-activedescendant=move || active.get().map(|at| format!("{id}-option-{at}"))
                    aria-label=i18n.t(Key::CatalogueSearch)
                    placeholder=i18n.t(Key::CatalogueSearchHint)
                    data-testid="catalogue-search"
                    on:focus=move |_| here.set(true)
                    on:input:target=move |event| {
                        here.set(true);
                        active.set(None);
                        query.set(event.target().value());
                    }
                    on:keydown=on_key
                />
                <span class="key input-key" aria-hidden="true">"/"</span>
            </div>
            <Show when=move || is_shown.get()>
                <Chips catalogue category />
            </Show>
            <List id catalogue found query active is_shown on_bill likely on_pick=pick clear=Callback::new(move |()| clear()) />
        </div>
    }
}

/// The categories as chips, one pressed at most.
#[component]
fn Chips(
    catalogue: RwSignal<Option<Arc<Catalogue>>>,
    category: RwSignal<Option<CategoryId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |id: Option<CategoryId>, title: String| {
        let mine = id.clone();
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || if category.with(|now| *now == mine) { "true" } else { "false" }
                on:click=move |_| category.set(id.clone())
            >
                {title}
            </button>
        }
    };
    view! {
        <div
            class="chips chips-scroll"
            role="group"
            aria-label=i18n.t(Key::CatalogueCategories)
            tabindex="0"
            on:focusin=into_sight
        >
            {chip(None, i18n.t(Key::CatalogueAll).to_owned())}
            {move || {
                catalogue.get().map(|all| {
                    let shown = all.categories.iter().filter(|one| one.active);
                    shown.map(|one| chip(Some(one.id.clone()), one.title.clone())).collect_view()
                })
            }}
        </div>
    }
}

/// A chip that has the focus is seen whole: a browser is content with its edge.
fn into_sight(event: ev::FocusEvent) {
    use wasm_bindgen::JsCast;
    let chip = event
        .target()
        .and_then(|chip| chip.dyn_into::<web_sys::Element>().ok());
    if let Some(chip) = chip {
        let near = web_sys::ScrollIntoViewOptions::new();
        near.set_block(web_sys::ScrollLogicalPosition::Nearest);
        near.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        chip.scroll_into_view_with_scroll_into_view_options(&near);
    }
}
