//! One script from its first act to its last, with the judge looking at every save.
use crate::desk::{Ask, Desk, Opened, Outcome, Reply, Seen};
use crate::judge::compare::{self, Case};
use crate::judge::reasons::{Page, justified};
use crate::model::account::Kind;
use crate::model::{Account, House, Refusal, panel};
use crate::pure::shape;
use crate::script::{Act, Answered, Road, Script, Temper, WAITERS};
use crate::tally::Tally;
use crate::waiter::Waiter;
use adisyon_bill::check::{Policy, problems};
use adisyon_bill::line::Identity;
use adisyon_bill::plan::Step;
use adisyon_bill::problem::Trouble;
use adisyon_bill::resolve::{Evidence, Found};
use adisyon_bill::{Catalogue, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most rounds of answering before a waiter gives up.
const ROUNDS: usize = 12;
/// The most saves that one wish may need: a change, a crash, a refusal, each once more.
const SAVES: usize = 8;
/// The most writes of one save: two, and one of them repeated after a lost answer.
const WRITES: usize = 3;

/// Why a script failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Which act.
    pub act: usize,
    /// What is wrong.
    pub wrong: Vec<String>,
}

/// Plays a script; an `Err` is a broken promise or a broken stage, told in words.
pub fn play(desk: &mut dyn Desk, script: &Script, tally: &mut Tally) -> Result<(), Failure> {
    let stage = |act: usize, why: String| Failure {
        act,
        wrong: vec![format!("stage: {why}")],
    };
    desk.set(&script.house, &script.account)
        .map_err(|why| stage(0, why))?;
    let mut play = Play {
        desk,
        seed: script.seed,
        houses: vec![script.house.clone()],
        opens: 0,
        waiters: (0..WAITERS).map(|_| None).collect(),
        tally,
        wrong: Vec::new(),
    };
    for (at, act) in script.acts.iter().enumerate() {
        play.act(act).map_err(|why| stage(at, why))?;
        if !play.wrong.is_empty() {
            return Err(Failure {
                act: at,
                wrong: play.wrong,
            });
        }
    }
    Ok(())
}

struct Play<'a> {
    desk: &'a mut dyn Desk,
    seed: u64,
    /// The menus so far, the one of the moment last.
    houses: Vec<House>,
    /// Pages opened so far.
    opens: u64,
    waiters: Vec<Option<Waiter>>,
    tally: &'a mut Tally,
    wrong: Vec<String>,
}

