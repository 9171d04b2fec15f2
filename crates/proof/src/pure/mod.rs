//! The rules alone: the bill model between a page and the model of the platform, without a socket.
mod learn;
mod refusals;
mod save;
mod send;
pub mod shape;

use crate::desk::{Ask, Desk, Opened, Reply, Seen};
use crate::model::panel::{self, Change};
use crate::model::{Account, House};
use crate::rng::Rng;
use adisyon_bill::Catalogue;
use adisyon_bill::plan::Step;
use shape::Memory;
use std::collections::HashMap;
use std::sync::Arc;

/// Counts of changes: they stand for the backend's content stamps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Stamps {
    lines: u64,
    payments: u64,
}

impl Stamps {
    fn part(self, step: Step) -> u64 {
        match step {
            Step::Cart => self.lines,
            Step::Payments => self.payments,
        }
    }
}

/// A desk without a road.
pub struct Pure {
    house: House,
    account: Account,
    /// The menu as the backend last read it.
    catalogue: Arc<Catalogue>,
    memory: Memory,
    stamps: Stamps,
    /// Replies by attempt, forgotten with a restart.
    attempts: HashMap<String, Reply>,
    seen: Seen,
}

impl Pure {
    /// An empty desk.
    pub fn new() -> Pure {
        // Any script will do: every play sets its own.
        let script = crate::make::script(0, crate::make::Reach::Pure);
        let catalogue = Arc::new(shape::catalogue(&script.house));
        Pure {
            house: script.house,
            account: script.account,
            catalogue,
            memory: Memory::default(),
            stamps: Stamps::default(),
            attempts: HashMap::new(),
            seen: Seen::default(),
        }
    }

    /// A read of the backend's.
    fn read(&mut self) -> Opened {
        self.memory.option_ids |= shape::shows_option_ids(&self.account, &self.house);
        let bill = shape::bill(&self.account, &self.house, &self.catalogue, &self.memory);
        let remembered = bill
            .lines
            .iter()
            .filter(|line| self.memory.of(line, &self.catalogue).is_some());
        Opened {
            revision: format!("{}.{}", self.stamps.lines, self.stamps.payments),
            remembered: remembered.map(|line| line.key.clone()).collect(),
            bill: Arc::new(bill),
        }
    }

    /// Counts what changed since.
    fn stamp(&mut self, before: &Account) {
        let now = &self.account;
        let lines =
            now.rows != before.rows || now.voids != before.voids || now.guests != before.guests;
        let payments = now.pays != before.pays || now.void_pays != before.void_pays;
        self.stamps.lines += u64::from(lines);
        self.stamps.payments += u64::from(payments);
    }
}

impl Default for Pure {
    fn default() -> Pure {
        Pure::new()
    }
}

impl Desk for Pure {
    fn set(&mut self, house: &House, account: &Account) -> Result<(), String> {
        self.house = house.clone();
        self.account = account.clone();
        self.catalogue = Arc::new(shape::catalogue(house));
        self.memory = Memory::default();
        self.stamps = Stamps::default();
        self.attempts.clear();
        self.seen = Seen::default();
        Ok(())
    }

    fn open(&mut self) -> Result<Opened, String> {
        Ok(self.read())
    }

    fn catalogue(&mut self) -> Result<Arc<Catalogue>, String> {
        Ok(Arc::clone(&self.catalogue))
    }

    fn save(&mut self, ask: &Ask<'_>) -> Result<Reply, String> {
        save::save(self, ask)
    }

    fn together(&mut self, _: &Ask<'_>, _: &Ask<'_>) -> Option<Result<[Reply; 2], String>> {
        None
    }

    fn panel(&mut self, house: &House, change: &Change) -> Result<(), String> {
        let before = self.account.clone();
        panel::change(&mut self.account, house, change);
        self.stamp(&before);
        Ok(())
    }

    fn menu(&mut self, house: &House, heard: bool) -> Result<(), String> {
        self.house = house.clone();
        if heard {
            self.catalogue = Arc::new(shape::catalogue(house));
        }
        Ok(())
    }

    fn restart(&mut self) -> Result<(), String> {
        self.attempts.clear();
        self.catalogue = Arc::new(shape::catalogue(&self.house));
        // What is remembered lives in a database; a lost one must not cost more than questions.
        if Rng::new(self.stamps.lines).chance(50) {
            self.memory = Memory::default();
        }
        Ok(())
    }

    fn truth(&mut self) -> Result<Account, String> {
        Ok(self.account.clone())
    }

    fn seen(&mut self) -> Result<Seen, String> {
        Ok(std::mem::take(&mut self.seen))
    }
}
