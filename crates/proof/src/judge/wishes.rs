//! What a waiter asked for, kept beside the draft and independently of it: rows by their life-long names, new ones by their keys.
use crate::model::{Account, Pay, Row, in_proportion};
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::line::Chosen;
use adisyon_bill::{Edit, LineKey, PaymentKey, Quantity};
use std::collections::{BTreeMap, HashMap};

/// What is asked of one row that is on the account.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RowWish {
    /// Off.
    pub removed: bool,
    /// This one in its place.
    pub replaced: Option<NewLine>,
    /// Thousandths.
    pub quantity: Option<i64>,
    /// Note.
    pub note: Option<String>,
    /// Discount, as a person set it.
    pub discount: Option<i64>,
    /// Choices.
    pub options: Option<Vec<Chosen>>,
    /// Which product a person said it is.
    pub product: Option<String>,
}

impl RowWish {
    /// True if it asks for nothing that a write carries.
    pub fn is_idle(&self) -> bool {
        *self
            == RowWish {
                product: self.product.clone(),
                ..RowWish::default()
            }
    }

    fn settle(&mut self, row: &Row, notes: bool) {
        let follows = in_proportion(
            row.discount,
            row.quantity,
            self.quantity.unwrap_or(row.quantity),
        );
        self.discount = self.discount.filter(|discount| *discount != follows);
        self.quantity = self.quantity.filter(|quantity| *quantity != row.quantity);
        // A note that is hidden, and options that are not said, may be anything to the page.
        self.note = self
            .note
            .take()
            .filter(|note| !notes || note.trim() != row.words());
        self.options = self
            .options
            .take()
            .filter(|chosen| row.options_unsaid || !same_options(row, chosen));
    }

    /// The discount that follows: set, or in proportion to the quantity.
    pub fn discount_of(&self, discount: i64, quantity: i64) -> i64 {
        let follows = in_proportion(discount, quantity, self.quantity.unwrap_or(quantity));
        self.discount.unwrap_or(follows)
    }
}

/// True if the row has these very choices.
pub fn same_options(row: &Row, chosen: &[Chosen]) -> bool {
    let mut was: Vec<(&str, Option<&str>)> = row
        .options
        .iter()
        .map(|option| (option.title.as_str(), option.id.as_deref()))
        .collect();
    let mut is: Vec<(&str, Option<&str>)> = chosen
        .iter()
        .map(|one| (one.title.as_str(), one.id.as_deref()))
        .collect();
    was.sort_unstable();
    is.sort_unstable();
    was == is
}

/// What is asked of one payment row that is on the account.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PayWish {
    /// Off.
    pub removed: bool,
    /// Minor units.
    pub amount: Option<i64>,
    /// Method or discount title.
    pub kind: Option<PaymentKind>,
}

/// How a row is paid; none where it is bound to no method.
pub fn kind_of(row: &Pay) -> Option<PaymentKind> {
    if row.is_discount {
        return Some(PaymentKind::Discount(row.title.clone()));
    }
    let method = row.method.as_deref();
    method.map(|id| PaymentKind::Method(id.into()))
}

/// A new line that may have been replaced or taken off again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// As it should be.
    pub line: NewLine,
    /// Taken off again.
    pub removed: bool,
}

/// Everything that one waiter asks for and did not get yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    /// Of rows.
    pub rows: BTreeMap<u64, RowWish>,
    /// New lines in order of adding.
    pub added: Vec<Added>,
    /// Of payment rows.
    pub pays: BTreeMap<u64, PayWish>,
    /// New payment rows.
    pub paid: Vec<(NewPayment, bool)>,
}

/// Which row a page's key stands for.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Lines.
    pub rows: HashMap<LineKey, u64>,
    /// Payment rows.
    pub pays: HashMap<PaymentKey, u64>,
}

impl Names {
    /// A page's lines and rows stand in the account's order.
    pub fn of(bill: &adisyon_bill::Bill, account: &Account) -> Result<Names, String> {
        let rows = bill.payments.rows();
        let hidden = rows.is_empty() && !account.pays.is_empty();
        if bill.lines.len() != account.rows.len() || rows.len() != account.pays.len() && !hidden {
            return Err(format!(
                "the page shows {} lines and {} payments, the platform holds {} and {}",
                bill.lines.len(),
                rows.len(),
                account.rows.len(),
                account.pays.len()
            ));
        }
        let lines = bill.lines.iter().zip(&account.rows);
        let pays = rows.iter().zip(&account.pays);
        Ok(Names {
            rows: lines
                .map(|(line, row)| (line.key.clone(), row.uid))
                .collect(),
            pays: pays
                .map(|(line, row)| (line.key.clone(), row.uid))
                .collect(),
        })
    }
}

