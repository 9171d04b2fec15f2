//! A quantity with two buttons and a field to type in. WAI-ARIA: spinbutton.
use super::icon::Icon;
use crate::i18n::{Key, use_i18n};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// Characters beyond which the value takes the smaller type.
const LONG: usize = 3;

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
        match event.key().as_str() {
            "ArrowUp" => on_step.run(1),
            "ArrowDown" => on_step.run(-1),
            "Enter" => commit(),
            // With nothing typed it is the dialog's key.
            "Escape" if is_typed() => show(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="stepper" role="group" aria-label=move || label(Key::UiQuantity)>
            <button
                class="stepper-btn"
                type="button"
                data-testid="qty-dec"
                aria-label=move || label(Key::UiDecrease)
                on:click=move |_| on_step.run(-1)
            >
                <Icon name="minus" />
            </button>
            <input
                node_ref=field
                class="stepper-value"
                class:stepper-value-long=move || { shown.get().chars().count() > LONG }
                type="text"
                inputmode="decimal"
                autocomplete="off"
                enterkeyhint="done"
                role="spinbutton"
                data-testid="qty"
                aria-label=move || label(Key::UiQuantity)
                aria-valuenow=now
                aria-valuetext=shown
                prop:value=shown
                on:change=move |_| commit()
                on:keydown=on_key
                on:focus=move |_| {
                    if let Some(field) = field.get_untracked() {
                        field.select();
                    }
                }
            />
            <button
                class="stepper-btn"
                type="button"
                data-testid="qty-inc"
                aria-label=move || label(Key::UiIncrease)
                on:click=move |_| on_step.run(1)
            >
                <Icon name="plus" />
            </button>
        </div>
    }
}
