//! For whom the packet is, and how it leaves the house.
use super::finder::finder;
use super::run::Errand;
use crate::i18n::{I18n, Key, use_i18n};
use crate::packet::words::{fault, label, service};
use crate::ui::{Icon, Notice, Seg, TextArea, TextField};
use adisyon_wire::field::Field;
use adisyon_wire::order::Service;
use leptos::prelude::*;

/// The customer's panel.
pub(super) fn customer(errand: Errand, may_find: Signal<Option<bool>>) -> AnyView {
    let i18n = use_i18n();
    let form = errand.form;
    let known = Memo::new(move |_| form.with(|form| form.customer.id.is_some()));
    let is_brought = Memo::new(move |_| form.with(|form| form.service == Service::Delivery));
    view! {
        <section class="panel" aria-labelledby="order-customer">
            <div class="panel-head">
                <h2 class="panel-title" id="order-customer">{i18n.t(Key::OrderCustomer)}</h2>
                {move || known.get().then(|| view! {
                    <span class="mark mark-ok"><Icon name="check" />{i18n.t(Key::OrderKnown)}</span>
                })}
            </div>
            <div class="panel-body edit-stack">
                {move || match may_find.get() {
                    Some(true) => finder(errand),
                    Some(false) => view! {
                        <Notice icon="lock" title=i18n.t(Key::OrderNoCustomers) />
                    }.into_any(),
                    None => ().into_any(),
                }}
                {text(i18n, errand, Field::Name)}
                {text(i18n, errand, Field::Phone)}
                <Show when=move || is_brought.get()>
                    {text(i18n, errand, Field::Address)}
                    {text(i18n, errand, Field::AddressDescription)}
                    {text(i18n, errand, Field::Region)}
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// The panel of everything else that is typed.
pub(super) fn delivery(errand: Errand) -> AnyView {
    let i18n = use_i18n();
    let form = errand.form;
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |before: Option<()>| {
        let at = chosen.get();
        if before.is_some() {
            form.update(|form| form.service = Service::ALL.get(at).copied().unwrap_or_default());
        }
    });
    let options = Service::ALL.map(|one| service(i18n, one.word())).to_vec();
    let is_brought = Memo::new(move |_| form.with(|form| form.service == Service::Delivery));
    view! {
        <section class="panel" aria-labelledby="order-delivery">
            <div class="panel-head">
                <h2 class="panel-title" id="order-delivery">{i18n.t(Key::OrderDelivery)}</h2>
            </div>
            <div class="panel-body edit-stack">
                <Seg label=i18n.t(Key::PacketService).to_owned() options=options chosen=chosen />
                <Show when=move || is_brought.get()>
                    <label class="tick">
                        <span class="tick-text">{i18n.t(Key::OrderOwnCourier)}</span>
                        <input
                            class="switch"
                            type="checkbox"
                            role="switch"
                            prop:checked=move || form.with(|form| form.own_delivery)
                            on:change:target=move |event| {
                                let on = event.target().checked();
                                form.update(|form| form.own_delivery = on);
                            }
                        />
                    </label>
                </Show>
                <label class="tick">
                    <span class="tick-text">{i18n.t(Key::OrderApproved)}</span>
                    <input
                        class="switch"
                        type="checkbox"
                        role="switch"
                        prop:checked=move || form.with(|form| form.approved)
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            form.update(|form| form.approved = on);
                        }
                    />
                </label>
                {text(i18n, errand, Field::Note)}
                {text(i18n, errand, Field::PaymentNote)}
            </div>
        </section>
    }
    .into_any()
}

/// The id of a field's element.
pub(super) fn id(field: Field) -> String {
    format!("order-{field:?}").to_lowercase()
}

fn text(i18n: I18n, errand: Errand, field: Field) -> AnyView {
    let form = errand.form;
    let value = RwSignal::new(form.with_untracked(|form| form.text(field).to_owned()));
    // Typing tells the form; only a customer who was picked fills the fields. Were every change of the form shown, a letter typed
    // meanwhile would be lost.
    Effect::new(move |before: Option<()>| {
        errand.picked.track();
        if before.is_some() {
            value.set(form.with_untracked(|form| form.text(field).to_owned()));
        }
    });
    Effect::new(move || {
        let typed = value.get();
        if form.with_untracked(|form| form.text(field) != typed) {
            form.update(|form| form.type_in(field, typed));
        }
    });
    let problem = Signal::derive(move || {
        form.with(|form| form.problem(field).map(|problem| fault(i18n, problem)))
    });
    let (id, label) = (id(field), label(i18n, field).to_owned());
    match field {
        Field::Address | Field::Note => {
            view! { <TextArea id=id label=label value=value problem=problem /> }.into_any()
        }
        _ => view! { <TextField id=id label=label value=value problem=problem /> }.into_any(),
    }
}
