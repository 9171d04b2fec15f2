//! Saving: what was read, what was done to it; and what came of it.
use crate::bill::BillReply;
use crate::edit::EditJson;
use crate::problem::ProblemJson;
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(SaveRequest {
    revision,
    attempt,
    edits
});
tagged!(Outcome {
    Saved,
    Partly,
    NotSaved,
    Changed
});
tagged!(Wrote { Cart, Payments });
form!(SaveReply { outcome, bill, wrote, problems } may { estimate, retry_after, reread, left });
form!(Left { writes, refill });

/// The most edits of one save.
pub const MAX_EDITS: usize = 2000;

/// A save. The backend re-reads the bill, compares the revision, applies the edits to what it read itself and runs the same checks
/// as the page: a kept line can therefore not be lost by what the page sends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaveRequest {
    /// The revision of the bill the edits were made on.
    pub revision: String,
    /// Names this attempt (20 to 64 letters, digits, `-`, `_`). Sending the same attempt again never writes twice: it gives the first answer, or waits for it.
    pub attempt: String,
    /// Net edits, oldest first.
    pub edits: Vec<EditJson>,
}

/// What came of a save.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The bill holds what was wanted (also when an answer was lost and re-reading showed it).
    Saved,
    /// One of two writes is done; `wrote` says which, `problems` why the other is not.
    Partly,
    /// Nothing was written; `problems` says why.
    NotSaved,
    /// Nothing was written: the bill is not the one the edits were made on. `bill` is how it is now.
    Changed,
}

/// One of the two writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrote {
    /// The lines.
    Cart,
    /// The payments.
    Payments,
}

/// The answer to a save.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaveReply {
    /// What came of it.
    pub outcome: Outcome,
    /// The bill as it is now.
    pub bill: BillReply,
    /// Which writes were done by this attempt, in order.
    pub wrote: Vec<Wrote>,
    /// Why it stopped, at their places.
    pub problems: Vec<ProblemJson>,
    /// What the total was expected to be, if the cart was written: shown beside the platform's when they differ.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub estimate: Option<i64>,
    /// Seconds to wait before trying again, if a limit stopped it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub retry_after: Option<u32>,
    /// True if an answer of the platform was lost and the outcome was found by reading again.
    #[serde(default)]
    pub reread: bool,
    /// What is left of the restaurant's writes at the platform, if it is getting tight.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<Left>,
}

/// What is left of a limit of the platform.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Left {
    /// So many writes may be made now.
    pub writes: u32,
    /// After so many seconds it is one more.
    pub refill: u32,
}
