//! The bill changed meanwhile: the draft is brought over by the product, the wishes by the judge's own account of it.
use super::Waiter;
use super::heirs::Heirs;
use super::unclear::accepted_in;
use crate::desk::Opened;
use crate::judge::compare::Who;
use crate::judge::wishes::{Names, RowWish, Wishes};
use crate::model::{Account, Pay, Row};
use crate::script::Answered;
use adisyon_bill::edit::NewLine;
use adisyon_bill::merge::{Answer, Conflict, Merge, after_save, answered, merge};
use adisyon_bill::plan::Step;
use adisyon_bill::problem::Place;
use adisyon_bill::{Bill, Draft, Edit, LineKey};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Waiter {
    /// The bill is not the one the edits were made on. What went wrong with the product's merge is returned.
    pub fn bring_over(
        &mut self,
        opened: Opened,
        now: Account,
        answers: &[Answered],
    ) -> Result<Vec<String>, String> {
        let outcome = merge(&self.draft, Arc::clone(&opened.bill), &self.catalogue);
        self.over(opened, now, outcome, answers, &[])
    }

    /// A save stopped half way, or before anything was written.
    pub fn after_save(
        &mut self,
        opened: Opened,
        now: Account,
        wrote: &[Step],
        answers: &[Answered],
    ) -> Result<Vec<String>, String> {
        let outcome = after_save(
            &self.draft,
            Arc::clone(&opened.bill),
            wrote,
            &self.catalogue,
        );
        self.over(opened, now, outcome, answers, wrote)
    }

    fn over(
        &mut self,
        opened: Opened,
        now: Account,
        outcome: Merge,
        answers: &[Answered],
        wrote: &[Step],
    ) -> Result<Vec<String>, String> {
        let names = Names::of(&opened.bill, &now)?;
        let mut wishes = self.wishes();
        wishes.settle(&self.base, self.house.consent);
        if wrote.contains(&Step::Cart) {
            wishes.rows.clear();
            wishes.added.clear();
        }
        if wrote.contains(&Step::Payments) {
            wishes.pays.clear();
            wishes.paid.clear();
        }
        let mut pool: Vec<String> = (0..=outcome.conflicts.len())
            .map(|_| self.fresh())
            .collect();
        let given: Vec<(Place, Answer)> = outcome
            .conflicts
            .iter()
            .enumerate()
            .map(|(at, conflict)| {
                let answer = match answers.get(at % answers.len().max(1)) {
                    Some(Answered::Mine) => Answer::Mine,
                    Some(Answered::Both) => Answer::Both,
                    _ => Answer::Theirs,
                };
                (conflict.place.clone(), answer)
            })
            .collect();
        let conflicts = outcome.conflicts.clone();
        let before: BTreeSet<String> = keys(&outcome.draft);
        let mut fresh = || {
            let spare = || "ads-00000000000000000000".to_owned();
            pool.pop().unwrap_or_else(spare)
        };
        let base = &self.opened.bill;
        let draft = answered(outcome, &given, base, &self.catalogue, &mut fresh);
        let mut desk = Over {
            was: &self.base,
            is: &now,
            old_names: &self.names,
            names: &names,
            bill: &self.opened.bill,
            newer: self.house.newer(),
            notes: self.house.consent,
            new_menu: self.new_menu,
            heirs: Heirs::new(&self.base, &now, &self.names, &names, &wishes),
            wrong: Vec::new(),
        };
        if desk.is_unclear(&self.draft) {
            self.unclear += 1;
            desk.nothing_vanished(&wishes, &conflicts, &draft);
            wishes = Wishes::of(&draft, &names);
            self.accepted = accepted_in(&draft, &names, &now);
        } else {
            wishes = desk.heirs.take_over(wishes);
            wishes = desk.known(wishes);
            for uid in desk.unasked(&wishes, &conflicts) {
                wishes.rows.remove(&uid);
            }
            for (conflict, (_, answer)) in conflicts.iter().zip(&given) {
                let born = newly(&draft, &before);
                wishes = desk.answered(wishes, conflict, *answer, &born);
            }
            // What a line is, said of the line as it was, may have to be said again.
            for (uid, wish) in &mut wishes.rows {
                let said = |edit: &Edit| matches!(edit, Edit::Identify(key, _) if names.rows.get(key) == Some(uid));
                let product = wish.product.take();
                wish.product = product.filter(|_| draft.edits().iter().any(said));
            }
            let heirs = &desk.heirs.rows;
            for ((who, loss), shown) in std::mem::take(&mut self.accepted) {
                let who = match who {
                    Who::Row(uid) => Who::Row(heirs.get(&uid).copied().unwrap_or(uid)),
                    who => who,
                };
                self.accepted.insert((who, loss), shown);
            }
            self.accepted.retain(|(who, _), _| match who {
                Who::Row(uid) => now.row(*uid).is_some(),
                _ => true,
            });
        }
        let mut wrong = desk.wrong;
        if !draft.strays().is_empty() {
            wrong.push(format!("the merged draft has strays: {:?}", draft.strays()));
        }
        self.new_menu = false;
        self.start = wishes;
        self.since.clear();
        self.undone.clear();
        self.names = names;
        self.base = now;
        self.draft = draft;
        self.opened = opened;
        Ok(wrong)
    }
}

