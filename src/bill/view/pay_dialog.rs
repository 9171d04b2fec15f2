//! A payment being typed: method or discount, and how much.
use super::actions::{Open, Pay, use_open};
use super::money_entry::{Entry, MoneyEntry};
use super::payments::pay as add_payment;
use crate::bill::face::PayFace;
use crate::bill::run::{Desk, use_desk};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, Icon, TextField};
use adisyon_bill::catalogue::Method;
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::entry::Typed;
use adisyon_bill::{Edit, MethodId, Money};
use leptos::prelude::*;

/// What is being typed.
#[derive(Clone, Copy)]
struct Form {
    discount: RwSignal<bool>,
    method: RwSignal<Option<MethodId>>,
    title: RwSignal<String>,
    amount: Entry,
    /// What may be added without paying too much.
    room: Money,
}

impl Form {
    /// What the row would be, or the key of what is missing.
    fn kind(self) -> Result<PaymentKind, Key> {
        if self.discount.get() {
            let title = self.title.with(|title| title.trim().to_owned());
            return if title.is_empty() {
                Err(Key::BillPayTypeTitle)
            } else {
                Ok(PaymentKind::Discount(title))
            };
        }
        self.method
            .get()
            .map(PaymentKind::Method)
            .ok_or(Key::BillPayPickMethod)
    }

    /// Everything, or the key of what is missing.
    fn whole(self) -> Result<(PaymentKind, Money), Key> {
        let kind = self.kind()?;
        match self.amount.typed() {
            Typed::Is(amount) if amount > Money::ZERO => Ok((kind, amount)),
            _ => Err(Key::BillPayTypeAmount),
        }
    }
}

/// Adds or changes a payment.
#[component]
pub fn PayDialog(pay: Pay) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let row = match &pay {
        Pay::Change(key) => desk
            .shows
            .payments
            .with_untracked(|all| all.rows.iter().find(|row| row.key == *key).cloned()),
        _ => None,
    };
    let methods = desk.shows.catalogue.with_untracked(|all| {
        all.as_ref()
            .map(|all| all.methods.clone())
            .unwrap_or_default()
    });
    let remaining = desk.shows.payments.with_untracked(|all| all.remaining);
    let form = form(i18n, &pay, row.as_ref(), &methods, remaining);
    let close = Callback::new(move |()| open.set(Open::Nothing));
    let row = StoredValue::new(row);
    let done = Callback::new(move |()| {
        if let Ok((kind, amount)) = untrack(|| form.whole()) {
            row.with_value(|row| apply(desk, row.as_ref(), kind, amount));
            close.run(());
        }
    });
    let is_new = row.with_value(Option::is_none);
    let title = if is_new {
        Key::BillPayTitle
    } else {
        Key::BillPayChangeTitle
    };
    let remove = move |_| {
        if let Some(row) = row.get_value() {
            desk.edit(Edit::Unpay(row.key));
        }
        close.run(());
    };
    let over = move || {
        let over = form
            .amount
            .amount()
            .map_or(Money::ZERO, |amount| amount - form.room);
        (over > Money::ZERO).then(|| i18n.fill(Key::BillPayOver, &[("amount", &i18n.money(over))]))
    };
    let names = StoredValue::new(methods.clone());
    let foot = move || {
        view! {
            <button
                class="btn btn-main"
                type="button"
                data-testid="pay-done"
                aria-disabled=move || form.whole().is_err().then_some("true")
                on:click=move |_| done.run(())
            >
                <span>{move || button(i18n, form, is_new, names)}</span>
                <span class="num">{move || form.amount.amount().map(|amount| i18n.money(amount))}</span>
            </button>
        }
    };
    view! {
        <Dialog title=i18n.t(title).to_owned() on_close=close foot=foot>
            <p class="due">
                <span class="muted">{i18n.t(Key::BillRemaining)}</span>
                <span class="due-sum">{i18n.money(remaining)}</span>
            </p>
            <Kinds form methods />
            <Show when=move || form.discount.get()>
                <TextField
                    id="pay-title"
                    label=Signal::stored(i18n.t(Key::BillPayDiscountTitle).to_owned())
                    value=form.title
                    on_enter=done
                />
            </Show>
            <MoneyEntry
                id="pay-amount"
                label=Signal::stored(i18n.t(Key::BillPayAmount).to_owned())
                entry=form.amount
                hint=Signal::derive(over)
                big=true
                on_enter=done
            />
            {(form.room > Money::ZERO).then(|| {
                let label = i18n.fill(Key::BillPayAll, &[("amount", &i18n.money(form.room))]);
                view! {
                    <div class="btn-row">
                        <button class="btn" type="button" data-testid="pay-all" on:click=move |_| form.amount.put(i18n, form.room)>
                            {label}
                        </button>
                    </div>
                }
            })}
            {(!is_new).then(|| view! {
                <div class="btn-row">
                    <button class="btn btn-tight btn-bad" type="button" data-testid="pay-remove" on:click=remove>
                        <Icon name="trash" />
                        {i18n.t(Key::BillPayRemove)}
                    </button>
                </div>
            })}
        </Dialog>
    }
}

