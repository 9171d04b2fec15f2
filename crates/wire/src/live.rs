//! What the stream of `GET /api/live` says: one JSON object per line; an empty line only shows that the road still holds.
use crate::bill::BillReply;
use crate::board::Board;
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(Told { id } may { bill, gone, board, catalogue, others, renew_in });
form!(Other {} may { name, line });
form!(Holding { page } may { line });

/// The header with which a page says from where it goes on: the last [`Told::id`] it heard.
pub const HEARD: &str = "last-event-id";

/// The longest that the stream is silent, in seconds: then comes an empty line. Who hears nothing for twice as long has lost it.
pub const SILENCE: u32 = 15;

/// One line. Whatever is there replaces what the page has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Where the page is after this line; opaque. It names contents, so it holds at every replica and after a restart.
    pub id: String,
    /// The watched bill as it is now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bill: Option<BillReply>,
    /// The watched bill is not open any more.
    #[serde(skip_serializing_if = "crate::omit::no", default)]
    pub gone: bool,
    /// What is open now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub board: Option<Board>,
    /// The catalogue is another: it is to be asked for again.
    #[serde(skip_serializing_if = "crate::omit::no", default)]
    pub catalogue: bool,
    /// Everybody else who has the watched bill before them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub others: Option<Vec<Other>>,
    /// Only in the first line: after so many seconds another stream is to be opened with a fresh token; this one ends a little later.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub renew_in: Option<u32>,
}

/// Somebody else at a bill.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Other {
    /// Their name; none if it may not be shown, or if it is the same person at another device.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// The key of the line that they have in hand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<String>,
}

/// `POST /api/presence`. It holds for less than a minute: who still has a line in hand says so again, at least every [`AGAIN`] seconds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Holding {
    /// The name that the page follows under: 20 to 64 letters, digits, `-`, `_`.
    pub page: String,
    /// The line in hand; none if it was let go.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<String>,
}

/// See [`Holding`].
pub const AGAIN: u32 = 20;
