//! What managers decide for their restaurant.
use super::super::run::Desk;
use super::super::state::settings::Event;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, FailureNotice, about, about_id, framed, long_wait};
use leptos::prelude::*;

/// The id of the limit's field.
const LIMIT: &str = "staff-limit";

/// The screen: how much staff may give away, and whether carts of marketplace orders may be changed. Who may not see it is told why.
pub(super) fn screen(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    desk.decide(Event::Opened);
    let here = Memo::new(move |_| desk.settings.with(|all| all.known.is_some()));
    let failure = Memo::new(move |_| desk.settings.with(|all| all.failure.clone()));
    let retry = Callback::new(move |()| desk.decide(Event::Opened));
    view! {
        <section class="panel desk-wide" aria-labelledby="settings" data-testid="settings">
            <div class="panel-head">
                <h2 class="panel-title" id="settings">{i18n.t(Key::ManageSettings)}</h2>
            </div>
            {move || match (here.get(), failure.get()) {
                (false, Some(failure)) => {
                    view! { <FailureEmpty failure on_retry=retry on_back=desk.leave /> }.into_any()
                }
                (false, None) => long_wait(i18n.t(Key::AppOpening)),
                (true, _) => view! {
                    {move || failure.get().map(|failure| {
                        let lead = i18n.t(Key::ManageUnsaved).to_owned();
                        view! { <FailureNotice failure on_retry=retry lead=lead /> }
                    })}
                    <div class="panel-body manage-settings">{limit(desk, i18n)} {carts(desk, i18n)}</div>
                }.into_any(),
            }}
        </section>
    }
    .into_any()
}

/// The staff's limit with its button.
fn limit(desk: Desk, i18n: I18n) -> AnyView {
    let settings = desk.settings;
    let wrong = Memo::new(move |_| settings.with(|all| all.is_wrong()));
    let busy = Memo::new(move |_| settings.with(|all| all.busy));
    let problem = move || {
        wrong
            .get()
            .then(|| i18n.t(Key::ManageLimitWrong).to_owned())
    };
    let hint = i18n.t(Key::ManageLimitHint).to_owned();
    let below = about(Signal::derive(problem), Signal::stored(Some(hint)));
    let save = move || desk.decide(Event::LimitPressed);
    let control = view! {
        <input
            class="input input-num"
            id=LIMIT
            type="text"
            inputmode="numeric"
            autocomplete="off"
            aria-describedby=about_id(LIMIT)
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || settings.with(|all| all.limit.clone())
            on:input:target=move |event| desk.decide(Event::Typed(event.target().value()))
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    save();
                }
            }
        />
    };
    let label = Signal::stored(i18n.t(Key::ManageLimit).to_owned());
    view! {
        {framed(LIMIT, label, control.into_any(), below)}
        <div class="btn-row">
            <button
                class="btn btn-main"
                type="button"
                data-testid="limit-save"
                aria-busy=move || busy.get().then_some("true")
                on:click=move |_| save()
            >
                {i18n.t(Key::ManageSave)}
            </button>
        </div>
    }
    .into_any()
}

/// Whether managers may change carts of marketplace orders.
fn carts(desk: Desk, i18n: I18n) -> AnyView {
    let is_open = Memo::new(move |_| desk.settings.with(|all| all.carts()));
    view! {
        <div class="field">
            <label class="tick">
                <span class="tick-text">{i18n.t(Key::ManageCarts)}</span>
                <input
                    class="switch"
                    type="checkbox"
                    role="switch"
                    data-testid="carts"
                    prop:checked=is_open
                    on:change:target=move |event| {
                        let switch = event.target();
                        desk.decide(Event::CartsFlipped(switch.checked()));
                        // What was not heard flips nothing.
                        switch.set_checked(is_open.get_untracked());
                    }
                />
            </label>
            <span class="field-hint">{i18n.t(Key::ManageCartsHint)}</span>
        </div>
    }
    .into_any()
}
