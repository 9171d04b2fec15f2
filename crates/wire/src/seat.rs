//! Opening a free table. C:E.3 `tables/create`.
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(SeatRequest { attempt, guests });
form!(Seated { table, fresh });

/// The most guests of a table. C:E.3.
pub const MAX_GUESTS: u32 = 999;

/// Guests sit down at a free table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SeatRequest {
    /// Names this attempt, as a save's: sending it again opens nothing twice.
    pub attempt: String,
    /// How many, up to [`MAX_GUESTS`]; zero if nobody counted.
    pub guests: u32,
}

/// The table is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seated {
    /// The id of its account.
    pub table: String,
    /// True if this attempt opened it; false if it was open already and nothing was changed.
    pub fresh: bool,
}
