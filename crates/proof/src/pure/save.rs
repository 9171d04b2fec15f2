//! One save as the backend does it: read, compare, check, then ask `plan::next`, write, read back, until done (C:G.7).
//!
//! The rules of when to go on, repeat or stop are those of the backend's room `save`, without its sockets and waits.
use super::{Pure, Stamps, refusals, send};
use crate::desk::{Ask, Opened, Outcome, Reply};
use crate::model::{Refusal, orders, payments};
use crate::script::Road;
use adisyon_bill::cart::{holds_cart, holds_payments, shows_cart};
use adisyon_bill::check::{Policy, Wanted, check};
use adisyon_bill::plan::{self, Next, Step};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, Draft, Money, Problem, already};
use std::sync::Arc;

/// The most rounds of one save.
const MAX_ROUNDS: usize = 8;

/// What a write came to, as the backend hears it.
enum Heard {
    Yes,
    No(Refusal),
    Nothing,
    Limited,
    Crash,
}

pub(super) fn save(desk: &mut Pure, ask: &Ask<'_>) -> Result<Reply, String> {
    if let Some(first) = desk.attempts.get(ask.attempt) {
        return Ok(first.clone());
    }
    let opened = desk.read();
    if opened.revision != ask.revision {
        let there = already::holds(&opened.bill, &ask.edits, &desk.catalogue);
        let outcome = if there {
            Outcome::Saved
        } else {
            Outcome::Changed
        };
        return Ok(reply(outcome, opened, Vec::new(), Vec::new(), None));
    }
    let draft = Draft::with_edits(Arc::clone(&opened.bill), ask.edits.clone());
    let strays = draft.strays();
    if !strays.is_empty() {
        return Err(format!("the backend would refuse these edits: {strays:?}"));
    }
    let wanted = match check(&draft, &desk.catalogue, Policy::default()) {
        Ok(wanted) => wanted,
        Err(problems) => {
            return Ok(reply(Outcome::NotSaved, opened, Vec::new(), problems, None));
        }
    };
    let base = (opened.bill, desk.stamps);
    let mut run = Run {
        now: base.clone(),
        base,
        desk,
        wanted,
        edits: &ask.edits,
        roads: ask.roads,
        writes: 0,
        wrote: Vec::new(),
        repeated: false,
        reread: false,
    };
    let reply = run.finish();
    let wrote = !reply.wrote.is_empty() || reply.outcome == Outcome::Saved || run.reread;
    if wrote && reply.outcome != Outcome::Crashed {
        run.desk
            .attempts
            .insert(ask.attempt.to_owned(), reply.clone());
    }
    Ok(reply)
}

fn reply(
    outcome: Outcome,
    now: Opened,
    wrote: Vec<Step>,
    problems: Vec<Problem>,
    estimate: Option<i64>,
) -> Reply {
    Reply {
        outcome,
        now: Some(now),
        wrote,
        problems,
        estimate,
    }
}

struct Run<'a> {
    desk: &'a mut Pure,
    base: (Arc<Bill>, Stamps),
    now: (Arc<Bill>, Stamps),
    wanted: Wanted,
    edits: &'a [adisyon_bill::Edit],
    roads: &'a [Road],
    writes: usize,
    wrote: Vec<Step>,
    repeated: bool,
    reread: bool,
}

