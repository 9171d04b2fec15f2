//! One open account (adisyon) with its lines, voids and payments.

use super::people::Customer;
use crate::money::{Money, Quantity, Rate};
use serde_json::Value;

/// The reserved id of the cover line (C:A kuver).
pub const COVER_ID: &str = "kuver";

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

/// One line of an account.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The line's id as reads show it.
    pub id: String,
    /// The declared identity; `None` for lines the panel entered (C:G.4).
    pub identity: Option<String>,
    /// The product it was priced from. Never shown to plugins (C:G.1).
    pub product: Option<String>,
    /// The product's name when the line was made.
    pub title: String,
    /// How much of it.
    pub quantity: Quantity,
    /// Price of one unit without options.
    pub unit: Money,
    /// The chosen options.
    pub options: Vec<Chosen>,
    /// Surcharge set in the panel; not writable (C:A extra).
    pub extra: Money,
    /// Discount of the whole line.
    pub discount: Money,
    /// Kitchen note; `None` when the record has no such key.
    pub note: Option<String>,
    /// Tax rate frozen on the line.
    pub vat: Option<Rate>,
    /// Whether the rate was declared rather than taken from the product.
    pub vat_declared: bool,
    /// Items written by plugins.
    pub metadata: Vec<Item>,
    /// Made at, epoch milliseconds.
    pub created: u64,
    /// Whether the kitchen has it; kept only while identity and product stay (C:G.4 rule 2).
    pub sent_to_kitchen: bool,
    /// Set on products sold by time.
    pub timer: Option<Timer>,
    /// The product object of marketplace and scheduled lines (C:G.1).
    pub product_object: Option<Value>,
    /// Who entered it: a user id or `plugin:<id>`.
    pub by: String,
    /// How an older server writes the quantity of this record, when not as a number (C:F).
    pub quantity_text: Option<String>,
    /// A record without the `amounts` block (C:H.2).
    pub without_amounts: bool,
}

/// An option on a line, priced when the line was priced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chosen {
    /// Choice id as text.
    pub id: Option<String>,
    /// Choice title.
    pub title: String,
    /// Surcharge per unit.
    pub price: Money,
    /// A tax rate of its own.
    pub vat: Option<Rate>,
}

/// A running clock on a line.
#[derive(Debug, Clone, Copy)]
pub struct Timer {
    /// Started at, epoch milliseconds.
    pub since: u64,
    /// Price of an hour.
    pub per_hour: Money,
}

impl Timer {
    /// The price of the minutes begun until `now`.
    pub fn amount(self, now: u64) -> Money {
        let minutes = now.saturating_sub(self.since).div_ceil(60_000);
        let minutes = i64::try_from(minutes).unwrap_or(i64::MAX / 1_000_000_000);
        Money(crate::money::rounded_div(self.per_hour.0 * minutes, 60))
    }
}

impl Line {
    /// Price of all units without options.
    pub fn base(&self) -> Money {
        self.unit.times(self.quantity)
    }

    /// Price of the options of all units. Rounded together with the base so that a line is rounded once.
    pub fn options_amount(&self) -> Money {
        let per_unit: Money = self.options.iter().map(|chosen| chosen.price).sum();
        (self.unit + per_unit).times(self.quantity) - self.base()
    }

    /// The time-driven part.
    pub fn timer_amount(&self, now: u64) -> Money {
        self.timer.map_or(Money::ZERO, |timer| timer.amount(now))
    }

    /// What the line costs: base + options + extra - discount + timer (C:H.2).
    pub fn gross(&self, now: u64) -> Money {
        self.base() + self.options_amount() + self.extra - self.discount + self.timer_amount(now)
    }

    /// Whether this is the cover line.
    pub fn is_cover(&self) -> bool {
        self.id == COVER_ID
    }
}

/// A line that was cancelled.
#[derive(Debug, Clone)]
pub struct Void {
    /// The line as it was, with the cancelled quantity.
    pub line: Line,
    /// Free text, gated; `plugin:<id>` when a full replace left the line out (C:D.8).
    pub reason: String,
    /// Cancelled at, epoch milliseconds.
    pub at: u64,
}

/// One item of metadata (C:E.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Key.
    pub key: String,
    /// String, number or boolean.
    pub value: Value,
    /// The plugin that wrote it.
    pub by: String,
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
