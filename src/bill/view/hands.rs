//! What a hand needs that only looking does not: dialogs, picker, finder, split, merge. One chunk, fetched when the bill is on screen.
use super::actions::{Pay, Pick, Way};
use crate::bill::others::Who;
use crate::chunk::{Chunk, chunk};
use adisyon_bill::{LineKey, ProductId};
use leptos::prelude::*;

/// The entries of the chunk.
pub struct Hands {
    /// A line's details.
    pub line: fn(LineKey) -> AnyView,
    /// A payment.
    pub pay: fn(Pay) -> AnyView,
    /// A product for a line.
    pub pick: fn(Pick) -> AnyView,
    /// Options of a product on its way to the bill.
    pub options: fn(ProductId, Way) -> AnyView,
    /// Which of the products with a barcode was meant.
    pub code: fn(String) -> AnyView,
    /// The keys of the screen.
    pub keys: fn() -> AnyView,
    /// The balance divided into parts.
    pub split: fn() -> AnyView,
    /// The finder in the dock.
    pub finder: fn(RwSignal<bool>) -> AnyView,
    /// The question before a save, while it is open.
    pub question: fn() -> AnyView,
    /// The dialog of somebody who leaves with changes, while it is open.
    pub leaving: fn() -> AnyView,
    /// Who else is at the bill, in its head.
    pub others: fn() -> AnyView,
    /// Who else has a line in hand, at the line.
    pub others_at: fn(Vec<Who>) -> AnyView,
    /// The questions of a merge, while there are any.
    pub merge: fn() -> AnyView,
}

static HANDS: Hands = Hands {
    line: super::line_dialog::line_dialog,
    pay: super::pay_dialog::pay_dialog,
    pick: super::picker::picker,
    options: super::picker::options,
    code: super::code_dialog::dialog,
    keys: super::key_list::dialog,
    split: super::split::panel,
    finder: super::add::finder,
    question: super::question::question,
    leaving: super::leaving::leaving,
    others: super::others::in_head,
    others_at: super::others::at_line,
    merge: super::merge::merge,
};

chunk!(fetch, hands, Hands, HANDS, [BILL, CATALOGUE]);

/// The chunk.
pub fn use_hands() -> Chunk<Hands> {
    expect_context()
}

/// Gives the chunk to everything below.
pub fn provide_hands() -> Chunk<Hands> {
    let hands = Chunk::new(fetch);
    provide_context(hands);
    hands
}
