//! What a screen reader is told without moving focus.
use leptos::prelude::*;

/// The voice of the page: one polite region.
#[derive(Clone, Copy)]
pub struct Live(RwSignal<String>);

/// Gives the voice to everything below.
pub fn provide_live() -> Live {
    let live = Live(RwSignal::new(String::new()));
    provide_context(live);
    live
}

/// The voice of the page.
pub fn use_live() -> Live {
    expect_context()
}

impl Live {
    /// Says a sentence once. The same sentence again is said again.
    pub fn say(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        self.0.update(|said| {
            if *said == sentence {
                // A region speaks only when its text changes; this space is not spoken.
                sentence.push('\u{a0}');
            }
            *said = sentence;
        });
    }
}

/// The region itself; once, at the end of the page.
#[component]
pub fn LiveRegion(live: Live) -> impl IntoView {
    view! {
        <p class="vh" role="status" data-testid="live">
            {live.0}
        </p>
    }
}
