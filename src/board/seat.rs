//! Opening a free table: how many sit down.
use super::run::Desk;
use super::state::Event;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Dialog, FailureNotice, Stepper};
use adisyon_wire::seat::MAX_GUESTS;
use leptos::prelude::*;

/// The counts that are one touch away.
const USUAL: u32 = 8;

/// Asks how many sit down, and opens the table.
pub fn seat_dialog(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let seating = move |read: fn(&super::state::Seating) -> bool| {
        desk.state
            .with(|state| state.seating.as_ref().is_some_and(read))
    };
    let title = desk.state.with_untracked(|state| {
        let seating = state.seating.as_ref();
        seating
            .map(|seating| seating.title.clone())
            .unwrap_or_default()
    });
    let guests = RwSignal::new(2_u32);
    let failure = Memo::new(move |_| {
        desk.state
            .with(|state| state.seating.as_ref().and_then(|one| one.failure.clone()))
    });
    let sent = Memo::new(move |_| seating(|seating| seating.sent));
    let close = Callback::new(move |()| desk.tell(Event::SeatDropped));
    let press = Callback::new(move |()| {
        desk.tell(Event::SeatPressed {
            guests: guests.get_untracked(),
        });
    });
    let step = Callback::new(move |by: i32| {
        guests.update(|count| *count = count.saturating_add_signed(by).min(MAX_GUESTS));
    });
    let typed = Callback::new(move |text: String| {
        if let Ok(count) = text.trim().parse::<u32>() {
            guests.set(count.min(MAX_GUESTS));
        }
    });
    let usual = (1..=USUAL).map(move |count| {
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || if guests.get() == count { "true" } else { "false" }
                on:click=move |_| guests.set(count)
            >
                {count}
            </button>
        }
    });
    let foot = move || {
        view! {
            <button
                class="btn btn-main"
                type="button"
                data-testid="seat-open"
                aria-busy=move || sent.get().then_some("true")
                aria-disabled=move || sent.get().then_some("true")
                on:click=move |_| press.run(())
            >
                <span>{i18n.t(Key::BoardSeatOpen)}</span>
                <span class="num">{move || i18n.plural(Key::BoardGuests, guests.get().into(), &[])}</span>
            </button>
        }
    };
    let heading = i18n.fill(Key::BoardSeatTitle, &[("table", &title)]);
    view! {
        <Dialog title=heading on_close=close foot=foot>
            {move || failure.get().map(|failure| view! { <FailureNotice failure on_retry=press /> })}
            <div class="field">
                <span class="field-label" id="seat-guests">{i18n.t(Key::BoardSeatGuests)}</span>
                <div class="chips" role="group" aria-labelledby="seat-guests">{usual.collect_view()}</div>
            </div>
            <Stepper
                name=i18n.t(Key::BoardSeatGuests).to_owned()
                shown=Signal::derive(move || guests.get().to_string())
                now=Signal::derive(move || guests.get().to_string())
                on_step=step
                on_text=typed
            />
            <p class="field-hint">{i18n.t(Key::BoardSeatHint)}</p>
        </Dialog>
    }
    .into_any()
}
