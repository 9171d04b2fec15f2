//! The rules alone: the bill model between a page and the model of the platform, without a socket.
mod send;
mod save;
pub mod shape;

use crate::desk::{Ask, Desk, Opened, Reply, Seen};
use crate::model::panel::{self, Change};
use crate::model::{Account, House};
use crate::rng::Rng;
use adisyon_bill::Catalogue;
use shape::Memory;
use std::collections::HashMap;
use std::sync::Arc;

/// A desk without a road.
pub struct Pure {
    house: House,
    account: Account,
    /// The menu as the backend last read it.
    catalogue: Arc<Catalogue>,
    memory: Memory,
    /// Counts the account's changes: stands for the backend's content stamp.
    version: u64,
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
            version: 0,
            attempts: HashMap::new(),
            seen: Seen::default(),
        }
    }

    fn read(&self) -> Opened {
        Opened {
            bill: Arc::new(shape::bill(
                &self.account,
                &self.house,
                &self.catalogue,
                &self.memory,
            )),
            revision: self.version.to_string(),
        }
    }

    /// Looks at the account as every read of the backend does.
    fn learn(&mut self) {
        self.memory.option_ids |= shape::shows_option_ids(&self.account, &self.house);
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
        self.version = 0;
        self.attempts.clear();
        self.seen = Seen::default();
        Ok(())
    }

    fn open(&mut self) -> Result<Opened, String> {
        self.learn();
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
        self.version += u64::from(self.account != before);
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
        if Rng::new(self.version).chance(50) {
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

    fn remembers(&self, row: &str) -> bool {
        self.memory.products.contains_key(row)
    }
}
