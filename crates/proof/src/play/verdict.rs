//! What the judge makes of one save, and what the waiter does with the answer.
use super::{Play, WRITES};
use crate::desk::{Opened, Outcome, Reply, Seen};
use crate::judge::compare::{self, Case};
use crate::model::account::Kind;
use crate::model::{Account, Refusal};
use crate::script::{Answered, Temper};
use crate::waiter::Waiter;
use adisyon_bill::line::Identity;
use adisyon_bill::plan::Step;
use adisyon_bill::problem::Trouble;
use adisyon_bill::resolve::{Evidence, Found};
use std::collections::BTreeSet;

pub(super) enum Again {
    No,
    SameAttempt,
    NewAttempt,
}

impl Play<'_> {
    pub(super) fn judge(
        &mut self,
        waiter: &mut Waiter,
        (before, after): (&Account, &Account),
        reply: Reply,
        answers: &[Answered],
        temper: Temper,
        twice: usize,
    ) -> Result<Again, String> {
        self.tally.outcome(reply.outcome);
        let seen = self.desk.seen()?;
        self.tally.struck(&seen.struck);
        let fresh = self.is_fresh()?;
        if seen.done > WRITES + twice {
            self.wrong.push(format!("{} writes in one save", seen.done));
        }
        self.steps(&seen, before, after, fresh && waiter.house == *self.house());
        let hoped = hoped(waiter);
        let told = told_from_memory(waiter);
        let mut wishes = waiter.wishes();
        wishes.settle(&waiter.base, waiter.house.consent);
        let house = self.house().clone();
        let case = Case {
            before,
            after,
            house: &house,
            wishes: &wishes,
            accepted: &waiter.accepted,
            hoped: &hoped,
            told: &told,
            fresh: fresh && waiter.house == *self.house(),
        };
        let cart = reply.wrote.contains(&Step::Cart);
        let payments = reply.wrote.contains(&Step::Payments);
        // A table's unlisted cover charge and an old remainder look alike; the estimate takes it for the first.
        let residue = before.residue.max(waiter.base.residue);
        let unlisted = before.kind == Kind::Table && residue > 0 && !house.quirks.residue_lasts;
        let off = |sum: i64| sum != after.total() && !(unlisted && sum - after.total() == residue);
        let estimate_off = case.fresh && cart && reply.estimate.is_some_and(off);
        match reply.outcome {
            Outcome::Saved => {
                let mut wrong = compare::saved(&case, cart, payments);
                if estimate_off {
                    wrong.push(format!(
                        "the estimate was {:?}, the total is {}",
                        reply.estimate,
                        after.total()
                    ));
                }
                wrong.extend(shown(&reply, after));
                self.wrong.extend(wrong);
                let now = reply.now.ok_or("saved without a bill")?;
                waiter.settle(now, after.clone())?;
                self.refresh_menu(waiter)?;
                Ok(Again::No)
            }
            Outcome::Partly => {
                let mut wrong = Vec::new();
                if cart == payments {
                    wrong.push(format!("partly saved, but {:?} were written", reply.wrote));
                }
                wrong.extend(if cart {
                    compare::lines(&case)
                } else {
                    Vec::new()
                });
                wrong.extend(if payments {
                    compare::pays(&case)
                } else {
                    Vec::new()
                });
                if !cart && before.rows != after.rows || !payments && before.pays != after.pays {
                    wrong.push("partly saved, but the other part changed, too".to_owned());
                }
                wrong.extend(shown(&reply, after));
                self.wrong.extend(wrong);
                let now = reply.now.ok_or("partly saved without a bill")?;
                let merged = waiter.after_save(now, after.clone(), &reply.wrote, answers)?;
                self.wrong.extend(merged);
                self.refresh_menu(waiter)?;
                Ok(Again::NewAttempt)
            }
            Outcome::Changed => {
                self.wrong.extend(compare::unsaved(before, after));
                self.wrong.extend(shown(&reply, after));
                let now = reply.now.ok_or("changed without a bill")?;
                self.refresh_menu(waiter)?;
                let merged = waiter.bring_over(now, after.clone(), answers)?;
                self.tally.merges += 1;
                self.wrong.extend(merged);
                Ok(Again::NewAttempt)
            }
            Outcome::NotSaved => {
                self.wrong.extend(compare::unsaved(before, after));
                self.wrong.extend(shown(&reply, after));
                let now = reply.now.ok_or("not saved without a bill")?;
                self.refresh_menu(waiter)?;
                let merged = waiter.after_save(now, after.clone(), &[], answers)?;
                self.wrong.extend(merged);
                let refused = reply.problems;
                for problem in &refused {
                    self.tally.trouble(problem.trouble.code());
                }
                if refused.is_empty() {
                    return Ok(Again::No);
                }
                // What the platform said is not known to the checks: it is answered once, here.
                let mut moved = false;
                for problem in &refused {
                    moved |= !matches!(problem.trouble, Trouble::Refused(_))
                        && waiter.answer(problem, temper, 0);
                }
                Ok(if moved { Again::NewAttempt } else { Again::No })
            }
            Outcome::Unknown => Ok(Again::SameAttempt),
            Outcome::Crashed => {
                let (lines, pays) = self.landed(&case);
                waiter.fulfilled(lines, pays);
                self.desk.restart()?;
                Ok(Again::SameAttempt)
            }
        }
    }

    /// Each of the two parts is either done or not begun; what is done is asked for no more.
    fn landed(&mut self, case: &Case<'_>) -> (bool, bool) {
        let lines = case.before.rows != case.after.rows;
        let pays = case.before.pays != case.after.pays;
        let wrong = |part: &str, why: Vec<String>| {
            format!("{part} are neither as they were nor as wanted: {why:?}")
        };
        if lines {
            let why = compare::lines(case);
            if !why.is_empty() {
                self.wrong.push(wrong("after a lost answer the lines", why));
            }
        }
        if pays {
            let why = compare::pays(case);
            if !why.is_empty() {
                self.wrong
                    .push(wrong("after a lost answer the payments", why));
            }
        }
        (lines, pays)
    }

    /// Every step legal, at most two writes.
    fn steps(&mut self, seen: &Seen, before: &Account, after: &Account, fresh: bool) {
        for refusal in &seen.refused {
            let explained = match refusal {
                Refusal::ProductNotFound(_)
                | Refusal::InvalidOption(..)
                | Refusal::UnknownMethod(_)
                | Refusal::NoMethods
                | Refusal::DiscountOverRow(_) => !fresh,
                // The remainder of a table's total may be a cover charge that is not listed: the estimate hopes so.
                Refusal::PaidOverTotal => {
                    !fresh || before.kind == Kind::Table && before.residue > 0
                }
                // A request that came twice voids and then meets its own voids.
                Refusal::Voided(id) => is_voided(id, before, after),
                Refusal::Timer => before.has_timer(),
                _ => false,
            };
            if !explained {
                self.wrong.push(format!("an illegal step: {refusal:?}"));
            }
        }
    }
}

