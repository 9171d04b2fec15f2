//! The customer of a packet as far as it is given, and the notes of the bill.
use crate::bill::run::use_desk;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::bill::{Customer, Head};
use leptos::prelude::*;

/// Customer and notes; nothing where there is nothing to say.
#[component]
pub fn CustomerPanel() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    move || {
        desk.shows.head.get().and_then(|head| {
            let facts = facts(i18n, &head);
            (!facts.is_empty()).then(|| {
                let title = if head.customer.is_some() {
                    Key::BillCustomer
                } else {
                    Key::BillBillNote
                };
                view! {
                    <details class="fold panel" open=is_wide()>
                        <summary>
                            <Icon name="user" />
                            <span class="fold-text strong">{i18n.t(title)}</span>
                            <Icon name="down" />
                        </summary>
                        <div class="panel-body facts">{facts}</div>
                    </details>
                }
            })
        })
    }
}

/// Folded on a phone, where the lines come first.
fn is_wide() -> bool {
    let query = window().match_media("(min-width: 48rem)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

fn facts(i18n: I18n, head: &Head) -> Vec<AnyView> {
    let mut facts = head
        .customer
        .as_ref()
        .map(|customer| of(i18n, customer))
        .unwrap_or_default();
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    if let Some(note) = filled(&head.payment_note) {
        facts.push(fact(
            "note",
            note,
            Some(i18n.t(Key::BillPaymentNote).to_owned()),
        ));
    }
    if let Some(note) = filled(&head.note) {
        facts.push(fact(
            "note",
            note,
            Some(i18n.t(Key::BillBillNote).to_owned()),
        ));
    }
    facts
}

fn of(i18n: I18n, customer: &Customer) -> Vec<AnyView> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let mut facts = Vec::new();
    if let Some(name) = filled(&customer.name) {
        facts.push(fact("user", name, None));
    }
    if let Some(phone) = filled(&customer.phone).or_else(|| filled(&customer.call)) {
        facts.push(fact("phone", phone, None));
    }
    let address = filled(&customer.address);
    if facts.is_empty() && address.is_none() {
        let tail = customer.id.as_deref().map(last_four).unwrap_or_default();
        let name = i18n.fill(Key::BillCustomerUnnamed, &[("id", &tail)]);
        let why = i18n.t(Key::BillCustomerHidden).to_owned();
        facts.push(fact("hidden", name, Some(why)));
    }
    // The region is no personal data: it is given where nothing else is.
    let place: Vec<String> = address
        .into_iter()
        .chain(filled(&customer.region))
        .collect();
    if !place.is_empty() {
        facts.push(fact(
            "pin",
            place.join(", "),
            filled(&customer.address_description),
        ));
    }
    facts
}

fn last_four(id: &str) -> String {
    let tail: Vec<char> = id.chars().rev().take(4).collect();
    let dots = if id.chars().count() > 4 { "…" } else { "" };
    format!("{dots}{}", tail.into_iter().rev().collect::<String>())
}

fn fact(icon: &'static str, text: String, about: Option<String>) -> AnyView {
    view! {
        <div class="fact">
            <Icon name=icon />
            <div>
                <p>{text}</p>
                {about.map(|about| view! { <p class="small muted">{about}</p> })}
            </div>
        </div>
    }
    .into_any()
}
