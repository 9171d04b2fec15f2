//! A bill that is being edited: what was found of lines that nobody touched is found once.
use super::desk::{Desk, Looked};
use super::{Policy, beyond_lines, lines};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::{Draft, Rest, WorkLine, Working};
use crate::problem::Problem;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a draft stands on while it is being edited: its bill, the menu, and what follows from the two for untouched lines.
/// Everything is as [`Draft::working`] and [`super::problems`] say it; an edit costs the lines it touches.
#[derive(Debug)]
pub struct Ground {
    rest: Rest,
    looked: Vec<OnceLock<Looked>>,
}

impl Ground {
    /// Nothing worked out yet.
    pub fn new(bill: Arc<Bill>, catalogue: Arc<Catalogue>) -> Ground {
        Ground {
            looked: bill.lines.iter().map(|_| OnceLock::new()).collect(),
            rest: Rest::new(bill, catalogue),
        }
    }

    /// True if it is of this bill and this menu, the very same ones.
    pub fn is_of(&self, bill: &Arc<Bill>, catalogue: &Arc<Catalogue>) -> bool {
        Arc::ptr_eq(self.rest.bill(), bill) && Arc::ptr_eq(self.rest.catalogue(), catalogue)
    }

    /// The bill after a draft's edits.
    pub fn working(&self, draft: &Draft) -> Working {
        draft.working_on(&self.rest)
    }

    /// Everything that stands in the way of saving a draft, of which this is the bill after its edits.
    pub fn problems(&self, draft: &Draft, working: &Working, policy: Policy) -> Vec<Problem> {
        let (bill, catalogue) = (draft.base(), self.rest.catalogue());
        let mut problems = Vec::new();
        if working.cart_changed {
            let desk = Desk::new(bill, catalogue, &working.accepted);
            let look = |work| self.look(&desk, work);
            lines::survey(bill, working, policy, &mut problems, look);
        }
        beyond_lines(bill, working, catalogue, policy, &mut problems);
        problems
    }

    /// What was found of a line: looked up if nobody touched it.
    fn look<'a>(&'a self, desk: &Desk<'_>, work: &Arc<WorkLine>) -> Cow<'a, Looked> {
        match self.rest.place(work) {
            Some(at) => Cow::Borrowed(self.looked[at].get_or_init(|| desk.look(work))),
            None => Cow::Owned(desk.look(work)),
        }
    }
}

/// Two are alike if they stand for the same: what was worked out so far makes no difference.
impl PartialEq for Ground {
    fn eq(&self, other: &Ground) -> bool {
        self.rest.bill() == other.rest.bill() && self.rest.catalogue() == other.rest.catalogue()
    }
}
