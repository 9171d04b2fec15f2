//! A bill that is being edited: what was found of a line is found once, until the line is touched again.
use super::desk::{Desk, Looked};
use super::{Policy, beyond_lines, lines};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::{Draft, Rest, WorkLine, Working};
use crate::edit::Edit;
use crate::ids::LineKey;
use crate::map::Map;
use crate::problem::{Place, Problem};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What a draft stands on while it is being edited: its bill, the menu, and what follows from the two line by line.
/// Everything is as [`Draft::working`] and [`super::problems`] say it; an edit costs the lines it touches.
#[derive(Debug)]
pub struct Ground {
    pub(super) rest: Rest,
    looked: Vec<OnceLock<Arc<Looked>>>,
    touched: Mutex<Map<LineKey, Touched>>,
    last: Mutex<Option<Last>>,
}

/// What was worked out last, and for which edits.
#[derive(Debug)]
struct Last {
    edits: Vec<Edit>,
    working: Working,
}

/// A touched line, as it came out last.
#[derive(Debug)]
struct Touched {
    line: Arc<WorkLine>,
    /// What was found of it, if no loss was accepted at it.
    looked: Option<Arc<Looked>>,
}

impl Ground {
    /// Nothing worked out yet.
    pub fn new(bill: Arc<Bill>, catalogue: Arc<Catalogue>) -> Ground {
        Ground {
            looked: bill.lines.iter().map(|_| OnceLock::new()).collect(),
            touched: Mutex::default(),
            last: Mutex::default(),
            rest: Rest::new(bill, catalogue),
        }
    }

    /// True if it is of this bill and this menu, the very same ones.
    pub fn is_of(&self, bill: &Arc<Bill>, catalogue: &Arc<Catalogue>) -> bool {
        Arc::ptr_eq(self.rest.bill(), bill) && Arc::ptr_eq(self.rest.catalogue(), catalogue)
    }

    /// The bill after a draft's edits. A line that comes out as it did before is the very same one: who holds it sees at once that
    /// nothing has changed.
    pub fn working(&self, draft: &Draft) -> Working {
        if !Arc::ptr_eq(draft.base(), self.rest.bill()) {
            return draft.working_on(&self.rest);
        }
        let mut last = held(&self.last);
        let mut touched = self.touched();
        let mut keep = |line: &mut Arc<WorkLine>| {
            if !self.rest.holds(line) {
                keep(&mut touched, line);
            }
        };
        let next = last.as_ref().and_then(|last| last.next(draft, &self.rest));
        let working = match next {
            Some((mut working, at)) => {
                keep(&mut working.lines[at]);
                working
            }
            None => {
                let mut working = draft.working_on(&self.rest);
                working.lines.iter_mut().for_each(keep);
                working
            }
        };
        let mut edits = last.take().map(|last| last.edits).unwrap_or_default();
        follow(&mut edits, draft.edits());
        *last = Some(Last {
            edits,
            working: working.clone(),
        });
        working
    }

    /// Everything that stands in the way of saving a draft, of which this is the bill after its edits.
    pub fn problems(&self, draft: &Draft, working: &Working, policy: Policy) -> Vec<Problem> {
        let (bill, catalogue) = (draft.base(), self.rest.catalogue());
        let mut problems = Vec::new();
        if working.cart_changed {
            let desk = Desk::new(bill, catalogue, &working.accepted);
            let look = |work: &Arc<WorkLine>| self.look(&desk, working, work);
            lines::survey(bill, working, policy, &mut problems, look);
        }
        beyond_lines(bill, working, catalogue, policy, &mut problems);
        problems
    }

    /// What was found of a line: looked up if it is one that was looked at before.
    pub(super) fn look(
        &self,
        desk: &Desk<'_>,
        working: &Working,
        work: &Arc<WorkLine>,
    ) -> Arc<Looked> {
        let look = || Arc::new(desk.look(work));
        if let Some(at) = self.rest.place(work) {
            return self.looked[at].get_or_init(look).clone();
        }
        let mut accepted = working.accepted.iter();
        let accepts =
            accepted.any(|(place, _)| matches!(place, Place::Line(key) if *key == work.key));
        match self.touched().get_mut(&work.key) {
            Some(touched) if !accepts && Arc::ptr_eq(&touched.line, work) => {
                touched.looked.get_or_insert_with(look).clone()
            }
            _ => look(),
        }
    }

    fn touched(&self) -> MutexGuard<'_, Map<LineKey, Touched>> {
        held(&self.touched)
    }
}

impl Last {
    /// What comes of one edit more.
    fn next(&self, draft: &Draft, rest: &Rest) -> Option<(Working, usize)> {
        let (_, before) = draft.edits().split_last()?;
        let follows = before == self.edits.as_slice();
        follows.then(|| draft.working_next(&self.working, rest))?
    }
}

/// Whoever died with it in hand left something whole behind.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes `edits` these ones; those that they begin with alike stay.
fn follow(edits: &mut Vec<Edit>, now: &[Edit]) {
    let alike = edits.iter().zip(now).take_while(|(was, is)| was == is);
    let alike = alike.count();
    edits.truncate(alike);
    edits.extend_from_slice(&now[alike..]);
}

/// The line as it came out before, if it is the same; else it is kept for the next time.
fn keep(touched: &mut Map<LineKey, Touched>, line: &mut Arc<WorkLine>) {
    match touched.get(&line.key) {
        Some(before) if before.line == *line => *line = before.line.clone(),
        _ => {
            let now = Touched {
                line: line.clone(),
                looked: None,
            };
            touched.insert(line.key.clone(), now);
        }
    }
}

/// Two are alike if they stand for the same: what was worked out so far makes no difference.
impl PartialEq for Ground {
    fn eq(&self, other: &Ground) -> bool {
        self.rest.bill() == other.rest.bill() && self.rest.catalogue() == other.rest.catalogue()
    }
}
