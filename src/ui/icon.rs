//! Icons of the one sprite, which stands in the page's body.
use leptos::prelude::*;

/// An icon by its name in `style/icons.svg`. Never alone: a word or a label stands with it.
#[component]
pub fn Icon(
    /// Its name without `i-`.
    name: &'static str,
    /// `i-s` in text, `i-l` in empty states.
    #[prop(optional)]
    size: &'static str,
) -> impl IntoView {
    let class = if size.is_empty() {
        String::from("i")
    } else {
        format!("i {size}")
    };
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
