//! Following the restaurant: what others change shows by itself. `state` decides which streams are open, `run` opens them.
//!
//! One entry: [`follow`]. What comes replaces what the screen has, so a screen takes it like an answer to a question of its own.
pub mod holding;
pub mod state;

#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod room;
#[cfg(target_arch = "wasm32")]
mod run;

#[cfg(target_arch = "wasm32")]
pub use later::{Follow, follow};

use crate::api::Failure;
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::board::Board;
use adisyon_wire::live::Other;

/// What a screen follows; the catalogue always.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Topic {
    /// One bill.
    Bill(BillRef),
    /// What is open.
    Board,
}

/// Who is told what came.
pub type Hear = std::rc::Rc<dyn Fn(News)>;

/// What came.
#[derive(Clone, PartialEq, Debug)]
pub enum News {
    /// The bill as it is now, the stamp of its content, and when it was read.
    Bill(Box<Bill>, String, i64),
    /// The bill is open no more: as if asking for it had been refused so.
    Gone(Failure),
    /// What is open now.
    Board(Board),
    /// The catalogue is another.
    Catalogue,
    /// Everybody else who has the bill before them.
    Others(Vec<Other>),
}
