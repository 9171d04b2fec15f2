//! The board when there is little to show: first read, nothing open, old numbers, missing rights.
use super::plan::NewPacket;
use super::run::Desk;
use super::state::Content;
use super::tile::Opener;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Empty, FailureNotice, Icon, Notice, Tone};
use leptos::prelude::*;

/// What is not as it should be, over what is shown.
#[component]
pub(super) fn Warnings(desk: Desk, retry: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let stale = Memo::new(move |_| {
        desk.state.with(|state| match &state.content {
            Content::Shown(shown) => shown.stale.clone().map(|why| (why, shown.board.read_at)),
            _ => None,
        })
    });
    let aged = Memo::new(move |_| {
        desk.state.with(|state| match &state.content {
            Content::Shown(shown) if shown.stale.is_none() && shown.aged => {
                Some(shown.board.read_at)
            }
            _ => None,
        })
    });
    let read_only = Memo::new(move |_| {
        desk.state
            .with(|s| s.rights.is_some_and(|r| !r.write_bills))
    });
    view! {
        {move || stale.get().map(|(failure, at)| {
            let lead = i18n.fill(Key::BoardStale, &[("time", &i18n.time(at))]);
            view! { <FailureNotice failure on_retry=retry lead=lead /> }
        })}
        {move || aged.get().map(|at| view! {
            <p class="notice" role="status" data-testid="aged">
                <Icon name="offline" />
                <span>{i18n.fill(Key::BoardAged, &[("time", &i18n.time(at))])}</span>
            </p>
        })}
        {move || read_only.get().then(|| view! {
            <Notice
                tone=Tone::Info
                icon="lock"
                title=i18n.t(Key::BoardReadOnlyTitle)
                text=i18n.t(Key::RefusalsScopeText)
            />
        })}
    }
}

/// Nothing is open, and no table is known.
#[component]
pub(super) fn Nobody(retry: Callback<()>, opener: Opener, may_open: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="desk">
            <div class="desk-main">
                <Empty
                    icon="table"
                    title=i18n.t(Key::BoardEmptyTitle)
                    text=i18n.t(Key::BoardEmptyText)
                    actions=move || view! {
                        <button class="btn" type="button" on:click=move |_| retry.run(())>
                            <Icon name="refresh" />
                            {i18n.t(Key::BoardRefresh)}
                        </button>
                        <Show when=move || may_open.get()>
                            <NewPacket opener />
                        </Show>
                    }
                />
            </div>
        </main>
    }
}

/// The floor plan's shape while the first read is on its way.
#[component]
pub(super) fn Bones() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="desk">
            <div class="desk-main board bones" aria-busy="true">
                <p class="vh" role="status">{i18n.t(Key::BoardLoading)}</p>
                <div class="section-head"><span class="bone bone-25"></span></div>
                <ul class="floor">
                    {(0..12).map(|_| view! { <li><div class="seat"><span class="bone bone-60"></span></div></li> }).collect_view()}
                </ul>
            </div>
        </main>
    }
}
