//! Everything of one line: how many, options, note, discount.
use super::actions::{Open, Pick, set_quantity, use_open};
use super::line_discount::{self, Discount};
use super::money_entry::Entry;
use crate::bill::run::{Desk, use_desk};
use crate::catalogue::choosing::Choosing;
use crate::catalogue::{Choices, lack_words, typed_quantity};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, Icon, Notice, Stepper, TextArea, use_toasts};
use adisyon_bill::catalogue::Product;
use adisyon_bill::draft::{WorkLine, scaled};
use adisyon_bill::entry::Typed;
use adisyon_bill::line::{Line, Note};
use adisyon_bill::problem::Trouble;
use adisyon_bill::resolve::{Evidence, Found};
use adisyon_bill::totals::estimate_line;
use adisyon_bill::{Edit, LineKey, Money, Quantity};
use leptos::prelude::*;
use std::sync::Arc;

/// What is being changed; applied together with one button.
#[derive(Clone, Copy)]
struct Form {
    choosing: Option<RwSignal<Choosing>>,
    note: Option<RwSignal<String>>,
    discount: Discount,
    count: RwSignal<Quantity>,
}

/// The line as it was when the dialog opened.
struct Opened {
    line: Arc<WorkLine>,
    product: Option<Arc<Product>>,
    /// What the dialog starts from.
    choosing: Option<Choosing>,
    /// Something is wrong with the options: applying says what they are, even if nothing was touched.
    mends: bool,
    /// The discount that stands on the bill, in proportion to the quantity.
    on_bill: Money,
    /// The product is known from somebody's answer, which may have been wrong.
    remembered: bool,
}

/// The details of a line.
pub fn line_dialog(key: LineKey) -> AnyView {
    opened(key).into_any()
}

fn opened(key: LineKey) -> Option<impl IntoView> {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let opened = read(desk, &key)?;
    let form = form(i18n, &opened);
    let title = opened.line.title.clone();
    let (product, name) = (opened.product.clone(), title.clone());
    let remembered = opened.remembered;
    let opened = StoredValue::new(opened);
    let key = StoredValue::new(key);
    let toasts = use_toasts();
    let close = Callback::new(move |()| open.set(Open::Nothing));
    // Choices that were never touched are not checked: a kept line may break a rule that came later.
    let lack = Memo::new(move |_| {
        let now = form.choosing?.get();
        opened.with_value(|opened| {
            let touched = opened.mends || opened.choosing.as_ref() != Some(&now);
            touched
                .then(|| now.lack(opened.product.as_ref()?))
                .flatten()
        })
    });
    let ready = move || {
        lack.with(Option::is_none)
            && !matches!(form.discount.amount.typed(), Typed::Not | Typed::Either(..))
            && !form.discount.lacks_reason()
    };
    let apply = Callback::new(move |()| {
        if untrack(ready) && desk.may_edit() {
            key.with_value(|key| opened.with_value(|opened| apply(desk, key, opened, form)));
            close.run(());
        }
    });
    let remove = move |_| {
        if desk.may_edit() {
            desk.edit(Edit::Remove(key.get_value()));
            close.run(());
        }
    };
    let foot = move || {
        view! {
            <Stepper
                name=name
                shown=Signal::derive(move || i18n.quantity(form.count.get()))
                now=Signal::derive(move || form.count.get().to_decimal())
                on_step=Callback::new(move |by: i32| step(form.count, by))
                on_text=Callback::new(move |text: String| {
                    if let Some(typed) = typed_quantity(&text, true, i18n, toasts) {
                        form.count.set(typed);
                    }
                })
            />
            <button
                class="btn btn-main"
                type="button"
                data-testid="line-apply"
                aria-disabled=move || (!ready()).then_some("true")
                on:click=move |_| apply.run(())
            >
                <span>{move || match lack.get() {
                    Some(lack) => lack_words(i18n, &lack),
                    None if form.discount.lacks_reason() => i18n.t(Key::BillReasonPick).to_owned(),
                    None => i18n.t(Key::BillEditorApply).to_owned(),
                }}</span>
            </button>
        }
    };
    let options = match (product, form.choosing) {
        (Some(product), Some(choosing)) => {
            view! { <Choices product choosing id="line" /> }.into_any()
        }
        _ => {
            view! { <Notice icon="info" title=i18n.t(Key::BillEditorOptionsUnknown).to_owned() /> }
                .into_any()
        }
    };
    let replace = move |_| open.set(Open::Pick(Pick::Replace(key.get_value())));
    let identify = move |_| open.set(Open::Pick(Pick::Identify(key.get_value())));
    let identify = remembered.then(|| {
        view! {
            <button class="btn btn-tight" type="button" data-testid="line-identify" on:click=identify>
                <Icon name="search" />
                {i18n.t(Key::BillEditorIdentify)}
            </button>
        }
    });
    Some(view! {
        <Dialog title=title on_close=close foot=foot>
            {options}
            <NoteField note=form.note />
            {line_discount::fields(form.discount, apply)}
            <div class="btn-row">
                <button class="btn btn-tight" type="button" on:click=replace>
                    <Icon name="refresh" />
                    {i18n.t(Key::BillEditorReplace)}
                </button>
                {identify}
                <button
                    class="btn btn-tight btn-bad"
                    type="button"
                    data-testid="line-remove"
                    on:click=remove
                >
                    <Icon name="trash" />
                    {i18n.t(Key::BillEditorRemove)}
                </button>
            </div>
        </Dialog>
    })
}

