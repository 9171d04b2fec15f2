//! One of a few, side by side.
use leptos::prelude::*;

/// A segmented choice.
#[component]
pub fn Seg(
    /// What is chosen between.
    #[prop(into)]
    label: Signal<String>,
    /// The choices' words.
    options: Vec<String>,
    /// The place of the chosen one.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let buttons = options.into_iter().enumerate().map(move |(at, word)| {
        view! {
            <button
                class="seg-btn"
                type="button"
                aria-pressed=move || if chosen.get() == at { "true" } else { "false" }
                on:click=move |_| chosen.set(at)
            >
                {word}
            </button>
        }
    });
    view! {
        <div class="seg seg-wide" role="group" aria-label=label>
            {buttons.collect_view()}
        </div>
    }
}
