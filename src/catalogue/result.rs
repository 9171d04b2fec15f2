//! One found product.
use crate::i18n::{Key, use_i18n};
use crate::ui::{Icon, Mark};
use adisyon_bill::{Catalogue, ProductId, Quantity};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Stock at or below this many is worth saying.
const FEW: i64 = 3;

/// One found product as a row that can be picked.
#[component]
pub fn Found(
    /// Where it is from.
    catalogue: Arc<Catalogue>,
    /// Which.
    id: ProductId,
    /// The id of its element.
    option_id: String,
    /// Enter would pick it.
    #[prop(into)]
    is_active: Signal<bool>,
    /// How much of each product is on the bill, in thousandths.
    on_bill: Signal<HashMap<ProductId, i64>>,
    /// What speaks for it, in the picker of a line.
    hint: Option<String>,
    /// It was picked.
    on_pick: Callback<ProductId>,
) -> impl IntoView {
    found(catalogue, id, option_id, is_active, on_bill, hint, on_pick)
}

fn found(
    catalogue: Arc<Catalogue>,
    id: ProductId,
    option_id: String,
    is_active: Signal<bool>,
    on_bill: Signal<HashMap<ProductId, i64>>,
    hint: Option<String>,
    on_pick: Callback<ProductId>,
) -> Option<impl IntoView> {
    let i18n = use_i18n();
    let product = catalogue.product(&id)?;
    let category = product.category.as_ref().and_then(|wanted| {
        let category = catalogue.categories.iter().find(|one| one.id == *wanted);
        category.map(|one| one.title.clone())
    });
    // A hint says itself what is closed.
    let told = hint.is_some() && !product.active;
    let sub = hint.or(category).filter(|sub| !sub.is_empty());
    let (title, price) = (product.title.clone(), i18n.amount(product.price));
    let state = (!told)
        .then(|| stock(product.active, product.stock, i18n))
        .flatten();
    let here = id.clone();
    let count = Memo::new(move |_| on_bill.with(|all| all.get(&here).copied().unwrap_or(0)));
    Some(view! {
        <li
            class="row"
            class:is-out=!product.active
            role="option"
            id=option_id
            data-testid="catalogue-item"
            data-product=id.as_str().to_owned()
            aria-selected=move || if is_active.get() { "true" } else { "false" }
            on:click=move |_| on_pick.run(id.clone())
        >
            <span>
                <span class="row-title">{title}</span>
                {sub.map(|sub| view! { <span class="row-sub">{sub}</span> })}
                {state}
                {move || {
                    (count.get() > 0)
                        .then(|| {
                            let n = i18n.quantity(Quantity::from_thousandths(count.get()));
                            let text = i18n.fill(Key::CatalogueInBill, &[("n", &n)]);
                            view! { <Mark tone="mark-change" icon="check" text=text /> }
                        })
                }}
            </span>
            <span class="num muted">{price}</span>
            <Icon name="plus" />
        </li>
    })
}

/// Why it may not be wanted: closed, sold out, nearly sold out.
fn stock(active: bool, stock: Option<i64>, i18n: crate::i18n::I18n) -> Option<AnyView> {
    let mark = |tone, icon, text: String| {
        Some(view! { <Mark tone=tone icon=icon text=text /> }.into_any())
    };
    match stock {
        _ if !active => mark("", "ban", i18n.t(Key::CataloguePassive).to_owned()),
        Some(left) if left <= 0 => mark("mark-bad", "ban", i18n.t(Key::CatalogueOut).to_owned()),
        Some(left) if left <= FEW * 1000 => {
            let n = i18n.quantity(Quantity::from_thousandths(left));
            mark(
                "mark-warn",
                "alert",
                i18n.fill(Key::CatalogueFew, &[("n", &n)]),
            )
        }
        _ => None,
    }
}
