//! The save bar: what will change in words, undo, what remains, one button.
mod said;

use super::totals::due_label;
use crate::bill::face::{BarFace, Ready};
use crate::bill::run::use_desk;
use crate::bill::state::Event;

use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use crate::ui::node::{Text, insert, keep_written, span};
use adisyon_bill::Money;
use leptos::prelude::*;
use said::{Quiet, Say};
use web_sys::Element;

/// Not written in the markup: of an element that is all text the macro forgets what it is used by.
const DUE: &str = "save-due";

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let bar = desk.shows.bar;
    let with = move |read: fn(&BarFace) -> bool| bar.with(|bar| bar.as_ref().is_some_and(read));
    let has_changes = Memo::new(move |_| {
        with(|bar| !bar.changes.is_empty() && !matches!(bar.ready, Ready::Running(_)))
    });
    let due = move |place: Element| {
        let [mut label, mut sum] = texts(&place, ["save-due-label", "save-due-sum"]);
        keep_written(move || {
            let remaining = bar.with(|bar| bar.as_ref().map(|bar| bar.remaining));
            let over = remaining.is_some_and(Money::is_negative);
            label.say(due_label(i18n, over).to_owned());
            sum.say(
                remaining
                    .map(|sum| i18n.money(sum.abs()))
                    .unwrap_or_default(),
            );
        });
    };
    view! {
        <section class="save" aria-label=i18n.t(Key::BillSaveRegion)>
            <div class="save-in">
                {move || if has_changes.get() {
                    view! { <Say /> }.into_any()
                } else {
                    view! { <Quiet /> }.into_any()
                }}
                <div class="save-do">
                    <button
                        class="icon-btn"
                        type="button"
                        data-testid="undo"
                        aria-label=i18n.t(Key::BillSaveUndo)
                        aria-disabled=move || (!with(|bar| bar.can_undo)).then_some("true")
                        on:click=move |_| desk.happen(Event::UndoPressed)
                    >
                        <Icon name="undo" />
                    </button>
                    <button
                        class="icon-btn"
                        type="button"
                        data-testid="redo"
                        aria-label=i18n.t(Key::BillSaveRedo)
                        aria-disabled=move || (!with(|bar| bar.can_redo)).then_some("true")
                        on:click=move |_| desk.happen(Event::RedoPressed)
                    >
                        <Icon name="redo" />
                    </button>
                    <p class=DUE use:due></p>
                    <SaveButton />
                </div>
            </div>
        </section>
    }
}

/// The one button. It stays reachable when it cannot save, and leads to the first problem then.
#[component]
fn SaveButton() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let ready = Memo::new(move |_| {
        desk.shows
            .bar
            .with(|bar| bar.as_ref().map(|bar| bar.ready.clone()))
    });
    let off = move || match ready.get() {
        Some(Ready::Yes | Ready::Asks) => None,
        _ => Some("true"),
    };
    let busy = move || {
        matches!(ready.get(), Some(Ready::Running(_) | Ready::Looking(_))).then_some("true")
    };
    let seconds = move |left: u32| i18n.fill(Key::BillSaveSeconds, &[("n", &left.to_string())]);
    let inside = move || match ready.get() {
        Some(Ready::Running(_)) => view! {
            <span class="spin" aria-hidden="true"></span>
            {i18n.t(Key::BillSaveRunning)}
        }
        .into_any(),
        Some(Ready::Looking(_)) => view! {
            <span class="spin" aria-hidden="true"></span>
            {i18n.t(Key::BillSaveLooking)}
        }
        .into_any(),
        Some(Ready::Waiting(left)) => view! {
            <Icon name="clock" />
            <span class="count" data-testid="save-wait">{seconds(left)}</span>
        }
        .into_any(),
        _ => i18n.t(Key::BillSave).into_any(),
    };
    let press = move |_| {
        if !matches!(ready.get_untracked(), Some(Ready::Waiting(_))) {
            desk.happen(Event::SavePressed { now: desk.now() });
        }
    };
    view! {
        <button
            class="btn btn-main"
            type="button"
            data-testid="save"
            aria-disabled=off
            aria-busy=busy
            on:click=press
        >
            {inside}
        </button>
    }
}

/// Two texts in spans of these classes. They are written in one effect: an edit changes both.
fn texts(parent: &Element, classes: [&str; 2]) -> [Text; 2] {
    classes.map(|class| {
        let part = span(class, "");
        insert(parent, &part, None);
        Text::new(&part)
    })
}
