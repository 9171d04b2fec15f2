//! One field of the form.
use super::super::run::Desk;
use super::super::state::Event;
use super::super::state::form::{Flip, Spot};
use super::super::words;
use crate::i18n::use_i18n;
use crate::ui::{about, about_id, framed};
use leptos::prelude::*;

/// What can be typed into a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Anything.
    Text,
    /// A decimal number.
    Decimal,
    /// A whole number.
    Whole,
    /// Several lines.
    Lines,
}

/// A field for text or a number. What stands there at first is read once: the hand that types owns it.
pub(super) fn input(desk: Desk, spot: Spot, label: String, keys: Keys) -> AnyView {
    let id = name(spot);
    let start = start(desk, spot);
    let wrong = problem(desk, spot);
    let invalid = move || wrong.get().is_some().then_some("true");
    let typed = move |event: leptos::ev::Event| {
        desk.tell(Event::Typed(spot, event_target_value(&event)));
    };
    let mode = match keys {
        Keys::Decimal => "decimal",
        Keys::Whole => "numeric",
        Keys::Text | Keys::Lines => "text",
    };
    let class = match keys {
        Keys::Decimal | Keys::Whole => "input input-num",
        Keys::Text | Keys::Lines => "input",
    };
    let control = if keys == Keys::Lines {
        view! {
            <textarea class=class id=id.clone() rows="3" aria-invalid=invalid aria-describedby=about_id(&id)
                prop:value=start on:input=typed></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class=class id=id.clone() type="text" inputmode=mode autocomplete="off" aria-invalid=invalid
                aria-describedby=about_id(&id) prop:value=start on:input=typed />
        }
        .into_any()
    };
    framed(&id, Signal::stored(label), control, told(wrong))
}

/// A choice among records.
pub(super) fn select(
    desk: Desk,
    spot: Spot,
    label: String,
    options: Vec<(String, String)>,
) -> AnyView {
    let id = name(spot);
    let start = start(desk, spot);
    let wrong = problem(desk, spot);
    let known = options.iter().any(|(value, _)| *value == start);
    // What is not on the list stays what it is until somebody chooses.
    let unknown = (!known).then(|| {
        let (value, text) = (start.clone(), start.clone());
        view! { <option value=value selected=true>{text}</option> }
    });
    let options = options.into_iter().map(|(value, text)| {
        let chosen = value == start;
        view! { <option value=value selected=chosen>{text}</option> }
    });
    let control = view! {
        <select class="input" id=id.clone() aria-invalid=move || wrong.get().is_some().then_some("true") aria-describedby=about_id(&id)
            on:change=move |event| desk.tell(Event::Typed(spot, event_target_value(&event)))>
            {unknown}
            {options.collect_view()}
        </select>
    };
    framed(&id, Signal::stored(label), control.into_any(), told(wrong))
}

/// A switch.
pub(super) fn switch(desk: Desk, flip: Flip, label: String) -> AnyView {
    let on = desk.state.with_untracked(|state| {
        let editing = state.editing.as_ref();
        editing.is_some_and(|editing| editing.form.is_on(flip))
    });
    view! {
        <label class="tick is-full">
            <span class="tick-text">{label}</span>
            <input class="switch" type="checkbox" role="switch" prop:checked=on
                on:change:target=move |event| desk.tell(Event::Flipped(flip, event.target().checked())) />
        </label>
    }
    .into_any()
}

/// What is wrong at a place.
pub(super) fn problem(desk: Desk, spot: Spot) -> Memo<Option<&'static str>> {
    let i18n = use_i18n();
    Memo::new(move |_| {
        desk.state.with(|state| {
            let why = state.editing.as_ref()?.problem(spot)?;
            Some(i18n.t(words::why(why)))
        })
    })
}

/// A problem below its field.
pub(super) fn told(wrong: Memo<Option<&'static str>>) -> AnyView {
    about(
        Signal::derive(move || wrong.get().map(str::to_owned)),
        Signal::stored(None),
    )
}

fn start(desk: Desk, spot: Spot) -> String {
    desk.state.with_untracked(|state| {
        let editing = state.editing.as_ref();
        editing.map_or_else(String::new, |editing| editing.form.text(spot).to_owned())
    })
}

/// Unique in the page.
fn name(spot: Spot) -> String {
    match spot {
        Spot::Field(field) => format!("field-{field:?}").to_lowercase(),
        Spot::Name(at) => format!("name-{at}"),
        Spot::GroupTitle(group) => format!("group-{group}-title"),
        Spot::GroupMin(group) => format!("group-{group}-min"),
        Spot::GroupMax(group) => format!("group-{group}-max"),
        Spot::ChoiceTitle(group, choice) => format!("choice-{group}-{choice}-title"),
        Spot::ChoicePrice(group, choice) => format!("choice-{group}-{choice}-price"),
    }
}
