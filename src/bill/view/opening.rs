//! Before there is a bill: bones after a moment, or why there is none.
use super::head::{marks, parts, title};
use super::totals::rows;
use crate::bill::run::use_desk;
use crate::bill::shows::Phase;
use crate::bill::state::Event;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, Icon, Late};
use adisyon_bill::Money;
use adisyon_bill::bill::{Glimpse, Head};
use adisyon_bill::totals::Totals;
use leptos::prelude::*;

/// The bill is on its way. Nothing is drawn for a short wait.
pub fn bones(glimpse: Option<&Glimpse>) -> AnyView {
    let i18n = use_i18n();
    let bone = |title: &'static str, low: &'static str| {
        view! {
            <li class="line">
                <span class="bone bone-tall bone-qty"></span>
                <div class="line-open">
                    <span class=format!("bone line-title {title}")></span>
                    <span class="line-amount"><span class="bone bone-sum"></span></span>
                    <span class="line-detail"><span class=format!("bone bone-low {low}")></span></span>
                </div>
            </li>
        }
    };
    view! {
        <main class="desk desk-3 bill">
            <section class="desk-dock bill-dock"></section>
            <div class="desk-main">
                <p class="vh" role="status">{i18n.t(Key::BillOpening)}</p>
                <Late>
                    <div class="panel bones" aria-busy="true" data-testid="opening">
                        <div class="panel-head"><span class="bone bone-25"></span></div>
                        <ul class="lines" aria-hidden="true">
                            {bone("bone-60", "bone-80")}
                            {bone("bone-40", "bone-60")}
                            {bone("bone-80", "bone-40")}
                            {bone("bone-60", "bone-25")}
                        </ul>
                    </div>
                </Late>
            </div>
            <div class="desk-rail">{glimpse.map(|glimpse| known(i18n, glimpse))}</div>
        </main>
    }
    .into_any()
}

/// The sums as the board knew them: they stand there at once.
fn known(i18n: I18n, glimpse: &Glimpse) -> AnyView {
    let totals = Totals {
        total: glimpse.total,
        paid: glimpse.paid,
        discount: Money::ZERO,
        remaining: glimpse.total - glimpse.paid,
        was_total: glimpse.total,
        was_paid: glimpse.paid,
    };
    view! { <section class="panel" data-testid="glimpse">{rows(i18n, Signal::stored(totals), false)}</section> }
        .into_any()
}

/// The head of a bill that cannot be edited yet.
pub fn known_head(i18n: I18n, head: &Head, leave: Callback<()>) -> impl IntoView + use<> {
    let parts = parts(i18n, head).into_iter();
    let parts = parts.map(|part| view! { <span class="num">{part}</span> });
    view! {
        <header class="head">
            <button class="icon-btn" type="button" aria-label=i18n.t(Key::BillBack) on:click=move |_| leave.run(())>
                <Icon name="back" />
            </button>
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{title(i18n, head)}</span></h1>
                <p class="head-sub">{parts.collect_view()}</p>
            </div>
            <div class="head-side">{marks(i18n, head)}</div>
        </header>
    }
}

/// There is no bill to show.
#[component]
pub fn Broken() -> impl IntoView {
    let desk = use_desk();
    let failure = Memo::new(move |_| match desk.shows.phase.get() {
        Phase::Failed(failure, _) => Some(failure),
        _ => None,
    });
    view! {
        <main class="desk">
            <div class="desk-wide">
                {move || failure.get().map(|failure| {
                    view! {
                        <FailureEmpty
                            failure
                            on_retry=Callback::new(move |()| desk.happen(Event::RetryPressed { now: desk.now() }))
                            on_back=Callback::new(move |()| desk.happen(Event::LeavePressed))
                        />
                    }
                })}
            </div>
        </main>
    }
}