impl Play<'_> {
    fn act(&mut self, act: &Act) -> Result<(), String> {
        match act {
            Act::Open { waiter } => self.open(*waiter),
            Act::Do { waiter, intent } => {
                if let Some(waiter) = &mut self.waiters[*waiter] {
                    waiter.act(intent);
                }
                Ok(())
            }
            Act::Save {
                waiter,
                temper,
                answers,
                roads,
            } => {
                let Some(mut at_page) = self.waiters[*waiter].take() else {
                    return Ok(());
                };
                let outcome = self.save(&mut at_page, *temper, answers, roads);
                self.tally.unclear += std::mem::take(&mut at_page.unclear);
                self.waiters[*waiter] = Some(at_page);
                outcome
            }
            Act::Together { first, second } => self.together(*first, *second),
            Act::Panel(change) => {
                let house = self.house().clone();
                self.desk.panel(&house, change)
            }
            Act::Menu { shift, heard } => {
                let mut house = self.house().clone();
                panel::shift(&mut house, shift);
                self.desk.menu(&house, *heard)?;
                self.houses.push(house);
                Ok(())
            }
            Act::Restart => self.desk.restart(),
        }
    }

    /// Tells what happens, where somebody replays a single script.
    fn trace(&self, what: impl Fn() -> String) {
        if self.tally.talkative {
            println!("{}", what());
        }
    }

    fn house(&self) -> &House {
        &self.houses[self.houses.len() - 1]
    }

    fn open(&mut self, waiter: usize) -> Result<(), String> {
        let opened = self.desk.open()?;
        let base = self.desk.truth()?;
        let catalogue = self.desk.catalogue()?;
        let house = self.house_of(&catalogue)?;
        self.opens += 1;
        let seed = self.seed ^ (self.opens << 40);
        self.waiters[waiter] = Some(Waiter::new(opened, base, catalogue, house, seed)?);
        Ok(())
    }

    /// The menu that a catalogue shows: the backend may be behind.
    fn house_of(&self, catalogue: &Catalogue) -> Result<House, String> {
        let found = self
            .houses
            .iter()
            .rev()
            .find(|house| shows(catalogue, house));
        found
            .cloned()
            .ok_or_else(|| "the catalogue is none of the menus there were".to_owned())
    }

    /// Brings the waiter's page to the menu that the backend holds now.
    fn refresh_menu(&mut self, waiter: &mut Waiter) -> Result<(), String> {
        waiter.catalogue = self.desk.catalogue()?;
        let house = self.house_of(&waiter.catalogue)?;
        waiter.new_menu |= house != waiter.house;
        waiter.house = house;
        Ok(())
    }

    fn is_fresh(&mut self) -> Result<bool, String> {
        let catalogue = self.desk.catalogue()?;
        Ok(shows(&catalogue, self.house()))
    }

    fn save(
        &mut self,
        waiter: &mut Waiter,
        temper: Temper,
        answers: &[Answered],
        roads: &[Road],
    ) -> Result<(), String> {
        let mut roads = roads.to_vec();
        let mut attempt = waiter.attempt();
        for _ in 0..SAVES {
            if !self.prepare(waiter, temper)? || !self.wrong.is_empty() {
                return Ok(());
            }
            if waiter.draft.net_edits(&waiter.catalogue).is_empty() {
                return Ok(());
            }
            let before = self.desk.truth()?;
            let reply = self.send(waiter, &attempt, &roads)?;
            let after = self.desk.truth()?;
            let twice = roads.iter().filter(|road| **road == Road::Twice).count();
            self.trace(|| {
                let edits = waiter.draft.net_edits(&waiter.catalogue);
                format!(
                    "  sent {edits:?}\n  reply {:?} wrote {:?} {:?}\n{}",
                    reply.outcome,
                    reply.wrote,
                    reply.problems,
                    told(&after)
                )
            });
            let again = self.judge(waiter, (&before, &after), reply, answers, temper, twice)?;
            // The road is bad once.
            roads.clear();
            match again {
                Again::No => return Ok(()),
                Again::SameAttempt => {}
                Again::NewAttempt => attempt = waiter.attempt(),
            }
            if !self.wrong.is_empty() {
                return Ok(());
            }
        }
        self.wrong.push("a save came to no end".to_owned());
        Ok(())
    }

    /// Answers what stands in the way; false if the waiter gives up.
    fn prepare(&mut self, waiter: &mut Waiter, temper: Temper) -> Result<bool, String> {
        for round in 0..ROUNDS {
            let open = problems(&waiter.draft, &waiter.catalogue, Policy::default());
            if open.is_empty() {
                return Ok(true);
            }
            self.trace(|| format!("  draft {:?}\n  problems {open:?}", waiter.draft.edits()));
            self.examine(waiter, &open)?;
            if !self.wrong.is_empty() {
                return Ok(false);
            }
            let mut moved = false;
            for problem in &open {
                moved |= waiter.answer(problem, temper, round / 2);
            }
            if !moved {
                self.stuck(temper, &open);
                return Ok(false);
            }
        }
        let open = problems(&waiter.draft, &waiter.catalogue, Policy::default());
        self.stuck(temper, &open);
        Ok(false)
    }

    /// Every question must have a reason.
    fn examine(&mut self, waiter: &Waiter, open: &[Problem]) -> Result<(), String> {
        let wishes = waiter.wishes();
        let fresh = self.is_fresh()?;
        let page = Page {
            account: &waiter.base,
            house: &waiter.house,
            names: &waiter.names,
            wishes: &wishes,
            remembered: &waiter.opened.remembered,
            bill: &waiter.opened.bill,
            fresh,
        };
        for problem in open {
            self.tally.trouble(problem.trouble.code());
            if !justified(problem, &page) {
                self.wrong.push(format!("no reason for {problem:?}"));
            }
        }
        Ok(())
    }

    /// A waiter who answers everything may only be stopped by what has no way out.
    fn stuck(&mut self, temper: Temper, open: &[Problem]) {
        self.tally.gave_up += 1;
        let no_way_out = |problem: &&Problem| {
            !matches!(
                problem.trouble,
                Trouble::Timer
                    | Trouble::Marketplace
                    | Trouble::Empty
                    | Trouble::TooManyLines
                    | Trouble::PaymentsUnknown(_)
                    | Trouble::PaymentsMismatch
                    | Trouble::NoMethods
                    | Trouble::PaidOverTotal(_)
                    | Trouble::Refused(_)
            )
        };
        let hard = open.iter().any(|problem| !no_way_out(&problem));
        if temper == Temper::Accepts && !hard {
            self.wrong.push(format!("no way out of {open:?}"));
        }
    }

    fn send(&mut self, waiter: &Waiter, attempt: &str, roads: &[Road]) -> Result<Reply, String> {
        self.desk.seen()?;
        self.tally.saves += 1;
        self.desk.save(&Ask {
            revision: &waiter.opened.revision,
            attempt,
            edits: waiter.draft.net_edits(&waiter.catalogue),
            roads,
        })
    }

    fn judge(
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
        let unlisted =
            before.kind == Kind::Table && before.residue > 0 && !house.quirks.residue_lasts;
        let off =
            |sum: i64| sum != after.total() && !(unlisted && sum - after.total() == before.residue);
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

    fn together(&mut self, first: usize, second: usize) -> Result<(), String> {
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
        if lost.outcome == Outcome::Changed
            && let Some(now) = lost.now
            && Arc::as_ptr(&now.bill) != Arc::as_ptr(&loser.opened.bill)
        {
            let merged = loser.bring_over(now, after.clone(), answers)?;
            self.tally.merges += 1;
            self.wrong.extend(merged);
        }
        Ok(())
    }
}

