//! A record in its form: typing, saving, deleting, and what came of it.
use super::form::{Form, Spot};
use super::{Ask, Busy, Event, Question};
use crate::api::failure::Failure;
use adisyon_wire::manage::{Change, Fields, Kind, Owner, Record, Reply, Trouble, Why};

/// A record that is being looked at or changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Editing {
    /// Of which kind.
    pub kind: Kind,
    /// As it was read; none for a new one.
    pub record: Option<Record>,
    /// What stands in the form.
    pub form: Form,
    /// Under which name it is sent: the same until something came of it.
    pub(super) attempt: String,
    /// What is on its way.
    pub busy: Option<Busy>,
    /// What is asked before it is done.
    pub asks: Option<Question>,
    /// Problems are shown: somebody tried to save.
    pub tried: bool,
    /// What the platform did not take.
    pub troubles: Vec<Trouble>,
    /// The platform's own words.
    pub detail: Option<String>,
    /// Why the last write got no answer.
    pub failure: Option<Failure>,
}

impl Editing {
    /// True if the platform would take a change, as far as is known. C:E.5.
    pub fn can_save(&self) -> bool {
        let owner = self.record.as_ref().map(|record| record.owner);
        owner != Some(Owner::Theirs)
    }

    /// What is wrong at a place, once somebody tried to save.
    pub fn problem(&self, spot: Spot) -> Option<Why> {
        let refused = self.troubles.iter().find_map(|trouble| match trouble {
            Trouble::Field(field, why) if spot == Spot::Field(*field) => Some(*why),
            _ => None,
        });
        if !self.tried {
            return refused;
        }
        let problems = self.form.check().problems;
        let own = problems.into_iter().find(|(place, _)| *place == spot);
        own.map(|(_, why)| why).or(refused)
    }

    pub(super) fn step(&mut self, event: Event) -> Vec<Ask> {
        if self.busy.is_some() && !matches!(event, Event::Unwritten(_)) {
            return Vec::new();
        }
        match event {
            Event::Typed(spot, text) => {
                self.troubles.retain(|trouble| {
                    !matches!(trouble, Trouble::Field(field, _) if spot == Spot::Field(*field))
                });
                self.form.write(spot, text);
            }
            Event::Flipped(flip, on) => self.form.flip(flip, on),
            Event::GroupAdded => self.form.add_group(),
            Event::GroupRemoved(key) => self.form.remove_group(key),
            Event::ChoiceAdded(group) => self.form.add_choice(group),
            Event::ChoiceRemoved(group, choice) => self.form.remove_choice(group, choice),
            Event::SavePressed if self.can_save() => return self.save(),
            Event::DeletePressed if self.can_save() && self.record.is_some() => {
                self.asks = Some(Question::Delete);
            }
            Event::Agreed if self.asks.take() == Some(Question::Delete) => return self.delete(),
            Event::Refused => self.asks = None,
            Event::Unwritten(failure) => {
                self.busy = None;
                self.failure = Some(failure);
            }
            _ => {}
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Ask> {
        self.forget();
        self.tried = true;
        let checked = self.form.check();
        if !checked.problems.is_empty() {
            return vec![Ask::FocusProblem];
        }
        if checked.change == Fields::default() {
            return Vec::new();
        }
        self.busy = Some(Busy::Saving);
        let change = Change {
            attempt: self.attempt.clone(),
            fields: checked.change,
        };
        vec![match &self.record {
            Some(record) => Ask::Update(self.kind, record.id.clone(), change),
            None => Ask::Create(self.kind, change),
        }]
    }

    fn delete(&mut self) -> Vec<Ask> {
        let Some(record) = &self.record else {
            return Vec::new();
        };
        let ask = Ask::Delete(self.kind, record.id.clone());
        self.forget();
        self.busy = Some(Busy::Deleting);
        vec![ask]
    }

    fn forget(&mut self) {
        self.troubles.clear();
        self.detail = None;
        self.failure = None;
    }

    pub(super) fn refused(&mut self, reply: Reply) {
        if reply.troubles.contains(&Trouble::NotOwned)
            && let Some(record) = &mut self.record
        {
            record.owner = Owner::Theirs;
        }
        self.troubles = reply.troubles;
        self.detail = reply.detail;
    }
}
