//! The form of one record, whatever its kind.
use super::super::run::Desk;
use super::super::state::form::{Flip, Spot};
use super::super::state::{Busy, Editing, Event, Question};
use super::super::words;
use super::groups;
use super::input::{Keys, input, problem, select, switch, told};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Dialog, FailureNotice, Icon, Notice, Tone};
use adisyon_wire::manage::{Field, Kind, Owner, Trouble, is_shown_picture, writable};
use leptos::prelude::*;

/// The dialog of the record that is open.
pub(super) fn dialog(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let look = move |look: &dyn Fn(&Editing) -> bool| {
        desk.state
            .with(|state| state.editing.as_ref().is_some_and(|editing| look(editing)))
    };
    let Some((kind, title, picture)) = desk.state.with_untracked(|state| {
        let editing = state.editing.as_ref()?;
        let record = editing.record.as_ref();
        let title = record.and_then(|one| one.fields.title.clone());
        let picture = record.and_then(|one| one.image.clone());
        Some((editing.kind, title, picture))
    }) else {
        return ().into_any();
    };
    let title = title
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| i18n.t(Key::ManageNew).to_owned());
    let granted = Memo::new(move |_| {
        desk.state.with(|state| {
            let known = state.list(kind).known.as_ref();
            known.is_none_or(|known| known.shelf.writable)
        })
    });
    let locked = Memo::new(move |_| !granted.get() || !look(&Editing::can_save));
    let fields = writable(kind).iter().map(move |field| one(desk, *field));
    view! {
        <Dialog
            title=title
            on_close=Callback::new(move |()| desk.tell(Event::Closed))
            foot=move || foot(desk, locked)
        >
            {notices(desk, granted)}
            {picture.filter(|address| is_shown_picture(address)).map(picture_view)}
            // A locked form is still read with the keyboard.
            <div role="group" aria-label=i18n.t(words::kind(kind)) tabindex=move || locked.get().then_some("0")>
            <fieldset class="manage-fields" disabled=move || locked.get() data-testid="record-form">
                <legend class="vh">{i18n.t(Key::ManageTitle)}</legend>
                <div class="edit-grid">{fields.collect_view()}</div>
            </fieldset>
            </div>
        </Dialog>
    }
    .into_any()
}

/// A picture from one of the platform's places; one that does not come leaves no hole.
fn picture_view(address: String) -> AnyView {
    let broken = RwSignal::new(false);
    (move || {
        (!broken.get()).then(|| {
            view! {
                <img class="manage-picture" data-testid="picture" src=address.clone() alt="" loading="lazy"
                    referrerpolicy="no-referrer" on:error=move |_| broken.set(true) />
            }
        })
    })
    .into_any()
}

fn one(desk: Desk, field: Field) -> AnyView {
    let i18n = use_i18n();
    let label = i18n.t(words::field(field)).to_owned();
    let spot = Spot::Field(field);
    let whole = |inner: AnyView| view! { <div class="is-full">{inner}</div> }.into_any();
    match field {
        Field::Title => whole(input(desk, spot, label, Keys::Text)),
        Field::Description => whole(input(desk, spot, label, Keys::Lines)),
        Field::Price | Field::Tax | Field::Alert => input(desk, spot, label, Keys::Decimal),
        Field::Barcode | Field::Colour | Field::Unit => input(desk, spot, label, Keys::Text),
        Field::Active | Field::Cash | Field::Noreport => switch(desk, Flip::Field(field), label),
        Field::Category => whole(select(desk, spot, label, categories(desk))),
        Field::Names => names(desk, i18n, label),
        Field::Groups => groups::editor(desk),
    }
}

fn names(desk: Desk, i18n: I18n, label: String) -> AnyView {
    let languages = [Key::ManageEnglish, Key::ManageGerman, Key::ManageRussian];
    let inputs = languages.into_iter().enumerate().map(|(at, language)| {
        let language = i18n.t(language).to_owned();
        input(desk, Spot::Name(at), language, Keys::Text)
    });
    view! {
        <details class="more is-full" data-testid="names">
            <summary>{label}</summary>
            <div class="edit-grid">{inputs.collect_view()}</div>
            {told(problem(desk, Spot::Field(Field::Names)))}
        </details>
    }
    .into_any()
}

