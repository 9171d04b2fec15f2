//! Products with their option groups, categories, payment methods and stock cards.

use crate::money::{Money, Quantity, Rate};
use serde_json::Value;

/// One product. Optional fields are missing on old records (C:E.4).
#[derive(Debug, Clone, Default)]
pub struct Product {
    /// Opaque id.
    pub id: String,
    /// The name on the menu; not unique.
    pub title: String,
    /// Category id.
    pub category: String,
    /// Today's selling price.
    pub price: Money,
    /// Tax rate; missing on old records.
    pub tax: Option<Rate>,
    /// Whether it is sold now.
    pub active: bool,
    /// Address of a picture.
    pub image: Option<String>,
    /// Barcode text.
    pub barcode: Option<String>,
    /// Kind of the barcode.
    pub barcode_type: Option<String>,
    /// Units in stock; may be negative.
    pub stock: Option<i64>,
    /// Translations, keys not normalised (C:F).
    pub languages: Option<Value>,
    /// Option groups.
    pub options: Vec<Group>,
    /// Price per hour of a product sold by time (C:A timer product).
    pub per_hour: Option<Money>,
    /// The plugin that created it, if one did (C:E.5 ownership).
    pub owner: Option<String>,
}

/// A group of options of a product. Old records lack most of its fields (C:F).
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// String, number or missing.
    pub id: Option<Value>,
    /// Text, empty or missing.
    pub title: Option<String>,
    /// Number or numeric string.
    pub min: Option<Value>,
    /// Number or numeric string.
    pub max: Option<Value>,
    /// Whether several choices may be taken.
    pub multiple: bool,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// One choice of a group.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Number or missing.
    pub id: Option<u64>,
    /// The name staff declare.
    pub title: String,
    /// Surcharge per unit.
    pub price: Money,
    /// A tax rate of its own; never shown in the catalogue, seen on lines only.
    pub vat: Option<Rate>,
}

impl Product {
    /// Every choice of every group.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.options.iter().flat_map(|group| &group.choices)
    }
}

/// A product category.
#[derive(Debug, Clone, Default)]
pub struct Category {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Address of a picture.
    pub image: Option<String>,
    /// Colour as `#rrggbb`; may be missing.
    pub color: Option<String>,
    /// Menu order.
    pub rank: Option<i64>,
    /// Whether it is in use.
    pub active: bool,
    /// Translations.
    pub languages: Option<Value>,
    /// The plugin that created it.
    pub owner: Option<String>,
}

/// A way to pay.
#[derive(Debug, Clone, Default)]
pub struct Method {
    /// Opaque id.
    pub id: String,
    /// Name; not unique.
    pub title: String,
    /// More words, possibly none.
    pub description: String,
    /// Whether it is cash.
    pub cash: bool,
    /// Whether it stays out of reports.
    pub noreport: bool,
    /// The plugin that created it.
    pub owner: Option<String>,
}

/// A stock card.
#[derive(Debug, Clone, Default)]
pub struct Ingredient {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Unit of measure.
    pub unit: String,
    /// Units in stock.
    pub stock: Quantity,
    /// Level that raises an alert.
    pub alert: Quantity,
    /// Tax rate.
    pub tax: Option<Rate>,
    /// The plugin that created it.
    pub owner: Option<String>,
}
