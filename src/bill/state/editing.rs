//! The bill with its draft: what a person does to it, and what follows for sums, changes and problems.
use super::asking::Asking;
use super::failing::is_gone;
use super::merging::Merging;
use super::saving::Saving;
use super::telling::said;
use super::tight::Tight;
use super::undoing::WayBack;
use super::{Ask, Event, Read, Setting, Shelf, State};
use crate::api::failure::Failure;
use adisyon_bill::check::{Ground, Policy};
use adisyon_bill::diff::{self, Change};
use adisyon_bill::draft::Working;
use adisyon_bill::merge::Unreturned;
use adisyon_bill::problem::Weight;
use adisyon_bill::totals::{self, Totals};
use adisyon_bill::{Bill, Catalogue, Draft, Edit, Money, Place, Problem};
use adisyon_wire::save::Wrote;
use std::sync::{Arc, LazyLock};

/// A quiet look at the platform is due after this many milliseconds.
pub const FRESH_FOR: i64 = 15_000;

/// Before the menu is here.
static NO_MENU: LazyLock<Arc<Catalogue>> = LazyLock::new(Arc::default);

/// The bill with its draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Editing {
    /// What holds anyway.
    pub setting: Setting,
    /// The stamp of the base.
    pub revision: String,
    /// When the base was read.
    pub read_at: i64,
    /// Base and edits.
    pub draft: Draft,
    /// What the draft stands on: the base and the menu.
    ground: Arc<Ground>,
    /// The bill after the edits.
    pub working: Arc<Working>,
    /// Its sums.
    pub totals: Totals,
    /// What a save would change.
    pub changes: Arc<Vec<Change>>,
    /// Everything to show, ours and the platform's, each at its place.
    pub problems: Vec<Problem>,
    /// What the platform said no to, until its place is touched.
    pub refused: Vec<Problem>,
    /// Where the save is.
    pub saving: Saving,
    /// The bill as others made it meanwhile, while there is a draft.
    pub newer: Option<Read>,
    /// Both sides touched something: to be answered.
    pub merging: Option<Merging>,
    /// What the person is asked.
    pub asking: Option<Asking>,
    /// What the person is told.
    pub notice: Option<Notice>,
    /// Why the bill could not be read again: what is shown may be old.
    pub stale: Option<Failure>,
    /// The platform could not be asked: what is shown is what the backend saw last.
    pub aged: bool,
    /// Few writes are left at the platform.
    pub tight: Option<Tight>,
    /// Lines and payments that came or changed without the person.
    pub fresh: Vec<Place>,
    /// The board is wanted once the bill is saved.
    pub leaving: bool,
    /// When saving was wanted before the catalogue was here: it is saved then.
    pub pressed: Option<i64>,
    /// How the last save can be undone.
    pub way_back: Option<WayBack>,
}

/// What the person is told.
// The fields are told by their variant's text.
#[allow(missing_docs)]
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// Saved: when, how many changes, whether it was found by reading again, and estimate beside total where they differ.
    Saved {
        at: i64,
        count: usize,
        reread: bool,
        off: Option<(Money, Money)>,
    },
    /// Only this was written; the rest is still a draft. Estimate beside total where they differ.
    Partly(Wrote, Option<(Money, Money)>),
    /// Nothing was written; the problems say why.
    NotSaved,
    /// Nothing was written for a reason that has no place.
    Failed(Failure),
    /// So many edits of a kept draft fit nothing any more.
    Dropped(usize),
    /// Undoing a save does not bring these back as they were.
    Unreturned(Vec<Unreturned>),
}

impl Editing {
    /// The bill as it was read, and nothing done to it.
    pub fn begin(setting: Setting, read: Read) -> (State, Vec<Ask>) {
        let draft = Draft::new(read.bill);
        let ground = Ground::new(draft.base().clone(), NO_MENU.clone());
        let working = Arc::new(ground.working(&draft));
        let totals = totals::totals(draft.base(), &working);
        let mut editing = Editing {
            setting,
            revision: read.revision,
            read_at: read.at,
            draft,
            ground: Arc::new(ground),
            working,
            totals,
            changes: Arc::default(),
            problems: Vec::new(),
            refused: Vec::new(),
            saving: Saving::Idle,
            newer: None,
            merging: None,
            asking: None,
            notice: None,
            stale: None,
            aged: false,
            tight: None,
            fresh: Vec::new(),
            leaving: false,
            pressed: None,
            way_back: None,
        };
        editing.refresh();
        let asks = editing.resume();
        (State::Editing(Box::new(editing)), asks)
    }

