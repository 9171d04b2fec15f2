//! One line of an account, its options, clock, metadata and void.

use crate::money::{Money, Quantity, Rate, rounded_div};
use serde_json::Value;

/// The reserved id of the cover line (C:A kuver).
pub const COVER_ID: &str = "kuver";

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
        Money(rounded_div(self.per_hour.0 * minutes, 60))
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