/// True if a declared id was that of a voided row; where the refusal names none, if any might have been.
fn is_voided(id: &str, before: &Account, after: &Account) -> bool {
    let lines: Vec<&str> = after
        .voids
        .iter()
        .map(|void| void.row.id.as_str())
        .collect();
    let gone = before.void_pays.iter().chain(&after.void_pays);
    let pays: Vec<&str> = gone.filter_map(|row| row.identity.as_deref()).collect();
    if !id.is_empty() {
        return lines.contains(&id) || pays.contains(&id);
    }
    let rows = before.rows.iter().chain(&after.rows);
    let paid = before.pays.iter().chain(&after.pays);
    rows.into_iter().any(|row| lines.contains(&row.id.as_str()))
        || paid
            .filter_map(|row| row.identity.as_deref())
            .any(|id| pays.contains(&id))
}

/// The bill in the answer is the bill that is.
fn shown(reply: &Reply, after: &Account) -> Option<String> {
    let Some(Opened { bill, .. }) = &reply.now else {
        return Some("an answer without the bill".to_owned());
    };
    let (total, paid) = (bill.total.minor(), bill.paid.minor());
    let off = total != after.total() || paid != after.paid();
    off.then(|| {
        format!(
            "the answer says {total}/{paid}, the platform {}/{}",
            after.total(),
            after.paid()
        )
    })
}

/// Rows whose plain id was declared in the hope that it matches.
fn hoped(waiter: &Waiter) -> BTreeSet<u64> {
    let lines = waiter.opened.bill.lines.iter();
    let plain = lines.filter(|line| matches!(line.identity, Identity::Plain(_)));
    plain
        .filter_map(|line| waiter.names.rows.get(&line.key).copied())
        .collect()
}

/// Rows whose product the page knows from memory only.
fn told_from_memory(waiter: &Waiter) -> BTreeSet<u64> {
    let lines = waiter.opened.bill.lines.iter();
    let from_memory =
        lines.filter(|line| matches!(line.resolution.found, Found::Certain(_, Evidence::Memory)));
    from_memory
        .filter_map(|line| waiter.names.rows.get(&line.key).copied())
        .collect()
}
