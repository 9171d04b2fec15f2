//! The draft in the browser's drawer: found when a bill is opened, kept while it is worked on.
use super::{Desk, Heart};
use crate::bill::state::{Event, State};
use leptos::prelude::*;

impl Desk {
    /// Writes the draft down at once: the page may go away.
    pub fn flush(self) {
        self.with_heart_state(|heart, state| heart.drawer.flush(state, (heart.clock)()));
    }

    fn with_heart_state(self, act: impl FnOnce(&mut Heart, &State)) {
        self.heart.try_update_value(|heart| {
            if let Some(state) = heart.state.take() {
                act(heart, &state);
                heart.state = Some(state);
            }
        });
    }

    pub(super) fn find_kept(self) {
        let mut found = None;
        self.with_heart_state(|heart, state| {
            let space = state.setting().session.as_ref();
            let space = space.map(|session| session.draft_space.clone());
            found = heart.drawer.open(space, (heart.clock)());
        });
        if let Some(kept) = found {
            self.happen(Event::KeptFound(Box::new(kept)));
        }
        self.find_parts();
    }

    pub(super) fn keep(self) {
        let later = move || self.flush();
        self.with_heart_state(|heart, state| {
            let busy = state
                .editing()
                .is_some_and(|editing| editing.saving.is_busy());
            if busy {
                heart.drawer.keep(state, (heart.clock)());
            } else {
                heart.drawer.touch(later);
            }
        });
    }
}
