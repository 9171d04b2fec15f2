//! Dividing the balance at the desk: which parts, what pays them, and that they are still there when the bill is opened again.
use super::drawer::storage;
use super::kept_parts;
use super::run::Desk;
use super::shows::Phase;
use super::state::Editing;
use adisyon_bill::edit::{NewPayment, PaymentKind};
use adisyon_bill::parts::{Part, Parts, Piece, Row};
use adisyon_bill::{Edit, Money, PaymentKey};
use leptos::prelude::*;

/// The bill as its division sees it.
#[derive(Clone, Default)]
pub struct Divided {
    /// The lines that stand, with their titles.
    pub pieces: Vec<Piece>,
    /// Their titles.
    pub titles: Vec<String>,
    /// The payments that stand.
    pub rows: Vec<Row>,
    /// What is left to pay.
    pub remaining: Money,
}

impl Desk {
    /// Adds a payment.
    pub fn pay(self, kind: PaymentKind, amount: Money) -> PaymentKey {
        let key = self.fresh_payment();
        self.edit(Edit::Pay(NewPayment {
            key: key.clone(),
            kind,
            amount,
        }));
        key
    }

    /// Pays a part of which so much is due; less leaves the rest to the same part. A part that does not exist yet is what no other
    /// takes.
    pub fn pay_part(self, (part, due): (usize, Money), kind: PaymentKind, amount: Money) {
        let divided = self.divided();
        let key = self.pay(kind, amount);
        self.change_parts(|parts| {
            if part >= parts.list.len() {
                parts.take_rest(&divided.pieces, due);
            }
            match amount < due {
                true => parts.pay_some(part, key),
                false => parts.pay(part, key),
            }
        });
    }

    /// Divides the balance so, or no more.
    pub fn divide(self, parts: Option<Parts>) {
        self.parts.set(parts);
        self.keep_parts();
    }

    /// Changes the division.
    pub fn change_parts(self, change: impl FnOnce(&mut Parts)) {
        self.parts.update(|parts| {
            if let Some(parts) = parts {
                change(parts);
            }
        });
        self.keep_parts();
    }

    /// Back to the bill in one piece: what was paid for parts and is not saved yet is taken off again.
    pub fn unite(self) {
        if !self.may_edit() {
            return;
        }
        let parts = self.parts.get_untracked().unwrap_or_default();
        let keys = |part: Part| part.some.into_iter().chain(part.paid);
        for key in parts.list.into_iter().flat_map(keys) {
            let is_draft =
                self.with_state(|state| state.editing().is_some_and(|all| is_new(all, &key)));
            if is_draft == Some(true) {
                self.edit(Edit::Unpay(key));
            }
        }
        self.divide(None);
    }

    /// What there is to divide now.
    pub fn divided(self) -> Divided {
        let seen = self.with_state(|state| state.editing().map(divided));
        seen.flatten().unwrap_or_default()
    }

    /// Finds the parts of an earlier visit, once bill and session are here.
    pub fn find_parts(self) {
        if self.parts.with_untracked(Option::is_some) {
            return;
        }
        let found = self.with_bill(|name, editing| {
            let text = storage()?.get_item(name).ok().flatten()?;
            kept_parts::read(&text, editing.base(), crate::clock::now())
        });
        if let Some(parts) = found.flatten() {
            self.parts.set(Some(parts));
        }
    }

    /// Ends the division when everything is paid and saved, as long as the screen stands.
    pub fn watch_parts(self) {
        let is_settled = Memo::new(move |_| {
            let bar = self.shows.bar;
            bar.with(|bar| {
                bar.as_ref()
                    .is_some_and(|bar| bar.remaining <= Money::ZERO && bar.changes.is_empty())
            })
        });
        // The session may be here before the bill.
        Effect::new(move || {
            if self.shows.phase.with(|phase| *phase == Phase::Bill) {
                self.find_parts();
            }
        });
        // Settled while it was divided, or found so with the parts of an earlier visit.
        Effect::new(move || {
            if is_settled.get() && self.parts.with(Option::is_some) {
                self.divide(None);
            }
        });
    }

    fn keep_parts(self) {
        let parts = self.parts.get_untracked();
        self.with_bill(|name, editing| {
            let storage = storage()?;
            // A full or forbidden storage keeps the division on screen alone.
            match parts {
                Some(parts) => {
                    let text = kept_parts::write(&parts, editing.base(), crate::clock::now());
                    storage.set_item(name, &text).ok()
                }
                None => storage.remove_item(name).ok(),
            }
        });
    }

    fn with_bill<T>(self, act: impl FnOnce(&str, &Editing) -> T) -> Option<T> {
        self.with_state(|state| {
            let setting = state.setting();
            let session = setting.session.as_ref()?;
            let name = kept_parts::name(&session.draft_space, &setting.bill);
            state.editing().map(|editing| act(&name, editing))
        })
        .flatten()
    }
}

fn divided(editing: &Editing) -> Divided {
    let mut seen = Divided {
        remaining: editing.totals.remaining,
        ..Divided::default()
    };
    for line in editing.working.lines.iter().filter(|line| !line.removed) {
        seen.titles.push(line.title.clone());
        seen.pieces.push(Piece {
            key: line.key.clone(),
            quantity: line.quantity,
            amount: line.amount,
        });
    }
    let rows = editing.working.payments.iter().filter(|row| !row.removed);
    seen.rows = rows.map(|row| (row.key.clone(), row.amount)).collect();
    seen
}

/// True for a payment that only the draft has.
fn is_new(editing: &Editing, key: &PaymentKey) -> bool {
    let row = editing.working.payments.iter().find(|row| row.key == *key);
    row.is_some_and(|row| row.base.is_none())
}
