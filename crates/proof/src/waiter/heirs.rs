//! Rows that lost their life-long name: voided and born again under the same id, or on a server that names rows anew on each write.
use crate::judge::wishes::{Names, PayWish, RowWish, Wishes, same_options};
use crate::model::{Account, Opt, Pay, Row, in_proportion};
use adisyon_bill::edit::PaymentKind;
use std::collections::{BTreeMap, BTreeSet};

/// Who took whose place, old name to new name.
#[derive(Clone, Debug, Default)]
pub(super) struct Heirs {
    pub(super) rows: BTreeMap<u64, u64>,
    pub(super) pays: BTreeMap<u64, u64>,
}

impl Heirs {
    /// By the same key, else by the same content, else by the content that was wished for; those with wishes first.
    pub(super) fn new(
        was: &Account,
        is: &Account,
        old_names: &Names,
        names: &Names,
        wishes: &Wishes,
    ) -> Heirs {
        let mut heirs = Heirs::default();
        let mut free: BTreeSet<u64> = is
            .rows
            .iter()
            .map(|row| row.uid)
            .filter(|uid| was.row(*uid).is_none())
            .collect();
        let mut gone: Vec<&Row> = was
            .rows
            .iter()
            .filter(|row| is.row(row.uid).is_none())
            .collect();
        gone.sort_by_key(|row| !wishes.rows.contains_key(&row.uid));
        for row in &gone {
            let key = old_names
                .rows
                .iter()
                .find(|(_, uid)| **uid == row.uid)
                .map(|(key, _)| key);
            let named = key
                .filter(|key| !key.as_str().starts_with('~'))
                .and_then(|key| names.rows.get(key));
            if let Some(uid) = named.filter(|uid| free.remove(uid)) {
                heirs.rows.insert(row.uid, *uid);
            }
        }
        for like in [
            same as fn(&Row, &Row, Option<&RowWish>) -> bool,
            alike,
            landed,
            maybe,
        ] {
            for row in gone.iter().filter(|row| !row.is_cover()) {
                let wish = wishes.rows.get(&row.uid);
                let found = is
                    .rows
                    .iter()
                    .find(|other| free.contains(&other.uid) && like(row, other, wish));
                if let Some(other) = found.filter(|_| !heirs.rows.contains_key(&row.uid)) {
                    free.remove(&other.uid);
                    heirs.rows.insert(row.uid, other.uid);
                }
            }
        }
        heirs.find_pays(was, is, wishes);
        heirs
    }

    fn find_pays(&mut self, was: &Account, is: &Account, wishes: &Wishes) {
        let mut free: BTreeSet<u64> = is
            .pays
            .iter()
            .map(|row| row.uid)
            .filter(|uid| was.pay(*uid).is_none())
            .collect();
        let mut gone: Vec<&Pay> = was
            .pays
            .iter()
            .filter(|row| is.pay(row.uid).is_none())
            .collect();
        gone.sort_by_key(|row| !wishes.pays.contains_key(&row.uid));
        for like in [
            same_pay as fn(&Pay, &Pay, Option<&PayWish>) -> bool,
            landed_pay,
        ] {
            for row in &gone {
                let wish = wishes.pays.get(&row.uid);
                let found = is
                    .pays
                    .iter()
                    .find(|other| free.contains(&other.uid) && like(row, other, wish));
                if let Some(other) = found.filter(|_| !self.pays.contains_key(&row.uid)) {
                    free.remove(&other.uid);
                    self.pays.insert(row.uid, other.uid);
                }
            }
        }
    }

    /// Wishes at those that are gone are wishes at their heirs.
    pub(super) fn take_over(&self, mut wishes: Wishes) -> Wishes {
        let rows = std::mem::take(&mut wishes.rows);
        wishes.rows = rows
            .into_iter()
            .map(|(uid, wish)| (self.rows.get(&uid).copied().unwrap_or(uid), wish))
            .collect();
        let pays = std::mem::take(&mut wishes.pays);
        wishes.pays = pays
            .into_iter()
            .map(|(uid, wish)| (self.pays.get(&uid).copied().unwrap_or(uid), wish))
            .collect();
        wishes
    }
}