    /// The bill as the backend saw it last, because the platform cannot be asked now.
    pub fn begin_aged(setting: Setting, read: Read) -> (State, Vec<Ask>) {
        let (mut state, asks) = Editing::begin(setting, read);
        if let State::Editing(editing) = &mut state {
            editing.aged = true;
        }
        (state, asks)
    }

    /// The base of the draft.
    pub fn base(&self) -> &Arc<Bill> {
        self.draft.base()
    }

    /// What the house allows.
    pub fn policy(&self) -> Policy {
        let rights = self.setting.session.as_ref().map(|session| session.rights);
        Policy {
            marketplace_carts: rights.is_some_and(|rights| rights.marketplace_carts),
            discount_cap: rights.and_then(|rights| rights.discount_cap),
        }
    }

    /// Problems that must be gone before anything is written.
    pub fn blocks(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.trouble.weight() == Weight::Blocks)
    }

    /// Problems that one answer settles.
    pub fn asks(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.trouble.weight() == Weight::Asks)
    }

    /// True if a save would write something.
    pub fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Takes another base with these edits on it.
    pub(super) fn rebase(&mut self, read: Read, edits: Vec<Edit>) {
        self.draft = Draft::with_edits(read.bill, edits);
        self.revision = read.revision;
        self.read_at = read.at;
        self.newer = None;
        self.merging = None;
        self.stale = None;
        self.aged = false;
        self.refresh();
    }

    /// Computes everything that follows from base, edits and catalogue.
    pub(super) fn refresh(&mut self) {
        let catalogue = self.setting.catalogue().unwrap_or(&*NO_MENU);
        if !self.ground.is_of(self.draft.base(), catalogue) {
            let ground = Ground::new(self.draft.base().clone(), catalogue.clone());
            self.ground = Arc::new(ground);
        }
        let working = self.ground.working(&self.draft);
        self.totals = totals::totals(self.draft.base(), &working);
        self.changes = Arc::new(diff::changes(self.draft.base(), &working));
        // Without the catalogue every product would seem gone.
        self.problems = match (&self.setting.shelf, self.changes.is_empty()) {
            (Shelf::Here(_), false) => self.ground.problems(&self.draft, &working, self.policy()),
            _ => Vec::new(),
        };
        for refused in &self.refused {
            let known = |problem: &Problem| {
                problem.place == refused.place && problem.trouble.code() == refused.trouble.code()
            };
            if !self.problems.iter().any(known) {
                self.problems.push(refused.clone());
            }
        }
        self.working = Arc::new(working);
    }

    /// Does one thing. Refused answers of the platform at the touched place are spent, and those about sums with them.
    fn edit(&mut self, edit: Edit) -> Vec<Ask> {
        let place = edit.place();
        self.refused.retain(|problem| {
            problem.place != place
                && !matches!(problem.place, Place::Totals | Place::Payments | Place::Bill)
        });
        let before = said(&self.draft);
        self.draft.apply(edit.clone());
        self.merge_again(Some(&edit));
        let mut asks = self.touched();
        asks.extend(self.tell_since(&before));
        asks
    }

    /// Undo or redo.
    fn walk(&mut self, step: fn(&mut Draft) -> bool) -> Vec<Ask> {
        let before = said(&self.draft);
        if !step(&mut self.draft) {
            return Vec::new();
        }
        self.merge_again(None);
        let mut asks = self.touched();
        asks.extend(self.tell_since(&before));
        asks
    }

    /// After the draft became another one.
    pub(super) fn touched(&mut self) -> Vec<Ask> {
        self.notice = None;
        self.fresh.clear();
        self.refresh();
        if self.asking == Some(Asking::Summary) && self.blocks().next().is_none() {
            self.asking = None;
        }
        vec![if self.is_changed() {
            Ask::Keep
        } else {
            Ask::Forget
        }]
    }

    /// A reading while the bill is open: taken over if nothing is being changed, offered if something is.
    fn hear_read(&mut self, read: Read) -> Vec<Ask> {
        self.stale = None;
        self.aged = false;
        if self.saving.is_busy() {
            return Vec::new();
        }
        if read.revision == self.revision {
            self.read_at = read.at;
            self.newer = None;
            // The stamp is of lines and payments: label, notes and customer may be others.
            if self.merging.is_none() && self.base().head != read.bill.head {
                let edits = self.draft.edits().to_vec();
                self.rebase(read, edits);
            }
            return Vec::new();
        }
        if self.is_changed() {
            self.newer = Some(read);
            return Vec::new();
        }
        let fresh = news(self.base(), &read.bill);
        // What a line was said to be still holds.
        let mut edits = self.draft.edits().to_vec();
        edits
            .retain(|edit| matches!(edit, Edit::Identify(key, _) if read.bill.line(key).is_some()));
        self.rebase(read, edits);
        self.fresh = fresh;
        Vec::new()
    }
}

