//! Two saves at the same moment.
use super::Play;
use crate::desk::{Ask, Outcome, Reply};
use crate::judge::compare;
use crate::model::Account;
use crate::script::{Answered, Temper};
use crate::waiter::Waiter;

impl Play<'_> {
    pub(super) fn together(&mut self, first: usize, second: usize) -> Result<(), String> {
        let (Some(mut one), Some(mut two)) =
            (self.waiters[first].take(), self.waiters[second].take())
        else {
            return Ok(());
        };
        let outcome = self.race(&mut one, &mut two);
        self.waiters[first] = Some(one);
        self.waiters[second] = Some(two);
        outcome
    }

    /// Of two saves at once one goes first: the other is told that the bill changed, or that it could not be saved.
    fn race(&mut self, one: &mut Waiter, two: &mut Waiter) -> Result<(), String> {
        let ready = self.prepare(one, Temper::Accepts)? && self.prepare(two, Temper::Accepts)?;
        let idle = |waiter: &Waiter| waiter.draft.net_edits(&waiter.catalogue).is_empty();
        if !ready || idle(one) || idle(two) || !self.wrong.is_empty() {
            return Ok(());
        }
        let before = self.desk.truth()?;
        let (a, b) = (one.attempt(), two.attempt());
        let ask = |waiter: &Waiter, attempt| {
            (
                waiter.opened.revision.clone(),
                attempt,
                waiter.draft.net_edits(&waiter.catalogue),
            )
        };
        let ((ra, a, ea), (rb, b, eb)) = (ask(one, a), ask(two, b));
        let asks = [
            Ask {
                revision: &ra,
                attempt: &a,
                edits: ea,
                roads: &[],
            },
            Ask {
                revision: &rb,
                attempt: &b,
                edits: eb,
                roads: &[],
            },
        ];
        self.desk.seen()?;
        let Some(replies) = self.desk.together(&asks[0], &asks[1]) else {
            return Ok(());
        };
        let after = self.desk.truth()?;
        let [first, second] = replies?;
        self.tally.races += 1;
        // Whoever wrote is judged by what is there; the other one wrote nothing.
        let answers = [Answered::Mine];
        let wrote = (!first.wrote.is_empty(), !second.wrote.is_empty());
        match wrote {
            (true, true) => self
                .wrong
                .push("both of two saves at once wrote".to_owned()),
            (true, false) => self.winner(one, two, &before, &after, [first, second], &answers)?,
            (false, true) => self.winner(two, one, &before, &after, [second, first], &answers)?,
            (false, false) => self.wrong.extend(compare::unsaved(&before, &after)),
        }
        Ok(())
    }

    fn winner(
        &mut self,
        winner: &mut Waiter,
        loser: &mut Waiter,
        before: &Account,
        after: &Account,
        [won, lost]: [Reply; 2],
        answers: &[Answered],
    ) -> Result<(), String> {
        self.judge(winner, (before, after), won, answers, Temper::Accepts, 0)?;
        if lost.outcome == Outcome::Changed {
            // It may have been told of the bill as it was before the other one wrote.
            let now = self.desk.open()?;
            let merged = loser.bring_over(now, after.clone(), answers)?;
            self.tally.merges += 1;
            self.wrong.extend(merged);
        }
        Ok(())
    }
}
