//! A product for a line: the likely ones first, the whole menu behind them. And the options of a product on its way to the bill.
use super::actions::{Open, Pick, Way, add, use_open};
use crate::bill::face::{Apart, Candidate, candidates};
use crate::bill::run::{Desk, use_desk};
use crate::catalogue::{Finder, Picked, ProductDialog};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Dialog;
use adisyon_bill::edit::NewLine;
use adisyon_bill::line::Note;
use adisyon_bill::{Edit, LineKey, Money, ProductId, Quantity, Rate};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// What a line might be, likely first, each with what speaks for or against it.
pub fn likely(desk: Desk, i18n: I18n, key: &LineKey) -> Vec<(ProductId, String)> {
    let found = desk.with_state(|state| state.editing().map(|editing| candidates(editing, key)));
    let rows = found.flatten().unwrap_or_default().into_iter();
    rows.enumerate()
        .map(|(at, row)| (row.id.clone(), hint(i18n, row, at == 0)))
        .collect()
}

fn hint(i18n: I18n, row: Candidate, first: bool) -> String {
    let today = i18n.amount(row.price);
    let price = if row.same_price {
        format!("{} {today}", i18n.t(Key::BillPickSamePrice))
    } else {
        i18n.fill(Key::BillPickToday, &[("price", &today)])
    };
    let apart = row.apart.into_iter().map(|one| match one {
        Apart::Tax(rate) => i18n.fill(Key::BillPickTax, &[("rate", &decimal(i18n, rate))]),
        Apart::Barcode(code) => i18n.fill(Key::BillPickBarcode, &[("code", &code)]),
        Apart::Options(groups) => groups.join(", "),
        Apart::Number(number) => i18n.fill(Key::BillPickNumber, &[("number", &number)]),
    });
    let closed = row.closed.then(|| i18n.t(Key::CataloguePassive).to_owned());
    let likely = first.then(|| i18n.t(Key::BillPickLikely).to_owned());
    let parts = row.category.into_iter().chain([price]).chain(apart);
    let parts: Vec<String> = parts.chain(closed).chain(likely).collect();
    parts.join(" · ")
}

fn decimal(i18n: I18n, rate: Rate) -> String {
    let mark = i18n.decimal_mark().to_string();
    rate.to_decimal().replace('.', &mark)
}

/// Picks a product for a line.
pub fn picker(pick: Pick) -> AnyView {
    searched(pick).into_any()
}

fn searched(pick: Pick) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let (Pick::Identify(key) | Pick::Replace(key)) = pick.clone();
    let name = desk
        .shows
        .face(&key)
        .map(|face| face.with_untracked(|face| face.title.clone()));
    let title_key = match pick {
        Pick::Identify(_) => Key::CataloguePickTitle,
        Pick::Replace(_) => Key::CatalogueReplaceTitle,
    };
    let title = i18n.fill(title_key, &[("title", &name.unwrap_or_default())]);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            // The dialog may open after this: it gives the focus to the field that asks for it, else to its close button.
            let _ = field.set_attribute("autofocus", "");
            // A field in the page takes the focus.
            let _ = field.focus();
        }
    });
    let picked = Callback::new(move |id: ProductId| match &pick {
        _ if !desk.may_edit() => {}
        Pick::Identify(key) => {
            desk.edit(Edit::Identify(key.clone(), id));
            open.set(Open::Nothing);
        }
        Pick::Replace(key) => replace(desk, open, key.clone(), id),
    });
    view! {
        <Dialog title=title on_close=Callback::new(move |()| open.set(Open::Nothing))>
            <Finder
                id="picker"
                catalogue=desk.shows.catalogue
                on_bill=desk.shows.on_bill
                likely=likely(desk, i18n, &key)
                is_open=Signal::stored(true)
                field=field
                on_pick=picked
            />
        </Dialog>
    }
}

/// Puts a product in the place of a line, after its options if it needs any.
fn replace(desk: Desk, open: RwSignal<Open>, key: LineKey, id: ProductId) {
    let needs = desk.shows.catalogue.with_untracked(|all| {
        let product = all.as_ref().and_then(|all| all.product(&id));
        product.is_some_and(|product| !adisyon_bill::options::none_needed(product))
    });
    if needs {
        open.set(Open::Product(id, Way::Replace(key)));
        return;
    }
    let quantity = quantity_of(desk, &key);
    let note = note_of(desk, &key);
    let picked = Picked {
        options: Vec::new(),
        quantity,
        note,
    };
    desk.edit(Edit::Replace(key, new_line(desk, id, picked)));
    open.set(Open::Nothing);
}

fn new_line(desk: Desk, product: ProductId, picked: Picked) -> NewLine {
    NewLine {
        key: desk.fresh_line(),
        product,
        quantity: picked.quantity,
        options: picked.options,
        note: picked.note,
        discount: Money::ZERO,
        reason: None,
    }
}

fn quantity_of(desk: Desk, key: &LineKey) -> Quantity {
    let face = desk.shows.face(key);
    face.map_or(Quantity::ONE, |face| {
        face.with_untracked(|face| face.quantity)
    })
}

fn note_of(desk: Desk, key: &LineKey) -> String {
    let face = desk.shows.face(key);
    face.map_or_else(String::new, |face| {
        face.with_untracked(|face| match &face.note {
            Note::Text(text) => text.clone(),
            Note::Hidden => String::new(),
        })
    })
}

/// The options of a product that goes onto the bill or in the place of a line.
pub fn options(product: ProductId, way: Way) -> AnyView {
    asked(product, way).into_any()
}

fn asked(product: ProductId, way: Way) -> Option<impl IntoView> {
    let desk = use_desk();
    let open = use_open();
    let found = desk
        .shows
        .catalogue
        .with_untracked(|all| all.as_ref().and_then(|all| all.product(&product).cloned()))?;
    let quantity = match &way {
        Way::Add => Quantity::ONE,
        Way::Replace(key) => quantity_of(desk, key),
    };
    let done = Callback::new(move |picked: Picked| {
        if !desk.may_edit() {
            return;
        }
        match &way {
            Way::Add => {
                add(
                    desk,
                    product.clone(),
                    picked.options,
                    picked.quantity,
                    picked.note,
                );
            }
            Way::Replace(key) => {
                desk.edit(Edit::Replace(
                    key.clone(),
                    new_line(desk, product.clone(), picked),
                ));
            }
        }
        open.set(Open::Nothing);
    });
    let close = Callback::new(move |()| open.set(Open::Nothing));
    Some(view! { <ProductDialog product=Arc::new(found) quantity on_close=close on_done=done /> })
}
