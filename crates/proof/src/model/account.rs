//! One open account with everything the platform knows of it, also what it never shows.
use super::times;
use serde::{Deserialize, Serialize};

/// This plugin's id, as the platform stamps it.
pub const US: &str = "5d0e7c1a-3b52-4f0e-9a61-8c2f4e7d9b10";
/// The reserved id of the cover line.
pub const COVER: &str = "kuver";

/// One item of metadata.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Key.
    pub key: String,
    /// JSON scalar as text.
    pub value: String,
    /// The plugin that wrote it.
    pub by: String,
}

impl Item {
    /// True if we wrote it.
    pub fn ours(&self) -> bool {
        self.by.strip_prefix("plugin:").unwrap_or(&self.by) == US
    }
}

/// An option on a row, priced when the row was.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Opt {
    /// The choice's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// Its price per unit.
    #[serde(default)]
    pub price: i64,
    /// A tax rate of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<i64>,
}

/// One row of the account.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// Who the row is for its whole life: never shown, kept only while the platform recognises the row.
    pub uid: u64,
    /// The id that reads show.
    pub id: String,
    /// The declared identity; none for rows the panel entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The product; never shown unless a quirk says so.
    pub product: String,
    /// Title when the row was made.
    pub title: String,
    /// Thousandths.
    pub quantity: i64,
    /// Unit price without options.
    pub unit: i64,
    /// Options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Opt>,
    /// An old record without the key `options`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub options_unsaid: bool,
    /// Surcharge of the panel.
    #[serde(skip_serializing_if = "is_zero")]
    pub extra: i64,
    /// Discount of the whole row.
    #[serde(skip_serializing_if = "is_zero")]
    pub discount: i64,
    /// Note; none if the record lacks the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// VAT frozen on the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<i64>,
    /// Metadata.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What time has added so far, for products sold by time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timer: Option<i64>,
    /// A record without the `amounts` block.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_amounts: bool,
}

fn is_zero(amount: &i64) -> bool {
    *amount == 0
}

impl Row {
    /// True for the cover charge.
    pub fn is_cover(&self) -> bool {
        self.id == COVER
    }

    /// Price of one unit with its options.
    pub fn unit_in_all(&self) -> i64 {
        self.unit + self.options.iter().map(|option| option.price).sum::<i64>()
    }

    /// What the row costs (C:H.2).
    pub fn amount(&self) -> i64 {
        times(self.unit_in_all(), self.quantity) + self.extra - self.discount
            + self.timer.unwrap_or(0)
    }

    /// The note as a person reads it: no key and no text are the same.
    pub fn words(&self) -> &str {
        self.note.as_deref().unwrap_or("").trim()
    }

    /// True if options are taxed otherwise than the row.
    pub fn vat_mixed(&self) -> bool {
        self.options
            .iter()
            .any(|option| option.vat.is_some() && option.vat != self.vat)
    }
}

/// A voided row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Void {
    /// The row as it was.
    pub row: Row,
    /// The plugin's write left it out.
    #[serde(default)]
    pub by_us: bool,
}

/// A money row.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pay {
    /// As [`Row::uid`].
    pub uid: u64,
    /// Row identity; none for rows the panel wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The method; none if unbound. Free text of a discount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Method title or the discount's.
    pub title: String,
    /// Minor units.
    pub amount: i64,
    /// A discount row.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_discount: bool,
    /// Metadata.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// Packet or table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Delivery.
    Packet,
    /// Dine-in.
    Table,
}

/// An open account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Packet or table.
    pub kind: Kind,
    /// Document id.
    pub id: String,
    /// Guests.
    #[serde(default)]
    pub guests: i64,
    /// A marketplace's code, on packets that came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketplace: Option<String>,
    /// Rows, the cover charge included.
    pub rows: Vec<Row>,
    /// Voided rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voids: Vec<Void>,
    /// Money rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pays: Vec<Pay>,
    /// Voided money rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub void_pays: Vec<Pay>,
    /// What an old total holds beyond its rows; gone after the first recalculation.
    #[serde(default)]
    pub residue: i64,
    /// What `paid` says beyond its rows, in old data.
    #[serde(default)]
    pub paid_beyond: i64,
    /// The next life-long name.
    #[serde(default)]
    pub next_uid: u64,
}

impl Account {
    /// What is owed in all.
    pub fn total(&self) -> i64 {
        self.rows.iter().map(Row::amount).sum::<i64>() + self.residue
    }

    /// What is paid, discount rows included.
    pub fn paid(&self) -> i64 {
        self.pays.iter().map(|row| row.amount).sum::<i64>() + self.paid_beyond
    }

    /// True if a product sold by time is on it.
    pub fn has_timer(&self) -> bool {
        self.rows.iter().any(|row| row.timer.is_some())
    }

    /// A new life-long name.
    pub fn draw_uid(&mut self) -> u64 {
        self.next_uid += 1;
        self.next_uid
    }

    /// The row with this life-long name.
    pub fn row(&self, uid: u64) -> Option<&Row> {
        self.rows.iter().find(|row| row.uid == uid)
    }

    /// The money row with this life-long name.
    pub fn pay(&self, uid: u64) -> Option<&Pay> {
        self.pays.iter().find(|row| row.uid == uid)
    }
}