fn same(was: &Row, is: &Row, _: Option<&RowWish>) -> bool {
    same_title(was, is) && !touched(was, is, true)
}

fn alike(was: &Row, is: &Row, _: Option<&RowWish>) -> bool {
    same_title(was, is) && !touched(was, is, false)
}

/// One title to whoever reads Turkish: I is the large ı there, and İ the large i.
pub(super) fn same_title(a: &Row, b: &Row) -> bool {
    let small = |row: &Row| {
        let text = row.title.trim().replace('I', "ı").replace('İ', "i");
        // Small letters made by other rules keep the dot of İ as a mark.
        text.to_lowercase().replace("i\u{307}", "i")
    };
    small(a) == small(b)
}

/// What is to be taken off is not taken for gone while anything of its name is there.
fn maybe(was: &Row, is: &Row, wish: Option<&RowWish>) -> bool {
    let off = wish.is_some_and(|wish| wish.removed || wish.replaced.is_some());
    off && same_title(was, is)
}

pub(super) fn landed(was: &Row, is: &Row, wish: Option<&RowWish>) -> bool {
    let Some(wish) = wish.filter(|wish| !wish.removed && wish.replaced.is_none()) else {
        return false;
    };
    let quantity = wish.quantity.unwrap_or(was.quantity);
    let discount = wish
        .discount
        .unwrap_or_else(|| in_proportion(was.discount, was.quantity, quantity));
    is.product == was.product
        && is.quantity == quantity
        && is.discount == discount
        && wish
            .note
            .as_ref()
            .is_none_or(|note| is.words() == note.trim())
        && wish
            .options
            .as_ref()
            .is_none_or(|chosen| same_options(is, chosen))
}

fn same_pay(was: &Pay, is: &Pay, _: Option<&PayWish>) -> bool {
    !paid_otherwise(was, is)
}

fn landed_pay(was: &Pay, is: &Pay, wish: Option<&PayWish>) -> bool {
    let Some(wish) = wish.filter(|wish| !wish.removed) else {
        return false;
    };
    let method = match &wish.kind {
        Some(PaymentKind::Method(id)) => Some(id.as_str()),
        Some(PaymentKind::Discount(_)) => is.method.as_deref(),
        None => was.method.as_deref(),
    };
    is.amount == wish.amount.unwrap_or(was.amount) && is.method.as_deref() == method
}

/// Theirs changed something that a write carries and that we may see.
pub(super) fn touched(was: &Row, is: &Row, notes: bool) -> bool {
    was.quantity != is.quantity
        || was.discount != is.discount
        || was.extra != is.extra
        || was.product != is.product
        || notes && was.words() != is.words()
        || was.timer.is_some() != is.timer.is_some()
        || !was.options_unsaid && other_options(was, is)
}

/// By id where both have one, else by title; what is the very same is no namesake's partner.
fn other_options(was: &Row, is: &Row) -> bool {
    type Same = fn(&Opt, &Opt) -> bool;
    let known: Same = |a, b| match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => a.title == b.title,
    };
    let mut gone: Vec<&Opt> = was.options.iter().collect();
    let mut came: Vec<&Opt> = is.options.iter().collect();
    for same in [|a: &Opt, b: &Opt| a == b, known] {
        gone.retain(|one| {
            let at = came.iter().position(|other| same(one, other));
            at.map(|at| came.remove(at)).is_none()
        });
    }
    !gone.is_empty() || !came.is_empty()
}

pub(super) fn paid_otherwise(was: &Pay, is: &Pay) -> bool {
    was.amount != is.amount
        || was.method != is.method
        || was.title != is.title
        || was.is_discount != is.is_discount
}
