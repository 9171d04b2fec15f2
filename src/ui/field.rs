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
    let about = format!("{id}-about");
    let (for_id, described) = (id.clone(), about.clone());
    let class = if big {
        "input input-num input-big"
    } else {
        "input input-num"
    };
    view! {
        <div class="field">
            <label class="field-label" for=for_id>
                {label}
            </label>
            <div class="input-wrap">
                <span class="input-prefix" aria-hidden="true">
                    {move || if percent.get() { "%".to_owned() } else { i18n.sign() }}
                </span>
                <input
                    class=class
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    aria-describedby=described
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                    on:focus:target=move |event| event.target().select()
                    on:keydown=move |event| pressed(&event, on_enter)
                />
            </div>
            <About id=about problem hint />
        </div>
    }
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
    let about = format!("{id}-about");
    let (for_id, described) = (id.clone(), about.clone());
    view! {
        <div class="field">
            <label class="field-label" for=for_id>
                {label}
            </label>
            <input
                class="input"
                id=id
                type="text"
                autocomplete="off"
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=described
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:keydown=move |event| pressed(&event, on_enter)
            />
            <About id=about problem hint />
        </div>
    }
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
) -> impl IntoView {
    let about = format!("{id}-about");
    let (for_id, described) = (id.clone(), about.clone());
    view! {
        <div class="field">
            <label class="field-label" for=for_id>
                {label}
            </label>
            <textarea
                class="input"
                id=id
                rows="2"
                autocomplete="off"
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=described
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <About id=about problem hint />
        </div>
    }
}

#[component]
fn About(
    id: String,
    problem: Signal<Option<String>>,
    hint: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div id=id>
            {move || match (problem.get(), hint.get()) {
                (Some(problem), _) => view! {
                    <p class="problem" data-testid="problem">
                        <Icon name="alert" size="i-s" />
                        {problem}
                    </p>
                }.into_any(),
                (None, Some(hint)) => view! { <p class="field-hint">{hint}</p> }.into_any(),
                (None, None) => ().into_any(),
            }}
        </div>
    }
}

fn pressed(event: &ev::KeyboardEvent, on_enter: Option<Callback<()>>) {
    if event.key() == "Enter"
        && let Some(on_enter) = on_enter
    {
        event.prevent_default();
        on_enter.run(());
    }
}
