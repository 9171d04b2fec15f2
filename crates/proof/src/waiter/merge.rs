//! The bill changed meanwhile: the draft is brought over by the product, the wishes by the judge's own account of it.
use super::Waiter;
use super::heirs::{Heirs, landed, paid_otherwise, touched};
use crate::desk::Opened;
use crate::judge::compare::Who;
use crate::judge::expect::alters;
use crate::judge::wishes::{Added, Names, RowWish, Wishes};
use crate::model::{Account, Pay, Row};
use crate::script::Answered;
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::line::Chosen;
use adisyon_bill::merge::{Answer, Conflict, Merge, after_save, answered, merge};
use adisyon_bill::plan::Step;
use adisyon_bill::problem::Place;
use adisyon_bill::{Bill, Draft, Edit, LineKey, Money, PaymentKey, ProductId, Quantity};
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
        wishes = desk.heirs.take_over(wishes);
        wishes = desk.known(wishes);
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
        for uid in desk.unasked(&wishes, &outcome.conflicts) {
            wishes.rows.remove(&uid);
        }
        let conflicts = outcome.conflicts.clone();
        let before: BTreeSet<String> = keys(&outcome.draft);
        let draft = answered(
            outcome,
            &given,
            &self.opened.bill,
            &self.catalogue,
            &mut || {
                pool.pop()
                    .unwrap_or_else(|| "ads-00000000000000000000".to_owned())
            },
        );
        for (conflict, (_, answer)) in conflicts.iter().zip(&given) {
            let born = newly(&draft, &before);
            wishes = desk.answered(wishes, conflict, *answer, &born);
        }
        let heirs = desk.heirs.rows.clone();
        // What a line is, said of the line as it was, may have to be said again.
        for (uid, wish) in &mut wishes.rows {
            let said = |edit: &Edit| matches!(edit, Edit::Identify(key, _) if names.rows.get(key) == Some(uid));
            wish.product = wish
                .product
                .take()
                .filter(|_| draft.edits().iter().any(said));
        }
        let mut wrong = desk.wrong;
        if !draft.strays().is_empty() {
            wrong.push(format!("the merged draft has strays: {:?}", draft.strays()));
        }
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

