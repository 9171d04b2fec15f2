//! Leaving with changes: three ways, in words.
use crate::bill::run::use_desk;
use crate::bill::state::Event;
use crate::i18n::{Key, use_i18n};
use crate::ui::Dialog;
use leptos::prelude::*;

/// The dialog, while somebody wants to leave.
pub fn leaving() -> AnyView {
    ways().into_any()
}

fn ways() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let button = move |class: &'static str,
                       label: Key,
                       testid: &'static str,
                       event: fn(i64) -> Event| {
        view! {
            <button class=class type="button" data-testid=testid on:click=move |_| desk.happen(event(desk.now()))>
                {i18n.t(label)}
            </button>
        }
    };
    move || {
        desk.shows.leaving.get().map(|count| {
            let n = i64::try_from(count).unwrap_or(0);
            view! {
                <Dialog
                    title=i18n.plural(Key::BillLeaveTitle, n, &[])
                    on_close=Callback::new(move |()| desk.happen(Event::Dismissed))
                >
                    <p class="muted">{i18n.t(Key::BillLeaveText)}</p>
                    <div class="stack">
                        {button("btn btn-main btn-wide", Key::BillLeaveSave, "leave-save", |now| Event::LeaveSaving { now })}
                        {button("btn btn-wide", Key::BillLeaveStay, "leave-stay", |_| Event::Dismissed)}
                        {button("btn btn-plain btn-bad btn-wide", Key::BillLeaveDiscard, "leave-discard", |_| Event::LeaveDiscarding)}
                    </div>
                </Dialog>
            }
        })
    }
}
