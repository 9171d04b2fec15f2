//! Building seeded accounts from the seeded catalogue.

use crate::money::{Money, Quantity};
use crate::restaurant::account::{Account, Chosen, Item, Kind, Line, Payment};
use crate::restaurant::catalogue::Product;
use crate::rng::Rng;
use serde_json::Value;

/// Looks up products, draws ids and dates.
pub struct Maker<'a> {
    products: &'a [Product],
    rng: Rng,
    /// The time of seeding, epoch milliseconds.
    pub now: u64,
    doc_no: u64,
}

impl<'a> Maker<'a> {
    /// A maker over a catalogue.
    pub fn new(products: &'a [Product], rng: Rng, now: u64) -> Self {
        Self {
            products,
            rng,
            now,
            doc_no: 40,
        }
    }

    /// An open account of `minutes` ago with a number and an identity of its own.
    pub fn account(&mut self, kind: Kind, id: &str, minutes: u64) -> Account {
        self.doc_no += 1;
        let mut account = Account::new(kind, id, self.now.saturating_sub(minutes * 60_000));
        account.uuid = Some(self.rng.uuid());
        account.doc_no = Some(self.doc_no);
        account.sequence = 3 + self.rng.below(9);
        account
    }

    /// An open table.
    pub fn table(
        &mut self,
        id: &str,
        name: &str,
        section: &str,
        guests: u64,
        minutes: u64,
    ) -> Account {
        let mut account = self.account(Kind::Table, id, minutes);
        account.service = Some("dine_in".to_owned());
        account.name = Some(name.to_owned());
        account.section = Some(section.to_owned());
        account.guests = guests;
        account
    }

    /// An open packet of a channel.
    pub fn packet(&mut self, id: &str, channel: &str, minutes: u64) -> Account {
        let mut account = self.account(Kind::Packet, id, minutes);
        account.service = Some("delivery".to_owned());
        account.entegrasyon = Some(channel.to_owned());
        account.status = Some("Approved".to_owned());
        account
    }

    /// A line priced from the catalogue, with an identity equal to its id.
    pub fn line(
        &mut self,
        account: &Account,
        product: &str,
        quantity: &str,
        options: &[&str],
    ) -> Line {
        let found = self.products.iter().find(|one| one.id == product);
        let found = found.unwrap_or_else(|| panic!("the seeded menu has no product {product}"));
        let chosen = options.iter().map(|title| {
            let choice = found.choices().find(|choice| choice.title == *title);
            let choice = choice.unwrap_or_else(|| panic!("{product} has no choice {title}"));
            Chosen {
                id: choice.id.map(|id| id.to_string()),
                title: choice.title.clone(),
                price: choice.price,
                vat: choice.vat,
            }
        });
        let id = format!("{}-{}", account.id, self.rng.hex(4));
        Line {
            identity: Some(id.clone()),
            id,
            product: Some(found.id.clone()),
            title: found.title.clone(),
            quantity: Quantity::parse(quantity).unwrap_or(Quantity::units(1)),
            unit: found.price,
            options: chosen.collect(),
            note: Some(String::new()),
            vat: found.tax,
            created: account.opened + 60_000,
            sent_to_kitchen: true,
            by: "u-murat".to_owned(),
            ..Line::default()
        }
    }

    /// Adds lines of (product, quantity, options).
    pub fn add(&mut self, account: &mut Account, lines: &[(&str, &str, &[&str])]) {
        for (product, quantity, options) in lines {
            let line = self.line(account, product, quantity, options);
            account.lines.push(line);
        }
    }
}

/// A row the panel wrote for a method of [`super::people::methods`].
pub fn panel_payment(method: &str, title: &str, amount: Money, cash: bool) -> Payment {
    Payment {
        method: Some(method.to_owned()),
        title: title.to_owned(),
        amount,
        cash,
        by: "u-elif".to_owned(),
        ..Payment::default()
    }
}

/// An item another plugin wrote.
pub fn foreign_item(key: &str, value: impl Into<Value>) -> Item {
    Item {
        key: key.to_owned(),
        value: value.into(),
        by: "9c1f44d2-0d8e-4b57-8a7e-2f5d6a3b1c00".to_owned(),
    }
}
