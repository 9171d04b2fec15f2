//! Following as a chunk of the page.
use super::{Hear, Topic, run};
use crate::api::Api;
use crate::chunk::chunk;

/// What the chunk offers.
pub struct Room {
    /// Follows a topic.
    pub follow: fn(Api, &Topic, Hear) -> run::Follow,
}

static ROOM: Room = Room {
    follow: run::follow,
};

chunk!(room, hands, Room, ROOM, []);
