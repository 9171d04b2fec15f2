//! The desk that edits a bill, as a chunk of the page.
use super::run::{Desk, Opener};
use super::state::Event;
use super::view::{bill_screen, unopened};
use crate::api::use_api;
use crate::chunk::{Chunk, chunk};
use adisyon_bill::BillRef;
use adisyon_bill::bill::Glimpse;
use leptos::prelude::*;

/// How a bill is opened.
#[derive(Clone)]
pub struct Arrival {
    /// Which.
    pub bill: BillRef,
    /// A payment is what it is opened for.
    pub paying: bool,
    /// Leads back to the board.
    pub leave: Callback<()>,
    /// What was known of it before.
    pub glimpse: Option<Glimpse>,
    /// It stands there already, drawn before the program was here: nothing else is shown until the desk is.
    pub is_drawn: bool,
    /// The desk stands there.
    pub came: Callback<()>,
}

/// What the chunk offers.
pub struct Room {
    /// The desk of one bill.
    pub screen: fn(Arrival) -> AnyView,
    /// The desk of a packet that is not opened yet, its draft kept in this space; the callback leads back to the board.
    pub order: fn(&str, Opener, Callback<()>) -> Desk,
    /// Lines, payments and sums of that desk, with what stands above the payments and at the foot.
    pub unopened: fn(Desk, AnyView, AnyView) -> AnyView,
    /// Opens it, if nothing stands in the way.
    pub send: fn(Desk),
    /// The way back was pressed.
    pub leave: fn(Desk),
    /// It is open: its draft is dropped.
    pub forget: fn(Desk),
}

static ROOM: Room = Room {
    screen: bill_screen,
    order: |space, open, leave| Desk::order(space, open, use_api(), leave, crate::clock::now),
    unopened,
    send: |desk| desk.happen(Event::SavePressed { now: desk.now() }),
    leave: |desk| desk.happen(Event::LeavePressed),
    forget: Desk::forget,
};

chunk!(fetch, desk, Room, ROOM, [BILL, CATALOGUE]);

/// The desk's chunk, not yet fetched.
pub fn room() -> Chunk<Room> {
    Chunk::new(fetch)
}