fn keys(draft: &Draft) -> BTreeSet<String> {
    let new = draft.edits().iter().filter_map(|edit| match edit {
        Edit::Add(new) | Edit::Replace(_, new) => Some(new.key.as_str().to_owned()),
        Edit::Pay(new) => Some(new.key.as_str().to_owned()),
        _ => None,
    });
    new.collect()
}

/// What an answer gave birth to.
fn newly<'a>(draft: &'a Draft, before: &BTreeSet<String>) -> Vec<&'a Edit> {
    let new = draft.edits().iter().filter(|edit| match edit {
        Edit::Add(new) => !before.contains(new.key.as_str()),
        Edit::Pay(new) => !before.contains(new.key.as_str()),
        _ => false,
    });
    new.collect()
}

/// The two sides of a merge, as the judge sees them.
pub(super) struct Over<'a> {
    pub(super) was: &'a Account,
    pub(super) is: &'a Account,
    pub(super) old_names: &'a Names,
    pub(super) names: &'a Names,
    pub(super) bill: &'a Bill,
    pub(super) newer: bool,
    pub(super) notes: bool,
    pub(super) new_menu: bool,
    pub(super) heirs: Heirs,
    pub(super) wrong: Vec<String>,
}

impl Over<'_> {
    /// What I made and what already stands there is a row like any other: what is left of it are wishes at that row.
    fn known(&self, mut wishes: Wishes) -> Wishes {
        if !self.newer {
            return wishes;
        }
        let mut rows = std::mem::take(&mut wishes.rows);
        for (uid, wish) in &mut rows {
            let stands = wish
                .replaced
                .as_ref()
                .and_then(|new| self.standing(&new.key).map(|row| (new.clone(), row)));
            if let Some((new, row)) = stands {
                *wish = RowWish {
                    removed: self.is.row(*uid).is_some(),
                    ..RowWish::default()
                };
                wishes.rows.insert(row.uid, towards(&new, row));
            }
        }
        for (uid, wish) in rows {
            wishes.rows.entry(uid).or_insert(wish);
        }
        let added = std::mem::take(&mut wishes.added);
        for new in added {
            match self.standing(&new.line.key) {
                Some(row) => {
                    wishes.rows.insert(row.uid, towards(&new.line, row));
                }
                None => wishes.added.push(new),
            }
        }
        let paid = std::mem::take(&mut wishes.paid);
        for (new, removed) in paid {
            let row = self
                .is
                .pays
                .iter()
                .find(|row| row.identity.as_deref() == Some(new.key.as_str()));
            match row {
                Some(row) => {
                    let wish = wishes.pays.entry(row.uid).or_default();
                    wish.amount = Some(new.amount.minor());
                    wish.kind = Some(new.kind);
                }
                None => wishes.paid.push((new, removed)),
            }
        }
        wishes.rows.retain(|_, wish| *wish != RowWish::default());
        wishes
    }

    fn standing(&self, key: &LineKey) -> Option<&Row> {
        let uid = self.names.rows.get(key)?;
        self.is.row(*uid)
    }

    /// The row as it was when the draft was begun.
    pub(super) fn row_then(&self, uid: u64) -> Option<&Row> {
        let was = self.heirs.rows.iter().find(|(_, heir)| **heir == uid);
        self.was.row(was.map_or(uid, |(was, _)| *was))
    }

    /// The payment row as it was.
    pub(super) fn pay_then(&self, uid: u64) -> Option<&Pay> {
        let was = self.heirs.pays.iter().find(|(_, heir)| **heir == uid);
        self.was.pay(was.map_or(uid, |(was, _)| *was))
    }

    pub(super) fn uid_of(&self, place: &Place) -> Option<u64> {
        let Place::Line(key) = place else {
            return None;
        };
        let then = || {
            let uid = self.old_names.rows.get(key)?;
            Some(self.heirs.rows.get(uid).copied().unwrap_or(*uid))
        };
        self.names.rows.get(key).copied().or_else(then)
    }

    /// The row that a conflict is about: what is gone is named as it was, and another may bear that name now.
    pub(super) fn row_in(&self, conflict: &Conflict) -> Option<u64> {
        let then = match &conflict.place {
            Place::Line(key) if conflict.gone => self.old_names.rows.get(key).copied(),
            _ => None,
        };
        then.or_else(|| self.uid_of(&conflict.place))
    }

    pub(super) fn pay_of(&self, place: &Place) -> Option<u64> {
        let Place::Payment(key) = place else {
            return None;
        };
        let then = || {
            let uid = self.old_names.pays.get(key)?;
            Some(self.heirs.pays.get(uid).copied().unwrap_or(*uid))
        };
        // A position mark of before is not the one of now.
        let mark = key.as_str().starts_with('~');
        let now = self.names.pays.get(key).copied();
        if mark {
            then().or(now)
        } else {
            now.or_else(then)
        }
    }
}

/// What makes a row the new line of mine that already stands there.
fn towards(new: &NewLine, row: &Row) -> RowWish {
    let quantity = new.quantity.thousandths();
    let titles = |mut titles: Vec<String>| {
        titles.sort();
        titles
    };
    let mine = titles(new.options.iter().map(|one| one.title.clone()).collect());
    let theirs = titles(row.options.iter().map(|one| one.title.clone()).collect());
    RowWish {
        quantity: (quantity != row.quantity).then_some(quantity),
        note: (new.note.trim() != row.words()).then(|| new.note.clone()),
        discount: (new.discount.minor() != row.discount).then(|| new.discount.minor()),
        options: (mine != theirs).then(|| new.options.clone()),
        ..RowWish::default()
    }
}
