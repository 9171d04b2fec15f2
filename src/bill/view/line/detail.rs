//! The words and numbers of a line, each written only when it says something else.
use super::marks::marks;
use crate::bill::face::{LineFace, OptionFace};
use crate::i18n::{I18n, Key};
use crate::ui::node::{child, insert, last, renew, set, span, write};
use crate::ui::{MarkFace, Marks, mark_element};
use adisyon_bill::line::Note;
use leptos::prelude::*;
use web_sys::{Element, Node};

/// The nodes of title, detail, price of one and sum.
pub struct Detail {
    title: Node,
    detail: Element,
    unit: Node,
    amount: Element,
    options: Option<Element>,
    marks: Marks,
    note: Option<Element>,
    was: Option<Element>,
}

impl Detail {
    /// The empty detail in a row that was just copied.
    pub fn of(open: &Element) -> Detail {
        Detail {
            title: last(&child(open, 0)),
            detail: child(open, 1),
            unit: last(&child(open, 2)),
            amount: child(open, 3),
            options: None,
            marks: Marks::default(),
            note: None,
            was: None,
        }
    }

    /// Writes what differs from what was written before.
    pub fn write(&mut self, i18n: I18n, face: &LineFace, before: Option<&LineFace>) {
        let is = |same: fn(&LineFace, &LineFace) -> bool| {
            before.is_some_and(|before| same(before, face))
        };
        if !is(|one, other| one.title == other.title) {
            write(&self.title, &face.title);
        }
        if !is(|one, other| one.options == other.options) {
            let options = options(i18n, &face.options);
            let first = self.detail.first_child();
            renew(&self.detail, &mut self.options, options, first.as_ref());
        }
        if !is(|one, other| one.note == other.note) {
            let note = note(i18n, &face.note);
            renew(&self.detail, &mut self.note, note, None);
        }
        self.marks
            .write(&self.detail, marks(i18n, face), self.note.as_deref());
        if !is(|one, other| one.unit == other.unit) {
            write(
                &self.unit,
                &face.unit.map(|unit| i18n.amount(unit)).unwrap_or_default(),
            );
        }
        if !is(|one, other| one.was_amount == other.was_amount) {
            let was = face.was_amount.map(|was| {
                let said = span("line-was", "");
                let words = span("vh", &format!("{} ", i18n.t(Key::BillWas)));
                append(&said, &words);
                append(&said, &document().create_text_node(&i18n.amount(was)));
                said
            });
            let first = self.amount.first_child();
            renew(&self.amount, &mut self.was, was, first.as_ref());
        }
        if !is(|one, other| one.amount == other.amount) {
            write(&last(&self.amount), &i18n.amount(face.amount));
        }
    }
}

fn append(parent: &Element, child: &Node) {
    insert(parent, child, None);
}

fn options(i18n: I18n, options: &[OptionFace]) -> Option<Element> {
    let all = span("line-options", "");
    for (at, option) in options.iter().enumerate() {
        let lead = if at == 0 { "" } else { " · " };
        append(
            &all,
            &document().create_text_node(&format!("{lead}{}", option.title)),
        );
        if let Some(price) = option.price {
            append(&all, &document().create_text_node(" "));
            append(&all, &span("num", &i18n.signed(price)));
        }
    }
    (!options.is_empty()).then_some(all)
}

fn note(i18n: I18n, note: &Note) -> Option<Element> {
    let marked = |class, icon, text| mark_element(&MarkFace { class, icon, text });
    match note {
        Note::Text(text) if text.is_empty() => None,
        Note::Text(text) => {
            let note = marked("line-note", "#i-note", String::new());
            set(&note, "data-testid", "line-note");
            if let Some(icon) = note.first_element_child() {
                set(&icon, "class", "i i-s");
            }
            append(&note, &span("", text));
            Some(note)
        }
        Note::Hidden => Some(marked(
            "mark",
            "#i-hidden",
            i18n.t(Key::BillNoteHidden).to_owned(),
        )),
    }
}
