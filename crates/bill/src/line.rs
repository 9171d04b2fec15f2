//! One row of the bill as it was read, with everything needed to write it back. C:G.1, C:F.
use crate::ids::{DeclaredId, LineKey, ProductId};
use crate::resolve::Resolution;
use crate::{Money, Quantity, Rate};

/// What kind of row it is; only ordinary rows are ever sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// A sold product.
    Ordinary,
    /// The cover charge: the platform makes it, we never send it. C:G.6 row 10.
    Cover,
    /// Priced by elapsed time: the platform refuses cart writes on its bill. C:G.6 row 11.
    Timer,
}

/// How a kept line names itself on a write. C:G.4.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Identity {
    /// The read carried a `lineId` that can be echoed.
    Declared(DeclaredId),
    /// `lineId` was null, `id` is set and legal: echoed as `lineId` where that is known or hoped to match (rule 7).
    Plain(DeclaredId),
    /// There is an id, but the alphabet forbids echoing it (rule 8), or echoing was measured not to match: the line is
    /// voided and born again on a write.
    Lost,
    /// The server knows no `lineId` (rule 11): nothing is declared, nothing is lost that it could keep.
    Unsupported,
}

/// A note as far as we may see it. C:G.6 row 2.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// The text; empty is "no note".
    Text(String),
    /// The key was missing and we may not see notes: writing would erase it.
    Hidden,
}

/// One option as the read shows it. C:G.3.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadOption {
    /// The choice's id as text, on newer servers.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// Its price per unit, on newer servers.
    pub price: Option<Money>,
}

/// A choice of a known product: what a person picked or what a read option was found to be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Chosen {
    /// [`crate::catalogue::OptionGroup::key`].
    pub group: String,
    /// The choice's id if it has one.
    pub id: Option<String>,
    /// The choice's title.
    pub title: String,
}

/// A metadata item of ours. Other plugins' items are never kept here, because we must never send them (C:G.4, C:G.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnItem {
    /// Key.
    pub key: String,
    /// JSON scalar as text: a string in quotes, a number or a boolean as it came.
    pub value: String,
}

/// One row of the bill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its name inside this bill.
    pub key: LineKey,
    /// What kind of row.
    pub kind: LineKind,
    /// How it names itself on a write.
    pub identity: Identity,
    /// What it is called on the bill.
    pub title: String,
    /// As read; zero is possible, but cannot be written.
    pub quantity: Quantity,
    /// As read; none if the key was absent (unknown, not empty).
    pub options: Option<Vec<ReadOption>>,
    /// As far as we may see it.
    pub note: Note,
    /// Absolute discount of the whole line.
    pub discount: Money,
    /// Surcharge set in the panel: no write can carry it. C:G.6 row 4.
    pub extra: Money,
    /// The line's total as the platform says.
    pub amount: Money,
    /// Unit price without options, if it can be derived exactly enough (C:G.2).
    pub unit: Option<Money>,
    /// VAT of the line; none if unknown.
    pub vat: Option<Rate>,
    /// The line mixes VAT rates: an override cannot be told from the mix (C:G.5 `taxRate`).
    pub vat_mixed: bool,
    /// Our own metadata items.
    pub own: Vec<OwnItem>,
    /// Id of the product, if the read carried one (rung 1).
    pub product_hint: Option<ProductId>,
    /// What product and options it was found to be.
    pub resolution: Resolution,
}

/// A voided row: shown, never sent. C:G.6 row 12.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voided {
    /// Its id, if it had one.
    pub id: Option<String>,
    /// What it was called.
    pub title: String,
    /// How much was voided.
    pub quantity: Quantity,
    /// Its total.
    pub amount: Money,
    /// Why, as far as we may see it.
    pub reason: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: Option<i64>,
}
