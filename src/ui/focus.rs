//! The focus is never lost: when what had it goes, the nearest thing that can be pressed takes it.
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, Node};

/// What may take the focus: no text fields, which would open a phone's keyboard.
const TAKES: &str = "button:not(:disabled), a[href], summary, [tabindex]:not(input):not(textarea)";

/// Where the focus was: the element, and each place around it from the inside out.
#[derive(Default)]
struct Memory {
    element: Option<HtmlElement>,
    around: Vec<Place>,
    is_dialog_s: bool,
}

/// A parent, and which of its children led to the focus.
struct Place {
    parent: Element,
    at: u32,
}

/// Watches as long as the calling scope stands: the page, and whatever dialog is open over it.
pub fn keep_focus() {
    // A dialog has a memory of its own, so that the page's is still there when it closes.
    let memories = StoredValue::new_local([Memory::default(), Memory::default()]);
    let taken = window_event_listener(ev::focusin, move |event| {
        let element = event.target().and_then(|it| it.dyn_into().ok());
        if let Some(element) = element {
            let memory = Memory::of(element);
            let whose = usize::from(memory.is_dialog_s);
            memories.try_update_value(|all| all[whose] = memory);
        }
    });
    // A touch beside what has the focus lets go on purpose.
    let touched = window_event_listener(ev::pointerdown, move |event| {
        let at = event.target().and_then(|it| it.dyn_into::<Node>().ok());
        if !document()
            .active_element()
            .is_some_and(|focused| focused.contains(at.as_ref()))
        {
            memories.try_set_value(Default::default());
        }
    });
    let changed = Closure::<dyn FnMut()>::new(move || {
        // Nearly always the focus is where it was: the page is looked through only if it is not.
        let stands = memories.try_with_value(|all| all.iter().all(Memory::stands));
        if stands != Some(false) || !is_nowhere() {
            return;
        }
        let has_dialog = document().query_selector("dialog[open]");
        let has_dialog = has_dialog.is_ok_and(|dialog| dialog.is_some());
        memories.try_with_value(|all| all[usize::from(has_dialog)].give_on());
    });
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(body)) = (&observer, document().body()) {
        let all = MutationObserverInit::new();
        all.set_child_list(true);
        all.set_subtree(true);
        // The body and this wish are what an observer takes.
        let _ = observer.observe_with_options(&body, &all);
    }
    let kept = StoredValue::new_local((observer, changed));
    on_cleanup(move || {
        taken.remove();
        touched.remove();
        kept.try_with_value(|(observer, _)| observer.as_ref().map(MutationObserver::disconnect));
    });
}

impl Memory {
    fn of(element: HtmlElement) -> Memory {
        let mut around = Vec::new();
        let mut inner: Element = element.clone().into();
        let mut is_dialog_s = false;
        while let Some(parent) = inner.parent_element().filter(|_| !is_dialog_s) {
            let mut at = 0;
            let mut before = inner.previous_element_sibling();
            while let Some(sibling) = before {
                at += 1;
                before = sibling.previous_element_sibling();
            }
            around.push(Place {
                parent: parent.clone(),
                at,
            });
            is_dialog_s = parent.tag_name() == "DIALOG";
            inner = parent;
        }
        Memory {
            element: Some(element),
            around,
            is_dialog_s,
        }
    }

    /// True if what had the focus is still there, or there was nothing.
    fn stands(&self) -> bool {
        self.element
            .as_ref()
            .is_none_or(|element| element.is_connected())
    }

    /// If what had the focus is gone, the nearest takes it.
    fn give_on(&self) {
        if self.stands() {
            return;
        }
        let nearest = self.around.iter().find_map(Place::nearest);
        if let Some(nearest) = nearest {
            // An element in the page takes the focus.
            let _ = nearest.focus();
        }
    }
}

impl Place {
    /// What stands now where the lost one stood, else after it, else before it.
    fn nearest(&self) -> Option<HtmlElement> {
        if !self.parent.is_connected() {
            return None;
        }
        let children = self.parent.children();
        let after = self.at..children.length();
        let before = (0..self.at.min(children.length())).rev();
        after
            .chain(before)
            .filter_map(|at| children.item(at))
            .find_map(|child| takes(&child))
    }
}

/// The element, or the first inside it, that may take the focus and stands in sight: who scrolled away is not fetched back.
fn takes(element: &Element) -> Option<HtmlElement> {
    let is_seen = |one: &Element| {
        let place = one.get_bounding_client_rect();
        let height = window().inner_height().ok();
        let below = height.and_then(|height| height.as_f64()).unwrap_or(0.0);
        place.width() * place.height() > 0.0 && place.bottom() > 0.0 && place.top() < below
    };
    if element.matches(TAKES).unwrap_or(false) && is_seen(element) {
        return element.clone().dyn_into().ok();
    }
    let inside = element.query_selector_all(TAKES).ok()?;
    (0..inside.length())
        .filter_map(|at| inside.item(at)?.dyn_into::<HtmlElement>().ok())
        .find(|one| is_seen(one))
}

fn is_nowhere() -> bool {
    let document = document();
    let body: Option<Element> = document.body().map(Into::into);
    let active = document.active_element();
    active.is_none() || active == body
}