enum Again {
    No,
    SameAttempt,
    NewAttempt,
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

/// An account in few words.
fn told(account: &Account) -> String {
    let row = |row: &crate::model::Row| {
        let options: Vec<&str> = row.options.iter().map(|one| one.title.as_str()).collect();
        let (id, note) = (&row.id, row.words());
        let named = row.identity.is_some();
        format!(
            "    {} {id} {named} {} x {} {options:?} -{} +{} = {} {note:?}\n",
            row.uid,
            row.quantity,
            row.title,
            row.discount,
            row.extra,
            row.amount()
        )
    };
    let pay = |row: &crate::model::Pay| {
        format!(
            "    paid {} {:?} {} {}\n",
            row.uid, row.identity, row.title, row.amount
        )
    };
    account
        .rows
        .iter()
        .map(row)
        .chain(account.pays.iter().map(pay))
        .collect()
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

/// True if a catalogue shows this menu.
fn shows(catalogue: &Catalogue, house: &House) -> bool {
    let mine = shape::catalogue(house);
    let same = |a: &adisyon_bill::catalogue::Product, b: &adisyon_bill::catalogue::Product| {
        let groups = |product: &adisyon_bill::catalogue::Product| -> Vec<_> {
            product
                .groups
                .iter()
                .map(|group| (group.min, group.max, group.multiple, group.choices.clone()))
                .collect()
        };
        a.id == b.id
            && a.title == b.title
            && a.price == b.price
            && a.tax == b.tax
            && a.active == b.active
            && groups(a) == groups(b)
    };
    let products = catalogue.products().len() == mine.products().len()
        && catalogue
            .products()
            .iter()
            .zip(mine.products())
            .all(|(a, b)| same(a, b));
    products
        && catalogue
            .methods
            .iter()
            .map(|one| &one.id)
            .eq(mine.methods.iter().map(|one| &one.id))
}
