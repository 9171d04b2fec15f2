//! The dialog of a packet's fields.
use super::run::Sender;
use super::state::{FIELDS, Form};
use super::words::{fault, label, service, status};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, FailureNotice, TextArea, TextField, about, about_id, framed, use_toasts};
use adisyon_bill::bill::Head;
use adisyon_wire::field::Field;
use adisyon_wire::packet::{SERVICES, STATUSES};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The fields of a packet. `changed` is told when they were written.
pub fn fields_dialog(head: &Head, close: Callback<()>, changed: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let sender = Sender::here();
    let form = RwSignal::new(Form::of(head));
    let packet = head.bill.id().to_owned();
    let done = Callback::new(move |()| {
        toasts.say("check", i18n.t(Key::PacketSaved));
        changed.run(());
        close.run(());
    });
    let press = Callback::new(move |()| sender.send(packet.clone(), form, done));
    show_first(form);
    let sent = Memo::new(move |_| form.with(|form| form.sent));
    let edited = Memo::new(move |_| form.with(Form::edited));
    let failure = Memo::new(move |_| form.with(|form| form.failure.clone()));
    // On the way it cannot be called off: it may be written already.
    let shut = Callback::new(move |()| {
        if !sent.get_untracked() {
            close.run(());
        }
    });
    let foot = move || {
        view! {
            <button
                class="btn btn-main"
                type="button"
                data-testid="fields-save"
                aria-busy=move || sent.get().then_some("true")
                aria-disabled=move || (sent.get() || edited.get() == 0).then_some("true")
                on:click=move |_| press.run(())
            >
                {move || {
                    let n = i64::try_from(edited.get()).unwrap_or(0);
                    match n {
                        0 => i18n.t(Key::PacketNothing).to_owned(),
                        n => i18n.plural(Key::PacketSave, n, &[]),
                    }
                }}
            </button>
        }
    };
    view! {
        <Dialog title=i18n.t(Key::PacketTitle).to_owned() on_close=shut foot=foot>
            {move || failure.get().map(|failure| view! { <FailureNotice failure on_retry=press /> })}
            {FIELDS.map(|field| one(i18n, form, field)).into_iter().collect_view()}
        </Dialog>
    }
    .into_any()
}

/// One field. What is hidden from us says so: left alone, it stays as it is.
fn one(i18n: I18n, form: RwSignal<Form>, field: Field) -> AnyView {
    let hint = match field {
        Field::Status => Some(i18n.t(Key::PacketStatusHint).to_owned()),
        _ if form.with_untracked(|form| form.is_unseen(field)) => {
            Some(i18n.t(Key::PacketUnseen).to_owned())
        }
        _ => None,
    };
    match field {
        Field::Status => choice(i18n, form, field, &STATUSES, status, hint),
        Field::Service => choice(i18n, form, field, &SERVICES, service, None),
        _ => text(i18n, form, field, hint),
    }
}

fn text(i18n: I18n, form: RwSignal<Form>, field: Field, hint: Option<String>) -> AnyView {
    let value = RwSignal::new(form.with_untracked(|form| form.text(field).to_owned()));
    // Held against what the form has: what is typed before this runs for the first time is typed, too.
    Effect::new(move |_| {
        let text = value.get();
        if form.with_untracked(|form| form.text(field) != text) {
            form.update(|form| form.type_in(field, text));
        }
    });
    let problem = Signal::derive(move || {
        form.with(|form| form.problem(field).map(|problem| fault(i18n, problem)))
    });
    let (id, label) = (id(field), label(i18n, field).to_owned());
    let hint = Signal::stored(hint);
    match field {
        Field::Note | Field::PaymentNote | Field::Address => view! {
            <TextArea id=id label=label value=value problem=problem hint=hint />
        }
        .into_any(),
        _ => view! { <TextField id=id label=label value=value problem=problem hint=hint /> }
            .into_any(),
    }
}

/// One of a few words; what the bill carries and is none of them stands there as it came.
fn choice(
    i18n: I18n,
    form: RwSignal<Form>,
    field: Field,
    all: &'static [&'static str],
    word: fn(I18n, &str) -> String,
    hint: Option<String>,
) -> AnyView {
    let now = form.with_untracked(|form| form.text(field).to_owned());
    let mut offered: Vec<String> = all.iter().map(|raw| (*raw).to_owned()).collect();
    if !offered.contains(&now) {
        offered.insert(0, now.clone());
    }
    let options = offered.into_iter().map(|raw| {
        let chosen = raw == now;
        let said = match raw.as_str() {
            "" => i18n.t(Key::PacketNotSaid).to_owned(),
            raw => word(i18n, raw),
        };
        view! { <option value=raw selected=chosen>{said}</option> }
    });
    let id = id(field);
    let control = view! {
        <select
            class="input"
            id=id.clone()
            aria-describedby=about_id(&id)
            on:change:target=move |event| {
                let text = event.target().value();
                form.update(|form| form.type_in(field, text));
            }
        >
            {options.collect_view()}
        </select>
    };
    let label = Signal::stored(label(i18n, field).to_owned());
    let below = about(Signal::stored(None), Signal::stored(hint));
    framed(&id, label, control.into_any(), below)
}

/// Leads to the first field that is wrong, each time something is found wrong.
fn show_first(form: RwSignal<Form>) {
    let first = Memo::new(move |_| form.with(|form| form.problems.first().map(|one| one.field)));
    Effect::new(move || {
        let Some(field) = first.get() else { return };
        // By then what is wrong is drawn below the field.
        request_animation_frame(move || {
            let id = id(field);
            if let Some(field) = element(&id) {
                // An element in the page takes focus.
                let _ = field.focus();
            }
            if let Some(about) = element(&about_id(&id)) {
                about.scroll_into_view_with_bool(false);
            }
        });
    });
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    let found = document().get_element_by_id(id)?;
    found.dyn_into().ok()
}

fn id(field: Field) -> String {
    format!("packet-{field:?}").to_lowercase()
}
