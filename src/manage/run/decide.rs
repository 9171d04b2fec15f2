//! Reads and writes what managers decide for their restaurant.
use super::Desk;
use crate::api::Failure;
use crate::i18n::Key;
use crate::manage::state::settings::{Ask, Event};
use adisyon_wire::settings::Settings;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Desk {
    /// Something happened to what managers decide.
    pub fn decide(self, event: Event) {
        let Some(before) = self.settings.try_get_untracked() else {
            return;
        };
        let (after, ask) = before.step(event);
        self.settings.set(after);
        if let Some(ask) = ask {
            self.carry_out(ask);
        }
    }

    fn carry_out(self, ask: Ask) {
        let Some(api) = self.api.try_get_value() else {
            return;
        };
        if ask == Ask::Tell {
            return self.toasts.say("check", self.i18n.t(Key::ManageSaved));
        }
        spawn_local(async move {
            let told = |answer: Result<Settings, Failure>, done: fn(Settings) -> Event| {
                answer.map_or_else(Event::Failed, done)
            };
            let event = match ask {
                Ask::Write(change) => told(api.change_settings(&change).await, Event::Written),
                _ => told(api.settings().await, Event::Read),
            };
            self.decide(event);
        });
    }
}
