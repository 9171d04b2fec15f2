//! A waiter at a page: opens, edits, answers. Holds a draft as the page does and, beside it, what was really asked for.
mod answer;
mod asked;
mod edit;
mod heirs;
mod merge;
mod settled;
mod unclear;

use crate::desk::Opened;
use crate::judge::compare::Accepted;
use crate::judge::wishes::{Names, RowWish, Wishes};
use crate::model::{Account, House};
use crate::rng::Rng;
use adisyon_bill::ids::{LINE_PREFIX, fresh};
use adisyon_bill::{Catalogue, Draft, Edit};
use std::sync::Arc;

/// One waiter with one open bill.
pub struct Waiter {
    /// The bill as it was opened or last brought over.
    pub opened: Opened,
    /// Which row each key stands for.
    pub names: Names,
    /// The account at that moment, as the platform held it.
    pub base: Account,
    /// The menu as the page holds it.
    pub catalogue: Arc<Catalogue>,
    /// The same menu.
    pub house: House,
    /// What the page holds.
    pub draft: Draft,
    /// What was accepted by name, with the row as it was shown then.
    pub accepted: Accepted,
    /// The menu changed since the bill was opened.
    pub new_menu: bool,
    /// Merges so far in which nobody could tell which row is which.
    pub unclear: usize,
    /// What was asked for before the last merge.
    start: Wishes,
    /// What was asked for since.
    since: Vec<Edit>,
    /// What was taken back.
    undone: Vec<Edit>,
    rng: Rng,
}

impl Waiter {
    /// Opens a bill.
    pub fn new(
        opened: Opened,
        base: Account,
        catalogue: Arc<Catalogue>,
        house: House,
        seed: u64,
    ) -> Result<Waiter, String> {
        let names = Names::of(&opened.bill, &base)?;
        let draft = Draft::new(Arc::clone(&opened.bill));
        Ok(Waiter {
            opened,
            names,
            base,
            catalogue,
            house,
            draft,
            accepted: Accepted::new(),
            new_menu: false,
            unclear: 0,
            start: Wishes::default(),
            since: Vec::new(),
            undone: Vec::new(),
            rng: Rng::new(seed),
        })
    }

    /// Everything asked for and not yet saved.
    pub fn wishes(&self) -> Wishes {
        let mut wishes = self.start.clone();
        for edit in &self.since {
            wishes.apply(edit, &self.names);
        }
        wishes
    }

    /// A name for an attempt to save.
    pub fn attempt(&mut self) -> String {
        format!("attempt-{:016x}{:016x}", self.rng.bits(), self.rng.bits())
    }

    /// The bill is another one now and nothing is asked for any more.
    pub fn settle(&mut self, opened: Opened, base: Account) -> Result<(), String> {
        self.names = Names::of(&opened.bill, &base)?;
        self.draft = Draft::new(Arc::clone(&opened.bill));
        self.opened = opened;
        self.base = base;
        self.accepted.clear();
        self.new_menu = false;
        self.start = Wishes::default();
        self.since.clear();
        self.undone.clear();
        Ok(())
    }

    /// What was asked for is there, though nobody said so: it is asked for no more.
    pub fn fulfilled(&mut self, lines: bool, pays: bool) {
        let mut wishes = self.wishes();
        if lines {
            // Nobody can see that a hidden note is there already: it is set once more.
            let blind = !self.house.consent;
            let mut notes = std::mem::take(&mut wishes.rows);
            notes.retain(|_, wish| blind && !wish.removed && wish.note.is_some());
            for (uid, wish) in notes {
                wishes.rows.insert(
                    uid,
                    RowWish {
                        note: wish.note,
                        ..RowWish::default()
                    },
                );
            }
            wishes.added.clear();
        }
        if pays {
            wishes.pays.clear();
            wishes.paid.clear();
        }
        if lines || pays {
            self.start = wishes;
            self.since.clear();
            self.undone.clear();
        }
    }

    fn fresh(&mut self) -> String {
        let random = u128::from(self.rng.bits()) << 64 | u128::from(self.rng.bits());
        fresh(LINE_PREFIX, random)
    }

    fn apply(&mut self, edit: Edit) {
        self.draft.apply(edit.clone());
        self.since.push(edit);
        self.undone.clear();
    }
}