impl Wishes {
    /// Takes one edit in. The waiters only make edits that name what stands there.
    pub fn apply(&mut self, edit: &Edit, names: &Names) {
        match edit {
            Edit::Quantity(key, Quantity::ZERO) | Edit::Remove(key) => self.line(
                key,
                names,
                |row| row.removed = true,
                |new| new.removed = true,
            ),
            Edit::Quantity(key, quantity) => self.line(
                key,
                names,
                |row| {
                    row.quantity = Some(quantity.thousandths());
                    row.removed = false;
                },
                |new| {
                    new.line.quantity = *quantity;
                    new.removed = false;
                },
            ),
            Edit::Restore(key) => self.line(
                key,
                names,
                |row| {
                    row.removed = false;
                    row.replaced = None;
                },
                |new| new.removed = false,
            ),
            Edit::Note(key, text) => self.line(
                key,
                names,
                |row| row.note = Some(text.clone()),
                |new| new.line.note = text.clone(),
            ),
            Edit::Discount(key, amount) => self.line(
                key,
                names,
                |row| row.discount = Some(amount.minor()),
                |new| new.line.discount = *amount,
            ),
            // A reason is no wish about the bill: it goes along where it can.
            Edit::Reason(..) => {}
            Edit::Options(key, chosen) => self.line(
                key,
                names,
                |row| row.options = Some(chosen.clone()),
                |new| new.line.options = chosen.clone(),
            ),
            Edit::Identify(key, product) => self.line(
                key,
                names,
                |row| row.product = Some(product.as_str().to_owned()),
                |new| new.line.product = product.clone(),
            ),
            Edit::Replace(key, line) => self.line(
                key,
                names,
                |row| row.replaced = Some(line.clone()),
                |new| new.line = line.clone(),
            ),
            Edit::Add(line) => self.added.push(Added {
                line: line.clone(),
                removed: false,
            }),
            Edit::Accept(..) => {}
            Edit::Pay(row) => self.paid.push((row.clone(), false)),
            Edit::Amount(key, amount) => self.pay(
                key,
                names,
                |row| row.amount = Some(amount.minor()),
                |new| new.0.amount = *amount,
            ),
            Edit::Kind(key, kind) => self.pay(
                key,
                names,
                |row| row.kind = Some(kind.clone()),
                |new| new.0.kind = kind.clone(),
            ),
            Edit::Unpay(key) => self.pay(key, names, |row| row.removed = true, |new| new.1 = true),
            Edit::Repay(key) => {
                self.pay(key, names, |row| row.removed = false, |new| new.1 = false)
            }
        }
    }

    fn line(
        &mut self,
        key: &LineKey,
        names: &Names,
        on_row: impl FnOnce(&mut RowWish),
        on_new: impl FnOnce(&mut Added),
    ) {
        if let Some(new) = self.added.iter_mut().find(|new| new.line.key == *key) {
            return on_new(new);
        }
        // A replacement that is edited on: its own fields change.
        let stands_in =
            |wish: &&mut RowWish| wish.replaced.as_ref().is_some_and(|new| new.key == *key);
        if let Some(wish) = self.rows.values_mut().find(stands_in) {
            let mut new = Added {
                line: wish
                    .replaced
                    .clone()
                    .unwrap_or_else(|| unreachable!("just found")),
                removed: wish.removed,
            };
            on_new(&mut new);
            wish.replaced = Some(new.line);
            wish.removed = new.removed;
            return;
        }
        if let Some(uid) = names.rows.get(key) {
            on_row(self.rows.entry(*uid).or_default());
        }
    }

    fn pay(
        &mut self,
        key: &PaymentKey,
        names: &Names,
        on_row: impl FnOnce(&mut PayWish),
        on_new: impl FnOnce(&mut (NewPayment, bool)),
    ) {
        if let Some(new) = self.paid.iter_mut().find(|new| new.0.key == *key) {
            on_new(new);
        } else if let Some(uid) = names.pays.get(key) {
            on_row(self.pays.entry(*uid).or_default());
        }
    }

    /// Forgets what is settled in itself, as any bringing over to another bill does: fields of what is taken off, and what is so already.
    /// `notes` tells whether notes are shown.
    pub fn settle(&mut self, base: &Account, notes: bool) {
        for (uid, wish) in &mut self.rows {
            if let Some(row) = base.row(*uid) {
                wish.settle(row, notes);
            }
        }
        for (uid, wish) in &mut self.pays {
            if let Some(row) = base.pay(*uid) {
                wish.amount = wish.amount.filter(|amount| *amount != row.amount);
                wish.kind = wish
                    .kind
                    .take()
                    .filter(|kind| Some(kind) != kind_of(row).as_ref());
            }
        }
        self.added.retain(|new| !new.removed);
        self.paid.retain(|(_, removed)| !removed);
        for wish in self.rows.values_mut().filter(|wish| wish.removed) {
            *wish = RowWish {
                removed: true,
                ..RowWish::default()
            };
        }
        for wish in self
            .rows
            .values_mut()
            .filter(|wish| wish.replaced.is_some())
        {
            *wish = RowWish {
                replaced: wish.replaced.take(),
                ..RowWish::default()
            };
        }
        for wish in self.pays.values_mut().filter(|wish| wish.removed) {
            *wish = PayWish {
                removed: true,
                ..PayWish::default()
            };
        }
        self.rows.retain(|_, wish| *wish != RowWish::default());
        self.pays.retain(|_, wish| *wish != PayWish::default());
    }
}
