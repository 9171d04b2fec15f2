//! A row as it stands: its elements, and what was written into them last.
use super::detail::Detail;
use super::form::Forms;
use crate::bill::face::{LineFace, Mark};
use crate::i18n::Key;
use crate::ui::node::{child, last, set, write};
use crate::ui::{show_again, stepper_class};
use adisyon_bill::problem::Weight;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// What stands at the left of a row; it changes only when the row changes its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Handle {
    /// The quantity can be changed.
    Stepper,
    /// It was taken off, and can come back.
    Restore,
    /// Nothing can be changed.
    Fixed,
}

impl Handle {
    /// What a line of this kind gets, if nothing is `locked`.
    pub fn of(mark: Mark, locked: bool) -> Handle {
        match mark {
            Mark::Fixed => Handle::Fixed,
            _ if locked => Handle::Fixed,
            Mark::Removed => Handle::Restore,
            Mark::Kept | Mark::Changed | Mark::Added => Handle::Stepper,
        }
    }
}

/// A row. Writing it costs what has changed.
pub struct Row {
    li: Element,
    forms: StoredValue<Forms, LocalStorage>,
    shown: Option<Shown>,
}

struct Shown {
    handle: Handle,
    /// What stands at the left.
    first: Element,
    /// At the right.
    more: Element,
    detail: Detail,
    class: String,
    face: LineFace,
}

impl Row {
    /// An empty row in this element.
    pub fn new(li: Element, forms: StoredValue<Forms, LocalStorage>) -> Row {
        Row {
            li,
            forms,
            shown: None,
        }
    }

    /// Writes what has changed.
    pub fn write(&mut self, face: &LineFace, handle: Handle) {
        self.forms.with_value(|forms| {
            let class = class(face);
            match &mut self.shown {
                Some(shown) if shown.handle == handle => {
                    if shown.class != class {
                        self.li.set_class_name(&class);
                        shown.class = class;
                    }
                    let before = std::mem::replace(&mut shown.face, face.clone());
                    shown.write(forms, Some(&before));
                }
                _ => {
                    self.li.set_class_name(&class);
                    let copied = forms.row(handle);
                    let at = |at| copied.children().item(at).expect("a form has three parts");
                    let (first, open, more) = (at(0), at(1), at(2));
                    match self.shown.take() {
                        Some(old) => old.make_way(&first, &open, &more),
                        None => self
                            .li
                            .prepend_with_node_1(&copied)
                            .expect("a row takes its form"),
                    }
                    let (detail, face) = (Detail::of(&open), face.clone());
                    let shown = Shown {
                        handle,
                        first,
                        more,
                        detail,
                        class,
                        face,
                    };
                    self.shown.insert(shown).write(forms, None);
                }
            }
        });
    }
}

impl Shown {
    /// Each part by itself: the focus is given to what stands where the focus was.
    fn make_way(self, first: &Element, open: &Element, more: &Element) {
        let old_open = self.first.next_element_sibling();
        for (old, new) in [
            (Some(self.first), first),
            (old_open, open),
            (Some(self.more), more),
        ] {
            if let Some(old) = old {
                old.replace_with_with_node_1(new)
                    .expect("it stands in the row");
            }
        }
    }

    fn write(&mut self, forms: &Forms, before: Option<&LineFace>) {
        let face = &self.face;
        self.detail.write(forms.i18n, face, before);
        let titled = before.is_some_and(|before| before.title == face.title);
        let counted = before.is_some_and(|before| before.quantity == face.quantity);
        let label = |element: &Element, key, name| {
            set(
                element,
                "aria-label",
                &forms.i18n.fill(key, &[(name, &face.title)]),
            );
        };
        match self.handle {
            Handle::Stepper => {
                let field = field(&self.first);
                if !titled {
                    label(&self.first, Key::UiQuantity, "name");
                    label(&field, Key::UiQuantity, "name");
                    for (button, key) in [
                        (field.previous_element_sibling(), Key::UiDecrease),
                        (field.next_element_sibling(), Key::UiIncrease),
                    ] {
                        if let Some(button) = button {
                            label(&button, key, "name");
                        }
                    }
                    label(&self.more, Key::BillMore, "title");
                }
                if !counted {
                    let words = forms.i18n.quantity(face.quantity);
                    set(&field, "aria-valuenow", &face.quantity.to_decimal());
                    set(&field, "aria-valuetext", &words);
                    self.first.set_class_name(stepper_class(&words));
                    // What somebody is typing stays; when it is said, it counts.
                    let was = before.map(|before| forms.i18n.quantity(before.quantity));
                    if was.is_none_or(|was| field.value() == was) {
                        show_again(&field, &words);
                    }
                }
            }
            Handle::Restore if !titled => label(&self.first, Key::BillRestoreOf, "title"),
            Handle::Fixed if !counted => {
                write(&last(&self.first), &forms.i18n.quantity(face.quantity));
            }
            Handle::Restore | Handle::Fixed => {}
        }
    }
}

fn field(stepper: &Element) -> HtmlInputElement {
    child(stepper, 1).unchecked_into()
}

fn class(face: &LineFace) -> String {
    // What only asks keeps its own tint: nothing has gone wrong there.
    let blocks = |one: &adisyon_bill::problem::Trouble| one.weight() == Weight::Blocks;
    let trouble = if face.problems.iter().any(blocks) {
        " is-trouble"
    } else {
        ""
    };
    let fresh = if face.fresh { " is-fresh" } else { "" };
    format!("line{}{trouble}{fresh}", face.mark.class())
}
