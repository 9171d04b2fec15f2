//! What was done to bills through adisyon: for managers. Holds no customer's data and no note's text.
use crate::save::{Outcome, Wrote};
use crate::session::Role;
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(HistoryReply { entries } may { more });
form!(Entry { at, kind, bill, user, role, outcome, wrote, total, paid, untouched } may { sale, reread, unknown, lines, payments });
form!(Span { before, after });
form!(LineChange { title } may { before, after, note });
form!(LineState { quantity, amount } may { options, reason } or { discount: 0 });
form!(PaymentChange {} may { method, before, after });

/// The latest entries of a bill's address, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HistoryReply {
    /// Entries.
    pub entries: Vec<Entry>,
    /// True if there are older ones that are not shown.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub more: bool,
}

/// One save.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// `packet` or `table`.
    pub kind: String,
    /// The bill's address at that time.
    pub bill: String,
    /// The sale's life-long identity, where there is one: a table's address serves many sales.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sale: Option<String>,
    /// The member of staff, opaque.
    pub user: String,
    /// Their role.
    pub role: Role,
    /// What came of it. `changed` is a save that met a bill changed by somebody else and wrote nothing; what was merged follows as
    /// an entry of its own.
    pub outcome: Outcome,
    /// Which writes were done.
    pub wrote: Vec<Wrote>,
    /// An answer was lost, and the outcome found by reading again.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub reread: bool,
    /// The outcome of a write could not be seen; a later entry says what it was, if anybody asked again.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub unknown: bool,
    /// The platform's total before and after, minor units.
    pub total: Span,
    /// Paid before and after, minor units.
    pub paid: Span,
    /// Lines that are not as before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineChange>,
    /// How many lines are as before.
    pub untouched: u32,
    /// Payments that are not as before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<PaymentChange>,
}

/// An amount before and after, minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    /// Before.
    pub before: i64,
    /// After.
    pub after: i64,
}

/// A line before and after; one side is missing if it was added or removed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineChange {
    /// What it is called.
    pub title: String,
    /// Before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<LineState>,
    /// After.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<LineState>,
    /// Its note is another; the text is not kept, it may speak of people.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub note: bool,
}

/// A line at one time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineState {
    /// Thousandths.
    pub quantity: i64,
    /// The line's total, minor units.
    pub amount: i64,
    /// Its discount, minor units.
    #[serde(default, skip_serializing_if = "crate::omit::zero")]
    pub discount: i64,
    /// Why it has one: a [`adisyon_bill::Reason`]'s name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Titles of its options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// A payment before and after; one side is missing if it was added or removed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaymentChange {
    /// The method's title; none for a discount, whose title is free text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub method: Option<String>,
    /// Minor units before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<i64>,
    /// Minor units after.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<i64>,
}
