//! Merges in which nobody can tell which row is which: rows without lasting names that went while others of their title came, as after
//! every write on a server that knows no identities. What is asked for from then on is what the merged draft shows the waiter; of what
//! was asked for before, nothing may have vanished without a trace.
use super::asked::seen_from_the_page;
use super::heirs::{landed, same_title};
use super::merge::Over;
use crate::judge::compare::{Accepted, Who};
use crate::judge::wishes::{Names, RowWish, Wishes};
use crate::model::{Account, Row};
use adisyon_bill::line::Chosen;
use adisyon_bill::merge::Conflict;
use adisyon_bill::problem::Place;
use adisyon_bill::{Draft, Edit};
use std::collections::BTreeSet;

impl Over<'_> {
    /// True if a row that is gone, or one that the draft makes, might be one that came.
    pub(super) fn is_unclear(&self, mine: &Draft) -> bool {
        let came: Vec<&Row> = self.came();
        let gone = |row: &&Row| !row.is_cover() && self.is.row(row.uid).is_none();
        let mut gone = self.was.rows.iter().filter(gone);
        let rows = gone.any(|row| came.iter().any(|other| may_be_heir(row, other)));
        let made = mine.edits().iter().any(|edit| match edit {
            Edit::Add(new) | Edit::Replace(_, new) => {
                let alike = |row: &&Row| row.product == new.product.as_str();
                !self.newer && came.iter().any(alike)
            }
            _ => false,
        });
        let paid_away = self
            .was
            .pays
            .iter()
            .any(|row| self.is.pay(row.uid).is_none());
        let paid_anew = self
            .is
            .pays
            .iter()
            .any(|row| self.was.pay(row.uid).is_none());
        let paid = match self.newer {
            true => paid_away && paid_anew,
            false => paid_away || paid_anew,
        };
        rows || made || paid
    }

    /// Everything asked for is in the draft, or asked about, or there already.
    pub(super) fn nothing_vanished(
        &mut self,
        wishes: &Wishes,
        conflicts: &[Conflict],
        draft: &Draft,
    ) {
        for (uid, wish) in &wishes.rows {
            let Some(was) = self.was.row(*uid) else {
                continue;
            };
            let wish = &seen_from_the_page(Some(was), wish);
            if wish.is_idle() {
                continue;
            }
            let asked = conflicts.iter().any(|one| self.is_about(&one.place, was));
            let edited = draft
                .edits()
                .iter()
                .any(|edit| self.is_about(&edit.place(), was));
            if !asked && !edited && !self.is_so(was, wish, wishes) {
                let says = format!("row {uid} {}: {wish:?} vanished in a merge", was.title);
                self.wrong.push(says);
            }
        }
        for new in &wishes.added {
            let product = new.line.product.as_str();
            let is =
                |edit: &Edit| matches!(edit, Edit::Add(other) if other.product == new.line.product);
            let in_draft = draft.edits().iter().any(is);
            let asked = conflicts.iter().any(|one| {
                one.mine.iter().any(is) || one.place == Place::Line(new.line.key.clone())
            });
            let there = self.came().iter().any(|row| row.product == product);
            if !in_draft && !asked && !there {
                self.wrong
                    .push(format!("the new {product} vanished in a merge"));
            }
        }
        for (new, _) in &wishes.paid {
            let is = |edit: &Edit| matches!(edit, Edit::Pay(other) if other.amount == new.amount);
            let in_draft = draft.edits().iter().any(is);
            let asked = conflicts
                .iter()
                .any(|one| matches!(one.place, Place::Payment(_)));
            let there = self
                .is
                .pays
                .iter()
                .any(|row| row.amount == new.amount.minor());
            if !in_draft && !asked && !there {
                self.wrong.push(format!(
                    "the payment of {} vanished in a merge",
                    new.amount.minor()
                ));
            }
        }
    }

    fn came(&self) -> Vec<&Row> {
        let came = |row: &&Row| !row.is_cover() && self.was.row(row.uid).is_none();
        self.is.rows.iter().filter(came).collect()
    }

    /// True if the place is this row, or one that may be its heir.
    fn is_about(&self, place: &Place, was: &Row) -> bool {
        let Place::Line(key) = place else {
            return false;
        };
        let then = self
            .old_names
            .rows
            .get(key)
            .and_then(|uid| self.was.row(*uid));
        let now = self.names.rows.get(key).and_then(|uid| self.is.row(*uid));
        then.or(now).is_some_and(|row| may_be_heir(was, row))
            || now.is_some_and(|row| may_be_heir(was, row))
    }

    /// True if it looks as wished already.
    fn is_so(&self, was: &Row, wish: &RowWish, wishes: &Wishes) -> bool {
        let alike = |account: &Account| {
            account
                .rows
                .iter()
                .filter(|row| may_be_heir(was, row))
                .count()
        };
        let came = self.came();
        // Under a declared name it is a new line; where no names are shown, one like mine passes for mine.
        let replaced = wishes
            .rows
            .values()
            .filter_map(|wish| wish.replaced.as_ref());
        let made: Vec<_> = replaced
            .chain(wishes.added.iter().map(|new| &new.line))
            .collect();
        let may_be = |row: &Row| match self.newer {
            true => row.identity.is_none(),
            false => !made.iter().any(|new| new.product.as_str() == row.product),
        };
        let mut heirs: Vec<&Row> = came
            .iter()
            .copied()
            .filter(|row| may_be_heir(was, row) && may_be(row))
            .collect();
        // Rows that are not to go have heirs, too: those that are what they should be, whatever a write called them (C:G.4), and
        // where servers name rows anew any one of their title.
        let off = |row: &Row| {
            wishes
                .rows
                .get(&row.uid)
                .is_some_and(|wish| wish.removed || wish.replaced.is_some())
        };
        let stay = self.was.rows.iter();
        let stay =
            stay.filter(|row| !row.is_cover() && self.is.row(row.uid).is_none() && !off(row));
        let mut without = Vec::new();
        for row in stay {
            let wish = wishes.rows.get(&row.uid);
            match heirs.iter().position(|heir| is_heir(row, wish, heir)) {
                Some(at) => drop(heirs.remove(at)),
                None => without.push(row),
            }
        }
        let namesakes = without
            .into_iter()
            .filter(|row| same_title(row, was))
            .count();
        let still = heirs.len() > if self.newer { 0 } else { namesakes };
        let gone = self.is.row(was.uid).is_none() && !still;
        let fewer = gone || alike(self.is) < alike(self.was);
        let has = |row: &Row| has(row, wish, self.notes);
        match &wish.replaced {
            _ if wish.removed => fewer,
            Some(new) => fewer || came.iter().any(|row| row.product == new.product.as_str()),
            None if self.is.row(was.uid).is_some_and(has) => true,
            None => came.iter().any(|row| {
                let product = wish.product.as_deref().unwrap_or(&was.product);
                (same_title(row, was) || row.product == product) && has(row)
            }),
        }
    }
}

