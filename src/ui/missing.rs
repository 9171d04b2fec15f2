//! A chunk of the program that did not come.
use super::icon::Icon;
use super::notice::{Notice, Tone};
use crate::chunk::Chunk;
use crate::i18n::{Key, use_i18n};
use leptos::prelude::*;

/// Says that a chunk did not come, and how to ask again.
#[component]
pub fn Missing<T: 'static>(
    /// Which.
    chunk: Chunk<T>,
) -> impl IntoView {
    missing(
        Signal::derive_local(move || chunk.failed()),
        Callback::new(move |()| chunk.want()),
    )
}

fn missing(failed: Signal<bool, LocalStorage>, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    (move || {
        failed.get().then(|| {
            view! {
                <Notice
                    tone=Tone::Bad
                    icon="alert"
                    title=i18n.t(Key::UiNotFetchedTitle).to_owned()
                    text=i18n.t(Key::UiNotFetchedText).to_owned()
                    actions=move || view! {
                        <button class="btn btn-tight" type="button" data-testid="fetch-again" on:click=move |_| again.run(())>
                            <Icon name="refresh" />
                            {i18n.t(Key::FaultsRetry)}
                        </button>
                    }
                />
            }
        })
    })
    .into_any()
}
