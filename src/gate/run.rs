//! Performs what the gate asks for and tells it what came of it.
use super::state::{Ask, Event, Said, State};
use crate::api::Api;
use crate::bill::drawer::Drawer;
use crate::clock;
use adisyon_bill::BillRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The gate's desk. Copying shares it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is known.
    pub state: RwSignal<State>,
    bill: StoredValue<BillRef>,
    api: StoredValue<Api, LocalStorage>,
    panel: Callback<(Desk, Said)>,
}

impl Desk {
    /// A gate of this bill; `panel` tells the panel, and comes back with [`Event::PanelRefused`] if that did not work.
    pub fn new(bill: BillRef, api: Api, panel: Callback<(Desk, Said)>) -> Desk {
        Desk {
            state: RwSignal::new(State::default()),
            bill: StoredValue::new(bill),
            api: StoredValue::new_local(api),
            panel,
        }
    }

    /// Which bill.
    pub fn bill(self) -> BillRef {
        self.bill.get_value()
    }

    /// Something happened.
    pub fn tell(self, event: Event) {
        let Some(before) = self.state.try_get_untracked() else {
            return;
        };
        let (after, ask) = before.step(event);
        self.state.set(after);
        match ask {
            None => {}
            Some(Ask::Tell(said)) => self.panel.run((self, said)),
            Some(Ask::Look) => self.look(),
        }
    }

    fn look(self) {
        let Some(api) = self.api.try_get_value() else {
            return;
        };
        let bill = self.bill();
        spawn_local(async move {
            // Without a session no draft can be found; the bill's own read says why.
            let space = api.session().await.ok().map(|session| session.draft_space);
            let event = match api.bill(&bill).await {
                Ok((read, ..)) => {
                    let kept = Drawer::new(bill).open(space, clock::now());
                    let unsaved = kept.map_or(0, |kept| kept.edits.len());
                    Event::Read(Box::new(read), unsaved)
                }
                Err(failure) => Event::Unread(failure),
            };
            self.tell(event);
        });
    }
}
