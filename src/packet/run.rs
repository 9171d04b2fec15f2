//! Sends what was edited.
use super::state::Form;
use crate::api::{Api, use_api};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The way out for edited fields. Copying shares it.
#[derive(Clone, Copy)]
pub(super) struct Sender(StoredValue<Api, LocalStorage>);

impl Sender {
    /// On the road of this page.
    pub(super) fn here() -> Sender {
        Sender(StoredValue::new_local(use_api()))
    }

    /// Sends the edited fields of a packet; `done` is told when they are written.
    pub(super) fn send(self, packet: String, form: RwSignal<Form>, done: Callback<()>) {
        let change = form.try_update(Form::press).flatten();
        let (Some(api), Some(change)) = (self.0.try_get_value(), change) else {
            return;
        };
        spawn_local(async move {
            let answer = api.change_fields(&packet, &change).await;
            if form.try_update(|form| form.hear(answer)) == Some(true) {
                done.run(());
            }
        });
    }
}