fn categories(desk: Desk) -> Vec<(String, String)> {
    desk.state.with_untracked(|state| {
        let known = state.list(Kind::Categories).known.as_ref();
        let records = known.into_iter().flat_map(|known| &known.shelf.records);
        let named =
            records.map(|one| (one.id.clone(), one.fields.title.clone().unwrap_or_default()));
        named.collect()
    })
}

/// Whose the record is, and what came of the last try.
fn notices(desk: Desk, granted: Memo<bool>) -> AnyView {
    let i18n = use_i18n();
    let told = Memo::new(move |_| {
        desk.state.with(|state| {
            let editing = state.editing.as_ref()?;
            let owner = editing.record.as_ref().map(|record| record.owner);
            let troubles: Vec<Trouble> = editing.troubles.clone();
            Some((
                owner,
                troubles,
                editing.detail.clone(),
                editing.failure.clone(),
            ))
        })
    });
    let retry = Callback::new(move |()| desk.tell(Event::SavePressed));
    (move || {
        let (owner, troubles, detail, failure) = told.get()?;
        let refused = troubles.iter().copied().filter_map(words::trouble).next();
        let owned = match owner {
            _ if refused.is_some() => None,
            _ if !granted.get() => Some((Tone::Info, Key::ManageNoRightTitle, Key::RefusalsScopeText)),
            Some(Owner::Theirs) => Some((Tone::Warn, Key::ManageTheirsTitle, Key::ManageTheirsText)),
            Some(Owner::Unknown) => Some((Tone::Info, Key::ManageUnknownTitle, Key::ManageUnknownText)),
            Some(Owner::Ours) | None => None,
        };
        let owned = owned.map(|(tone, title, text)| view! {
            <div data-testid="owner"><Notice tone icon="lock" title=i18n.t(title) text=i18n.t(text) /></div>
        });
        let refused = refused.map(|(title, text)| {
            let words = detail.map(|words| i18n.fill(Key::FaultsPlatform, &[("words", &words)]));
            view! {
                <Notice tone=Tone::Bad icon="alert" title=i18n.t(title) text=i18n.t(text)>
                    {words.map(|words| view! { <p class="small muted">{words}</p> })}
                </Notice>
            }
        });
        let failed = failure.map(|failure| view! { <FailureNotice failure on_retry=retry on_back=desk.leave /> });
        Some(view! { {owned} {refused} {failed} })
    })
    .into_any()
}

fn foot(desk: Desk, locked: Memo<bool>) -> AnyView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| {
        desk.state.with(|state| {
            let editing = state.editing.as_ref()?;
            Some((editing.asks, editing.busy, editing.record.is_some()))
        })
    });
    (move || {
        let (asks, busy, is_old) = shown.get()?;
        Some(match asks {
            Some(question) => asked(desk, i18n, question),
            None => view! {
                {(is_old && !locked.get()).then(|| view! {
                    <button class="btn btn-bad btn-tight" type="button" data-testid="record-delete"
                        aria-busy=(busy == Some(Busy::Deleting)).then_some("true")
                        on:click=move |_| desk.tell(Event::DeletePressed)>
                        <Icon name="trash" />
                        {i18n.t(Key::ManageDelete)}
                    </button>
                })}
                <button class="btn btn-main manage-save" type="button" data-testid="record-save"
                    aria-busy=(busy == Some(Busy::Saving)).then_some("true")
                    aria-disabled=move || locked.get().then_some("true")
                    on:click=move |_| desk.tell(Event::SavePressed)>
                    {i18n.t(Key::ManageSave)}
                </button>
            }
            .into_any(),
        })
    })
    .into_any()
}

fn asked(desk: Desk, i18n: I18n, question: Question) -> AnyView {
    let (text, yes, no) = match question {
        Question::Delete => (Key::ManageAskDelete, Key::ManageDelete, Key::ManageKeep),
        Question::Leave => (Key::ManageAskLeave, Key::ManageDiscard, Key::ManageGoOn),
    };
    view! {
        <p class="is-full manage-ask" role="alert">{i18n.t(text)}</p>
        <button class="btn" type="button" data-testid="ask-no" on:click=move |_| desk.tell(Event::Refused)>{i18n.t(no)}</button>
        <button class="btn btn-bad" type="button" data-testid="ask-yes" on:click=move |_| desk.tell(Event::Agreed)>{i18n.t(yes)}</button>
    }
    .into_any()
}
