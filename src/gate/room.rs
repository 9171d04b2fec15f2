//! The gate's page as a chunk of the page.
use super::run::Desk;
use super::state::{Event, Said};
use super::view;
use crate::api::Api;
use crate::chunk::{Chunk, chunk};
use adisyon_bill::BillRef;
use leptos::prelude::*;

/// Tells the panel what was said at the gate; comes back through [`Room::refused`].
pub type Panel = Callback<(Desk, Said)>;
/// Opens a bill, with its payment dialog or without.
pub type Opener = Callback<(BillRef, bool)>;

/// What the chunk offers.
pub struct Room {
    /// The page of one bill's gate.
    pub screen: fn(BillRef, Api, Panel, Opener) -> AnyView,
    /// The panel did not take what was said.
    pub refused: fn(Desk),
}

static ROOM: Room = Room {
    screen: |bill, api, panel, open| view::screen(Desk::new(bill, api, panel), open),
    refused: |desk| desk.tell(Event::PanelRefused),
};

chunk!(fetch, hands, Room, ROOM, [BILL, CATALOGUE, GATE]);

/// The gate's chunk, not yet fetched.
pub fn room() -> Chunk<Room> {
    Chunk::new(fetch)
}
