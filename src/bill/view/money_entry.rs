//! A typed amount, or a percentage of one: what it means, what is asked where it means two things.
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{MoneyField, Seg};
use adisyon_bill::Money;
use adisyon_bill::discount::percent_of;
use adisyon_bill::entry::{Typed, money, percent};
use leptos::prelude::*;

/// What stands in an amount field.
#[derive(Clone, Copy)]
pub struct Entry {
    /// As typed.
    pub text: RwSignal<String>,
    /// What was answered where two things were meant, and to which text.
    picked: RwSignal<Option<(String, Money)>>,
    /// What a percentage would be of; none while only sums are typed.
    whole: Option<Signal<Option<Money>>>,
    /// 1 while a percentage is typed.
    unit: RwSignal<usize>,
}

/// Percentages that one touch puts in.
const OFTEN: [&str; 4] = ["5", "10", "15", "20"];

impl Entry {
    /// Starts from an amount; none is an empty field.
    pub fn new(i18n: I18n, amount: Option<Money>) -> Entry {
        Entry {
            text: RwSignal::new(amount.map(|amount| i18n.amount(amount)).unwrap_or_default()),
            picked: RwSignal::new(None),
            whole: None,
            unit: RwSignal::new(0),
        }
    }

    /// Takes percentages as well, of what this says as long as it says something.
    pub fn or_percent_of(self, whole: Signal<Option<Money>>) -> Entry {
        Entry {
            whole: Some(whole),
            ..self
        }
    }

    /// What a percentage is of, while one is typed.
    fn percent_of(self) -> Option<Money> {
        (self.unit.get() == 1)
            .then(|| self.whole.and_then(|whole| whole.get()))
            .flatten()
    }

    /// Puts an amount in.
    pub fn put(self, i18n: I18n, amount: Money) {
        self.picked.set(None);
        self.text.set(i18n.amount(amount));
        self.unit.set(0);
    }

    /// Only sums are typed from now on; a percentage becomes what it comes to.
    pub fn turn_to_sum(self, i18n: I18n) {
        if self.unit.get_untracked() == 1 {
            self.text.set(self.as_sum(i18n));
            self.unit.set(0);
        }
    }

    /// What a percentage that was typed comes to, as a sum.
    fn as_sum(self, i18n: I18n) -> String {
        let whole = self.whole.and_then(|whole| whole.get_untracked());
        let part = self.text.with_untracked(|text| percent(text));
        let sum = match (whole, part) {
            (Some(whole), Typed::Is(part)) => percent_of(whole, part),
            _ => None,
        };
        sum.map(|sum| i18n.amount(sum)).unwrap_or_default()
    }

    /// What it means now.
    pub fn typed(self) -> Typed<Money> {
        if let Some(whole) = self.percent_of() {
            return self.text.with(|text| match percent(text) {
                Typed::Is(part) => percent_of(whole, part).map_or(Typed::Not, Typed::Is),
                Typed::Empty => Typed::Empty,
                Typed::Either(..) | Typed::Not => Typed::Not,
            });
        }
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
            Typed::Not if self.percent_of().is_some() => {
                Some(i18n.t(Key::BillTypedNotPercent).to_owned())
            }
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
    let hint = Signal::derive(move || {
        let sum = entry.percent_of().and_then(|_| entry.amount());
        hint.get().or_else(|| sum.map(|sum| i18n.money(sum)))
    });
    let enter = on_enter.unwrap_or_else(|| Callback::new(|()| {}));
    view! {
        {move || entry.whole.and_then(|whole| whole.get()).map(|_| units(i18n, entry))}
        <MoneyField
            id=id
            label=label
            value=entry.text
            problem=Signal::derive(move || entry.problem(i18n))
            hint=hint
            big=big
            percent=Signal::derive(move || entry.percent_of().is_some())
            on_enter=enter
        />
        {move || either.get().map(|(grouped, decimal)| view! {
            <div class="btn-row btn-row-fill">{meaning(grouped)} {meaning(decimal)}</div>
        })}
    }
}

/// Sum or percentage, and percentages that one touch puts in.
fn units(i18n: I18n, entry: Entry) -> impl IntoView {
    let chosen = RwSignal::new(entry.unit.get_untracked());
    Effect::new(move || {
        let (now, before) = (chosen.get(), entry.unit.get_untracked());
        if now != before {
            // A sum is no percentage, and a percentage no sum.
            let text = match now {
                0 => entry.as_sum(i18n),
                _ => String::new(),
            };
            entry.text.set(text);
            entry.unit.set(now);
        }
    });
    // A sum that was put in is one.
    Effect::new(move || chosen.set(entry.unit.get()));
    let often = move || {
        entry.percent_of().map(|_| {
            let buttons = OFTEN.map(|percent| {
                let label = i18n.fill(Key::BillDiscountPercent, &[("n", percent)]);
                view! {
                    <button class="btn btn-tight" type="button" data-testid="percent" on:click=move |_| entry.text.set(percent.to_owned())>
                        {label}
                    </button>
                }
            });
            view! { <div class="btn-row btn-row-fill">{buttons.into_iter().collect_view()}</div> }
        })
    };
    let words = vec![
        i18n.t(Key::BillDiscountSum).to_owned(),
        i18n.t(Key::BillDiscountInPercent).to_owned(),
    ];
    view! {
        <Seg label=i18n.t(Key::BillDiscountUnit).to_owned() options=words chosen />
        {often}
    }
}
