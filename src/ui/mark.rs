//! A state in a word with its icon.
use super::icon::Icon;
use leptos::prelude::*;

/// A mark: icon, word, colour, in this order of weight.
#[component]
pub fn Mark(
    /// `mark-change`, `mark-ok`, `mark-warn`, `mark-bad` or nothing.
    #[prop(optional)]
    tone: &'static str,
    /// Its icon.
    icon: &'static str,
    /// Its word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=format!("mark {tone}")>
            <Icon name=icon />
            {text}
        </span>
    }
}
