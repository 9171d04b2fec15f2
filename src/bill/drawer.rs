//! This device's storage, where a draft lies until it is saved. It may be missing, full or forbidden: then nothing is kept and nothing else changes.
use super::kept;
use super::state::{Kept, State};
use crate::clock::Rest;
use adisyon_bill::BillRef;
use leptos::prelude::window;
use std::time::Duration;

/// Writing waits until the hand rests: two hundred lines are not written down on every tap.
const REST: Duration = Duration::from_millis(400);

/// The drawer of one bill.
pub struct Drawer {
    bill: BillRef,
    /// None until the session names the space; nothing is kept before.
    name: Option<String>,
    /// There is something to write down.
    due: bool,
    rest: Option<Rest>,
}

impl Drawer {
    /// The drawer of a bill, still shut.
    pub fn new(bill: BillRef) -> Drawer {
        Drawer {
            bill,
            name: None,
            due: false,
            rest: None,
        }
    }

    /// Opens it in the space of a user and looks inside.
    pub fn open(&mut self, space: Option<String>, now: i64) -> Option<Kept> {
        let name = kept::name(&space?, &self.bill);
        self.name = Some(name.clone());
        let storage = storage()?;
        let text = storage.get_item(&name).ok().flatten()?;
        let found = kept::read(&text, now);
        if found.is_none() {
            // Too old or not readable: of no use to anybody.
            let _ = storage.remove_item(&name);
        }
        found
    }

    /// The draft changed: `later` is called when the hand rests.
    pub fn touch(&mut self, later: impl Fn() + 'static) {
        self.due = true;
        self.rest
            .get_or_insert_with(|| Rest::new(REST, later))
            .touch();
    }

    /// The draft changed, and is written down at once.
    pub fn keep(&mut self, state: &State, now: i64) {
        self.due = true;
        self.flush(state, now);
    }

    /// Writes the draft down if it changed since.
    pub fn flush(&mut self, state: &State, now: i64) {
        self.stop();
        if !std::mem::take(&mut self.due) {
            return;
        }
        let text = state
            .editing()
            .and_then(|editing| kept::write(editing, now));
        if let (Some(storage), Some(name), Some(text)) = (storage(), &self.name, text) {
            // A full storage keeps the draft on screen alone.
            let _ = storage.set_item(name, &text);
        }
    }

    fn stop(&self) {
        if let Some(rest) = &self.rest {
            rest.stop();
        }
    }

    /// Empties it.
    pub fn forget(&mut self) {
        self.stop();
        self.due = false;
        if let (Some(storage), Some(name)) = (storage(), &self.name) {
            // Nothing to remove is fine.
            let _ = storage.remove_item(name);
        }
    }
}

pub(super) fn storage() -> Option<web_sys::Storage> {
    // Throws where storage is forbidden, as in some frames.
    window().local_storage().ok().flatten()
}
