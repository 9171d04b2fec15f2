//! One save as the backend does it: read, compare, check, then ask `plan::next`, write, read back, until done (C:G.7).
use super::{Pure, send};
use crate::desk::{Ask, Opened, Outcome, Reply};
use crate::model::{Refusal, orders, payments};
use crate::script::Road;
use adisyon_bill::cart::{Cart, PaymentRow, holds_cart, holds_payments};
use adisyon_bill::check::{Policy, Wanted, check};
use adisyon_bill::ids::MethodId;
use adisyon_bill::line::Identity;
use adisyon_bill::plan::{Next, Step, next};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, Draft, Problem, ProductId};
use std::sync::Arc;

/// The most writes of one save, the repeat after a lost answer included.
const MAX_WRITES: usize = 4;

/// What a write came to, as the backend sees it.
enum Heard {
    Yes,
    No(Refusal),
    /// No answer that tells.
    Nothing,
    Limited,
    Crash,
}

pub(super) fn save(desk: &mut Pure, ask: &Ask<'_>) -> Result<Reply, String> {
    if let Some(first) = desk.attempts.get(ask.attempt) {
        return Ok(first.clone());
    }
    desk.learn();
    let opened = desk.read();
    if opened.revision != ask.revision {
        return Ok(reply(Outcome::Changed, opened, Vec::new(), Vec::new(), None));
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
    remember_answers(desk, &draft);
    let mut run = Run {
        desk,
        wanted: &wanted,
        roads: ask.roads,
        writes: 0,
        wrote: Vec::new(),
        repeated: false,
    };
    let reply = run.to_the_end(&opened);
    if reply.outcome != Outcome::Crashed {
        run.desk.attempts.insert(ask.attempt.to_owned(), reply.clone());
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

/// A person's answer is remembered whatever becomes of the save. C:G.2 rung 6.
fn remember_answers(desk: &mut Pure, draft: &Draft) {
    let base = draft.base();
    for edit in draft.edits() {
        if let adisyon_bill::Edit::Identify(key, product) = edit
            && let Some(at) = base.lines.iter().position(|line| line.key == *key)
        {
            let row = desk.account.rows[at].id.clone();
            desk.memory.products.insert(row, product.clone());
        }
    }
}

struct Run<'a> {
    desk: &'a mut Pure,
    wanted: &'a Wanted,
    roads: &'a [Road],
    writes: usize,
    wrote: Vec<Step>,
    repeated: bool,
}

impl Run<'_> {
    fn to_the_end(&mut self, start: &Opened) -> Reply {
        let mut now = start.clone();
        loop {
            let step = match next(&now.bill, self.wanted) {
                Next::Done => return self.stop(Outcome::Saved, Vec::new()),
                Next::Blocked(problems) => return self.short_of(problems),
                Next::Write(step) => step,
            };
            if self.writes >= MAX_WRITES || self.wrote.contains(&step) {
                // Written and not there: never a third time.
                let trouble = Trouble::Refused("written, but not shown".to_owned());
                return self.short_of(vec![Problem::new(Place::Bill, trouble)]);
            }
            let before = (now.revision.clone(), Arc::clone(&now.bill));
            let heard = self.write(step);
            now = self.desk.read();
            match heard {
                Heard::Crash => {
                    return Reply {
                        outcome: Outcome::Crashed,
                        now: None,
                        wrote: Vec::new(),
                        problems: Vec::new(),
                        estimate: None,
                    };
                }
                Heard::Limited => return self.short_of(Vec::new()),
                Heard::No(refusal) => {
                    let problems = self.places(&refusal, &before.1);
                    return self.short_of(problems);
                }
                Heard::Yes => self.done(step, &before.1, &now.bill),
                Heard::Nothing if self.holds(step, &now.bill) => {
                    self.done(step, &before.1, &now.bill);
                }
                Heard::Nothing if now.revision == before.0 && !self.repeated => {
                    self.repeated = true;
                }
                Heard::Nothing => return self.short_of(Vec::new()),
            }
        }
    }

    fn holds(&self, step: Step, now: &Bill) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_some_and(|cart| holds_cart(now, cart)),
            Step::Payments => self.wanted.payments().is_some_and(|rows| holds_payments(now, rows)),
        }
    }

    fn write(&mut self, step: Step) -> Heard {
        let road = self.roads.get(self.writes).copied().unwrap_or(Road::Clear);
        self.writes += 1;
        match road {
            Road::CutBefore | Road::Error => Heard::Nothing,
            Road::Limited => Heard::Limited,
            Road::CrashBefore => Heard::Crash,
            Road::Clear => self.process(step).map_or_else(Heard::No, |()| Heard::Yes),
            Road::Twice => {
                let first = self.process(step);
                // The second of two equal requests; the answer is its own.
                let second = if first.is_ok() { self.process(step) } else { first };
                second.map_or_else(Heard::No, |()| Heard::Yes)
            }
            Road::CutAfter | Road::ErrorAfter => {
                // Whatever the platform said, nobody heard it.
                let _ = self.process(step);
                Heard::Nothing
            }
            Road::CrashAfter => {
                let _ = self.process(step);
                Heard::Crash
            }
        }
    }

    fn process(&mut self, step: Step) -> Result<(), Refusal> {
        let desk = &mut *self.desk;
        let outcome = match step {
            Step::Cart => {
                let cart = self.wanted.cart().map(send::cart).unwrap_or_default();
                orders::update_orders(&mut desk.account, &desk.house, &cart)
            }
            Step::Payments => {
                let rows = self.wanted.payments().map(send::payments).unwrap_or_default();
                payments::update_payments(&mut desk.account, &desk.house, &rows)
            }
        };
        match &outcome {
            Ok(()) => {
                desk.version += 1;
                desk.seen.done += 1;
            }
            Err(refusal) => desk.seen.refused.push(refusal.clone()),
        }
        outcome
    }

    /// A write is on the bill: what it teaches is kept. C:G.2 rung 3, C:G.4 rule 7.
    fn done(&mut self, step: Step, before: &Bill, now: &Bill) {
        self.wrote.push(step);
        let Some(cart) = self.wanted.cart().filter(|_| step == Step::Cart) else {
            return;
        };
        self.desk.learn();
        remember_lines(self.desk, cart, now);
        measure_echo(self.desk, cart, before, now);
    }

    fn stop(&mut self, outcome: Outcome, problems: Vec<Problem>) -> Reply {
        let wrote_cart = self.wrote.contains(&Step::Cart);
        let estimate = self.wanted.cart().filter(|_| wrote_cart).map(|cart| cart.estimate.minor());
        let now = self.desk.read();
        reply(outcome, now, self.wrote.clone(), problems, estimate)
    }

    fn short_of(&mut self, problems: Vec<Problem>) -> Reply {
        let outcome = if self.wrote.is_empty() { Outcome::NotSaved } else { Outcome::Partly };
        self.stop(outcome, problems)
    }

    /// A refusal at the places it is about.
    fn places(&mut self, refusal: &Refusal, now: &Bill) -> Vec<Problem> {
        let stale = matches!(
            refusal,
            Refusal::ProductNotFound(_) | Refusal::InvalidOption(..) | Refusal::UnknownMethod(_) | Refusal::NoMethods
        );
        if stale {
            self.desk.catalogue = Arc::new(super::shape::catalogue(&self.desk.house));
        }
        let lines = self.wanted.cart().map(|cart| cart.lines.as_slice()).unwrap_or_default();
        let at_lines = |is: &dyn Fn(&adisyon_bill::cart::CartLine) -> bool, trouble: Trouble| {
            let hit = lines.iter().filter(|line| is(line));
            hit.map(|line| Problem::at_line(&line.key, trouble.clone())).collect()
        };
        let problems: Vec<Problem> = match refusal {
            Refusal::ProductNotFound(id) => {
                at_lines(&|line| line.product.as_str() == id, Trouble::ProductGone)
            }
            Refusal::InvalidOption(id, said) => at_lines(
                &|line| line.product.as_str() == id,
                Trouble::OptionGone(said.clone()),
            ),
            Refusal::Voided(id) => at_lines(
                &|line| line.line_id.as_ref().is_some_and(|own| own.as_str() == id),
                Trouble::VoidedIdentity,
            ),
            Refusal::Timer => vec![Problem::new(Place::Bill, Trouble::Timer)],
            Refusal::PaidOverTotal => {
                let over = self.wanted.paid(now) - self.wanted.total(now);
                vec![Problem::new(Place::Totals, Trouble::PaidOverTotal(over))]
            }
            Refusal::NoMethods => vec![Problem::new(Place::Payments, Trouble::NoMethods)],
            Refusal::UnknownMethod(_) => self.unknown_methods(),
            _ => Vec::new(),
        };
        if problems.is_empty() {
            let trouble = Trouble::Refused(format!("{refusal:?}"));
            return vec![Problem::new(Place::Bill, trouble)];
        }
        problems
    }

    fn unknown_methods(&self) -> Vec<Problem> {
        let rows: &[PaymentRow] = self.wanted.payments().unwrap_or_default();
        let known = |id: &MethodId| self.desk.house.method(id.as_str()).is_some();
        let gone = rows.iter().filter(|row| !row.is_discount && !known(&row.id));
        gone.map(|row| Problem::at_payment(&row.key, Trouble::MethodUnknown)).collect()
    }
}

fn remember_lines(desk: &mut Pure, cart: &Cart, now: &Bill) {
    for line in &cart.lines {
        let Some(id) = &line.line_id else { continue };
        let shown = |one: &&adisyon_bill::line::Line| matches!(&one.identity, Identity::Declared(own) if own == id);
        if let Some(found) = now.lines.iter().find(shown)
            && let Some(at) = now.lines.iter().position(|one| one.key == found.key)
        {
            let row = desk.account.rows[at].id.clone();
            desk.memory.products.insert(row, ProductId::new(line.product.as_str()));
        }
    }
}

fn measure_echo(desk: &mut Pure, cart: &Cart, before: &Bill, now: &Bill) {
    let voided = |bill: &Bill, id: &str| bill.voided.iter().filter(|void| void.id.as_deref() == Some(id)).count();
    for line in &before.lines {
        let Identity::Plain(id) = &line.identity else { continue };
        let sent = cart.lines.iter().any(|one| one.line_id.as_ref() == Some(id));
        if sent {
            let matched = voided(now, id.as_str()) == voided(before, id.as_str());
            desk.memory.echo = Some(matched && desk.memory.echo != Some(false));
        }
    }
}
