//! Reads a bill's history and, where they may be seen, the names of those who did it.
use super::state::{Names, State, names};
use crate::api::{Api, use_api};
use adisyon_bill::BillRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is read. Copying shares it.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    api: StoredValue<Api, LocalStorage>,
    /// The history.
    pub(super) state: RwSignal<State>,
    /// Names, as far as they came.
    pub(super) names: RwSignal<Names>,
}

impl Reader {
    /// Nothing read yet.
    pub(super) fn new() -> Reader {
        Reader {
            api: StoredValue::new_local(use_api()),
            state: RwSignal::new(State::Opening),
            names: RwSignal::new(Names::new()),
        }
    }

    /// Reads both. Names may come later, or never.
    pub(super) fn read(self, bill: BillRef) {
        self.state.set(State::Opening);
        let api = self.api.get_value();
        spawn_local(async move {
            let answer = api.history(&bill).await;
            if self.state.try_set(State::of(answer)).is_some() {
                return;
            }
            let staff = api.staff().await;
            self.names.try_set(names(staff));
        });
    }
}
