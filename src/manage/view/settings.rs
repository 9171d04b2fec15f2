//! What managers decide for their restaurant.
use super::super::run::Desk;
use super::super::state::settings::Event;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, FailureNotice, Late};
use leptos::prelude::*;

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
                (false, None) => view! {
                    <Late><p class="waiting" role="status">
                        <span class="spin" aria-hidden="true"></span>{i18n.t(Key::AppOpening)}
                    </p></Late>
                }.into_any(),
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
    let about = move || match wrong.get() {
        true => i18n.t(Key::ManageLimitWrong),
        false => i18n.t(Key::ManageLimitHint),
    };
    let save = move || desk.decide(Event::LimitPressed);
    view! {
        <div class="field">
            <label class="field-label" for="staff-limit">{i18n.t(Key::ManageLimit)}</label>
            <input
                class="input input-num"
                id="staff-limit"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-describedby="staff-limit-about"
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || settings.with(|all| all.limit.clone())
                on:input:target=move |event| desk.decide(Event::Typed(event.target().value()))
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        save();
                    }
                }
            />
            <span class="field-hint" class:is-bad-ink=wrong id="staff-limit-about" role="status">{about}</span>
        </div>
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
    let is_open = Memo::new(move |_| {
        desk.settings.with(|all| {
            all.known
                .as_ref()
                .is_some_and(|known| known.marketplace_carts)
        })
    });
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="carts"
                    prop:checked=is_open
                    on:change:target=move |event| desk.decide(Event::CartsFlipped(event.target().checked()))
                />
                <span>{i18n.t(Key::ManageCarts)}</span>
            </label>
            <span class="field-hint">{i18n.t(Key::ManageCartsHint)}</span>
        </div>
    }
    .into_any()
}
