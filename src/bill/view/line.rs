//! One line: how many, what, how much.
use super::actions::{Open, set_quantity, step_line, use_open};
use super::hands::use_hands;
use super::line_detail::Detail;
use super::line_problems::LineProblems;
use crate::bill::face::{LineFace, Mark};
use crate::bill::others::holders;
use crate::bill::run::use_desk;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Icon, Stepper, use_toasts};
use adisyon_bill::entry::{Typed, quantity};
use adisyon_bill::problem::Weight;
use adisyon_bill::{Edit, LineKey};
use leptos::prelude::*;

/// What stands at the left of a row; it changes only when the row changes its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handle {
    Stepper,
    Restore,
    Fixed,
}

/// One row of the list.
#[component]
pub fn LineRow(key: LineKey) -> impl IntoView {
    line_row(key)
}

fn line_row(key: LineKey) -> Option<impl IntoView> {
    let desk = use_desk();
    let face = desk.shows.face(&key)?;
    let face = Signal::derive(move || face.get());
    let locked = Memo::new(move |_| desk.shows.access.with(|access| access.cart.is_some()));
    let handle = Memo::new(move |_| match face.with(|face| face.mark) {
        Mark::Removed if !locked.get() => Handle::Restore,
        Mark::Fixed | Mark::Removed => Handle::Fixed,
        _ if locked.get() => Handle::Fixed,
        _ => Handle::Stepper,
    });
    let class = move || {
        face.with(|face| {
            // What only asks keeps its own tint: nothing has gone wrong there.
            let blocks = face
                .problems
                .iter()
                .any(|one| one.weight() == Weight::Blocks);
            let trouble = if blocks { " is-trouble" } else { "" };
            let fresh = if face.fresh { " is-fresh" } else { "" };
            format!("line{}{trouble}{fresh}", face.mark.class())
        })
    };
    let (id, line_id) = (format!("line-{key}"), key.as_str().to_owned());
    let key = StoredValue::new(key);
    let hands = use_hands();
    let others = move || {
        let who = desk
            .company
            .with(|others| key.with_value(|key| holders(others, key)));
        let hands = (!who.is_empty()).then(|| hands.get()).flatten();
        hands.map(|hands| (hands.others_at)(who))
    };
    Some(view! {
        <li class=class id=id tabindex="-1" data-testid="line" data-line-id=line_id>
            {move || match handle.get() {
                Handle::Stepper => view! { <Count face key /> }.into_any(),
                Handle::Restore => view! { <Restore face key /> }.into_any(),
                Handle::Fixed => view! { <Fixed face /> }.into_any(),
            }}
            <Body face key handle />
            <LineProblems face key=key.get_value() />
            {others}
        </li>
    })
}

#[component]
fn Count(face: Signal<LineFace>, key: StoredValue<LineKey>) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let toasts = use_toasts();
    let typed = move |text: String| match quantity(&text) {
        Typed::Is(typed) => key.with_value(|key| set_quantity(desk, key, typed)),
        Typed::Empty => {}
        Typed::Either(..) | Typed::Not => toasts.say("info", i18n.t(Key::BillTypedNotQuantity)),
    };
    view! {
        <Stepper
            name=Signal::derive(move || face.with(|face| face.title.clone()))
            shown=Signal::derive(move || face.with(|face| i18n.quantity(face.quantity)))
            now=Signal::derive(move || face.with(|face| face.quantity.to_decimal()))
            on_step=Callback::new(move |by: i32| key.with_value(|key| step_line(desk, key, by)))
            on_text=Callback::new(typed)
        />
    }
}

#[component]
fn Restore(face: Signal<LineFace>, key: StoredValue<LineKey>) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let label = move || face.with(|face| i18n.fill(Key::BillRestoreOf, &[("title", &face.title)]));
    view! {
        <button
            class="btn btn-tight qty-restore"
            type="button"
            data-testid="restore"
            aria-label=label
            on:click=move |_| desk.edit(Edit::Restore(key.get_value()))
        >
            <Icon name="undo" size="i-s" />
            {i18n.t(Key::BillRestore)}
        </button>
    }
}

#[component]
fn Fixed(face: Signal<LineFace>) -> impl IntoView {
    let i18n = use_i18n();
    view! { <span class="qty-fixed">{move || face.with(|face| i18n.quantity(face.quantity))}</span> }
}

/// Title, detail and sums; a button that opens the line where it can be changed.
#[component]
fn Body(face: Signal<LineFace>, key: StoredValue<LineKey>, handle: Memo<Handle>) -> impl IntoView {
    let open = use_open();
    let i18n = use_i18n();
    let show = move |_| open.set(Open::Line(key.get_value()));
    let more = move || face.with(|face| i18n.fill(Key::BillMore, &[("title", &face.title)]));
    move || {
        if handle.get() == Handle::Stepper {
            view! {
                <button class="line-open" type="button" data-testid="line-open" on:click=show>
                    <Detail face />
                </button>
                <button class="icon-btn line-more" type="button" aria-label=more on:click=show>
                    <Icon name="more" />
                </button>
            }
            .into_any()
        } else {
            view! {
                <div class="line-open"><Detail face /></div>
                <span class="line-more"></span>
            }
            .into_any()
        }
    }
}
