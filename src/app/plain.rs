//! What is shown without a bill or a board: waiting, a silent panel, a page that nobody frames.
use crate::first;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Empty, Icon, Late};
use leptos::prelude::*;

/// The panel does not answer: says so, and asks again.
pub(super) fn silence(i18n: I18n, again: Callback<()>) -> AnyView {
    first::leave();
    view! {
        <Head />
        <main class="desk">
            <div class="desk-main" role="alert" data-testid="host-silent">
                <Empty
                    icon="window"
                    title=i18n.t(Key::AppHostTitle)
                    text=i18n.t(Key::AppHostText)
                    actions=move || view! {
                        <button
                            class="btn btn-main"
                            type="button"
                            data-testid="remedy"
                            on:click=move |_| again.run(())
                        >
                            <Icon name="refresh" />
                            {i18n.t(Key::FaultsRetry)}
                        </button>
                    }
                />
            </div>
        </main>
    }
    .into_any()
}

/// The frame as it stood before the program started, or the bill that stands there: nothing jumps.
pub(super) fn waiting(i18n: I18n, says: Key) -> AnyView {
    if first::shows_bill() {
        return ().into_any();
    }
    view! {
        <Head />
        <Late>
            <main class="desk">
                <p class="desk-main waiting" role="status">
                    <span class="spin" aria-hidden="true"></span>
                    {i18n.t(says)}
                </p>
            </main>
        </Late>
    }
    .into_any()
}

/// The head of a page without a bill.
#[component]
pub(super) fn Head() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="head">
            <div class="head-text">
                <h1 class="head-title">{i18n.t(Key::AppTitle)}</h1>
            </div>
        </header>
    }
}

/// Nobody frames the page.
#[component]
pub(super) fn Outside() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Head />
        <main class="desk">
            <div class="desk-main" data-testid="outside">
                <Empty icon="window" title=i18n.t(Key::AppOutsideTitle) text=i18n.t(Key::AppOutsideText) />
            </div>
        </main>
    }
}
