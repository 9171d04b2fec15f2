//! One open account (adisyon) with its lines, voids and payments.

use super::people::Customer;
use crate::money::Money;

pub use super::line::{COVER_ID, Chosen, Item, Line, Timer, Void};

/// Packet or table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Delivery or pick-up.
    Packet,
    /// Dine-in.
    Table,
}

impl Kind {
    /// The resource name in paths and messages.
    pub const fn resource(self) -> &'static str {
        match self {
            Self::Packet => "packets",
            Self::Table => "tables",
        }
    }

    /// The name of the id field.
    pub const fn id_field(self) -> &'static str {
        match self {
            Self::Packet => "packetId",
            Self::Table => "tableId",
        }
    }

    /// The singular, as events and gates write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Table => "table",
        }
    }
}

/// An open account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Packet or table.
    pub kind: Kind,
    /// Document id: an address, not an identity.
    pub id: String,
    /// Life-long identity; `None` on old documents.
    pub uuid: Option<String>,
    /// Business-day number.
    pub doc_no: Option<u64>,
    /// `dine_in`, `takeaway`, `delivery` or unknown.
    pub service: Option<String>,
    /// Sales channel code of a packet.
    pub entegrasyon: Option<String>,
    /// Status label.
    pub status: Option<String>,
    /// Free text, gated.
    pub note: Option<String>,
    /// Free text, gated.
    pub payment_note: Option<String>,
    /// Marketplace's own code.
    pub order_code: Option<String>,
    /// Planned delivery, epoch milliseconds; `Some(None)` is a scheduled order without a time.
    pub schedule: Option<Option<u64>>,
    /// The customer as copied on the account.
    pub customer: Option<Customer>,
    /// Table name.
    pub name: Option<String>,
    /// Section name.
    pub section: Option<String>,
    /// Guests.
    pub guests: u64,
    /// Lines, cover line included.
    pub lines: Vec<Line>,
    /// Voided lines.
    pub cancels: Vec<Void>,
    /// Money rows, discount rows included.
    pub payments: Vec<Payment>,
    /// Voided money rows.
    pub cancel_payments: Vec<Payment>,
    /// What old totals hold beyond their lines; gone after the first recalculation.
    pub residue: Money,
    /// Opened at, epoch milliseconds.
    pub opened: u64,
    /// Counter of webhooks about this sale (C:D.6).
    pub sequence: u64,
    /// Invoice number and address, set by packets/update.
    pub invoice: (Option<String>, Option<String>),
    /// The plugin that created it, if one did.
    pub owner: Option<String>,
    /// Written before line identities and payment rows existed: newest servers show nulls for it.
    pub legacy: bool,
}

impl Account {
    /// A fresh account without lines.
    pub fn new(kind: Kind, id: impl Into<String>, opened: u64) -> Self {
        Self {
            kind,
            id: id.into(),
            uuid: None,
            doc_no: None,
            service: None,
            entegrasyon: None,
            status: None,
            note: None,
            payment_note: None,
            order_code: None,
            schedule: None,
            customer: None,
            name: None,
            section: None,
            guests: 0,
            lines: Vec::new(),
            cancels: Vec::new(),
            payments: Vec::new(),
            cancel_payments: Vec::new(),
            residue: Money::ZERO,
            opened,
            sequence: 0,
            invoice: (None, None),
            owner: None,
            legacy: false,
        }
    }

    /// What the guests owe in all.
    pub fn total(&self, now: u64) -> Money {
        self.lines.iter().map(|line| line.gross(now)).sum::<Money>() + self.residue
    }

    /// The sum of all money rows, discount rows included (C:G.8).
    pub fn paid(&self) -> Money {
        self.payments.iter().map(|row| row.amount).sum()
    }

    /// The sum of the discount rows; line discounts are no part of it (C:G.8).
    pub fn total_discount(&self) -> Money {
        self.payments
            .iter()
            .filter(|row| row.is_discount)
            .map(|row| row.amount)
            .sum()
    }

    /// Whether a product sold by time is on it.
    pub fn has_timer(&self) -> bool {
        self.lines.iter().any(|line| line.timer.is_some())
    }
}

/// A money row.
#[derive(Debug, Clone, Default)]
pub struct Payment {
    /// Row identity; `None` for rows the panel wrote.
    pub identity: Option<String>,
    /// Items written by plugins.
    pub metadata: Vec<Item>,
    /// The method, if the row is bound to one.
    pub method: Option<String>,
    /// The method's name, or the discount's.
    pub title: String,
    /// How much.
    pub amount: Money,
    /// Whether it is cash.
    pub cash: bool,
    /// Whether it is a discount.
    pub is_discount: bool,
    /// Made at, epoch milliseconds.
    pub created: u64,
    /// Who took it.
    pub by: String,
}
