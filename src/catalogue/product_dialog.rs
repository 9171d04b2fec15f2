//! A product on its way to the bill: options, note, how many.
use super::choices::{Choices, lack_words};
use super::choosing::Choosing;
use super::typed::typed_quantity;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Dialog, Stepper, TextArea, use_toasts};
use adisyon_bill::cart::MAX_NOTE;
use adisyon_bill::catalogue::Product;
use adisyon_bill::line::Chosen;
use adisyon_bill::{Money, Quantity};
use leptos::prelude::*;
use std::sync::Arc;

/// What was decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picked {
    /// Choices.
    pub options: Vec<Chosen>,
    /// How much.
    pub quantity: Quantity,
    /// For the kitchen.
    pub note: String,
}

/// Asks for options, note and quantity. The button says what is missing, or what it will cost.
#[component]
pub fn ProductDialog(
    /// Of what.
    product: Arc<Product>,
    /// How much to start with.
    quantity: Quantity,
    /// The dialog is done without.
    on_close: Callback<()>,
    /// It is wanted so.
    on_done: Callback<Picked>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choosing = RwSignal::new(Choosing::new(&product, &[]));
    let note = RwSignal::new(String::new());
    let toasts = use_toasts();
    let count = RwSignal::new(quantity);
    let lack = {
        let product = product.clone();
        Memo::new(move |_| choosing.with(|now| now.lack(&product)))
    };
    let cost = {
        let product = product.clone();
        Memo::new(move |_| {
            let chosen = choosing.with(|now| now.chosen(&product));
            adisyon_bill::totals::estimate_line(&product, &chosen, count.get(), Money::ZERO)
        })
    };
    let done = {
        let product = product.clone();
        move |_| {
            if lack.with_untracked(Option::is_none) {
                on_done.run(Picked {
                    options: choosing.with_untracked(|now| now.chosen(&product)),
                    quantity: count.get_untracked(),
                    note: note.with_untracked(|note| note.trim().to_owned()),
                });
            }
        }
    };
    let title = product.title.clone();
    let name = title.clone();
    let foot = move || {
        view! {
            <Stepper
                name=name
                shown=Signal::derive(move || i18n.quantity(count.get()))
                now=Signal::derive(move || count.get().to_decimal())
                on_step=Callback::new(move |by: i32| step(count, by))
                on_text=Callback::new(move |text: String| {
                    if let Some(typed) = typed_quantity(&text, false, i18n, toasts) {
                        count.set(typed);
                    }
                })
            />
            <button
                class="btn btn-main"
                type="button"
                data-testid="option-done"
                aria-disabled=move || lack.with(Option::is_some).then_some("true")
                on:click=done
            >
                <span>
                    {move || match lack.get() {
                        Some(lack) => lack_words(i18n, &lack),
                        None => i18n.t(Key::CatalogueAdd).to_owned(),
                    }}
                </span>
                <span class="num">{move || i18n.amount(cost.get())}</span>
            </button>
        }
    };
    view! {
        <Dialog title=title on_close=on_close foot=foot>
            <Choices product=product.clone() choosing id="pick" />
            <TextArea id="pick-note" label=i18n.t(Key::CatalogueNote).to_owned() value=note longest=MAX_NOTE.to_string() />
        </Dialog>
    }
}

fn step(count: RwSignal<Quantity>, by: i32) {
    count.update(|now| {
        let next = Quantity::from_thousandths(now.thousandths() + i64::from(by) * 1000);
        if next.is_writable() {
            *now = next;
        }
    });
}
