//! One payment.
use super::actions::{Open, Pay, use_open};
use crate::bill::face::{Mark, PayFace};
use crate::bill::run::{Desk, use_desk};
use crate::bill::words::trouble;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark as Sign};
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Edit, PaymentKey};
use leptos::prelude::*;

/// The most methods offered at a row whose method is gone; the others are in its dialog.
const OFFERED: usize = 3;

/// One row. There are at most twenty, so a row is built anew when it changes.
#[component]
pub fn PaymentRow(key: PaymentKey) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let id = format!("payment-{key}");
    let wanted = key.clone();
    let face = Memo::new(move |_| {
        desk.shows
            .payments
            .with(|all| all.rows.iter().find(|row| row.key == wanted).cloned())
    });
    let class = move || {
        face.with(|face| {
            let mark = face.as_ref().map_or("", |face| face.mark.class());
            let trouble = face.as_ref().is_some_and(|face| !face.problems.is_empty());
            let trouble = if trouble { " is-trouble" } else { "" };
            let fresh = face.as_ref().is_some_and(|face| face.fresh);
            let fresh = if fresh { " is-fresh" } else { "" };
            format!("pay-row{mark}{trouble}{fresh}")
        })
    };
    let locked = Memo::new(move |_| desk.shows.access.with(|access| access.payments.is_some()));
    view! {
        <li class=class id=id tabindex="-1" data-testid="payment">
            {move || face.get().map(|face| view! {
                <Icon name=icon(&face) />
                <div>
                    <p>{face.title.clone()}</p>
                    {about(i18n, &face)}
                </div>
                <span class="pay-sum" data-testid="payment-amount">{i18n.amount(face.amount)}</span>
                {(!locked.get()).then(|| handle(desk, i18n, open, &face))}
                {problems(desk, i18n, open, &face)}
            })}
        </li>
    }
}

fn icon(face: &PayFace) -> &'static str {
    match (face.is_discount, face.is_cash) {
        (true, _) => "tag",
        (_, true) => "cash",
        _ => "card",
    }
}

fn about(i18n: I18n, face: &PayFace) -> impl IntoView + use<> {
    let kind = face
        .is_discount
        .then(|| view! { <p class="small muted">{i18n.t(Key::BillPayDiscount)}</p> });
    let mark = match (face.mark, face.was) {
        (Mark::Added, _) => Some(("plus", i18n.t(Key::BillMarkNew).to_owned())),
        (Mark::Removed, _) => Some(("minus", i18n.t(Key::BillMarkRemoved).to_owned())),
        (Mark::Changed, Some(was)) => Some((
            "pencil",
            i18n.fill(Key::BillPayWas, &[("amount", &i18n.amount(was))]),
        )),
        (Mark::Changed, None) => Some(("pencil", i18n.t(Key::BillMarkChanged).to_owned())),
        _ if face.fresh => Some(("refresh", i18n.t(Key::BillMarkFresh).to_owned())),
        _ => None,
    };
    let mark = mark.map(|(icon, text)| view! { <Sign tone="mark-change" icon=icon text=text /> });
    view! {
        {kind}
        {mark}
    }
}

/// What can be done with the row: open it, or take its removal back.
fn handle(desk: Desk, i18n: I18n, open: RwSignal<Open>, face: &PayFace) -> AnyView {
    let key = face.key.clone();
    if face.mark == Mark::Removed {
        let label = i18n.fill(Key::BillRestoreOf, &[("title", &face.title)]);
        return view! {
            <button class="icon-btn" type="button" data-testid="repay" aria-label=label on:click=move |_| desk.edit(Edit::Repay(key.clone()))>
                <Icon name="undo" />
            </button>
        }
        .into_any();
    }
    let amount = i18n.amount(face.amount);
    let label = i18n.fill(
        Key::BillPayMore,
        &[("title", &face.title), ("amount", &amount)],
    );
    view! {
        <button
            class="icon-btn"
            type="button"
            data-testid="payment-open"
            aria-label=label
            on:click=move |_| open.set(Open::Pay(Pay::Change(key.clone())))
        >
            <Icon name="more" />
        </button>
    }
    .into_any()
}

fn problems(desk: Desk, i18n: I18n, open: RwSignal<Open>, face: &PayFace) -> Option<AnyView> {
    if face.problems.is_empty() {
        return None;
    }
    let rows = face.problems.iter().map(|one| {
        view! {
            <p class="problem" data-testid="problem" data-code=one.code()>
                <Icon name="alert" size="i-s" />
                <span>{trouble(i18n, one, None)}</span>
            </p>
        }
    });
    let rows = rows.collect_view();
    let lost = face.problems.contains(&Trouble::MethodUnknown);
    let ways = lost.then(|| methods(desk, i18n, open, &face.key));
    Some(view! { <div class="pay-row-extra">{rows} {ways}</div> }.into_any())
}

/// Other methods for a row whose own is gone.
fn methods(
    desk: Desk,
    i18n: I18n,
    open: RwSignal<Open>,
    key: &PaymentKey,
) -> impl IntoView + use<> {
    let methods = desk.shows.catalogue.with_untracked(|all| {
        all.as_ref()
            .map(|all| all.methods.clone())
            .unwrap_or_default()
    });
    let buttons = methods.into_iter().take(OFFERED).map(|method| {
        let (key, id) = (key.clone(), method.id.clone());
        let label = i18n.fill(Key::BillPayReplace, &[("method", &method.title)]);
        view! {
            <button class="btn btn-tight" type="button" on:click=move |_| {
                desk.edit(Edit::Kind(key.clone(), PaymentKind::Method(id.clone())));
            }>{label}</button>
        }
    });
    let buttons = buttons.collect_view();
    let key = key.clone();
    view! {
        <div class="btn-row">
            {buttons}
            <button class="btn btn-tight" type="button" on:click=move |_| open.set(Open::Pay(Pay::Change(key.clone())))>
                {i18n.t(Key::BillPayOtherMethod)}
            </button>
        </div>
    }
}
