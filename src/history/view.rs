//! The screen of a bill's history.
use super::run::Reader;
use super::state::{State, who};
use crate::bill::words::reason as reason_words;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Empty, FailureEmpty, Icon, Mark, long_wait};
use adisyon_bill::{BillRef, Money, Quantity, Reason};
use adisyon_wire::history::{Entry, LineChange, LineState, PaymentChange, Span};
use adisyon_wire::save::Outcome;
use adisyon_wire::session::Role;
use leptos::prelude::*;

/// What was done to this bill.
pub fn history_screen(bill: BillRef, leave: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let reader = Reader::new();
    let retry = Callback::new(move |()| reader.read(bill.clone()));
    retry.run(());
    view! {
        <header class="head">
            <button
                class="icon-btn"
                type="button"
                data-testid="back"
                aria-label=i18n.t(Key::HistoryBack)
                on:click=move |_| leave.run(())
            >
                <Icon name="back" />
            </button>
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{i18n.t(Key::HistoryTitle)}</span></h1>
            </div>
        </header>
        <main class="desk">
            <div class="desk-wide">
                {move || match reader.state.get() {
                    State::Opening => long_wait(i18n.t(Key::HistoryLoading)),
                    State::Failed(failure) => {
                        view! { <FailureEmpty failure on_retry=retry on_back=leave /> }.into_any()
                    }
                    State::Shown(entries, _) if entries.is_empty() => view! {
                        <Empty
                            icon="history"
                            title=i18n.t(Key::HistoryEmptyTitle)
                            text=i18n.t(Key::HistoryEmptyText)
                        />
                    }.into_any(),
                    State::Shown(entries, more) => {
                        let rows = entries.into_iter().map(|entry| one(i18n, reader, entry));
                        let rows = rows.collect_view();
                        view! {
                            <section class="panel" aria-label=i18n.t(Key::HistoryTitle)>
                                <ol class="story">{rows}</ol>
                                {more.then(|| view! {
                                    <p class="panel-body small muted">{i18n.t(Key::HistoryMore)}</p>
                                })}
                            </section>
                        }.into_any()
                    }
                }}
            </div>
        </main>
    }
    .into_any()
}

fn one(i18n: I18n, reader: Reader, entry: Entry) -> AnyView {
    let user = entry.user.clone();
    let name = move || reader.names.with(|names| who(names, &user));
    let role = i18n.t(match entry.role {
        Role::Manager => Key::HistoryManager,
        Role::Staff => Key::HistoryStaff,
    });
    let (icon, tone, outcome) = match entry.outcome {
        Outcome::Saved => ("pencil", "", None),
        Outcome::Partly => ("half", "mark-warn", Some(Key::HistoryPartly)),
        Outcome::NotSaved => ("alert", "mark-bad", Some(Key::HistoryNotSaved)),
        Outcome::Changed => ("merge", "", Some(Key::HistoryChanged)),
    };
    let outcome = outcome.map(|key| {
        let text = i18n.t(key).to_owned();
        view! { <Mark tone=tone icon=icon text=text /> }
    });
    let lines = entry.lines.iter().map(|line| line_row(i18n, line));
    let lines = lines.collect_view();
    let payments = entry.payments.iter().map(|row| payment_row(i18n, row));
    let payments = payments.collect_view();
    let total =
        (entry.total.before != entry.total.after).then(|| span(i18n, Key::BillTotal, &entry.total));
    let paid =
        (entry.paid.before != entry.paid.after).then(|| span(i18n, Key::BillPaid, &entry.paid));
    view! {
        <li data-testid="history-entry">
            <Icon name=icon />
            <div class="story-head">
                <span class="strong">{name}</span>
                <span class="muted">{role}</span>
                {outcome}
                <span class="story-when">{i18n.date_time(entry.at)}</span>
            </div>
            <ul class="story-what">{lines} {payments} {total} {paid}</ul>
        </li>
    }
    .into_any()
}

fn line_row(i18n: I18n, change: &LineChange) -> AnyView {
    let quantity = |state: &LineState| i18n.quantity(Quantity::from_thousandths(state.quantity));
    let title = change.title.as_str();
    let (text, amount) = match (&change.before, &change.after) {
        (None, Some(new)) => (
            i18n.fill(
                Key::HistoryAdded,
                &[("n", &quantity(new)), ("title", title)],
            ),
            new.amount,
        ),
        (Some(old), None) => (
            i18n.fill(
                Key::HistoryRemoved,
                &[("n", &quantity(old)), ("title", title)],
            ),
            -old.amount,
        ),
        (Some(old), Some(new)) if old.quantity != new.quantity => (
            i18n.fill(
                Key::HistoryQuantity,
                &[
                    ("title", title),
                    ("old", &quantity(old)),
                    ("new", &quantity(new)),
                ],
            ),
            new.amount - old.amount,
        ),
        (old, new) => {
            let sum = |state: &Option<LineState>| state.as_ref().map_or(0, |state| state.amount);
            let text = i18n.fill(Key::HistoryAltered, &[("title", title)]);
            (text, sum(new) - sum(old))
        }
    };
    let reason = change
        .after
        .as_ref()
        .and_then(|state| state.reason.as_deref());
    let reason = reason.and_then(Reason::named).map(reason_words);
    let text = match reason {
        Some(key) => format!("{text} · {}", i18n.t(key)),
        None => text,
    };
    row(i18n, text, Some(amount))
}

fn payment_row(i18n: I18n, change: &PaymentChange) -> AnyView {
    let method = change
        .method
        .clone()
        .unwrap_or_else(|| i18n.t(Key::BillDiscount).to_owned());
    let (key, amount) = match (change.before, change.after) {
        (None, after) => (Key::HistoryPaid, after.unwrap_or(0)),
        (Some(before), None) => (Key::HistoryUnpaid, -before),
        (Some(before), Some(after)) => (Key::HistoryPaidOtherwise, after - before),
    };
    let text = i18n.fill(key, &[("method", &method)]);
    row(i18n, text, Some(amount))
}

fn row(i18n: I18n, text: String, amount: Option<i64>) -> AnyView {
    let amount = amount.filter(|amount| *amount != 0);
    let amount = amount.map(|minor| i18n.signed(Money::from_minor(minor)));
    view! {
        <li>
            <span>{text}</span>
            <span class="num">{amount}</span>
        </li>
    }
    .into_any()
}

fn span(i18n: I18n, key: Key, span: &Span) -> AnyView {
    let amount = |minor| i18n.amount(Money::from_minor(minor));
    let change = format!("{} → {}", amount(span.before), amount(span.after));
    view! {
        <li class="muted">
            <span>{i18n.t(key)}</span>
            <span class="num">{change}</span>
        </li>
    }
    .into_any()
}