/// Lines and payments of a bill that are not so on another.
fn news(was: &Bill, is: &Bill) -> Vec<Place> {
    let lines = is
        .lines
        .iter()
        .filter(|line| was.line(&line.key) != Some(line));
    let lines = lines.map(|line| Place::Line(line.key.clone()));
    let rows = is
        .payments
        .rows()
        .iter()
        .filter(|row| !was.payments.rows().contains(row));
    lines
        .chain(rows.map(|row| Place::Payment(row.key.clone())))
        .collect()
}

/// What comes of an event while the bill is shown.
pub fn step(mut editing: Box<Editing>, event: Event) -> (State, Vec<Ask>) {
    let asks = match event {
        Event::Edited(_) | Event::UndoPressed | Event::RedoPressed if editing.saving.is_busy() => {
            Vec::new()
        }
        Event::Edited(edit) => editing.edit(edit),
        Event::UndoPressed => editing.walk(Draft::undo),
        Event::RedoPressed => editing.walk(Draft::redo),
        Event::BillRead(read) => editing.hear_read(read),
        Event::BillAged(read) => {
            let asks = editing.hear_read(read);
            editing.aged = true;
            asks
        }
        Event::BillUnread { failure, .. } if is_gone(&failure) => return close(editing),
        Event::BillUnread { failure, .. } => {
            editing.stale = Some(failure);
            Vec::new()
        }
        Event::Looked { now }
            if now - editing.read_at >= FRESH_FOR && !editing.saving.is_busy() =>
        {
            vec![Ask::Load]
        }
        Event::Looked { .. } => Vec::new(),
        // While a save runs its own answer brings the bill.
        Event::ChangedElsewhere if editing.saving.is_busy() => Vec::new(),
        Event::ChangedElsewhere => vec![Ask::Load],
        Event::RetryPressed { now } => editing.retry(now),
        Event::SaveFailed { failure, .. } if is_gone(&failure) => return close(editing),
        Event::PaymentsPressed => editing.save_payments_alone(),
        Event::SaveUndone { now } => editing.undo_save(now),
        Event::CartsPressed { open } => vec![Ask::SetCarts(open)],
        Event::CartsFailed(failure) => {
            editing.notice = Some(Notice::Failed(failure));
            Vec::new()
        }
        Event::SavePressed { .. }
        | Event::SaveAnswered { .. }
        | Event::SaveFailed { .. }
        | Event::WaitCancelled
        | Event::Woke { .. } => editing.step_saving(event),
        Event::Agreed { .. }
        | Event::Dismissed
        | Event::LeavePressed
        | Event::LeaveSaving { .. }
        | Event::LeaveDiscarding => editing.step_asking(event),
        Event::MergePressed { .. }
        | Event::MergeLooked
        | Event::Answered(..)
        | Event::MergeConfirmed { .. } => editing.step_merging(event),
        Event::KeptFound(_) | Event::KeptTaken | Event::KeptDropped => editing.step_kept(event),
        Event::SessionRead(_)
        | Event::CatalogueRead(_)
        | Event::CatalogueUnread(_)
        | Event::MenuAged(_) => {
            let mut asks = editing.setting.hear(event);
            editing.refresh();
            asks.extend(editing.resume());
            if editing.setting.shelf != Shelf::Awaited
                && let Some(now) = editing.pressed.take()
            {
                asks.extend(editing.save(now));
            }
            asks
        }
    };
    (State::Editing(editing), asks)
}

/// The platform has no such open bill any more. The draft stays visible and is not written.
fn close(mut editing: Box<Editing>) -> (State, Vec<Ask>) {
    editing.saving = Saving::Idle;
    editing.asking = None;
    editing.notice = None;
    editing.merging = None;
    editing.newer = None;
    (State::Closed(editing), Vec::new())
}
