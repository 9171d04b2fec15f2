//! What a script is played on: the rules alone, or the real backend and simulator. Both look the same to the waiters and to the judge.
use crate::model::panel::Change;
use crate::model::{Account, House, Refusal};
use crate::script::Road;
use adisyon_bill::plan::Step;
use adisyon_bill::{Bill, Catalogue, Edit, LineKey, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A bill as a page was given it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The bill.
    pub bill: Arc<Bill>,
    /// Its revision.
    pub revision: String,
    /// Lines whose product the backend surely remembered when it gave the bill.
    pub remembered: BTreeSet<LineKey>,
}

/// A save as a page sends it.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The revision of the bill that the edits were made on.
    pub revision: &'a str,
    /// Names the attempt.
    pub attempt: &'a str,
    /// Net edits.
    pub edits: Vec<Edit>,
    /// What happens on the road, write by write.
    pub roads: &'a [Road],
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The bill holds what was wanted.
    Saved,
    /// One of two writes is done.
    Partly,
    /// Nothing was written.
    NotSaved,
    /// Nothing was written: the bill is not the one the edits were made on.
    Changed,
    /// The backend cannot tell; the same attempt asks again.
    Unknown,
    /// The backend died.
    Crashed,
}

/// The answer to a save.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What came of it.
    pub outcome: Outcome,
    /// The bill as it is now; none if the backend could not say.
    pub now: Option<Opened>,
    /// Which writes were done.
    pub wrote: Vec<Step>,
    /// Why it stopped.
    pub problems: Vec<Problem>,
    /// What the total was expected to be, if the cart was written.
    pub estimate: Option<i64>,
}

/// What the platform saw since it was last asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen {
    /// Writes that were processed and answered with yes, whether or not the answer arrived.
    pub done: usize,
    /// Writes that were refused; their reasons where they are known.
    pub refused: Vec<Refusal>,
    /// What went wrong on the road.
    pub struck: Vec<&'static str>,
}

/// A place where scripts are played. An error is a broken stage, not a broken promise.
pub trait Desk {
    /// Sets the stage for a script.
    fn set(&mut self, house: &House, account: &Account) -> Result<(), String>;
    /// A page opens the bill.
    fn open(&mut self) -> Result<Opened, String>;
    /// The catalogue as a page is given it now.
    fn catalogue(&mut self) -> Result<Arc<Catalogue>, String>;
    /// A page saves.
    fn save(&mut self, ask: &Ask<'_>) -> Result<Reply, String>;
    /// Two pages save at the same moment; none where that cannot be.
    fn together(&mut self, first: &Ask<'_>, second: &Ask<'_>)
    -> Option<Result<[Reply; 2], String>>;
    /// A colleague does something in the panel.
    fn panel(&mut self, house: &House, change: &Change) -> Result<(), String>;
    /// The menu is another one from now on; `heard` tells whether the backend was told.
    fn menu(&mut self, house: &House, heard: bool) -> Result<(), String>;
    /// The backend is restarted.
    fn restart(&mut self) -> Result<(), String>;
    /// The account as the platform holds it inside.
    fn truth(&mut self) -> Result<Account, String>;
    /// What the platform saw since the last time.
    fn seen(&mut self) -> Result<Seen, String>;
}
