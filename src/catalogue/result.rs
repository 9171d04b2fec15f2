//! One found product.
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark};
use adisyon_bill::catalogue::Product;
use adisyon_bill::{Catalogue, ProductId, Quantity};
use leptos::prelude::*;
use std::collections::HashMap;

/// Stock at or below this many is worth saying.
const FEW: i64 = 3;

/// A found product as it is shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    id: ProductId,
    title: String,
    /// Its category, or what speaks for it in the picker of a line.
    sub: Option<String>,
    price: String,
    is_out: bool,
    stock: Option<Stock>,
}

/// Why it may not be wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stock {
    Closed,
    Out,
    Few(Quantity),
}

impl Hit {
    /// A product of the menu; `hint` is what speaks for it.
    pub fn new(product: &Product, menu: &Catalogue, hint: Option<String>, i18n: I18n) -> Hit {
        // A hint says itself what is closed.
        let told = hint.is_some() && !product.active;
        let category = || {
            let wanted = product.category.as_ref()?;
            let category = menu.categories.iter().find(|one| one.id == *wanted)?;
            Some(category.title.clone())
        };
        Hit {
            id: product.id.clone(),
            title: product.title.clone(),
            sub: hint.or_else(category).filter(|sub| !sub.is_empty()),
            price: i18n.amount(product.price),
            is_out: !product.active,
            stock: stock(product).filter(|_| !told),
        }
    }
}

fn stock(product: &Product) -> Option<Stock> {
    match product.stock {
        _ if !product.active => Some(Stock::Closed),
        Some(left) if left <= 0 => Some(Stock::Out),
        Some(left) if left <= FEW * 1000 => Some(Stock::Few(Quantity::from_thousandths(left))),
        _ => None,
    }
}

/// A row for what is found at one place of the list. The row stays and what it says changes: while somebody types, rows that were made
/// anew would cost more than the search. The list hears for it: `data-product` says what is picked.
#[component]
pub fn Found(
    /// What is found there.
    hit: Memo<Option<Hit>>,
    /// The id of its element.
    option_id: String,
    /// Enter would pick it.
    #[prop(into)]
    is_active: Signal<bool>,
    /// How much of each product is on the bill, in thousandths.
    on_bill: Signal<HashMap<ProductId, i64>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = move || hit.with(|hit| hit.as_ref().map(|hit| hit.id.as_str().to_owned()));
    let text = move |of: fn(&Hit) -> &str| {
        hit.with(|hit| {
            hit.as_ref()
                .map(|hit| of(hit).to_owned())
                .unwrap_or_default()
        })
    };
    let sub = move || hit.with(|hit| hit.as_ref().and_then(|hit| hit.sub.clone()));
    let has_sub = Memo::new(move |_| sub().is_some());
    let stock = Memo::new(move |_| hit.with(|hit| hit.as_ref().and_then(|hit| hit.stock)));
    let count = Memo::new(move |_| {
        let many = |hit: &Option<Hit>| {
            let id = hit.as_ref().map(|hit| &hit.id)?;
            on_bill.with(|all| all.get(id).copied())
        };
        hit.with(many).unwrap_or(0)
    });
    view! {
        <li
            class="row"
            class:is-out=move || hit.with(|hit| hit.as_ref().is_some_and(|hit| hit.is_out))
            role="option"
            id=option_id
            hidden=move || hit.with(Option::is_none)
            data-testid=move || hit.with(Option::is_some).then_some("catalogue-item")
            data-product=id
            aria-selected=move || if is_active.get() { "true" } else { "false" }
        >
            <span>
                <span class="row-title">{move || text(|hit| &hit.title)}</span>
                {move || has_sub.get().then(|| view! { <span class="row-sub">{sub}</span> })}
                {move || stock.get().map(|stock| said(stock, i18n))}
                {move || {
                    (count.get() > 0)
                        .then(|| {
                            let n = i18n.quantity(Quantity::from_thousandths(count.get()));
                            let text = i18n.fill(Key::CatalogueInBill, &[("n", &n)]);
                            view! { <Mark tone="mark-change" icon="check" text=text /> }
                        })
                }}
            </span>
            <span class="num muted">{move || text(|hit| &hit.price)}</span>
            <Icon name="plus" />
        </li>
    }
}

fn said(stock: Stock, i18n: I18n) -> AnyView {
    let mark =
        |tone, icon, text: String| view! { <Mark tone=tone icon=icon text=text /> }.into_any();
    match stock {
        Stock::Closed => mark("", "ban", i18n.t(Key::CataloguePassive).to_owned()),
        Stock::Out => mark("mark-bad", "ban", i18n.t(Key::CatalogueOut).to_owned()),
        Stock::Few(left) => {
            let n = i18n.quantity(left);
            let text = i18n.fill(Key::CatalogueFew, &[("n", &n)]);
            mark("mark-warn", "alert", text)
        }
    }
}
