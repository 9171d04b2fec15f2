//! A barcode that several products carry: which of them was meant.
use super::actions::{Open, use_open};
use super::scan::Chosen;
use crate::bill::run::use_desk;
use crate::bill::scanner::with_code;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, Icon, Mark};
use adisyon_bill::Catalogue;
use adisyon_bill::catalogue::Product;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The choice. A scan meanwhile is a scan and presses nothing here.
pub fn dialog(code: String) -> AnyView {
    let (desk, i18n, open) = (use_desk(), use_i18n(), use_open());
    let chosen = use_context::<Chosen>();
    let rows = desk.shows.catalogue.with_untracked(|menu| {
        let menu = menu.as_deref()?;
        let products = with_code(menu, &code).into_iter().enumerate();
        let rows = products.map(|(at, product)| row(i18n, menu, product, at == 0, chosen));
        Some(rows.collect_view())
    });
    let title = i18n.fill(Key::BillScanWhich, &[("code", &code)]);
    view! {
        <Dialog title=title on_close=Callback::new(move |()| open.set(Open::Nothing))>
            <ul class="rows" data-testid="scan-choices" on:keydown=walk>{rows}</ul>
        </Dialog>
    }
    .into_any()
}

/// What tells products of one barcode apart: name, category, price.
fn row(
    i18n: I18n,
    menu: &Catalogue,
    product: &Product,
    is_first: bool,
    chosen: Option<Chosen>,
) -> AnyView {
    let category = product.category.as_ref().and_then(|id| {
        let mut all = menu.categories.iter();
        all.find(|one| one.id == *id).map(|one| one.title.clone())
    });
    let id = product.id.clone();
    let pick = move |_| {
        if let Some(chosen) = chosen {
            chosen.0.run(id.clone());
        }
    };
    let closed = (!product.active).then(|| {
        let text = i18n.t(Key::CataloguePassive).to_owned();
        view! { <Mark icon="ban" text /> }
    });
    view! {
        <li>
            <button
                class="row"
                type="button"
                data-testid="scan-choice"
                data-product=product.id.as_str().to_owned()
                autofocus=is_first
                on:click=pick
            >
                <span>
                    <span class="row-title">{product.title.clone()}</span>
                    {category.map(|category| view! { <span class="row-sub">{category}</span> })}
                    {closed}
                </span>
                <span class="num muted">{i18n.amount(product.price)}</span>
                <Icon name="plus" />
            </button>
        </li>
    }
    .into_any()
}

/// Up and down lead from one to the next, as they do in every list.
fn walk(event: ev::KeyboardEvent) {
    let is_down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    event.prevent_default();
    let row = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("li").ok().flatten());
    let next = row.and_then(|row| match is_down {
        true => row.next_element_sibling(),
        false => row.previous_element_sibling(),
    });
    let button = next.and_then(|next| next.first_element_child());
    if let Some(button) = button.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A button in the page takes the focus.
        let _ = button.focus();
    }
}
