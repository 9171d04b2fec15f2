//! What chunks offer, put together with the panel and the trail.
use super::screens::Page;
use super::trail::address;
use crate::{gate, manage};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Page {
    /// The question before a bill is closed.
    pub(super) fn gate(self, room: &'static gate::Room, bill: adisyon_bill::BillRef) -> AnyView {
        let panel = Callback::new(move |(desk, said): (gate::run::Desk, gate::state::Said)| {
            let Some(host) = self.host.try_get_value() else {
                return;
            };
            spawn_local(async move {
                if !host.end_gate(said == gate::state::Said::Done).await {
                    (room.refused)(desk);
                }
            });
        });
        let open = Callback::new(move |(bill, paying)| {
            self.paying.set_value(paying);
            self.trail.open(bill);
        });
        (room.screen)(bill, self.api.get_value(), panel, open)
    }

    /// The catalogue, for managers.
    pub(super) fn catalogue(self, room: &'static manage::Room, leave: Callback<()>) -> AnyView {
        let here = address();
        let went = Callback::new(move |(tab, id): (&'static str, Option<String>)| {
            self.trail.name_catalogue(tab, id.as_deref());
        });
        let start = manage::Start {
            tab: here.view,
            id: here.id,
            went,
            leave,
        };
        (room.screen)(self.api.get_value(), start)
    }
}
