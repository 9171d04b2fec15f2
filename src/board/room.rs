//! The board as a chunk of the page.
use super::rows::Search;
use super::run::Desk;
use super::state::Event;
use super::tile::Opener;
use super::view::board_screen;
use crate::api::Api;
use crate::chunk::{Chunk, chunk};
use adisyon_bill::BillRef;
use adisyon_bill::bill::Glimpse;
use leptos::prelude::*;

/// What the chunk offers.
pub struct Room {
    /// A board that has asked for nothing yet.
    pub desk: fn(Api) -> Desk,
    /// The board comes into sight.
    pub look: fn(Desk),
    /// A bill is opened from it.
    pub opened: fn(Desk, BillRef),
    /// What it knows of a bill.
    pub glimpse: fn(Desk, &BillRef) -> Option<Glimpse>,
    /// A free table is to be opened: its id and name.
    pub seat: fn(Desk, String, String),
    /// How bills are shown that are opened on it; true if one was open already.
    pub shows: fn(Desk, Callback<(BillRef, bool)>),
    /// Its screen, with something to say first.
    pub screen: fn(Desk, RwSignal<Search>, Opener, Option<String>) -> AnyView,
}

static ROOM: Room = Room {
    desk: Desk::new,
    look: Desk::look,
    opened: |desk, bill| desk.tell(Event::Opened(bill)),
    glimpse: |desk, bill| desk.state.with_untracked(|state| state.glimpse(bill)),
    seat: Desk::ask_seat,
    shows: Desk::shows,
    screen: board_screen,
};

chunk!(fetch, board, Room, ROOM, [BOARD]);

/// The board's chunk, not yet fetched.
pub fn room() -> Chunk<Room> {
    Chunk::new(fetch)
}
