//! Total, paid, remaining.
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
    let sums = desk.shows.sums;
    let is_known = Memo::new(move |_| sums.with(Option::is_some));
    let totals = Signal::derive(move || {
        // Before the bill is here nobody sees them.
        sums.with(|sums| sums.as_ref().map(|sums| sums.totals).unwrap_or_default())
    });
    let matter =
        Memo::new(move |_| sums.with(|sums| sums.clone().filter(|sums| !sums.problems.is_empty())));
    view! {
        <section class="panel" id="totals" tabindex="-1" aria-labelledby="totals-title">
            <h2 class="vh" id="totals-title">{i18n.t(Key::BillTotals)}</h2>
            {move || is_known.get().then(|| rows(i18n, totals, true))}
            {move || matter.get().map(|sums| problems(desk, i18n, sums))}
        </section>
    }
}

/// The sums as they stand, with what they were. `settled` says that this is the desk and not a glimpse before it.
pub fn rows(i18n: I18n, totals: Signal<Sums>, settled: bool) -> AnyView {
    let name = move |name: &'static str| settled.then_some(name);
    let sum = move |read: fn(&Sums) -> Money| move || i18n.money(totals.with(read));
    // Its own memo: a sum that was another stays the same while the new one changes.
    let was = move |was: fn(&Sums) -> Money, now: fn(&Sums) -> Money| {
        let was = Memo::new(move |_| {
            totals.with(|totals| (was(totals) != now(totals)).then(|| was(totals)))
        });
        move || {
            was.get().map(|was| view! {
            <span class="was"><span class="vh">{i18n.t(Key::BillWas)} " "</span>{i18n.money(was)}</span>
        })
        }
    };
    let over = Memo::new(move |_| totals.with(|totals| totals.remaining.is_negative()));
    let due_label = move || {
        i18n.t(if over.get() {
            Key::BillOver
        } else {
            Key::BillRemaining
        })
    };
    let share = Memo::new(move |_| totals.with(|totals| share(totals.paid, totals.total)));
    let ratio = move || i18n.fill(Key::BillRatio, &[("n", &share.get().to_string())]);
    let discount = Memo::new(move |_| totals.with(|totals| totals.discount));
    view! {
        <dl class="totals">
            <div class="totals-row">
                <dt>{i18n.t(Key::BillTotal)}</dt>
                <dd>
                    {was(|sums| sums.was_total, |sums| sums.total)}
                    <span data-testid=name("bill-total")>{sum(|sums| sums.total)}</span>
                </dd>
            </div>
            <div class="totals-row">
                <dt>{i18n.t(Key::BillPaid)}</dt>
                <dd>
                    {was(|sums| sums.was_paid, |sums| sums.paid)}
                    <span data-testid=name("bill-paid")>{sum(|sums| sums.paid)}</span>
                </dd>
            </div>
            {move || (!discount.get().is_zero()).then(|| view! {
                <div class="totals-row totals-sub"><dt>{i18n.t(Key::BillDiscount)}</dt><dd>{i18n.money(discount.get())}</dd></div>
            })}
            <div>
                <dt class="vh">{i18n.t(Key::BillPaid)}</dt>
                <dd>
                    <progress
                        class=move || if over.get() { "bar bar-over" } else { "bar" }
                        value=move || share.get().min(100).to_string()
                        max="100"
                        aria-label=ratio
                    ></progress>
                </dd>
            </div>
            <div class="totals-row totals-due">
                <dt>{due_label}</dt>
                <dd data-testid=name("bill-remaining")>{sum(|sums| sums.remaining.abs())}</dd>
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

fn problems(desk: Desk, i18n: I18n, sums: SumsFace) -> impl IntoView {
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
    view! { <div class="panel-body edit-stack">{rows} {mend}</div> }
}
