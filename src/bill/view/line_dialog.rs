//! Everything of one line: how many, options, note, discount.
use super::actions::{Open, Pick, set_quantity, step_line, use_open};
use super::money_entry::{Entry, MoneyEntry};
use crate::bill::run::{Desk, use_desk};
use crate::catalogue::choosing::Choosing;
use crate::catalogue::{Choices, lack_words};
use crate::i18n::{Key, use_i18n};
use crate::ui::{Dialog, Icon, Notice, Stepper};
use adisyon_bill::catalogue::Product;
use adisyon_bill::draft::WorkLine;
use adisyon_bill::entry::{Typed, quantity};
use adisyon_bill::line::Note;
use adisyon_bill::{Edit, LineKey, Money};
use leptos::prelude::*;
use std::sync::Arc;

/// What is being changed; applied together with one button.
#[derive(Clone, Copy)]
struct Form {
    choosing: Option<RwSignal<Choosing>>,
    note: Option<RwSignal<String>>,
    discount: Entry,
}

/// The details of a line.
#[component]
pub fn LineDialog(key: LineKey) -> Option<impl IntoView> {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let (line, product) = read(desk, &key)?;
    let product = product.map(Arc::new);
    let was = line.options.clone();
    let known = product
        .as_ref()
        .filter(|product| !product.groups.is_empty());
    let form = Form {
        choosing: known
            .map(|product| RwSignal::new(Choosing::new(product, was.as_deref().unwrap_or(&[])))),
        note: match &line.note {
            Note::Text(text) => Some(RwSignal::new(text.clone())),
            Note::Hidden => None,
        },
        discount: Entry::new(
            i18n,
            Some(line.discount).filter(|discount| !discount.is_zero()),
        ),
    };
    let (face, title) = (desk.shows.face(&key)?, line.title.clone());
    let face = Signal::derive(move || face.get());
    let close = Callback::new(move |()| open.set(Open::Nothing));
    // Choices that were never touched are not checked: a kept line may break a rule that came later.
    let lack = {
        let product = product.clone();
        let before = form.choosing.map(|now| now.get_untracked());
        Memo::new(move |_| {
            let (now, product) = (form.choosing?.get(), product.as_ref()?);
            (Some(&now) != before.as_ref())
                .then(|| now.lack(product))
                .flatten()
        })
    };
    let ready = move || {
        lack.with(Option::is_none)
            && !matches!(form.discount.typed(), Typed::Not | Typed::Either(..))
    };
    let stored = StoredValue::new((key.clone(), line, product.clone()));
    let apply = Callback::new(move |()| {
        if untrack(ready) {
            stored.with_value(|(key, line, product)| {
                apply(desk, key, line, product.as_deref(), form)
            });
            close.run(());
        }
    });
    let act = move |edit: fn(LineKey) -> Edit| {
        desk.edit(edit(stored.with_value(|(key, ..)| key.clone())));
        close.run(());
    };
    let name = title.clone();
    let typed = move |text: String| {
        if let Typed::Is(typed) = quantity(&text) {
            stored.with_value(|(key, ..)| set_quantity(desk, key, typed));
        }
    };
    let foot = move || {
        view! {
            <Stepper
                name=name
                shown=Signal::derive(move || face.with(|face| i18n.quantity(face.quantity)))
                now=Signal::derive(move || face.with(|face| face.quantity.to_decimal()))
                on_step=Callback::new(move |by: i32| stored.with_value(|(key, ..)| step_line(desk, key, by)))
                on_text=Callback::new(typed)
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
                    None => i18n.t(Key::BillEditorApply).to_owned(),
                }}</span>
            </button>
        }
    };
    let options = match (product, form.choosing) {
        (Some(product), Some(choosing)) => {
            view! { <Choices product choosing id="line" /> }.into_any()
        }
        (Some(_), None) => ().into_any(),
        (None, _) => {
            view! { <Notice icon="info" title=i18n.t(Key::BillEditorOptionsUnknown).to_owned() /> }
                .into_any()
        }
    };
    let replace = move |_| {
        open.set(Open::Pick(Pick::Replace(
            stored.with_value(|(key, ..)| key.clone()),
        )))
    };
    Some(view! {
        <Dialog title=title on_close=close foot=foot>
            {options}
            <NoteField note=form.note />
            <MoneyEntry
                id="line-discount"
                label=Signal::stored(i18n.t(Key::BillEditorDiscount).to_owned())
                entry=form.discount
                on_enter=apply
            />
            <div class="btn-row">
                <button class="btn btn-tight" type="button" on:click=replace>
                    <Icon name="refresh" />
                    {i18n.t(Key::BillEditorReplace)}
                </button>
                <button
                    class="btn btn-tight btn-bad"
                    type="button"
                    data-testid="line-remove"
                    on:click=move |_| act(Edit::Remove)
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
    view! {
        <div class="field">
            <label class="field-label" for="line-note">{i18n.t(Key::BillEditorNote)}</label>
            <textarea
                class="input"
                id="line-note"
                rows="2"
                aria-describedby="line-note-count"
                prop:value=note
                on:input:target=move |event| note.set(event.target().value())
            ></textarea>
            <span class="field-hint num" id="line-note-count">
                {move || i18n.fill(Key::BillEditorNoteCount, &[("n", &count())])}
            </span>
        </div>
    }
    .into_any()
}

/// The line in the draft and its product, if that is known.
fn read(desk: Desk, key: &LineKey) -> Option<(WorkLine, Option<Product>)> {
    desk.with_state(|state| {
        let editing = state.editing()?;
        let line = editing.working.lines.iter().find(|line| line.key == *key)?;
        let catalogue = editing.setting.catalogue();
        let product = line.product.as_ref().and_then(|id| catalogue?.product(id));
        Some((line.clone(), product.cloned()))
    })
    .flatten()
}

/// One edit for each field that differs.
fn apply(desk: Desk, key: &LineKey, line: &WorkLine, product: Option<&Product>, form: Form) {
    if let (Some(choosing), Some(product)) = (form.choosing, product) {
        let before = Choosing::new(product, line.options.as_deref().unwrap_or(&[]));
        let now = choosing.get_untracked();
        if now != before || line.options.is_none() {
            desk.edit(Edit::Options(key.clone(), now.chosen(product)));
        }
    }
    if let Some(note) = form.note {
        let text = note.with_untracked(|note| note.trim().to_owned());
        if Note::Text(text.clone()) != line.note {
            desk.edit(Edit::Note(key.clone(), text));
        }
    }
    let discount = untrack(|| form.discount.amount()).unwrap_or(Money::ZERO);
    if discount != line.discount {
        desk.edit(Edit::Discount(key.clone(), discount));
    }
}
