//! A quantity with two buttons and a field to type in. WAI-ARIA: spinbutton.
use crate::i18n::{Key, use_i18n};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// The class of a stepper whose field has to hold this value: beyond three characters in smaller type, beyond four in a wider field.
pub fn stepper_class(value: &str) -> &'static str {
    match value.chars().count() {
        ..=3 => "stepper",
        4 => "stepper stepper-long",
        _ => "stepper stepper-wide",
    }
}

/// What a key does in the field of a stepper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stroke {
    /// One up or one down.
    Step(i32),
    /// What was typed counts.
    Commit,
    /// What was typed is given up.
    GiveUp,
}

/// What this key does, if it is one of the field's. `is_typed`: the field says something else than the value.
pub fn stroke(key: &str, is_typed: bool) -> Option<Stroke> {
    match key {
        // Plus and minus are no part of a quantity.
        "ArrowUp" | "+" => Some(Stroke::Step(1)),
        "ArrowDown" | "-" => Some(Stroke::Step(-1)),
        "Enter" => Some(Stroke::Commit),
        // With nothing typed it is the dialog's key.
        "Escape" if is_typed => Some(Stroke::GiveUp),
        _ => None,
    }
}

/// Shows another value. Where somebody types, it is there to be typed over: 3 after 5 is no 53.
pub fn show_again(field: &HtmlInputElement, value: &str) {
    field.set_value(value);
    if document().active_element().as_ref() == Some(field.as_ref()) {
        field.select();
    }
}

/// Less, the value, more. What a step or a typed text means is the caller's: the field shows `shown` again afterwards.
#[component]
pub fn Stepper(
    /// The thing that is counted, for the labels.
    #[prop(into)]
    name: Signal<String>,
    /// The value as it is written.
    #[prop(into)]
    shown: Signal<String>,
    /// The value as a plain decimal, for assistive technology.
    #[prop(into)]
    now: Signal<String>,
    /// One up or one down.
    on_step: Callback<i32>,
    /// A text that was typed, on Enter or when focus leaves.
    on_text: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let label = move |key| i18n.fill(key, &[("name", &name.get())]);
    let show = move || {
        if let Some(field) = field.get_untracked() {
            field.set_value(&shown.get_untracked());
        }
    };
    let is_typed = move || {
        let field = field.get_untracked();
        field.is_some_and(|field| field.value() != shown.get_untracked())
    };
    let commit = move || {
        if let (true, Some(field)) = (is_typed(), field.get_untracked()) {
            on_text.run(field.value());
        }
        show();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        match stroke(&event.key(), is_typed()) {
            Some(Stroke::Step(by)) => {
                show();
                on_step.run(by);
            }
            Some(Stroke::Commit) => commit(),
            Some(Stroke::GiveUp) => show(),
            None => return,
        }
        if let Some(field) = field.get_untracked() {
            field.select();
        }
        event.prevent_default();
        event.stop_propagation();
    };
    Effect::new(move || {
        if let Some(field) = field.get() {
            show_again(&field, &shown.get());
        }
    });
    view! {
        <div class=move || stepper_class(&shown.get()) role="group" aria-label=move || label(Key::UiQuantity)>
            <button
                class="stepper-btn stepper-less"
                type="button"
                data-testid="qty-dec"
                aria-label=move || label(Key::UiDecrease)
                on:click=move |_| on_step.run(-1)
            ></button>
            <input
                node_ref=field
                class="stepper-value"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                enterkeyhint="done"
                role="spinbutton"
                data-testid="qty"
                aria-label=move || label(Key::UiQuantity)
                aria-valuenow=now
                aria-valuetext=shown
                on:change=move |_| commit()
                on:keydown=on_key
                on:focus=move |_| {
                    if let Some(field) = field.get_untracked() {
                        field.select();
                    }
                }
            />
            <button
                class="stepper-btn stepper-plus"
                type="button"
                data-testid="qty-inc"
                aria-label=move || label(Key::UiIncrease)
                on:click=move |_| on_step.run(1)
            ></button>
        </div>
    }
}