fn form(
    i18n: I18n,
    pay: &Pay,
    row: Option<&PayFace>,
    methods: &[Method],
    remaining: Money,
) -> Form {
    let room = remaining + row.map_or(Money::ZERO, |row| row.amount);
    let usual = methods
        .iter()
        .find(|method| method.cash)
        .or_else(|| methods.first());
    let amount = match (pay, row) {
        (_, Some(row)) => Some(row.amount),
        (Pay::New, None) => Some(room).filter(|room| *room > Money::ZERO),
        _ => None,
    };
    Form {
        discount: RwSignal::new(row.map_or(*pay == Pay::NewDiscount, |row| row.is_discount)),
        method: RwSignal::new(match row {
            Some(row) => row
                .method
                .clone()
                .filter(|id| methods.iter().any(|method| method.id == *id)),
            None => usual.map(|method| method.id.clone()),
        }),
        title: RwSignal::new(
            row.filter(|row| row.is_discount)
                .map(|row| row.title.clone())
                .unwrap_or_default(),
        ),
        amount: Entry::new(i18n, amount),
        room,
    }
}

/// What is missing, or what the press will do.
fn button(i18n: I18n, form: Form, is_new: bool, methods: StoredValue<Vec<Method>>) -> String {
    let kind = match form.whole() {
        Err(missing) => return i18n.t(missing).to_owned(),
        Ok((kind, _)) => kind,
    };
    if !is_new {
        return i18n.t(Key::BillPayChange).to_owned();
    }
    let name = match kind {
        PaymentKind::Discount(title) => title,
        PaymentKind::Method(id) => methods.with_value(|methods| {
            methods
                .iter()
                .find(|method| method.id == id)
                .map(|method| method.title.clone())
                .unwrap_or_default()
        }),
    };
    i18n.fill(Key::BillPayAdd, &[("method", &name)])
}

/// One edit for each thing that differs.
fn apply(desk: Desk, row: Option<&PayFace>, kind: PaymentKind, amount: Money) {
    let Some(row) = row else {
        return add_payment(desk, kind, amount);
    };
    let same = match &kind {
        PaymentKind::Discount(title) => row.is_discount && *title == row.title,
        PaymentKind::Method(id) => !row.is_discount && row.method.as_ref() == Some(id),
    };
    if !same {
        desk.edit(Edit::Kind(row.key.clone(), kind));
    }
    if amount != row.amount {
        desk.edit(Edit::Amount(row.key.clone(), amount));
    }
}

/// The methods and the discount, one chosen.
#[component]
fn Kinds(form: Form, methods: Vec<Method>) -> impl IntoView {
    let i18n = use_i18n();
    let kind = move |icon: &'static str, name: String, is_on: Signal<bool>, pick: Callback<()>| {
        view! {
            <label class="method" class:is-chosen=is_on>
                <input type="radio" name="pay-method" prop:checked=is_on on:change=move |_| pick.run(()) />
                <Icon name=icon />
                <span>{name}</span>
            </label>
        }
    };
    let twins = StoredValue::new(methods.clone());
    let rows = methods.into_iter().map(|method| {
        let name = twins.with_value(|all| told_apart(&method, all));
        let (id, mine) = (method.id.clone(), method.id);
        let is_on = Signal::derive(move || {
            !form.discount.get() && form.method.with(|now| now.as_ref() == Some(&mine))
        });
        let pick = Callback::new(move |()| {
            form.discount.set(false);
            form.method.set(Some(id.clone()));
        });
        kind(if method.cash { "cash" } else { "card" }, name, is_on, pick)
    });
    let rows = rows.collect_view();
    let discount = kind(
        "tag",
        i18n.t(Key::BillPayDiscount).to_owned(),
        Signal::derive(move || form.discount.get()),
        Callback::new(move |()| form.discount.set(true)),
    );
    view! {
        <fieldset>
            <legend class="field-label">{i18n.t(Key::BillPayMethod)}</legend>
            <div class="methods">{rows} {discount}</div>
        </fieldset>
    }
}

/// Titles of methods are not promised to be unique: twins are told apart by their description. C:G.8.
fn told_apart(method: &Method, all: &[Method]) -> String {
    let twins = all.iter().filter(|one| one.title == method.title).count();
    match method.description.trim() {
        "" => method.title.clone(),
        _ if twins < 2 => method.title.clone(),
        description => format!("{} ({description})", method.title),
    }
}
