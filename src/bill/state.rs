//! The screen that edits one bill, as one sum type, one function and nothing else: what happened goes in, what it wants comes out.
mod apart;
mod asking;
mod editing;
mod failing;
mod kept;
mod merging;
mod opening;
mod saving;
mod telling;
#[cfg(test)]
mod tests;
mod tight;
mod undoing;
mod waiting;

pub use asking::Asking;
pub use editing::{Editing, Notice};
pub use failing::Failed;
pub use kept::Kept;
pub use merging::{Cause, Merging};
pub use saving::{Saving, Sent};
pub use tight::Tight;
pub use undoing::WayBack;
pub use waiting::LOOKS;

use crate::api::failure::Failure;
use adisyon_bill::merge::Answer;
use adisyon_bill::{Bill, BillRef, Catalogue, Edit, LineKey, Place, Problem, ProductId};
use adisyon_wire::save::{Left, Outcome, Wrote};
use adisyon_wire::session::Session;
use std::sync::Arc;

/// A bill as one read gave it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read {
    /// The bill.
    pub bill: Arc<Bill>,
    /// The stamp of its content.
    pub revision: String,
    /// When the platform was read, milliseconds since 1970.
    pub at: i64,
}

/// What came of a save, in the model's types; see [`adisyon_wire::save::SaveReply`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// What came of it.
    pub outcome: Outcome,
    /// The bill as it is now.
    pub read: Read,
    /// Which writes were done.
    pub wrote: Vec<Wrote>,
    /// Why it stopped.
    pub problems: Vec<Problem>,
    /// What the total was expected to be.
    pub estimate: Option<adisyon_bill::Money>,
    /// Seconds to wait before trying again.
    pub retry_after: Option<u32>,
    /// The outcome was found by reading again.
    pub reread: bool,
    /// What is left of the platform's writes, if it is getting tight.
    pub left: Option<Left>,
}

/// The catalogue, as far as it is here.
#[derive(Clone, PartialEq, Debug)]
pub enum Shelf {
    /// On its way: the bill is shown and can be changed, not saved.
    Awaited,
    /// Here.
    Here(Arc<Catalogue>),
    /// It did not come.
    Missing(Failure),
}

/// What holds whatever the screen shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// Which bill.
    pub bill: BillRef,
    /// Randomness of this screen: attempts and fresh keys are counted from here.
    pub seed: u128,
    /// Who is looking; none until known. The backend refuses what is not allowed in any case.
    pub session: Option<Session>,
    /// The catalogue.
    pub shelf: Shelf,
    /// A draft found from an earlier visit, until it is answered.
    pub kept: Option<Kept>,
    /// The platform could not be asked for the catalogue: it is the last one.
    pub old_menu: bool,
    /// How often `seed` was drawn from.
    pub drawn: u128,
}

/// The screen.
#[derive(Clone, PartialEq, Debug)]
pub enum State {
    /// The bill is on its way.
    Opening(Setting),
    /// The bill is here.
    Editing(Box<Editing>),
    /// The platform has no such open bill any more; the draft stays visible.
    Closed(Box<Editing>),
    /// There is no bill to show.
    Failed(Failed),
}

