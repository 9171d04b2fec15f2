//! What each part of the screen shows, as plain values: compared with what it showed before, so that a click touches only what it changed.
mod bar;
mod candidate;
mod line;
mod merge;
mod payment;
mod question;
mod tell;
#[cfg(test)]
mod tests;

pub use bar::{BarFace, Ready};
pub use candidate::{Apart, Candidate, candidates};
pub use line::{LineFace, LineRow, OptionFace, rows};
pub use merge::{MergeFace, MergeRow, MergeSide, merge_face};
pub use payment::{PayFace, PaymentsFace, SumsFace, payments, sums};
pub use question::{QuestionFace, RepriceRow, SummaryRow, question, summary};
pub use tell::{Tell, tells};

/// How a line or payment differs from the bill as it was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// As it was.
    Kept,
    /// Changed in the draft.
    Changed,
    /// New in the draft.
    Added,
    /// Taken off in the draft.
    Removed,
    /// Made by the platform itself: no controls.
    Fixed,
}

impl Mark {
    /// The state class of a row.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Kept | Mark::Fixed => "",
            Mark::Changed => " is-changed",
            Mark::Added => " is-added",
            Mark::Removed => " is-removed",
        }
    }
}
