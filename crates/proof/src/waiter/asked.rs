//! Whether everybody was asked who had to be, and nobody else.
use super::heirs::{landed, paid_otherwise, touched};
use super::merge::Over;
use super::unclear::has;
use crate::judge::expect::alters;
use crate::judge::wishes::{RowWish, Wishes, kind_of};
use crate::model::{Account, Pay, Row};
use adisyon_bill::line::Chosen;
use adisyon_bill::merge::Conflict;
use adisyon_bill::problem::Place;

impl Over<'_> {
    /// What both touched and nobody was asked about. Rows where a new line passes for what was wished are returned.
    pub(super) fn unasked(&mut self, wishes: &Wishes, conflicts: &[Conflict]) -> Vec<u64> {
        let mut passed = Vec::new();
        for (uid, wish) in &wishes.rows {
            let asked = conflicts.iter().any(|one| self.row_in(one) == Some(*uid));
            let was = self.row_then(*uid);
            let wish = &seen_from_the_page(was, wish);
            // A new line just as mine would be passes for mine.
            let mut newborn = self
                .is
                .rows
                .iter()
                .filter(|row| self.was.row(row.uid).is_none());
            let lives_on = self.was.row(*uid).is_some() && self.is.row(*uid).is_some();
            let done =
                !lives_on && was.is_some_and(|was| newborn.any(|row| landed(was, row, Some(wish))));
            let trouble = !done
                && match (was, self.is.row(*uid)) {
                    (Some(was), Some(is)) => {
                        touched(was, is, self.notes)
                            && alters(is, wish)
                            && !has(is, wish, self.notes)
                    }
                    // Voided and born again where servers know no identities, the rows are others.
                    (Some(was), None) => !wish.removed && alters(was, wish),
                    _ => false,
                };
            if done && !asked {
                passed.push(*uid);
            }
            if trouble && !asked {
                let is = self.is.row(*uid);
                self.wrong.push(format!("row {uid}: both touched it and nobody was asked; {wish:?} was {was:?}, is {is:?}"));
            }
        }
        for (uid, wish) in &wishes.pays {
            let asked = conflicts
                .iter()
                .any(|one| self.pay_of(&one.place) == Some(*uid));
            let (was, is) = (self.pay_then(*uid), self.is.pay(*uid));
            let trouble = match (was, is) {
                (Some(was), Some(is)) => paid_otherwise(was, is) && pay_alters(is, wish),
                (Some(was), None) => !wish.removed && pay_alters(was, wish) && !twin(was, self.is),
                _ => false,
            };
            if trouble && !asked {
                self.wrong.push(format!(
                    "payment {uid}: both touched it and nobody was asked"
                ));
            }
        }
        for conflict in conflicts {
            // Another menu makes other products of the same lines.
            if !self.new_menu && !self.is_real(conflict) {
                let uid = self.row_in(conflict);
                let (was, is) = (
                    uid.and_then(|uid| self.row_then(uid)),
                    uid.and_then(|uid| self.is.row(uid)),
                );
                self.wrong.push(format!(
                    "asked without a reason: {conflict:?}; was {was:?}, is {is:?}"
                ));
            }
        }
        passed
    }

    /// True if another row bore the same id: which of them was changed cannot be told.
    fn shares_its_id(&self, uid: u64) -> bool {
        let id = self.row_then(uid).map(|row| &row.id);
        let alike = |row: &&Row| Some(&row.id) == id;
        self.was.rows.iter().filter(alike).count() > 1
    }

    /// A conflict is real if they changed the row too, or it is gone, or it is mine and was changed since.
    fn is_real(&self, conflict: &Conflict) -> bool {
        match &conflict.place {
            Place::Line(key) => {
                // Of two rows under one id, the key may stand for another one than before.
                let (then, now) = (self.old_names.rows.get(key), self.names.rows.get(key));
                if then.is_some() && now.is_some() && then != now {
                    return true;
                }
                let uid = self.row_in(conflict);
                if uid.is_some_and(|uid| self.shares_its_id(uid)) {
                    return true;
                }
                match (
                    uid.and_then(|uid| self.row_then(uid)),
                    uid.and_then(|uid| self.is.row(uid)),
                ) {
                    // A page that does not know the product only sees another name.
                    // What is recognised by its content only is not taken off unasked.
                    (Some(was), Some(is)) => {
                        touched(was, is, self.notes)
                            || prices(was) != prices(is)
                            || was.title != is.title
                            || was.uid != is.uid
                            || was.options_unsaid != is.options_unsaid
                    }
                    (Some(_), None) | (None, Some(_)) => true,
                    // Mine was voided again, or stands there under a name of the platform's.
                    (None, None) => {
                        !self.newer || self.is.voids.iter().any(|void| void.row.id == key.as_str())
                    }
                }
            }
            Place::Payment(_) => {
                let uid = self.pay_of(&conflict.place);
                match (
                    uid.and_then(|uid| self.pay_then(uid)),
                    uid.and_then(|uid| self.is.pay(uid)),
                ) {
                    (Some(was), Some(is)) => paid_otherwise(was, is),
                    (Some(_), None) | (None, Some(_)) => true,
                    (None, None) => false,
                }
            }
            _ => false,
        }
    }
}

/// What a row's options cost, in order: a namesake at another price is another choice.
fn prices(row: &Row) -> Vec<i64> {
    let mut prices: Vec<i64> = row.options.iter().map(|option| option.price).collect();
    prices.sort_unstable();
    prices
}

/// Options that the page could not tell from those that are there are no wish to it.
pub(super) fn seen_from_the_page(was: Option<&Row>, wish: &RowWish) -> RowWish {
    let sorted = |mut titles: Vec<String>| {
        titles.sort();
        titles
    };
    let is_same = |chosen: &Vec<Chosen>| {
        let mine = sorted(chosen.iter().map(|one| one.title.clone()).collect());
        was.is_some_and(|row| {
            let theirs = row.options.iter().map(|one| one.title.clone()).collect();
            row.options_unsaid || sorted(theirs) == mine
        })
    };
    RowWish {
        options: wish.options.clone().filter(|chosen| !is_same(chosen)),
        ..wish.clone()
    }
}

fn pay_alters(row: &Pay, wish: &crate::judge::wishes::PayWish) -> bool {
    wish.removed
        || wish.amount.is_some_and(|amount| amount != row.amount)
        || wish.kind.is_some() && wish.kind != kind_of(row)
}

/// A row without an identity is another row after every write; its twin stands for it.
fn twin(was: &Pay, is: &Account) -> bool {
    is.pays.iter().any(|row| !paid_otherwise(was, row))
}
