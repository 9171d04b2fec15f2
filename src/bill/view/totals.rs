//! Total, paid, remaining.
use super::actions::use_open;
use crate::bill::face::SumsFace;
use crate::bill::run::{Desk, use_desk};
use crate::bill::words::trouble;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::totals::Totals as Sums;
use adisyon_bill::{Edit, Money};
use leptos::prelude::*;

/// The sums of the draft, with what they were.
#[component]
pub fn Totals() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let _ = use_open();
    view! {
        <section class="panel" id="totals" tabindex="-1" aria-labelledby="totals-title">
            <h2 class="vh" id="totals-title">{i18n.t(Key::BillTotals)}</h2>
            {move || desk.shows.sums.get().map(|sums| view! {
                {rows(i18n, &sums.totals, true)}
                {problems(desk, i18n, sums)}
            })}
        </section>
    }
}

/// The sums as they stand, with what they were. `settled` says that this is the desk and not a glimpse before it.
pub fn rows(i18n: I18n, totals: &Sums, settled: bool) -> AnyView {
    let totals = *totals;
    let name = move |name: &'static str| settled.then_some(name);
    let was = move |was: Money, now: Money| {
        (was != now).then(|| view! {
            <span class="was"><span class="vh">{i18n.t(Key::BillWas)} " "</span>{i18n.money(was)}</span>
        })
    };
    let over = totals.remaining.is_negative();
    let (due, due_label) = if over {
        (totals.remaining.abs(), Key::BillOver)
    } else {
        (totals.remaining, Key::BillRemaining)
    };
    let share = share(totals.paid, totals.total);
    let bar = if over { "bar bar-over" } else { "bar" };
    let ratio = i18n.fill(Key::BillRatio, &[("n", &share.to_string())]);
    view! {
        <dl class="totals">
            <div class="totals-row">
                <dt>{i18n.t(Key::BillTotal)}</dt>
                <dd>{was(totals.was_total, totals.total)}<span data-testid=name("bill-total")>{i18n.money(totals.total)}</span></dd>
            </div>
            <div class="totals-row">
                <dt>{i18n.t(Key::BillPaid)}</dt>
                <dd>{was(totals.was_paid, totals.paid)}<span data-testid=name("bill-paid")>{i18n.money(totals.paid)}</span></dd>
            </div>
            {(!totals.discount.is_zero()).then(|| view! {
                <div class="totals-row totals-sub"><dt>{i18n.t(Key::BillDiscount)}</dt><dd>{i18n.money(totals.discount)}</dd></div>
            })}
            <div>
                <dt class="vh">{i18n.t(Key::BillPaid)}</dt>
                <dd><progress class=bar value=share.min(100).to_string() max="100" aria-label=ratio></progress></dd>
            </div>
            <div class="totals-row totals-due">
                <dt>{i18n.t(due_label)}</dt>
                <dd data-testid=name("bill-remaining")>{i18n.money(due)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Paid as a share of the total, in percent.
fn share(paid: Money, total: Money) -> i64 {
    if total <= Money::ZERO {
        return if paid > Money::ZERO { 100 } else { 0 };
    }
    let share = i128::from(paid.minor()) * 100 / i128::from(total.minor());
    i64::try_from(share.clamp(0, 999)).unwrap_or(100)
}

fn problems(desk: Desk, i18n: I18n, sums: SumsFace) -> Option<impl IntoView> {
    if sums.problems.is_empty() {
        return None;
    }
    let rows = sums.problems.iter().map(|one| {
        view! {
            <p class="problem" data-testid="problem" data-code=one.code()>
                <Icon name="alert" size="i-s" />
                <span>{trouble(i18n, one, None)}</span>
            </p>
        }
    });
    let rows = rows.collect_view();
    let mend = sums.mend.map(|(key, title, amount)| {
        let money = i18n.money(amount);
        let label = i18n.fill(Key::BillMend, &[("title", &title), ("amount", &money)]);
        view! {
            <div class="btn-row">
                <button class="btn" type="button" data-testid="mend" on:click=move |_| desk.edit(Edit::Amount(key.clone(), amount))>
                    {label}
                </button>
            </div>
        }
    });
    Some(view! { <div class="panel-body edit-stack">{rows} {mend}</div> })
}