struct Over<'a> {
    was: &'a Account,
    is: &'a Account,
    old_names: &'a Names,
    names: &'a Names,
    bill: &'a Bill,
    newer: bool,
    notes: bool,
    new_menu: bool,
    heirs: Heirs,
    wrong: Vec<String>,
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

    /// What both touched and nobody was asked about. Rows where a new line passes for what was wished are returned.
    fn unasked(&mut self, wishes: &Wishes, conflicts: &[Conflict]) -> Vec<u64> {
        let mut passed = Vec::new();
        for (uid, wish) in &wishes.rows {
            let asked = conflicts
                .iter()
                .any(|one| self.uid_of(&one.place) == Some(*uid));
            let was = self.row_then(*uid);
            // A new line just as mine would be passes for mine.
            let mut newborn = self
                .is
                .rows
                .iter()
                .filter(|row| self.was.row(row.uid).is_none());
            let done = self.was.row(*uid).is_none()
                && was.is_some_and(|was| newborn.any(|row| landed(was, row, Some(wish))));
            let trouble = !done
                && match (was, self.is.row(*uid)) {
                    (Some(was), Some(is)) => touched(was, is, self.notes) && alters(is, wish),
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
                let uid = self.uid_of(&conflict.place);
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

    /// A conflict is real if they changed the row too, or it is gone, or it is mine and was changed since.
    fn is_real(&self, conflict: &Conflict) -> bool {
        match &conflict.place {
            Place::Line(key) => {
                let uid = self.uid_of(&conflict.place);
                match (
                    uid.and_then(|uid| self.row_then(uid)),
                    uid.and_then(|uid| self.is.row(uid)),
                ) {
                    // A page that does not know the product only sees another name.
                    // What is recognised by its content only is not taken off unasked.
                    (Some(was), Some(is)) => {
                        touched(was, is, self.notes)
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

    /// The row as it was when the draft was begun.
    fn row_then(&self, uid: u64) -> Option<&Row> {
        let was = self.heirs.rows.iter().find(|(_, heir)| **heir == uid);
        self.was.row(was.map_or(uid, |(was, _)| *was))
    }

    /// The payment row as it was.
    fn pay_then(&self, uid: u64) -> Option<&Pay> {
        let was = self.heirs.pays.iter().find(|(_, heir)| **heir == uid);
        self.was.pay(was.map_or(uid, |(was, _)| *was))
    }

    fn uid_of(&self, place: &Place) -> Option<u64> {
        let Place::Line(key) = place else {
            return None;
        };
        let then = || {
            let uid = self.old_names.rows.get(key)?;
            Some(self.heirs.rows.get(uid).copied().unwrap_or(*uid))
        };
        self.names.rows.get(key).copied().or_else(then)
    }

    fn pay_of(&self, place: &Place) -> Option<u64> {
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

    /// What is asked for after an answer.
    fn answered(
        &mut self,
        mut wishes: Wishes,
        conflict: &Conflict,
        answer: Answer,
        born: &[&Edit],
    ) -> Wishes {
        match &conflict.place {
            Place::Line(key) => self.line_answered(&mut wishes, key, conflict, answer, born),
            Place::Payment(key) => self.pay_answered(&mut wishes, key, conflict.gone, answer, born),
            _ => self.wrong.push(format!("a conflict nowhere: {conflict:?}")),
        }
        wishes
    }

    fn line_answered(
        &mut self,
        wishes: &mut Wishes,
        key: &LineKey,
        conflict: &Conflict,
        answer: Answer,
        born: &[&Edit],
    ) {
        let gone = conflict.gone;
        let place = Place::Line(key.clone());
        let uid = self.uid_of(&place);
        let unwished = uid.is_none_or(|uid| !wishes.rows.contains_key(&uid));
        if let Some(new) = added(conflict, unwished) {
            return like_mine(wishes, new, gone, answer, born);
        }
        let wish = uid.and_then(|uid| wishes.rows.get(&uid).cloned());
        let mine_alone = wishes.added.iter().position(|new| new.line.key == *key);
        if answer == Answer::Mine && !gone {
            return;
        }
        let wanted = match (&wish, mine_alone) {
            (Some(wish), _) => self.as_line(uid, wish),
            (None, Some(at)) => Some(wishes.added[at].line.clone()),
            (None, None) => None,
        };
        if answer != Answer::Theirs {
            let takes_off = wish.as_ref().is_some_and(|wish| wish.removed);
            let standing = |edit: &&&Edit| matches!(edit, Edit::Add(new) if wanted.as_ref().is_some_and(|wanted| same_line(new, wanted)));
            match born.iter().find(standing) {
                Some(Edit::Add(new)) => {
                    let taken = wishes.added.iter().any(|known| known.line.key == new.key);
                    if !taken {
                        wishes.added.push(Added {
                            line: new.clone(),
                            removed: false,
                        });
                    }
                }
                _ if !gone && !takes_off && !self.sayable(uid) => return,
                _ if takes_off || !self.sayable(uid) => {}
                _ => self
                    .wrong
                    .push(format!("{answer:?} at {key} gave no line of its own")),
            }
        }
        if let Some(uid) = uid {
            wishes.rows.remove(&uid);
        }
        if let Some(at) = mine_alone {
            wishes.added.remove(at);
        }
    }

    /// False where product or options are not known, so that no line of its own can be made of it.
    fn sayable(&self, uid: Option<u64>) -> bool {
        let line = self
            .bill
            .lines
            .iter()
            .find(|line| self.old_names.rows.get(&line.key).copied() == uid);
        line.is_none_or(|line| {
            line.resolution.product().is_some()
                && matches!(
                    line.resolution.options,
                    adisyon_bill::resolve::OptionsFound::All(_)
                )
        })
    }

    /// My side as a line of its own.
    fn as_line(&self, uid: Option<u64>, wish: &RowWish) -> Option<NewLine> {
        if let Some(new) = &wish.replaced {
            return Some(new.clone());
        }
        let uid = uid?;
        let row = self.row_then(uid).or_else(|| self.is.row(uid))?;
        let options = wish.options.clone().unwrap_or_else(|| {
            let option = |option: &crate::model::Opt| Chosen {
                group: String::new(),
                id: option.id.clone(),
                title: option.title.clone(),
            };
            row.options.iter().map(option).collect()
        });
        Some(NewLine {
            key: LineKey::from(""),
            product: ProductId::new(wish.product.as_deref().unwrap_or(&row.product)),
            quantity: Quantity::from_thousandths(wish.quantity.unwrap_or(row.quantity)),
            options,
            // A hidden note cannot be copied.
            note: wish.note.clone().unwrap_or_else(|| {
                if self.notes {
                    row.words().to_owned()
                } else {
                    String::new()
                }
            }),
            discount: Money::from_minor(wish.discount_of(row.discount, row.quantity)),
        })
    }

    fn pay_answered(
        &mut self,
        wishes: &mut Wishes,
        key: &PaymentKey,
        gone: bool,
        answer: Answer,
        born: &[&Edit],
    ) {
        let place = Place::Payment(key.clone());
        let Some(uid) = self.pay_of(&place) else {
            return self
                .wrong
                .push(format!("a conflict at a payment that never was: {key}"));
        };
        if answer == Answer::Mine && !gone {
            return;
        }
        let Some(wish) = wishes.pays.remove(&uid) else {
            return;
        };
        let row = self.pay_then(uid).or_else(|| self.is.pay(uid));
        let kind = wish.kind.clone().or_else(|| row.and_then(kind_of));
        if answer == Answer::Theirs || wish.removed {
            return;
        }
        let amount = wish.amount.or(row.map(|row| row.amount)).unwrap_or(0);
        let standing = born.iter().find_map(|edit| match edit {
            Edit::Pay(new) if new.amount.minor() == amount && Some(&new.kind) == kind.as_ref() => {
                Some(new)
            }
            _ => None,
        });
        match standing {
            Some(new) => {
                let taken = wishes
                    .paid
                    .iter()
                    .any(|(known, _): &(NewPayment, bool)| known.key == new.key);
                if !taken {
                    wishes.paid.push((new.clone(), false));
                }
            }
            // Bound to no method: it stays as it is, with mine on top.
            None if kind.is_none() && !gone => {
                wishes.pays.insert(uid, wish);
            }
            None if kind.is_none() => {}
            None => self
                .wrong
                .push(format!("{answer:?} at {key} gave no payment of its own")),
        }
    }
}

/// The new line that a conflict is about, where servers show no ids.
fn added(conflict: &Conflict, unwished: bool) -> Option<&NewLine> {
    conflict.mine.iter().find_map(|edit| match edit {
        Edit::Add(new) => Some(new),
        // It was written, though nobody said so.
        Edit::Replace(_, new) if unwished => Some(new),
        _ => None,
    })
}

/// A line just like mine stands there: mine comes beside it only if I say so.
fn like_mine(wishes: &mut Wishes, new: &NewLine, gone: bool, answer: Answer, born: &[&Edit]) {
    wishes.added.retain(|known| known.line.key != new.key);
    let stands = match answer {
        Answer::Theirs => None,
        Answer::Mine if !gone => Some(new.clone()),
        Answer::Mine | Answer::Both => born.iter().find_map(|edit| match edit {
            Edit::Add(other) if same_line(other, new) => Some(other.clone()),
            _ => None,
        }),
    };
    wishes.added.extend(stands.map(|line| Added {
        line,
        removed: false,
    }));
}

fn kind_of(row: &Pay) -> Option<PaymentKind> {
    if row.is_discount {
        return Some(PaymentKind::Discount(row.title.clone()));
    }
    row.method
        .as_deref()
        .map(|id| PaymentKind::Method(id.into()))
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

fn pay_alters(row: &Pay, wish: &crate::judge::wishes::PayWish) -> bool {
    wish.removed
        || wish.amount.is_some_and(|amount| amount != row.amount)
        || wish.kind.is_some() && wish.kind != kind_of(row)
}

/// A row without an identity is another row after every write; its twin stands for it.
fn twin(was: &Pay, is: &Account) -> bool {
    is.pays.iter().any(|row| !paid_otherwise(was, row))
}

fn same_line(new: &NewLine, wanted: &NewLine) -> bool {
    let titles = |options: &[Chosen]| {
        let mut titles: Vec<String> = options.iter().map(|one| one.title.clone()).collect();
        titles.sort();
        titles.dedup();
        titles
    };
    new.product == wanted.product
        && new.quantity == wanted.quantity
        && new.note.trim() == wanted.note.trim()
        && new.discount == wanted.discount
        && titles(&new.options) == titles(&wanted.options)
}