impl Wishes {
    /// What a draft shows.
    pub(super) fn of(draft: &Draft, names: &Names) -> Wishes {
        let mut wishes = Wishes::default();
        draft
            .edits()
            .iter()
            .for_each(|edit| wishes.apply(edit, names));
        wishes
    }
}

/// What stays accepted.
pub(super) fn accepted_in(draft: &Draft, names: &Names, now: &Account) -> Accepted {
    let accepted = draft.edits().iter().filter_map(|edit| match edit {
        Edit::Accept(Place::Line(key), loss) => {
            let uid = names.rows.get(key);
            let who = uid.map_or_else(|| Who::New(key.as_str().to_owned()), |uid| Who::Row(*uid));
            let shown = uid.and_then(|uid| now.row(*uid)).cloned();
            Some(((who, *loss), shown))
        }
        Edit::Accept(_, loss) => Some(((Who::Totals, *loss), None)),
        _ => None,
    });
    accepted.collect()
}

/// True if the row is in each of the wished fields as wished.
pub(super) fn has(row: &Row, wish: &RowWish, notes: bool) -> bool {
    let titles = |chosen: &Vec<Chosen>| {
        let mut is: Vec<&str> = row.options.iter().map(|one| one.title.as_str()).collect();
        let mut wished: Vec<&str> = chosen.iter().map(|one| one.title.as_str()).collect();
        is.sort_unstable();
        wished.sort_unstable();
        is.dedup();
        wished.dedup();
        is == wished
    };
    wish.quantity
        .is_none_or(|quantity| quantity == row.quantity)
        && wish
            .discount
            .is_none_or(|discount| discount == row.discount)
        && wish
            .note
            .as_ref()
            .is_none_or(|note| notes && note.trim() == row.words())
        && wish.options.as_ref().is_none_or(titles)
}

/// True if the second may be what a write made of the first: of its title, or of its product under the title of today.
fn may_be_heir(was: &Row, is: &Row) -> bool {
    same_title(was, is) || was.product == is.product
}

/// True if this is what a write makes of a row that stays: as it was, or as it is wished.
fn is_heir(was: &Row, wish: Option<&RowWish>, is: &Row) -> bool {
    let titles = |row: &Row| {
        let titles: BTreeSet<String> = row.options.iter().map(|one| one.title.clone()).collect();
        titles
    };
    let as_it_was = was.product == is.product
        && was.quantity == is.quantity
        && was.discount == is.discount
        && was.words() == is.words()
        && titles(was) == titles(is);
    as_it_was || {
        let wish = wish.cloned().unwrap_or_default();
        let unwished = wish.options.is_none() && titles(was) != titles(is)
            || wish.note.is_none() && was.words() != is.words();
        landed(was, is, Some(&wish)) && !unwished
    }
}
