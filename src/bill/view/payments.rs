//! The payments of the bill.
use super::actions::{Open, Pay, use_open};
use super::keys::focus;
use super::payment_row::PaymentRow;
use super::split::SPLIT;
use crate::bill::run::{Desk, use_desk};
use crate::bill::words::trouble;
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::Money;
use adisyon_bill::catalogue::Method;
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::parts::Parts;
use leptos::prelude::*;

/// Rows, and the ways to add one.
#[component]
pub fn Payments() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let payments = desk.shows.payments;
    let keys = move || {
        payments.with(|all| {
            all.rows
                .iter()
                .map(|row| row.key.clone())
                .collect::<Vec<_>>()
        })
    };
    let problems = move || {
        let problems = payments.with(|all| all.problems.clone());
        let rows = problems.into_iter().map(|one| {
            view! {
                <p class="problem panel-body" data-testid="problem" data-code=one.code()>
                    <Icon name="alert" size="i-s" />
                    <span>{trouble(i18n, &one, None)}</span>
                </p>
            }
        });
        rows.collect_view()
    };
    view! {
        <section class="panel" id="payments" tabindex="-1" aria-labelledby="payments-title">
            <div class="panel-head"><h2 class="panel-title" id="payments-title">{i18n.t(Key::BillPayments)}</h2></div>
            <ul>
                <For each=keys key=|key| key.clone() let:key>
                    <PaymentRow key />
                </For>
            </ul>
            <Show when=move || payments.with(|all| all.rows.is_empty())>
                <p class="panel-body muted">{i18n.t(Key::BillPaymentsNone)}</p>
            </Show>
            {problems}
            <Voided />
            <Show when=move || desk.shows.access.with(|access| access.payments.is_none())>
                <Ways />
            </Show>
        </section>
    }
}

/// One tap for the remaining sum with the first method, or everything typed.
#[component]
fn Ways() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let remaining = Memo::new(move |_| desk.shows.payments.with(|all| all.remaining));
    let first = Memo::new(move |_| {
        desk.shows
            .catalogue
            .with(|all| all.as_ref().and_then(|all| usual(&all.methods)))
    });
    let is_open = Memo::new(move |_| remaining.get() > Money::ZERO);
    let can_split = Memo::new(move |_| is_open.get() && desk.parts.with(Option::is_none));
    let rest = move || {
        let method = first.get().filter(|_| is_open.get())?;
        let label = i18n.fill(Key::BillPayRest, &[("method", &method.title)]);
        let icon = if method.cash { "cash" } else { "card" };
        let title = method.title.clone();
        let full = move || {
            let money = i18n.money(remaining.get());
            let values = [("amount", money.as_str()), ("method", title.as_str())];
            i18n.fill(Key::BillPayRestLabel, &values)
        };
        Some(view! {
            <button
                class="btn btn-tight"
                type="button"
                data-testid="pay-rest"
                aria-describedby="pay-rest-about"
                on:click=move |_| {
                    let rest = remaining.get_untracked();
                    desk.pay(PaymentKind::Method(method.id.clone()), rest);
                }
            >
                <Icon name=icon />
                {label}
            </button>
            <span id="pay-rest-about" hidden>
                {full}
            </span>
        })
    };
    view! {
        <div class="pay-actions">
            {rest}
            <button class="btn btn-tight" type="button" data-testid="pay" on:click=move |_| open.set(Open::Pay(Pay::New))>
                <Icon name="plus" />
                {i18n.t(Key::BillPay)}
            </button>
            <button class="btn btn-tight" type="button" data-testid="pay-discount" on:click=move |_| open.set(Open::Pay(Pay::NewDiscount))>
                <Icon name="tag" />
                {i18n.t(Key::BillPayDiscount)}
            </button>
            {move || can_split.get().then(|| view! {
                <button class="btn btn-tight" type="button" data-testid="split" on:click=move |_| split(desk)>
                    <Icon name="split" />
                    {i18n.t(Key::BillSplit)}
                </button>
            })}
        </div>
    }
}

/// Begins to divide what remains, and goes there.
fn split(desk: Desk) {
    desk.divide(Some(Parts::begin()));
    request_animation_frame(|| {
        focus(SPLIT);
    });
}

/// Cash comes first at a till, else the first method there is.
fn usual(methods: &[Method]) -> Option<Method> {
    let cash = methods.iter().find(|method| method.cash);
    cash.or_else(|| methods.first()).cloned()
}

#[component]
fn Voided() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    move || {
        let voided = desk.shows.payments.with(|all| all.voided.clone());
        (!voided.is_empty()).then(|| {
            let n = i64::try_from(voided.len()).unwrap_or(0);
            let rows = voided.into_iter().map(|(title, amount)| view! {
                <li class="pay-row">
                    <Icon name="ban" />
                    <p class="muted">{title}</p>
                    <span class="pay-sum muted">{i18n.amount(amount)}</span>
                    <span></span>
                </li>
            });
            view! {
                <details class="fold">
                    <summary>
                        <Icon name="ban" />
                        <span class="fold-text">{i18n.plural(Key::BillVoidedPayments, n, &[])}</span>
                        <Icon name="down" />
                    </summary>
                    <ul>{rows.collect_view()}</ul>
                </details>
            }
        })
    }
}
