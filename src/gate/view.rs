//! The gate's screen: the sums, what stands in the way, and the two answers.
use super::run::Desk;
use super::state::{Advice, Content, Event, Said, Standing};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, FailureNotice, Icon, Notice, Tone, long_wait};
use adisyon_bill::BillRef;
use leptos::prelude::*;
use std::time::Duration;

/// How often the bill is read again while somebody looks at it: a colleague may be taking the money.
const EVERY: Duration = Duration::from_secs(10);

/// The screen; `open` opens the bill, with its payment dialog if that is what is missing.
pub fn screen(desk: Desk, open: Callback<(BillRef, bool)>) -> AnyView {
    keep_fresh(desk);
    let i18n = use_i18n();
    let content = Memo::new(move |_| desk.state.with(|state| state.content.clone()));
    let refused = Memo::new(move |_| desk.state.with(|state| state.refused));
    let title = move || content.with(|content| name(i18n, content));
    view! {
        <header class="head">
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{i18n.t(Key::GateTitle)}</span></h1>
                <p class="head-sub"><span class="clip">{title}</span></p>
            </div>
        </header>
        <main class="desk">
            <div class="desk-main desk-wide gate" data-testid="gate">
                {move || refused.get().then(|| view! {
                    <Notice tone=Tone::Bad icon="alert" title=i18n.t(Key::GateRefusedTitle) text=i18n.t(Key::GateRefusedText) />
                })}
                {move || match content.get() {
                    Content::Opening => long_wait(i18n.t(Key::AppOpening)),
                    Content::Failed(failure) => failed(desk, failure),
                    Content::Shown(standing) => shown(desk, *standing, open),
                }}
            </div>
        </main>
    }
    .into_any()
}

/// Reads on coming, every so often while in sight, and when it comes back into sight.
fn keep_fresh(desk: Desk) {
    let look = move || {
        if !document().hidden() {
            desk.tell(Event::Looked);
        }
    };
    look();
    let interval = set_interval_with_handle(look, EVERY);
    let sight = window_event_listener_untyped("visibilitychange", move |_| look());
    on_cleanup(move || {
        if let Ok(interval) = interval {
            interval.clear();
        }
        sight.remove();
    });
}

fn failed(desk: Desk, failure: crate::api::Failure) -> AnyView {
    let retry = Callback::new(move |()| desk.tell(Event::Looked));
    let i18n = use_i18n();
    view! {
        <FailureEmpty failure on_retry=retry on_back=retry />
        <section class="panel panel-pad stack">
            <p class="muted">{i18n.t(Key::GateUnknown)}</p>
            <div class="btn-row btn-row-fill">
                {answer(desk, Said::NotNow, Key::GateNotNow, "gate-deny", "btn")}
                {answer(desk, Said::Done, Key::GateAnyway, "gate-allow", "btn")}
            </div>
        </section>
    }
    .into_any()
}

