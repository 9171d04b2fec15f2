//! A bill as it was read, shown while the desk that edits it is still on its way. It looks like the desk, so that nothing jumps.
use super::head::{marks, parts, title};
use super::line_detail::words;
use super::totals::rows;
use crate::bill::face::as_read;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::Bill;
use adisyon_bill::bill::Head;
use adisyon_bill::totals::Totals;
use leptos::prelude::*;

/// Head, lines, payments and sums of a bill.
pub fn glance(bill: &Bill, leave: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let lines = bill.lines.iter().map(|line| {
        let face = as_read(line);
        view! {
            <li class="line">
                <span class="qty-fixed">{i18n.quantity(face.quantity)}</span>
                <div class="line-open">{words(i18n, &face)}</div>
                <span class="line-more"></span>
            </li>
        }
    });
    let payments = bill.payments.rows().iter().map(|row| {
        let icon = match (row.is_discount, row.cash) {
            (true, _) => "tag",
            (_, Some(true)) => "cash",
            _ => "card",
        };
        view! {
            <li class="pay-row">
                <Icon name=icon />
                <p>{row.title.clone()}</p>
                <span class="pay-sum">{i18n.amount(row.amount)}</span>
            </li>
        }
    });
    let totals = Totals {
        total: bill.total,
        paid: bill.paid,
        discount: bill.discount,
        remaining: bill.remaining(),
        was_total: bill.total,
        was_paid: bill.paid,
    };
    view! {
        {head(i18n, &bill.head, leave)}
        <main class="desk desk-3 bill" aria-busy="true">
            <section class="desk-dock bill-dock"></section>
            <div class="desk-main">
                <section class="panel" aria-labelledby="lines-title">
                    <div class="panel-head">
                        <h2 class="panel-title" id="lines-title">
                            {i18n.t(Key::BillLines)} " " <span class="faint num">{bill.lines.len()}</span>
                        </h2>
                    </div>
                    <ul class="lines">{lines.collect_view()}</ul>
                </section>
            </div>
            <div class="desk-rail">
                <section class="panel" aria-labelledby="payments-title">
                    <div class="panel-head"><h2 class="panel-title" id="payments-title">{i18n.t(Key::BillPayments)}</h2></div>
                    <ul>{payments.collect_view()}</ul>
                </section>
                <section class="panel">{rows(i18n, &totals, false)}</section>
            </div>
        </main>
    }
    .into_any()
}

/// The head of a bill that cannot be edited yet.
pub fn head(i18n: I18n, head: &Head, leave: Callback<()>) -> impl IntoView + use<> {
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
