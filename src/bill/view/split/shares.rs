//! The parts with what they pay.
use super::{Seen, Table};
use crate::bill::view::actions::{Open, Pay};
use crate::i18n::Key;
use crate::ui::{Icon, Mark};
use adisyon_bill::parts::{Share, Way};
use adisyon_bill::{Money, PaymentKey};
use leptos::prelude::*;

/// The parts with what they pay, and last what no part takes.
pub(super) fn shares(table: Table) -> Vec<AnyView> {
    let seen = table.seen.get();
    let row = |share: &Share| share_row(table, &seen, share);
    seen.shares.iter().map(row).collect()
}

fn share_row(table: Table, seen: &Seen, share: &Share) -> AnyView {
    let Table {
        desk, i18n, open, ..
    } = table;
    let at = share.part.unwrap_or(seen.parts.list.len());
    let n = (at + 1).to_string();
    let name = match (share.part, seen.parts.way) {
        (None, _) => i18n.t(Key::BillSplitRest).to_owned(),
        (_, Way::People) => i18n.fill(Key::BillSplitPerson, &[("n", &n)]),
        _ => i18n.fill(Key::BillSplitPart, &[("n", &n)]),
    };
    let amount = i18n.amount(share.amount);
    let about = if share.is_paid {
        let part = seen.parts.list.get(at);
        let by = |key: &PaymentKey| part.is_some_and(|part| part.is_paid_with(key));
        desk.shows.payments.with_untracked(|all| {
            let rows = all.rows.iter().filter(|row| by(&row.key));
            let titles: Vec<&str> = rows.map(|row| row.title.as_str()).collect();
            titles.join(", ")
        })
    } else if share.given > Money::ZERO {
        format!(
            "{}: {}",
            i18n.t(Key::BillSplitPaid),
            i18n.money(share.given)
        )
    } else if share.odd > Money::ZERO {
        i18n.fill(Key::BillSplitOdd, &[("amount", &i18n.money(share.odd))])
    } else {
        String::new()
    };
    let (class, who) = if share.is_paid {
        (
            "share is-paid",
            view! { <Icon name="check" size="i-s" /> }.into_any(),
        )
    } else {
        ("share", n.into_any())
    };
    let values = [("name", name.as_str()), ("amount", amount.as_str())];
    let due = share.amount;
    let act = if share.is_paid {
        view! { <Mark tone="mark-ok" icon="check" text=i18n.t(Key::BillSplitPaid).to_owned() /> }
            .into_any()
    } else {
        let label = i18n.fill(Key::BillSplitPayLabel, &values);
        let is_off =
            due <= Money::ZERO || desk.shows.access.with(|access| access.payments.is_some());
        let off = is_off.then_some("true");
        let pay = move |_| {
            if !is_off {
                open.set(Open::Pay(Pay::Part(at, due)));
            }
        };
        view! {
            <button class="btn btn-tight" type="button" data-testid="share-pay" aria-label=label aria-disabled=off on:click=pay>
                {i18n.t(Key::BillSplitPay)}
            </button>
        }
        .into_any()
    };
    let can_drop = share.part.is_some()
        && !share.is_paid
        && share.given.is_zero()
        && matches!(seen.parts.way, Way::Lines | Way::Sums);
    let drop = can_drop.then(|| {
        let label = i18n.fill(Key::BillSplitDrop, &values);
        let take_away = move |_| {
            let rows = desk.divided().rows;
            desk.change_parts(|parts| parts.drop_part(at, &rows));
        };
        view! {
            <button class="icon-btn" type="button" data-testid="share-drop" aria-label=label on:click=take_away><Icon name="x" /></button>
        }
    });
    view! {
        <li class=class data-testid="share">
            <span class="share-who" aria-hidden="true">{who}</span>
            <div><p>{name}</p><p class="small muted">{about}</p></div>
            <span class="share-do">
                <span class="pay-sum" data-testid="share-amount">{amount}</span>
                {drop}
                {act}
            </span>
        </li>
    }
    .into_any()
}