fn shown(desk: Desk, standing: Standing, open: Callback<(BillRef, bool)>) -> AnyView {
    let i18n = use_i18n();
    i18n.sells_in(standing.head.currency.as_deref());
    let advice = standing.advice();
    let settled = standing.is_settled();
    let bill = desk.bill();
    let retry = Callback::new(move |()| desk.tell(Event::Looked));
    let stale = standing.stale.clone().map(|failure| {
        let lead = i18n.t(Key::GateStale).to_owned();
        view! { <FailureNotice failure on_retry=retry lead=lead /> }
    });
    let (tone, icon, title, text) = said(i18n, advice);
    let settle = (advice != Advice::Close).then(|| {
        let (paying, icon, label) = match advice {
            Advice::Pay(_) => (true, "cash", Key::GatePay),
            _ => (false, "open", Key::GateOpen),
        };
        view! {
            <button class="btn btn-main btn-wide" type="button" data-testid="gate-settle"
                on:click=move |_| open.run((bill.clone(), paying))>
                <Icon name=icon />
                {i18n.t(label)}
            </button>
        }
    });
    let (close, class) = match (advice, settled) {
        (Advice::Close, _) => (Some(Key::GateClose), "btn btn-main"),
        // The bill itself may be closed; what lies unsaved is lost then, and the words say so.
        (Advice::Save(_), true) => (Some(Key::GateCloseUnsaved), "btn"),
        _ => (None, "btn"),
    };
    view! {
        {stale}
        <Notice tone icon title=title text=text />
        <section class="panel" aria-labelledby="gate-sums">
            <h2 class="vh" id="gate-sums">{i18n.t(Key::BillTotals)}</h2>
            {sums(i18n, &standing)}
            <div class="panel-body stack">
                {settle}
                <div class="btn-row btn-row-fill">
                    {answer(desk, Said::NotNow, Key::GateNotNow, "gate-deny", "btn")}
                    {close.map(|label| answer(desk, Said::Done, label, "gate-allow", class))}
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn said(i18n: I18n, advice: Advice) -> (Tone, &'static str, String, String) {
    let sum = |key, sum| i18n.fill(key, &[("sum", &i18n.money(sum))]);
    match advice {
        Advice::Close => (
            Tone::Ok,
            "check",
            i18n.t(Key::GateReadyTitle).to_owned(),
            i18n.t(Key::GateReadyText).to_owned(),
        ),
        Advice::Pay(rest) => (
            Tone::Warn,
            "alert",
            sum(Key::GateUnpaidTitle, rest),
            i18n.t(Key::GateUnpaidText).to_owned(),
        ),
        Advice::Reduce(over) => (
            Tone::Warn,
            "alert",
            sum(Key::GateOverpaidTitle, over),
            i18n.t(Key::GateOverpaidText).to_owned(),
        ),
        Advice::Save(count) => (
            Tone::Warn,
            "pencil",
            i18n.plural(
                Key::GateUnsavedTitle,
                i64::try_from(count).unwrap_or(0),
                &[],
            ),
            i18n.t(Key::GateUnsavedText).to_owned(),
        ),
    }
}

fn sums(i18n: I18n, standing: &Standing) -> AnyView {
    let rest = standing.remaining();
    let due = if rest.is_negative() {
        Key::BillOver
    } else {
        Key::BillRemaining
    };
    view! {
        <dl class="totals">
            <div class="totals-row">
                <dt>{i18n.t(Key::BillTotal)}</dt>
                <dd data-testid="bill-total">{i18n.money(standing.total)}</dd>
            </div>
            <div class="totals-row">
                <dt>{i18n.t(Key::BillPaid)}</dt>
                <dd data-testid="bill-paid">{i18n.money(standing.paid)}</dd>
            </div>
            <div class="totals-row totals-due">
                <dt>{i18n.t(due)}</dt>
                <dd data-testid="bill-remaining">{i18n.money(rest.abs())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// One of the two answers. While one is on its way neither does anything more.
fn answer(
    desk: Desk,
    said: Said,
    label: Key,
    testid: &'static str,
    class: &'static str,
) -> AnyView {
    let i18n = use_i18n();
    let busy = move || desk.state.with(|state| state.said == Some(said));
    let idle = move || desk.state.with(|state| state.said.is_none());
    view! {
        <button class=class type="button" data-testid=testid
            aria-busy=move || busy().then_some("true")
            aria-disabled=move || (!idle()).then_some("true")
            on:click=move |_| desk.tell(Event::Said(said))>
            {i18n.t(label)}
        </button>
    }
    .into_any()
}

/// The table's name; a packet's customer, code or number.
fn name(i18n: I18n, content: &Content) -> String {
    let Content::Shown(standing) = content else {
        return String::new();
    };
    let head = &standing.head;
    let customer = head.customer.as_ref().and_then(|one| one.name.clone());
    let named = [
        head.table.clone(),
        customer,
        head.order_code.clone(),
        head.doc_no.clone(),
    ];
    let named = named
        .into_iter()
        .flatten()
        .find(|name| !name.trim().is_empty());
    named.unwrap_or_else(|| i18n.t(Key::AppTitle).to_owned())
}
