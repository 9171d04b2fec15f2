//! Marks in a long list: the elements stay while what they say changes.
use super::node::{copy, form, insert, last, set, write};
use web_sys::{Element, HtmlTemplateElement, Node};

const MARK: &str = r#"<span><svg class="i" aria-hidden="true"><use></use></svg> </span>"#;

thread_local! {
    static FORM: HtmlTemplateElement = form(MARK);
}

/// A mark as it is shown: icon, word, colour, in this order of weight.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkFace {
    /// Its class.
    pub class: &'static str,
    /// Its icon in the sprite, as `#i-name`.
    pub icon: &'static str,
    /// Its word.
    pub text: String,
}

/// The marks in one place of a row.
#[derive(Default)]
pub struct Marks(Vec<(MarkFace, Element)>);

impl Marks {
    /// Shows these. A mark that says another number stays where it stands; one that has to come stands before this node.
    pub fn write(&mut self, parent: &Element, now: Vec<MarkFace>, before: Option<&Node>) {
        for (_, gone) in self.0.drain(now.len().min(self.0.len())..) {
            gone.remove();
        }
        for (at, mark) in now.into_iter().enumerate() {
            match self.0.get_mut(at) {
                Some((shown, _)) if *shown == mark => {}
                Some((shown, element)) => {
                    write_mark(element, &mark, Some(shown));
                    *shown = mark;
                }
                None => {
                    let element = mark_element(&mark);
                    insert(parent, &element, before);
                    self.0.push((mark, element));
                }
            }
        }
    }
}

/// A mark as an element.
pub fn mark_element(mark: &MarkFace) -> Element {
    let copied = FORM.with(copy).first_element_child();
    let element = copied.expect("the form of a mark is an element");
    write_mark(&element, mark, None);
    element
}

fn write_mark(element: &Element, mark: &MarkFace, before: Option<&MarkFace>) {
    if before.is_none_or(|before| before.class != mark.class) {
        element.set_class_name(mark.class);
    }
    if before.is_none_or(|before| before.icon != mark.icon) {
        let icon = element.first_element_child();
        let uses = icon.and_then(|icon| icon.first_element_child());
        set(&uses.expect("a mark has an icon"), "href", mark.icon);
    }
    write(&last(element), &mark.text);
}