#[component]
fn NoteField(note: Option<RwSignal<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let Some(note) = note else {
        let title = i18n.t(Key::BillEditorNoteHidden).to_owned();
        return view! { <Notice icon="hidden" title=title /> }.into_any();
    };
    let count = move || note.with(|note| note.chars().count().to_string());
    let hint = move || Some(i18n.fill(Key::BillEditorNoteCount, &[("n", &count())]));
    let label = i18n.t(Key::BillEditorNote).to_owned();
    view! { <TextArea id="line-note" label=label value=note hint=Signal::derive(hint) /> }
        .into_any()
}

/// The line in the draft and its product, if that is known.
fn read(desk: Desk, key: &LineKey) -> Option<Opened> {
    let read = desk.with_state(|state| {
        let editing = state.editing()?;
        let line = editing.working.lines.iter().find(|line| line.key == *key)?;
        let catalogue = editing.setting.catalogue();
        let product = line.product.as_ref().and_then(|id| catalogue?.product(id));
        let choosing = product.map(|product| match &line.options {
            Some(chosen) => Choosing::new(product, chosen),
            None => {
                let base = line.base.and_then(|at| editing.base().lines.get(at));
                let read = base.and_then(|base| base.options.as_deref());
                Choosing::of_read(product, read.unwrap_or(&[]))
            }
        });
        let base = line.base.and_then(|at| editing.base().lines.get(at));
        let on_bill = base.map_or(Money::ZERO, |base| {
            scaled(base.discount, base.quantity, line.quantity)
        });
        Some(Opened {
            on_bill,
            line: line.clone(),
            product: product.cloned().map(Arc::new),
            choosing,
            mends: false,
            remembered: line
                .base
                .is_some_and(|at| is_remembered(&editing.base().lines[at])),
        })
    });
    let mut opened = read.flatten()?;
    let face = desk.shows.face(key)?;
    opened.mends = face.with_untracked(|face| face.problems.iter().any(is_about_options));
    Some(opened)
}

fn is_remembered(line: &Line) -> bool {
    matches!(line.resolution.found, Found::Certain(_, Evidence::Memory))
}

fn is_about_options(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::OptionGone(_)
            | Trouble::OptionAmbiguous(_)
            | Trouble::OptionTwice(_)
            | Trouble::OptionsUnknown
            | Trouble::OptionMissing(..)
            | Trouble::OptionTooMany(..)
            | Trouble::TooManyOptions
    )
}

fn form(i18n: I18n, opened: &Opened) -> Form {
    let discount = Some(opened.line.discount).filter(|discount| !discount.is_zero());
    let choosing = opened.choosing.clone().map(RwSignal::new);
    let count = RwSignal::new(opened.line.quantity);
    Form {
        choosing,
        note: match &opened.line.note {
            Note::Text(text) => Some(RwSignal::new(text.clone())),
            Note::Hidden => None,
        },
        discount: Discount::new(
            Entry::new(i18n, discount).or_percent_of(whole(opened, choosing, count)),
            (opened.line.discount, opened.line.reason),
            opened.on_bill,
        ),
        count,
    }
}

/// What the line costs before its discount, as it is being changed.
fn whole(
    opened: &Opened,
    choosing: Option<RwSignal<Choosing>>,
    count: RwSignal<Quantity>,
) -> Signal<Option<Money>> {
    let product = opened.product.clone();
    let as_it_was = opened.line.amount + opened.line.discount;
    Signal::derive(move || {
        let now = product.as_ref().zip(choosing);
        Some(now.map_or(as_it_was, |(product, choosing)| {
            let chosen = choosing.with(|now| now.chosen(product));
            estimate_line(product, &chosen, count.get(), Money::ZERO)
        }))
    })
}

fn step(count: RwSignal<Quantity>, by: i32) {
    count.update(|now| {
        let next = Quantity::from_thousandths(now.thousandths() + i64::from(by) * 1000);
        if next >= Quantity::ZERO && next <= Quantity::MAX {
            *now = next;
        }
    });
}

/// One edit for each field that differs. A quantity of nothing takes the line off, and then nothing else matters.
fn apply(desk: Desk, key: &LineKey, opened: &Opened, form: Form) {
    let line = &opened.line;
    let count = form.count.get_untracked();
    if count != line.quantity {
        set_quantity(desk, key, count);
        if count <= Quantity::ZERO {
            return;
        }
    }
    if let (Some(choosing), Some(product)) = (form.choosing, &opened.product) {
        let now = choosing.get_untracked();
        if opened.mends || opened.choosing.as_ref() != Some(&now) {
            desk.edit(Edit::Options(key.clone(), now.chosen(product)));
        }
    }
    if let Some(note) = form.note {
        let text = note.with_untracked(|note| note.trim().to_owned());
        if Note::Text(text.clone()) != line.note {
            desk.edit(Edit::Note(key.clone(), text));
        }
    }
    for edit in form.discount.edits(key, line.reason) {
        desk.edit(edit);
    }
}
