//! What a hand does in the list of lines. The list hears for all its rows.
use crate::bill::run::{Desk, use_desk};
use crate::bill::view::actions::{Open, set_quantity, step_line, use_open};
use crate::catalogue::typed_quantity;
use crate::i18n::{I18n, use_i18n};
use crate::ui::{Stroke, Toasts, stroke, use_toasts};
use adisyon_bill::{Edit, LineKey};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The ear of a list.
#[derive(Clone, Copy)]
pub struct Hand {
    desk: Desk,
    open: RwSignal<Open>,
    i18n: I18n,
    toasts: Toasts,
}

/// The ear of the list that calls.
pub fn use_hand() -> Hand {
    Hand {
        desk: use_desk(),
        open: use_open(),
        i18n: use_i18n(),
        toasts: use_toasts(),
    }
}

impl Hand {
    /// A button of a row was pressed.
    pub fn pressed(self, event: &ev::MouseEvent) {
        let Some(button) = target(event).and_then(|at| at.closest("[data-do]").ok().flatten())
        else {
            return;
        };
        let Some(key) = line_of(&button) else { return };
        match button.get_attribute("data-do").as_deref() {
            Some("less") => step_line(self.desk, &key, -1),
            Some("more") => step_line(self.desk, &key, 1),
            Some("open") => self.open.set(Open::Line(key)),
            Some("restore") => self.desk.edit(Edit::Restore(key)),
            _ => {}
        }
    }

    /// The focus came into a row: a quantity is there to be typed over.
    pub fn came(self, event: &ev::FocusEvent) {
        if let Some((field, _)) = field(event) {
            field.select();
        }
    }

    /// A quantity was typed.
    pub fn typed(self, event: &ev::Event) {
        if let Some((field, key)) = field(event) {
            self.commit(&field, &key);
        }
    }

    /// A key went down in a quantity.
    pub fn key(self, event: &ev::KeyboardEvent) {
        let Some((field, key)) = field(event) else {
            return;
        };
        match stroke(&event.key(), field.value() != self.shown(&key)) {
            Some(Stroke::Step(by)) => {
                step_line(self.desk, &key, by);
                // At once, whatever was typed: a row takes what differs from its last word for typed.
                field.set_value(&self.shown(&key));
            }
            Some(Stroke::Commit) => self.commit(&field, &key),
            Some(Stroke::GiveUp) => field.set_value(&self.shown(&key)),
            None => return,
        }
        field.select();
        event.prevent_default();
        event.stop_propagation();
    }

    fn commit(self, field: &HtmlInputElement, key: &LineKey) {
        let text = field.value();
        if text != self.shown(key)
            && let Some(typed) = typed_quantity(&text, true, self.i18n, self.toasts)
        {
            set_quantity(self.desk, key, typed);
        }
        field.set_value(&self.shown(key));
    }

    /// A line's quantity as it is written.
    fn shown(self, key: &LineKey) -> String {
        let face = self.desk.shows.face(key);
        let written = |face: ArcRwSignal<_>| {
            face.with_untracked(|face: &crate::bill::face::LineFace| {
                self.i18n.quantity(face.quantity)
            })
        };
        face.map(written).unwrap_or_default()
    }
}

fn target(event: &ev::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The field of a stepper in a row, and its line.
fn field(event: &ev::Event) -> Option<(HtmlInputElement, LineKey)> {
    let field = target(event)?.dyn_into::<HtmlInputElement>().ok()?;
    let key = line_of(&field)?;
    (field.get_attribute("role").as_deref() == Some("spinbutton")).then_some((field, key))
}

fn line_of(element: &Element) -> Option<LineKey> {
    let row = element.closest("[data-line-id]").ok()??;
    row.get_attribute("data-line-id").map(LineKey::new)
}
