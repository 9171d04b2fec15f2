//! What is only worth showing when the wait is long.
use crate::clock::Alarm;
use leptos::prelude::*;
use std::time::Duration;

/// A wait shorter than this shows nothing: a flash would be noise.
const THRESHOLD: Duration = Duration::from_millis(300);

/// Shows its children after the threshold.
#[component]
pub fn Late(children: ChildrenFn) -> impl IntoView {
    let shown = RwSignal::new(false);
    // Kept by the scope: leaving calls it off.
    StoredValue::new_local(Alarm::after(THRESHOLD, move || shown.set(true)));
    move || shown.get().then(|| children())
}

/// What is awaited, in words, after the threshold.
pub fn long_wait(says: &'static str) -> AnyView {
    view! {
        <Late>
            <p class="waiting" role="status">
                <span class="spin" aria-hidden="true"></span>
                {says}
            </p>
        </Late>
    }
    .into_any()
}
