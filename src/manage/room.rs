//! The managers' catalogue as a chunk of the page.
use super::run::Desk;
use super::view;
use crate::api::Api;
use crate::chunk::{Chunk, chunk};
use leptos::prelude::*;

/// How the screen begins, and where it leads.
#[derive(Clone)]
pub struct Start {
    /// The tab, as the address names it.
    pub tab: Option<String>,
    /// The record that is open.
    pub id: Option<String>,
    /// Another tab or record is shown: the address is to name it.
    pub went: Callback<(&'static str, Option<String>)>,
    /// Back to the board.
    pub leave: Callback<()>,
}

/// What the chunk offers.
pub struct Room {
    /// The whole screen.
    pub screen: fn(Api, Start) -> AnyView,
}

static ROOM: Room = Room {
    screen: |api, start| view::screen(Desk::open(api, start)),
};

chunk!(fetch, manage, Room, ROOM, [BOARD, MANAGE]);

/// The catalogue's chunk, not yet fetched.
pub fn room() -> Chunk<Room> {
    Chunk::new(fetch)
}
