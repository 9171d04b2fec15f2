//! One script from its first act to its last, with the judge looking at every save.
mod race;
mod verdict;

use crate::desk::{Ask, Desk, Reply};
use crate::judge::reasons::{Page, justified};
use crate::model::{Account, House, panel};
use crate::pure::shape;
use crate::script::{Act, Answered, Road, Script, Temper, WAITERS};
use crate::tally::Tally;
use crate::waiter::Waiter;
use adisyon_bill::check::{Policy, problems};
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Catalogue, Problem};
use verdict::Again;

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
        if open.is_empty() {
            return Ok(true);
        }
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
