//! Notices and empty states: what happened, then what to do.
use super::icon::Icon;
use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// How a notice weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It went well.
    Ok,
    /// Look at this.
    Warn,
    /// This did not happen.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Tone::Info => "notice",
            Tone::Ok => "notice notice-ok",
            Tone::Warn => "notice notice-warn",
            Tone::Bad => "notice notice-bad",
        }
    }

    /// What did not happen is found by one name wherever it is told.
    const fn testid(self) -> Option<&'static str> {
        match self {
            Tone::Bad => Some("problem"),
            Tone::Info | Tone::Ok | Tone::Warn => None,
        }
    }

    /// Only what did not happen interrupts.
    const fn role(self) -> &'static str {
        match self {
            Tone::Bad => "alert",
            Tone::Info | Tone::Ok | Tone::Warn => "status",
        }
    }
}

/// A strip across its column.
#[component]
pub fn Notice(
    /// How it weighs.
    #[prop(optional)]
    tone: Tone,
    /// Its icon.
    icon: &'static str,
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// What to do; may be empty.
    #[prop(optional, into)]
    text: Signal<String>,
    /// Its buttons.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// What stands below the text: details.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=tone.role() data-testid=tone.testid()>
            <Icon name=icon />
            <div>
                <p class="notice-title">{title}</p>
                {move || (!text.get().is_empty()).then(|| view! { <p class="notice-text">{text}</p> })}
                {children.map(|children| children())}
            </div>
            {actions.map(|actions| view! { <div class="notice-do">{actions.run()}</div> })}
        </div>
    }
}

/// Nothing to show, and the one next step.
#[component]
pub fn Empty(
    /// Its icon.
    icon: &'static str,
    /// What is so.
    #[prop(into)]
    title: String,
    /// What to do.
    #[prop(into)]
    text: String,
    /// Its buttons.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// What stands below: details.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="panel">
            <div class="empty">
                <Icon name=icon size="i-l" />
                <h2 class="empty-title">{title}</h2>
                <p class="empty-text">{text}</p>
                {children.map(|children| children())}
                {actions.map(|actions| view! { <div class="btn-row">{actions.run()}</div> })}
            </div>
        </div>
    }
}
