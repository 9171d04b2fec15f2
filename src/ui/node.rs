//! Elements made and written by hand, for lists so long that a signal for each text would cost more than the text. A form is copied
//! as a whole; what was copied is kept, and written when it says something else.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlTemplateElement, Node};

/// A form of our own markup. A space in it is a text that will be written.
pub fn form(html: &str) -> HtmlTemplateElement {
    let form = element("template");
    form.set_inner_html(html);
    form.unchecked_into()
}

/// The elements of a form, anew.
pub fn copy(form: &HtmlTemplateElement) -> DocumentFragment {
    let copy = form.content().clone_node_with_deep(true);
    copy.expect("a form can be copied").unchecked_into()
}

/// The child at this place of a form, counted from zero.
pub fn child(parent: &Element, at: u32) -> Element {
    parent.children().item(at).expect("a form has this part")
}

/// A new element.
pub fn element(tag: &str) -> Element {
    let element = document().create_element(tag);
    element.expect("the name of an element")
}

/// A new element with a class, if it needs one, and a text.
pub fn span(class: &str, text: &str) -> Element {
    let span = element("span");
    if !class.is_empty() {
        span.set_class_name(class);
    }
    span.set_text_content(Some(text));
    span
}

/// The last node in an element: where a form has a text, that text.
pub fn last(element: &Element) -> Node {
    element.last_child().expect("a form has a text here")
}

/// Writes a text, in the node that is there.
pub fn write(text: &Node, words: &str) {
    text.set_node_value(Some(words));
}

/// Writes what was made by hand: now, and whenever something changes that `write` reads, for as long as its owner stands.
pub fn keep_written(mut write: impl FnMut() + 'static) {
    let effect = RenderEffect::new(move |_: Option<()>| write());
    StoredValue::new_local(effect);
}

/// A text that stays where it stands, and is written when it says something else.
pub struct Text {
    node: Node,
    said: String,
}

impl Text {
    /// The text of this element, which says nothing yet.
    pub fn new(element: &Element) -> Text {
        let node: Node = document().create_text_node("").unchecked_into();
        insert(element, &node, None);
        let said = String::new();
        Text { node, said }
    }

    /// Says this.
    pub fn say(&mut self, words: String) {
        if self.said != words {
            write(&self.node, &words);
            self.said = words;
        }
    }
}

/// Sets an attribute of ours.
pub fn set(element: &Element, name: &str, value: &str) {
    element
        .set_attribute(name, value)
        .expect("the name of an attribute");
}

/// Sets an attribute, or takes it off.
pub fn set_or_not(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => element
            .remove_attribute(name)
            .expect("the name of an attribute"),
    }
}

/// Puts a child before another, or last.
pub fn insert(parent: &Element, child: &Node, before: Option<&Node>) {
    parent
        .insert_before(child, before)
        .expect("an element takes a child");
}

/// Puts another element, or none, where one stood; where none stood, before this node.
pub fn renew(
    parent: &Element,
    place: &mut Option<Element>,
    now: Option<Element>,
    before: Option<&Node>,
) {
    match (place.take(), &now) {
        (Some(old), Some(now)) => old
            .replace_with_with_node_1(now)
            .expect("it stands in its parent"),
        (Some(old), None) => old.remove(),
        (None, Some(now)) => insert(parent, now, before),
        (None, None) => {}
    }
    *place = now;
}
