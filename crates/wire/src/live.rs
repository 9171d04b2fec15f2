//! What the stream of `GET /api/live` says: one JSON object per line; an empty line only shows that the road still holds.
use crate::bill::BillReply;
use crate::board::Board;
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(Told { id } may { bill, gone, board, catalogue, renew_in });

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
    /// Only in the first line: after so many seconds another stream is to be opened with a fresh token; this one ends a little later.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub renew_in: Option<u32>,
}
