//! What the person is asked: where the problems are, whether the named losses are fine, what becomes of the draft on leaving.
use super::{Ask, Editing, Event};
use adisyon_bill::problem::Weight;
use adisyon_bill::{Edit, Place, Problem, check};

/// How often a yes may bring another question along.
const ROUNDS: usize = 3;

/// What the person is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asking {
    /// To mend what stands in the way: the summary links to each place.
    Summary,
    /// To accept what the save will do besides.
    Question,
    /// Stay, discard or save.
    Leaving,
}

impl Editing {
    /// The edit that answers an asking problem with yes.
    pub fn yes_to(&self, problem: &Problem) -> Option<Edit> {
        if let Some(loss) = problem.trouble.acceptable() {
            return Some(Edit::Accept(problem.place.clone(), loss));
        }
        let Place::Line(key) = &problem.place else {
            return None;
        };
        let line = self.working.lines.iter().find(|line| line.key == *key)?;
        Some(Edit::Identify(key.clone(), line.product.clone()?))
    }

    /// Everything that asks, also what comes only with a yes: a confirmed product may have another price today.
    pub fn all_asks(&self) -> Vec<Problem> {
        let mut asked: Vec<Problem> = self.asks().cloned().collect();
        let Some(catalogue) = self.setting.catalogue() else {
            return asked;
        };
        let mut draft = self.draft.clone();
        let mut next = asked.clone();
        for _ in 0..ROUNDS {
            for answer in next.iter().filter_map(|problem| self.yes_to(problem)) {
                draft.apply(answer);
            }
            next = check::problems(&draft, catalogue, self.policy());
            next.retain(|problem| problem.trouble.weight() == Weight::Asks);
            if next.is_empty() {
                break;
            }
            asked.extend(next.iter().cloned());
        }
        asked
    }

    /// True if leaving asks first: there are changes that nothing has sent.
    pub fn holds_back(&self) -> bool {
        self.is_changed() && !self.saving.is_busy()
    }

    /// Says yes to everything that asks, and saves.
    fn agree(&mut self, now: i64) -> Vec<Ask> {
        self.asking = None;
        let answers: Vec<Edit> = self
            .all_asks()
            .iter()
            .filter_map(|problem| self.yes_to(problem))
            .collect();
        for answer in answers {
            self.draft.apply(answer);
        }
        let mut asks = self.touched();
        asks.extend(self.save(now));
        asks
    }

    pub(super) fn step_asking(&mut self, event: Event) -> Vec<Ask> {
        match event {
            Event::Agreed { now } if self.asking == Some(Asking::Question) => self.agree(now),
            Event::Dismissed => {
                self.asking = None;
                self.notice = None;
                self.merging = None;
                self.leaving = false;
                Vec::new()
            }
            Event::LeavePressed if self.holds_back() => {
                self.asking = Some(Asking::Leaving);
                Vec::new()
            }
            Event::LeavePressed => vec![Ask::Leave],
            Event::LeaveSaving { now } => {
                self.asking = None;
                self.leaving = true;
                self.save(now)
            }
            Event::LeaveDiscarding => vec![Ask::Forget, Ask::Leave],
            _ => Vec::new(),
        }
    }
}
