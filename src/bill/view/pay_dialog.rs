//! A payment being typed: method or discount, and how much.
use super::actions::{Open, Pay, use_open};
use super::money_entry::{Entry, MoneyEntry};
use crate::bill::face::PayFace;
use crate::bill::run::{Desk, use_desk};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, Icon, TextField};
use adisyon_bill::cash::{self, Taken};
use adisyon_bill::catalogue::Method;
use adisyon_bill::edit::PaymentKind;
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
    methods: StoredValue<Vec<Method>>,
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
        match self.written() {
            Some(amount) if amount > Money::ZERO => Ok((kind, amount)),
            _ => Err(Key::BillPayTypeAmount),
        }
    }

    /// Cash is taken for something that is due: what is typed is what the guest gives.
    fn is_cash(self) -> bool {
        let cash = |id: &MethodId| {
            self.methods
                .with_value(|all| all.iter().any(|method| method.id == *id && method.cash))
        };
        self.room > Money::ZERO
            && !self.discount.get()
            && self.method.with(|id| id.as_ref().is_some_and(cash))
    }

    /// What is written and what goes back.
    fn taken(self) -> Option<Taken> {
        let typed = self.amount.amount()?;
        Some(if self.is_cash() {
            cash::take(typed, self.room)
        } else {
            Taken {
                written: typed,
                change: Money::ZERO,
            }
        })
    }

    fn written(self) -> Option<Money> {
        self.taken().map(|taken| taken.written)
    }
}

/// Adds or changes a payment.
pub fn pay_dialog(pay: Pay) -> AnyView {
    typed(pay).into_any()
}

fn typed(pay: Pay) -> impl IntoView {
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
    let remaining = match &pay {
        Pay::Part(_, share) => *share,
        _ => desk.shows.payments.with_untracked(|all| all.remaining),
    };
    let total = desk
        .shows
        .sums
        .with_untracked(|sums| sums.as_ref().map(|sums| sums.totals.total));
    let form = form(i18n, &pay, row.as_ref(), &methods, (remaining, total));
    let close = Callback::new(move |()| open.set(Open::Nothing));
    let row = StoredValue::new(row);
    let label = if matches!(pay, Pay::Part(..)) {
        Key::BillSplitShare
    } else {
        Key::BillRemaining
    };
    let done = Callback::new(move |()| {
        if let Ok((kind, amount)) = untrack(|| form.whole())
            && desk.may_edit()
        {
            match (&pay, row.get_value()) {
                (_, Some(row)) => change(desk, &row, kind, amount),
                (Pay::Part(part, due), None) => desk.pay_part((*part, *due), kind, amount),
                _ => {
                    desk.pay(kind, amount);
                }
            }
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
        if let Some(row) = row.get_value().filter(|_| desk.may_edit()) {
            desk.edit(Edit::Unpay(row.key));
            close.run(());
        }
    };
    let over = move || {
        let over = form
            .written()
            .map_or(Money::ZERO, |amount| amount - form.room);
        (over > Money::ZERO).then(|| i18n.fill(Key::BillPayOver, &[("amount", &i18n.money(over))]))
    };
    // Where it is in sight however long the dialog is.
    let foot = move || {
        view! {
            <div class="foot-told" role="status">{move || given_back(i18n, form)}</div>
            <button
                class="btn btn-main"
                type="button"
                data-testid="pay-done"
                aria-disabled=move || form.whole().is_err().then_some("true")
                on:click=move |_| done.run(())
            >
                <span>{move || button(i18n, form, is_new)}</span>
                <span class="num">{move || form.written().map(|amount| i18n.money(amount))}</span>
            </button>
        }
    };
    view! {
        <Dialog title=i18n.t(title).to_owned() on_close=close foot=foot>
            <p class="due">
                <span class="muted">{i18n.t(label)}</span>
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
                label=Signal::derive(move || {
                    let given = if form.is_cash() { Key::BillPayGiven } else { Key::BillPayAmount };
                    i18n.t(given).to_owned()
                })
                entry=form.amount
                hint=Signal::derive(over)
                big=true
                on_enter=done
            />
            {move || offers(i18n, form)}
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
    (remaining, total): (Money, Option<Money>),
) -> Form {
    let room = remaining + row.map_or(Money::ZERO, |row| row.amount);
    let usual = methods
        .iter()
        .find(|method| method.cash)
        .or_else(|| methods.first());
    let amount = match (pay, row) {
        (_, Some(row)) => Some(row.amount),
        (Pay::New | Pay::Part(..), None) => Some(room).filter(|room| *room > Money::ZERO),
        _ => None,
    };
    let discount = RwSignal::new(row.map_or(*pay == Pay::NewDiscount, |row| row.is_discount));
    let whole = Signal::derive(move || total.filter(|_| discount.get()));
    Form {
        discount,
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
        amount: Entry::new(i18n, amount).or_percent_of(whole),
        room,
        methods: StoredValue::new(methods.to_vec()),
    }
}

/// Sums that one touch puts in: all that remains, and in cash the next useful notes.
fn offers(i18n: I18n, form: Form) -> Option<impl IntoView> {
    let sums = match form.is_cash() {
        true => cash::handed(form.room, i18n.notes()),
        false if form.room > Money::ZERO => vec![form.room],
        false => return None,
    };
    let buttons = sums.into_iter().enumerate().map(|(at, sum)| {
        let exact = i18n.fill(Key::BillPayExact, &[("amount", &i18n.short(sum))]);
        let testid = if at == 0 { "pay-all" } else { "pay-note" };
        let is_on = move || form.amount.amount() == Some(sum);
        view! {
            <button
                class="btn"
                type="button"
                data-testid=testid
                aria-pressed=move || if is_on() { "true" } else { "false" }
                on:click=move |_| form.amount.put(i18n, sum)
            >
                {if at == 0 { exact } else { i18n.short(sum) }}
            </button>
        }
    });
    Some(view! {
        <div class="cash" role="group" aria-label=i18n.t(Key::BillPayOffers)>{buttons.collect_view()}</div>
    })
}

/// The change, large, with what is written instead of what was given.
fn given_back(i18n: I18n, form: Form) -> Option<impl IntoView> {
    let taken = form.taken().filter(|taken| taken.change > Money::ZERO)?;
    let written = i18n.money(taken.written);
    Some(view! {
        <div class="change" data-testid="change">
            <span class="change-label">{i18n.t(Key::BillPayChangeDue)}</span>
            <span class="change-sum" data-testid="change-sum">{i18n.money(taken.change)}</span>
            <span class="change-sub">{i18n.fill(Key::BillPayWritten, &[("amount", &written)])}</span>
        </div>
    })
}

/// What is missing, or what the press will do.
fn button(i18n: I18n, form: Form, is_new: bool) -> String {
    let kind = match form.whole() {
        Err(missing) => return i18n.t(missing).to_owned(),
        Ok((kind, _)) => kind,
    };
    if !is_new {
        return i18n.t(Key::BillPayChange).to_owned();
    }
    let name = match kind {
        PaymentKind::Discount(title) => title,
        PaymentKind::Method(id) => form.methods.with_value(|methods| {
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
fn change(desk: Desk, row: &PayFace, kind: PaymentKind, amount: Money) {
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
            form.amount.turn_to_sum(i18n);
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
