//! A typed amount: what it means, what is asked where it means two things.
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::MoneyField;
use adisyon_bill::Money;
use adisyon_bill::entry::{Typed, money};
use leptos::prelude::*;

/// What stands in an amount field.
#[derive(Clone, Copy)]
pub struct Entry {
    /// As typed.
    pub text: RwSignal<String>,
    /// What was answered where two things were meant, and to which text.
    picked: RwSignal<Option<(String, Money)>>,
}

impl Entry {
    /// Starts from an amount; none is an empty field.
    pub fn new(i18n: I18n, amount: Option<Money>) -> Entry {
        Entry {
            text: RwSignal::new(amount.map(|amount| i18n.amount(amount)).unwrap_or_default()),
            picked: RwSignal::new(None),
        }
    }

    /// Puts an amount in.
    pub fn put(self, i18n: I18n, amount: Money) {
        self.picked.set(None);
        self.text.set(i18n.amount(amount));
    }

    /// What it means now.
    pub fn typed(self) -> Typed<Money> {
        self.text.with(|text| match money(text) {
            Typed::Either(grouped, decimal) => self.picked.with(|picked| match picked {
                Some((asked, amount)) if asked == text => Typed::Is(*amount),
                _ => Typed::Either(grouped, decimal),
            }),
            other => other,
        })
    }

    /// The amount, if it is one.
    pub fn amount(self) -> Option<Money> {
        match self.typed() {
            Typed::Is(amount) => Some(amount),
            _ => None,
        }
    }

    fn problem(self, i18n: I18n) -> Option<String> {
        match self.typed() {
            Typed::Not => Some(i18n.t(Key::BillTypedNotMoney).to_owned()),
            Typed::Either(..) => Some(
                self.text
                    .with(|text| i18n.fill(Key::BillTypedEither, &[("text", text.trim())])),
            ),
            Typed::Empty | Typed::Is(_) => None,
        }
    }
}

/// The field of an amount. A text with two meanings is asked about, never guessed.
#[component]
pub fn MoneyEntry(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    entry: Entry,
    /// Help below it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The large kind.
    #[prop(optional)]
    big: bool,
    /// Enter was pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let either = Memo::new(move |_| match entry.typed() {
        Typed::Either(grouped, decimal) => Some((grouped, decimal)),
        _ => None,
    });
    let meaning = move |amount: Money| {
        let pick = move |_| {
            entry.picked.set(Some((entry.text.get_untracked(), amount)));
        };
        view! {
            <button class="btn" type="button" data-testid="meaning" on:click=pick>
                {i18n.money(amount)}
            </button>
        }
    };
    let enter = on_enter.unwrap_or_else(|| Callback::new(|()| {}));
    view! {
        <MoneyField
            id=id
            label=label
            value=entry.text
            problem=Signal::derive(move || entry.problem(i18n))
            hint=hint
            big=big
            on_enter=enter
        />
        {move || either.get().map(|(grouped, decimal)| view! {
            <div class="btn-row btn-row-fill">{meaning(grouped)} {meaning(decimal)}</div>
        })}
    }
}
