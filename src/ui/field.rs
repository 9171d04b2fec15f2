//! Fields with label, hint and problem.
use super::icon::Icon;
use crate::i18n::use_i18n;
use leptos::ev;
use leptos::prelude::*;

/// A field for an amount: plain text with the decimal keypad, never a number spinner.
#[component]
pub fn MoneyField(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed, as it stands.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Help below it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The large kind.
    #[prop(optional)]
    big: bool,
    /// A percentage is typed and no amount.
    #[prop(optional, into)]
    percent: Signal<bool>,
    /// Enter was pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let class = if big {
        "input input-num input-big"
    } else {
        "input input-num"
    };
    let control = view! {
        <div class="input-wrap">
            <span class="input-prefix" aria-hidden="true">
                {move || if percent.get() { "%".to_owned() } else { i18n.sign() }}
            </span>
            <input
                class=class
                id=id.clone()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=about_id(&id)
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:focus:target=move |event| event.target().select()
                on:keydown=move |event| pressed(&event, on_enter)
            />
        </div>
    };
    framed(&id, label, control.into_any(), about(problem, hint))
}

/// A field for a line of text.
#[component]
pub fn TextField(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed, as it stands.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Help below it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// Enter was pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let control = view! {
        <input
            class="input"
            id=id.clone()
            type="text"
            autocomplete="off"
            aria-invalid=move || problem.get().is_some().then_some("true")
            aria-describedby=about_id(&id)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:keydown=move |event| pressed(&event, on_enter)
        />
    };
    framed(&id, label, control.into_any(), about(problem, hint))
}

/// A field for a few lines of text.
#[component]
pub fn TextArea(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed, as it stands.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Help below it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The most characters that can be typed; none for no limit.
    #[prop(optional, into)]
    longest: Option<String>,
) -> impl IntoView {
    let control = view! {
        <textarea
            class="input"
            id=id.clone()
            rows="2"
            maxlength=longest
            autocomplete="off"
            aria-invalid=move || problem.get().is_some().then_some("true")
            aria-describedby=about_id(&id)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        ></textarea>
    };
    framed(&id, label, control.into_any(), about(problem, hint))
}

/// The frame of every field: the label, the control with this id, and below it what [`about_id`] names.
pub fn framed(id: &str, label: Signal<String>, control: AnyView, below: AnyView) -> AnyView {
    let (id, about) = (id.to_owned(), about_id(id));
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
            </label>
            {control}
            <div id=about>{below}</div>
        </div>
    }
    .into_any()
}

/// The id of what stands below the field with this id: its control names it as its description.
pub fn about_id(id: &str) -> String {
    format!("{id}-about")
}

/// What is wrong with a field, else its hint.
pub fn about(problem: Signal<Option<String>>, hint: Signal<Option<String>>) -> AnyView {
    (move || match (problem.get(), hint.get()) {
        (Some(problem), _) => view! {
            <p class="problem" data-testid="problem">
                <Icon name="alert" size="i-s" />
                <span>{problem}</span>
            </p>
        }
        .into_any(),
        (None, Some(hint)) => view! { <p class="field-hint">{hint}</p> }.into_any(),
        (None, None) => ().into_any(),
    })
    .into_any()
}

fn pressed(event: &ev::KeyboardEvent, on_enter: Option<Callback<()>>) {
    if event.key() == "Enter"
        && let Some(on_enter) = on_enter
    {
        event.prevent_default();
        on_enter.run(());
    }
}
