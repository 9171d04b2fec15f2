//! Opens packets and finds customers.
use super::people::People;
use super::state::Form;
use crate::api::{Api, use_api};
use crate::bill::Room;
use crate::bill::run::{Desk, Opener, Opening};
use adisyon_bill::Problem;
use adisyon_wire::save::SaveRequest;
use adisyon_wire::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// What the screen asks. Copying shares it.
#[derive(Clone, Copy)]
pub(super) struct Errand {
    api: StoredValue<Api, LocalStorage>,
    /// The desk's chunk.
    pub(super) room: &'static Room,
    desk: StoredValue<Option<Desk>>,
    /// What is typed.
    pub(super) form: RwSignal<Form>,
    /// A customer was picked, or more became known of one: counts up.
    pub(super) picked: RwSignal<u32>,
    /// Who is loaded.
    pub(super) people: RwSignal<People>,
    /// The packet is open: its id.
    opened: Callback<String>,
}

impl Errand {
    /// Nothing asked yet.
    pub(super) fn new(room: &'static Room, opened: Callback<String>) -> Errand {
        Errand {
            api: StoredValue::new_local(use_api()),
            room,
            desk: StoredValue::new(None),
            form: RwSignal::new(Form::default()),
            picked: RwSignal::new(0),
            people: RwSignal::new(People::default()),
            opened,
        }
    }

    /// Reads who is looking; the drafts of each are kept apart.
    pub(super) fn session(self, then: impl FnOnce(Option<Session>) + 'static) {
        let api = self.api.get_value();
        // Without a session nothing is kept; the backend refuses what is not allowed in any case.
        spawn_local(async move { then(api.session().await.ok()) });
    }

    /// The way back was pressed; false if there is no desk yet that could be asked.
    pub(super) fn leave(self) -> bool {
        let desk = self.desk.get_value();
        if let Some(desk) = desk {
            (self.room.leave)(desk);
        }
        desk.is_some()
    }

    /// The desk of the new packet.
    pub(super) fn begin(self, space: &str, leave: Callback<()>) -> Desk {
        let api = self.api.get_value();
        let open: Opener = Rc::new(move |request| self.open(api.clone(), request));
        let desk = (self.room.order)(space, open, leave);
        self.desk.set_value(Some(desk));
        desk
    }

    /// Also tried again when the screen has gone: nothing of it may be needed.
    fn open(self, api: Api, request: SaveRequest) -> Opening {
        let form = self.form.try_get_untracked().unwrap_or_default();
        Box::pin(async move {
            let name = request.revision;
            // After a reload, or when the screen has gone, nobody knows any more for whom it was: whether it was opened is all that can be asked.
            let reply = if form.is_nobody_s() {
                api.ordered(&name).await?
            } else {
                api.order(&form.request(name, request.edits)).await?
            };
            if let Some(packet) = reply.packet {
                if let Some(desk) = self.desk.try_get_value().flatten() {
                    (self.room.forget)(desk);
                }
                // Whoever has left finds the packet on the board.
                self.opened.try_run(packet);
                return Ok(None);
            }
            self.form.try_update(|form| form.problems = reply.fields);
            let problems = reply.lines.into_iter().map(Problem::try_from);
            Ok(Some(problems.filter_map(Result::ok).collect()))
        })
    }

    /// Loads the next page of customers, if it is wanted.
    pub(super) fn load(self, query: String, pressed: bool) {
        let ask = self.people.try_update(|people| people.ask(&query, pressed));
        let (Some(after), Some(api)) = (ask.flatten(), self.api.try_get_value()) else {
            return;
        };
        spawn_local(async move {
            let answer = api.customers(after.as_deref()).await;
            if self
                .people
                .try_update(|people| people.hear(answer))
                .is_some()
            {
                self.load(query, false);
            }
        });
    }

    /// Somebody was found: the list may know less of them than the platform does.
    pub(super) fn pick(self, id: String) {
        let found = self.people.with_untracked(|people| people.of(&id).cloned());
        let (Some(person), Some(api)) = (found, self.api.try_get_value()) else {
            return;
        };
        self.form.update(|form| form.pick(&person));
        self.picked.update(|count| *count += 1);
        spawn_local(async move {
            if let Ok(person) = api.customer(&id).await
                && self.form.try_update(|form| form.complete(&person)) == Some(true)
            {
                self.picked.try_update(|count| *count += 1);
            }
        });
    }
}
