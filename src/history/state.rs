//! The history of a bill as values.
use crate::api::failure::Failure;
use adisyon_wire::history::{Entry, HistoryReply};
use adisyon_wire::people::StaffReply;
use std::collections::BTreeMap;

/// The screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum State {
    /// It is on its way.
    #[default]
    Opening,
    /// It did not come.
    Failed(Failure),
    /// What was done, newest first; true if there is more than is shown.
    Shown(Vec<Entry>, bool),
}

/// Names of staff, where they may be seen.
pub type Names = BTreeMap<String, String>;

impl State {
    /// The answer came.
    pub fn of(answer: Result<HistoryReply, Failure>) -> State {
        match answer {
            Ok(reply) => State::Shown(reply.entries, reply.more),
            Err(failure) => State::Failed(failure),
        }
    }
}

/// The names that are shown. Without the right or the consent there are none, and ids stand in their place.
pub fn names(answer: Result<StaffReply, Failure>) -> Names {
    let staff = answer.map(|reply| reply.staff).unwrap_or_default();
    let named = staff
        .into_iter()
        .filter_map(|one| Some((one.id, one.name.filter(|name| !name.trim().is_empty())?)));
    named.collect()
}

/// Who did it: by name if it may be seen, else the last letters of the id, so that two people stay two.
pub fn who(names: &Names, user: &str) -> String {
    if let Some(name) = names.get(user) {
        return name.clone();
    }
    let letters: Vec<char> = user.chars().collect();
    let tail: String = letters[letters.len().saturating_sub(4)..].iter().collect();
    if letters.len() > 4 {
        format!("…{tail}")
    } else {
        tail
    }
}