impl Run<'_> {
    fn finish(&mut self) -> Reply {
        for _ in 0..MAX_ROUNDS {
            let step = match self.next() {
                Next::Done => {
                    super::learn::from(
                        self.desk,
                        &self.wanted,
                        self.edits,
                        &self.wrote,
                        &self.base.0,
                        &self.now.0,
                    );
                    // With what it just learned.
                    self.look();
                    return self.end(Outcome::Saved, Vec::new());
                }
                Next::Blocked(problems) => return self.stop(problems),
                Next::Write(step) => step,
            };
            if self.now.1.part(step) != self.base.1.part(step) {
                // Somebody changed what this step replaces.
                return if self.wrote.is_empty() {
                    self.end(Outcome::Changed, Vec::new())
                } else {
                    self.stop(Vec::new())
                };
            }
            let heard = self.write(step);
            if let Some(reply) = self.after(step, heard) {
                return reply;
            }
        }
        self.stop(Vec::new())
    }

    /// What a write came to; none to go on.
    fn after(&mut self, step: Step, heard: Heard) -> Option<Reply> {
        let before = self.now.clone();
        match heard {
            Heard::Crash => Some(Reply {
                outcome: Outcome::Crashed,
                now: None,
                wrote: Vec::new(),
                problems: Vec::new(),
                estimate: None,
            }),
            Heard::Limited => Some(self.stop(Vec::new())),
            Heard::No(refusal) => {
                self.look();
                if self.now.1 != before.1 && self.is_done(before.1, step) {
                    self.wrote.push(step);
                    return None;
                }
                let problems = refusals::places(self.desk, &refusal, &self.wanted, &self.now.0);
                Some(self.stop(problems))
            }
            Heard::Yes => {
                self.wrote.push(step);
                self.look();
                let shown = self.now.1.part(step) != before.1.part(step) || self.shown(step);
                (!shown).then(|| {
                    self.wrote.retain(|done| *done != step);
                    let trouble = Trouble::Refused("accepted, but not there".to_owned());
                    self.stop(vec![Problem::new(Place::Bill, trouble)])
                })
            }
            Heard::Nothing => {
                self.reread = true;
                self.look();
                if self.is_done(before.1, step) {
                    self.wrote.push(step);
                    return None;
                }
                if self.now.1 == before.1 {
                    if self.repeated || !self.names_what_it_makes(step) {
                        return Some(self.stop(Vec::new()));
                    }
                    self.repeated = true;
                    return None;
                }
                Some(if self.wrote.is_empty() {
                    self.end(Outcome::Changed, Vec::new())
                } else {
                    self.stop(Vec::new())
                })
            }
        }
    }

    fn look(&mut self) {
        self.now = (self.desk.read().bill, self.desk.stamps);
    }

    /// A write that the platform accepted is never sent again.
    fn next(&self) -> Next {
        let parts = [Step::Cart, Step::Payments]
            .into_iter()
            .filter(|step| self.wants(*step));
        match plan::next(&self.now.0, &self.wanted) {
            Next::Write(step) if self.wrote.contains(&step) => self.rest(),
            Next::Blocked(_) if self.wrote.len() == parts.count() => Next::Done,
            next => next,
        }
    }

    fn rest(&self) -> Next {
        let open = |step| self.wants(step) && !self.wrote.contains(&step);
        if open(Step::Cart) {
            return Next::Write(Step::Cart);
        }
        if !open(Step::Payments) {
            return Next::Done;
        }
        let over = self.wanted.paid(&self.now.0) - self.now.0.total;
        if over > Money::ZERO {
            let trouble = Trouble::PaidOverTotal(over);
            return Next::Blocked(vec![Problem::new(Place::Totals, trouble)]);
        }
        Next::Write(Step::Payments)
    }

    fn wants(&self, step: Step) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_some(),
            Step::Payments => self.wanted.payments().is_some(),
        }
    }

    fn held(&self, step: Step) -> bool {
        let now = &self.now.0;
        match step {
            Step::Cart => self.wanted.cart().is_none_or(|cart| holds_cart(now, cart)),
            Step::Payments => self
                .wanted
                .payments()
                .is_none_or(|rows| holds_payments(now, rows)),
        }
    }

    fn shown(&self, step: Step) -> bool {
        match step {
            Step::Cart => self
                .wanted
                .cart()
                .is_none_or(|cart| shows_cart(&self.now.0, cart)),
            Step::Payments => self.held(step),
        }
    }

    /// The bill, which was last seen with these stamps, tells that this step's write was done.
    fn is_done(&self, before: Stamps, step: Step) -> bool {
        let written = self.now.1.part(step) != before.part(step);
        written && self.shown(step) || self.held(step) || self.born_on(step)
    }

    /// Something that only our write could have made is there.
    fn born_on(&self, step: Step) -> bool {
        let now = &self.now.0;
        match step {
            Step::Cart => self.wanted.cart().is_some_and(|cart| {
                let mut ours = cart.lines.iter().filter(|line| line.born);
                ours.any(|line| {
                    let id = line.line_id.as_ref().map(|id| id.as_str());
                    now.lines.iter().any(|shown| Some(shown.key.as_str()) == id)
                })
            }),
            Step::Payments => self.wanted.payments().is_some_and(|rows| {
                let mut ours = rows.iter().filter(|row| row.born && row.line_id.is_some());
                ours.any(|row| {
                    now.payments
                        .rows()
                        .iter()
                        .any(|shown| shown.identity == row.line_id)
                })
            }),
        }
    }

    fn names_what_it_makes(&self, step: Step) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_none_or(|cart| {
                cart.lines
                    .iter()
                    .all(|line| !line.born || line.line_id.is_some())
            }),
            Step::Payments => self
                .wanted
                .payments()
                .is_none_or(|rows| rows.iter().all(|row| !row.born || row.line_id.is_some())),
        }
    }

    fn write(&mut self, step: Step) -> Heard {
        let road = self.roads.get(self.writes).copied().unwrap_or(Road::Clear);
        self.writes += 1;
        if road != Road::Clear {
            self.desk.seen.struck.push(road.name());
        }
        match road {
            Road::CutBefore | Road::Error => Heard::Nothing,
            Road::Limited => Heard::Limited,
            Road::CrashBefore => Heard::Crash,
            Road::Clear => self.process(step).map_or_else(Heard::No, |()| Heard::Yes),
            Road::Twice => {
                let first = self.process(step);
                // The second of two equal requests; the answer is its own.
                let second = if first.is_ok() {
                    self.process(step)
                } else {
                    first
                };
                second.map_or_else(Heard::No, |()| Heard::Yes)
            }
            Road::CutAfter | Road::ErrorAfter => {
                // Whatever the platform said, nobody heard it.
                let _ = self.process(step);
                Heard::Nothing
            }
            Road::CrashAfter | Road::CrashReading => {
                let _ = self.process(step);
                Heard::Crash
            }
        }
    }

    fn process(&mut self, step: Step) -> Result<(), Refusal> {
        let desk = &mut *self.desk;
        let before = desk.account.clone();
        let outcome = match step {
            Step::Cart => {
                let cart = self.wanted.cart().map(send::cart).unwrap_or_default();
                orders::update_orders(&mut desk.account, &desk.house, &cart)
            }
            Step::Payments => {
                let rows = self
                    .wanted
                    .payments()
                    .map(send::payments)
                    .unwrap_or_default();
                payments::update_payments(&mut desk.account, &desk.house, &rows)
            }
        };
        desk.stamp(&before);
        match &outcome {
            Ok(()) => desk.seen.done += 1,
            Err(refusal) => desk.seen.refused.push(refusal.clone()),
        }
        outcome
    }

    fn stop(&mut self, problems: Vec<Problem>) -> Reply {
        let outcome = if self.wrote.is_empty() {
            Outcome::NotSaved
        } else {
            Outcome::Partly
        };
        self.end(outcome, problems)
    }

    fn end(&mut self, outcome: Outcome, problems: Vec<Problem>) -> Reply {
        let wrote_cart = self.wrote.contains(&Step::Cart);
        let estimate = self
            .wanted
            .cart()
            .filter(|_| wrote_cart)
            .map(|cart| cart.estimate.minor());
        let now = Opened {
            bill: Arc::clone(&self.now.0),
            ..self.desk.read()
        };
        let wrote = if outcome == Outcome::Changed {
            Vec::new()
        } else {
            self.wrote.clone()
        };
        reply(outcome, now, wrote, problems, estimate)
    }
}