// The fields are told by their variant's text.
#[allow(missing_docs)]
/// What happened. `now` is milliseconds since 1970.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The session was read.
    SessionRead(Session),
    /// The catalogue was read.
    CatalogueRead(Arc<Catalogue>),
    /// The catalogue could not be read.
    CatalogueUnread(Failure),
    /// The bill was read.
    BillRead(Read),
    /// The platform could not be asked: this is the bill as the backend saw it last.
    BillAged(Read),
    /// The catalogue that came last is, or is not, an older one because the platform could not be asked.
    MenuAged(bool),
    /// The bill could not be read.
    BillUnread { failure: Failure, now: i64 },
    /// "Try again" was pressed, for whatever failed.
    RetryPressed { now: i64 },
    /// The page came back into sight, or has been in sight for a while.
    Looked { now: i64 },
    /// Somebody says that the bill changed at the till.
    ChangedElsewhere,
    /// An asked-for time came.
    Woke { now: i64 },

    /// A person did something to the bill.
    Edited(Edit),
    /// Undo was pressed.
    UndoPressed,
    /// Redo was pressed.
    RedoPressed,

    /// Save was pressed.
    SavePressed { now: i64 },
    /// Everything the question before saving lists was accepted.
    Agreed { now: i64 },
    /// A question, the leaving dialog or a notice was closed.
    Dismissed,
    /// The payments are to be saved though the lines cannot be yet.
    PaymentsPressed,
    /// The last save is to be undone.
    SaveUndone { now: i64 },
    /// The automatic save after a wait was called off.
    WaitCancelled,
    /// The backend answered a save.
    SaveAnswered { saved: Box<Saved>, now: i64 },
    /// A save brought a refusal or no answer.
    SaveFailed { failure: Failure, now: i64 },

    /// The other side's changes are to be taken in, and everything saved.
    MergePressed { now: i64 },
    /// The other side's changes are to be taken in, and looked at first.
    MergeLooked,
    /// A conflict was answered.
    Answered(Place, Answer),
    /// Every conflict is answered and the merge confirmed.
    MergeConfirmed { now: i64 },

    /// A draft of an earlier visit was found.
    KeptFound(Box<Kept>),
    /// It is wanted back.
    KeptTaken,
    /// It is not wanted.
    KeptDropped,

    /// A manager opens carts of marketplace orders for the restaurant, or shuts them.
    CartsPressed { open: bool },
    /// That did not come about.
    CartsFailed(Failure),

    /// The way back to the board was pressed.
    LeavePressed,
    /// Leave after saving.
    LeaveSaving { now: i64 },
    /// Leave without the changes.
    LeaveDiscarding,
}

/// What the screen wants done.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// Read the session.
    LoadSession,
    /// Read the catalogue.
    LoadCatalogue,
    /// Read the bill.
    Load,
    /// Look for a draft of an earlier visit.
    FindKept,
    /// Send this; again if it was sent before.
    Save(Sent),
    /// Tell the backend what lines are; none takes an earlier answer back.
    Tell(Vec<(LineKey, Option<ProductId>)>),
    /// Open or shut carts of marketplace orders for the restaurant.
    SetCarts(bool),
    /// Say [`Event::Woke`] at this time.
    Wake(i64),
    /// Keep the draft on this device.
    Keep,
    /// Drop the kept draft.
    Forget,
    /// Move the focus to the summary of problems, once.
    FocusSummary,
    /// Go back to the board.
    Leave,
}

impl State {
    /// A screen that opens, and what it needs first.
    pub fn open(bill: BillRef, seed: u128) -> (State, Vec<Ask>) {
        let setting = Setting {
            bill,
            seed,
            session: None,
            shelf: Shelf::Awaited,
            kept: None,
            old_menu: false,
            drawn: 0,
        };
        (
            State::Opening(setting),
            vec![Ask::Load, Ask::LoadCatalogue, Ask::LoadSession],
        )
    }

    /// What holds whatever is shown.
    pub fn setting(&self) -> &Setting {
        match self {
            State::Opening(setting) => setting,
            State::Editing(editing) | State::Closed(editing) => &editing.setting,
            State::Failed(failed) => &failed.setting,
        }
    }

    /// The bill with its draft, if there is one.
    pub fn editing(&self) -> Option<&Editing> {
        match self {
            State::Editing(editing) | State::Closed(editing) => Some(editing),
            _ => None,
        }
    }
}

/// What comes of an event.
pub fn step(state: State, event: Event) -> (State, Vec<Ask>) {
    match state {
        State::Opening(setting) => opening::step(setting, event),
        State::Failed(failed) => failing::step(failed, event),
        State::Editing(editing) => editing::step(editing, event),
        State::Closed(editing) => match event {
            Event::LeavePressed | Event::LeaveDiscarding => {
                (State::Closed(editing), vec![Ask::Leave])
            }
            Event::RetryPressed { .. } => {
                let setting = editing.setting;
                (State::Opening(setting), vec![Ask::Load])
            }
            _ => (State::Closed(editing), Vec::new()),
        },
    }
}

impl Setting {
    /// The catalogue, if it is here.
    pub fn catalogue(&self) -> Option<&Arc<Catalogue>> {
        match &self.shelf {
            Shelf::Here(catalogue) => Some(catalogue),
            _ => None,
        }
    }

    /// Randomness that was not given out before.
    pub fn draw(&mut self) -> u128 {
        self.drawn += 1;
        // An odd factor keeps the draws of one seed apart and spread over all bits.
        self.seed.wrapping_add(
            self.drawn
                .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835),
        )
    }
}
