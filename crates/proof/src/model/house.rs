//! A restaurant: what it sells, how it is paid, how its server answers what no source tells.
use serde::{Deserialize, Serialize};

/// Which shapes the server speaks (C:G.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Generation {
    /// Option strings, no identities, no payment rows.
    Older,
    /// Identities, metadata, option objects, `amounts`, payment rows.
    Newest,
    /// As the newest, but under the old amount names and without `amounts`.
    Mixed,
}

/// Answers to what no source establishes (C:L.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Quirks {
    /// A declared id matches a stored plain id (C:G.4 rule 7).
    pub echo_matches: bool,
    /// The id of a partly voided line may be declared (C:L.1 row 3).
    pub partial_accepted: bool,
    /// Lines show their product's id (C:G.2 rung 1).
    pub product_ids: bool,
    /// `by` reads `plugin:<id>` (C:G.2 rung 2).
    pub by_prefix: bool,
    /// What a table's total holds beyond its rows is an unlisted cover charge, and stays (C:H.4).
    pub residue_lasts: bool,
}

/// One choice of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Choice {
    /// Id; missing on old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    /// Title; not unique.
    pub title: String,
    /// Surcharge per unit, minor units.
    #[serde(default)]
    pub price: i64,
}

/// A group of choices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// Id; may be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// May be empty.
    #[serde(default)]
    pub title: String,
    /// At least so many.
    #[serde(default)]
    pub min: u32,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// More than one may be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// One product.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Product {
    /// Id.
    pub id: String,
    /// Title; not unique.
    pub title: String,
    /// Title in English, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// Today's price, minor units.
    pub price: i64,
    /// Tax in hundredths of a percent; missing on old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<i64>,
    /// On sale.
    pub active: bool,
    /// Option groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

impl Product {
    /// Every choice of every group.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.groups.iter().flat_map(|group| &group.choices)
    }
}

/// A way to pay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Method {
    /// Id.
    pub id: String,
    /// Title; not unique.
    pub title: String,
    /// Takes cash.
    #[serde(default)]
    pub cash: bool,
}

/// A restaurant with its server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct House {
    /// Which shapes.
    pub generation: Generation,
    /// Personal data and free text are shown to us.
    pub consent: bool,
    /// Answers to the unknown.
    #[serde(default)]
    pub quirks: Quirks,
    /// Cover charge per guest at tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<i64>,
    /// The product list says that it was cut (C:E.4).
    #[serde(default)]
    pub truncated: bool,
    /// What it sells.
    pub products: Vec<Product>,
    /// How it is paid.
    pub methods: Vec<Method>,
}

impl House {
    /// The product with this id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The method with this id.
    pub fn method(&self, id: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// True if the server knows identities, metadata and payment rows.
    pub fn newer(&self) -> bool {
        self.generation != Generation::Older
    }
}
