//! The managers' catalogue as values: what happened goes in, what it wants comes out.
pub mod audit;
mod editing;
pub mod form;
pub mod settings;
pub mod steps;
pub mod table;

pub use editing::Editing;

use crate::api::failure::Failure;
use adisyon_wire::manage::{Change, Fields, Kind, Record, Reply, Shelf};
use form::{Flip, Form, Spot};
use std::sync::Arc;
use table::Known;

/// What is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tab {
    /// The records of a kind.
    Records(Kind),
    /// The check of the menu.
    Check,
    /// What managers decide.
    Settings,
}

/// The screen.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// What is looked at.
    pub tab: Tab,
    /// The lists, in the order of [`Kind::ALL`].
    pub lists: [List; 4],
    /// The record that is open.
    pub editing: Option<Box<Editing>>,
    /// What stands between whole and part of a number.
    mark: char,
}

/// A list, as far as it is known.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct List {
    /// As it was last read.
    pub known: Option<Arc<Known>>,
    /// A read is on its way.
    pub asking: bool,
    /// Why the last read failed, if it did.
    pub failure: Option<Failure>,
}

/// What is on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Busy {
    /// A save.
    Saving,
    /// A deletion.
    Deleting,
}

/// What is asked first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// Really delete?
    Delete,
    /// Really leave what was typed?
    Leave,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A tab was opened, or the screen came into sight.
    Opened(Tab),
    /// "Refresh" or "try again" was pressed.
    Refreshed,
    /// A list was read.
    Read(Kind, Box<Shelf>),
    /// A list could not be read.
    Unread(Kind, Failure),
    /// A record was opened, none for a new one; with the name of the attempt to write it.
    Picked(Kind, Option<String>, String),
    /// A single record was read.
    Found(Kind, Box<Record>, String),
    /// Something was typed.
    Typed(Spot, String),
    /// Something was switched.
    Flipped(Flip, bool),
    /// Another option group.
    GroupAdded,
    /// An option group goes.
    GroupRemoved(u32),
    /// Another choice in a group.
    ChoiceAdded(u32),
    /// A choice goes.
    ChoiceRemoved(u32, u32),
    /// Save was pressed.
    SavePressed,
    /// Delete was pressed.
    DeletePressed,
    /// The question was answered with yes.
    Agreed,
    /// The question was answered with no.
    Refused,
    /// The form is to be closed.
    Closed,
    /// A write was answered; with the name of the next attempt.
    Written(Box<Reply>, String),
    /// A write got no answer, or was refused before the platform.
    Unwritten(Failure),
}

/// What the screen wants done.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// Read a list.
    List(Kind),
    /// Read a record that the list does not hold.
    Get(Kind, String),
    /// Create.
    Create(Kind, Change),
    /// Change.
    Update(Kind, String, Change),
    /// Delete.
    Delete(Kind, String),
    /// Say what was done.
    Tell(Busy),
    /// Put the focus on the first problem.
    FocusProblem,
}

impl State {
    /// A screen that has asked for nothing yet. `mark` stands between whole and part of a number.
    pub fn new(tab: Tab, mark: char) -> State {
        State {
            tab,
            lists: Default::default(),
            editing: None,
            mark,
        }
    }

    /// The list of a kind.
    pub fn list(&self, kind: Kind) -> &List {
        &self.lists[place(kind)]
    }

    /// What comes of an event.
    pub fn step(mut self, event: Event) -> (State, Vec<Ask>) {
        let asks = match event {
            Event::Opened(tab) => {
                self.tab = tab;
                self.needs()
                    .into_iter()
                    .filter_map(|kind| self.ask(kind))
                    .collect()
            }
            Event::Refreshed => self
                .needs()
                .into_iter()
                .filter_map(|kind| self.ask(kind))
                .collect(),
            Event::Read(kind, shelf) => {
                self.lists[place(kind)] = List {
                    known: Some(Arc::new(Known::new(*shelf))),
                    ..List::default()
                };
                Vec::new()
            }
            Event::Unread(kind, failure) => {
                let list = &mut self.lists[place(kind)];
                list.asking = false;
                list.failure = Some(failure);
                Vec::new()
            }
            Event::Picked(kind, id, attempt) => self.pick(kind, id, attempt),
            Event::Found(kind, record, attempt) => {
                if self.editing.is_none() {
                    self.edit(kind, Some(*record), attempt);
                }
                Vec::new()
            }
            other => self.edited(other),
        };
        (self, asks)
    }

    /// The lists that the tab shows: products name their categories.
    fn needs(&self) -> Vec<Kind> {
        match self.tab {
            Tab::Records(Kind::Products) => vec![Kind::Products, Kind::Categories],
            Tab::Records(kind) => vec![kind],
            Tab::Check => vec![Kind::Products],
            Tab::Settings => Vec::new(),
        }
    }

    fn ask(&mut self, kind: Kind) -> Option<Ask> {
        let list = &mut self.lists[place(kind)];
        (!std::mem::replace(&mut list.asking, true)).then_some(Ask::List(kind))
    }

    fn pick(&mut self, kind: Kind, id: Option<String>, attempt: String) -> Vec<Ask> {
        let Some(id) = id else {
            self.edit(kind, None, attempt);
            return Vec::new();
        };
        let known = self.list(kind).known.as_ref();
        match known.and_then(|known| known.find(&id)).cloned() {
            Some(record) => {
                self.edit(kind, Some(record), attempt);
                Vec::new()
            }
            None => vec![Ask::Get(kind, id)],
        }
    }

    fn edit(&mut self, kind: Kind, record: Option<Record>, attempt: String) {
        let fresh = Fields {
            active: Some(true),
            ..Fields::default()
        };
        let fields = record.as_ref().map_or(&fresh, |record| &record.fields);
        self.editing = Some(Box::new(Editing {
            kind,
            form: Form::new(kind, fields, record.is_none(), self.mark),
            record,
            attempt,
            busy: None,
            asks: None,
            tried: false,
            troubles: Vec::new(),
            detail: None,
            failure: None,
        }));
    }

    fn edited(&mut self, event: Event) -> Vec<Ask> {
        let Some(editing) = &mut self.editing else {
            return Vec::new();
        };
        match event {
            Event::Closed if editing.busy.is_some() => {}
            Event::Closed if editing.can_save() && editing.form.is_changed() => {
                editing.asks = Some(Question::Leave);
            }
            Event::Closed => self.editing = None,
            Event::Agreed if editing.asks == Some(Question::Leave) => self.editing = None,
            Event::Written(reply, next) => return self.written(*reply, next),
            other => return editing.step(other),
        }
        Vec::new()
    }

    fn written(&mut self, reply: Reply, next: String) -> Vec<Ask> {
        let Some(editing) = &mut self.editing else {
            return Vec::new();
        };
        let kind = editing.kind;
        let done = editing.busy.take().unwrap_or(Busy::Saving);
        if !reply.troubles.is_empty() {
            // A refusal is an answer: what is tried next is something new.
            editing.attempt = next;
            editing.refused(reply);
            return vec![Ask::FocusProblem];
        }
        self.editing = None;
        [Some(Ask::Tell(done)), self.ask(kind)]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn place(kind: Kind) -> usize {
    Kind::ALL
        .iter()
        .position(|known| *known == kind)
        .unwrap_or(0)
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
