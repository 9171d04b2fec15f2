//! The catalogue as managers keep it: one shape of record for its four kinds, which differ only in the fields they have.
//! C:E.4, C:E.5.
mod limits;

pub use limits::{Field, Why, problems, writable};

use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

tagged!(Kind {
    Products,
    Categories,
    Methods,
    Ingredients
});
tagged!(Owner {
    Ours,
    Theirs,
    Unknown
});
form!(Group { choices } may { title, min, max, multiple });
form!(Choice { title } may { price });
form!(Fields {  } may {
    title, price, category, tax, active, barcode, names, groups, colour, description, cash, noreport, unit, alert
});
form!(Record { id, owner, fields } may { image, stock });
form!(Shelf { records, read_at } may { truncated, total, writable });
form!(Change { attempt, fields });
tagged!(Trouble {
    NotOwned,
    CategoryNotEmpty,
    Gone,
    Field(field, why),
    Other
});
form!(Reply {  } may { record, troubles, detail });

/// Where the platform keeps pictures: no others are shown. C:B.5 "external resources".
pub const PICTURE_PLACES: [&str; 3] = [
    "https://restomenum.s3.eu-central-1.amazonaws.com",
    "https://res.cloudinary.com",
    "https://d37x2wx7jj7xm7.cloudfront.net",
];

/// True for a picture's address at one of [`PICTURE_PLACES`].
pub fn is_shown_picture(address: &str) -> bool {
    PICTURE_PLACES.iter().any(|place| {
        let rest = address.strip_prefix(place);
        rest.is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The four kinds of records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What is sold.
    Products,
    /// What products are sorted into.
    Categories,
    /// Ways to pay.
    Methods,
    /// What is in stock.
    Ingredients,
}

impl Kind {
    /// All, in the order of their tabs.
    pub const ALL: [Kind; 4] = [
        Kind::Products,
        Kind::Categories,
        Kind::Methods,
        Kind::Ingredients,
    ];

    /// Its name in addresses; also the platform's.
    pub const fn path(self) -> &'static str {
        match self {
            Kind::Products => "products",
            Kind::Categories => "categories",
            Kind::Methods => "payment-methods",
            Kind::Ingredients => "ingredients",
        }
    }

    /// The kind of this name.
    pub fn named(path: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.path() == path)
    }
}

/// Whether the platform lets us change a record: it does so only for what this plugin created. C:E.5.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Created here.
    Ours,
    /// The platform has refused a change before.
    Theirs,
    /// Not created here as far as is known: most likely made in the panel.
    Unknown,
}

/// An option group as it stands, its bounds not mended.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Group {
    /// May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// At least so many; none if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// At most so many; none if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// More than one may be chosen.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub multiple: bool,
    /// In menu order.
    pub choices: Vec<Choice>,
}

/// A choice of a group.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Choice {
    /// Its name.
    pub title: String,
    /// Surcharge, minor units.
    #[serde(default, skip_serializing_if = "crate::omit::zero")]
    pub price: i64,
}

/// The fields of a record that can be written. In a record: none is not there. In a change: none stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// Its name in the base language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Unit price, minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
    /// Id of the category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// VAT, hundredths of a percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<i64>,
    /// On sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Barcode; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Names in other languages, under the platform's keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<(String, String)>>,
    /// Option groups; written all at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
    /// `#rrggbb`, or whatever stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Takes cash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cash: Option<bool>,
    /// Left out of reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noreport: Option<bool>,
    /// Unit of stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Warn below this stock, thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<i64>,
}

/// A record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Whether it can be changed here.
    pub owner: Owner,
    /// What can be written.
    pub fields: Fields,
    /// Picture address, unchecked; never written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Stock, thousandths; never written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<i64>,
}

/// All records of a kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shelf {
    /// The records in the platform's order.
    pub records: Vec<Record>,
    /// When the platform was read, milliseconds since 1970.
    pub read_at: i64,
    /// The platform cut the list.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub truncated: bool,
    /// How many there are in all, where the list was cut and the platform says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// The restaurant granted writing.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub writable: bool,
}

/// Creates or changes a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The name of this attempt, 20 to 64 letters, digits, `-`, `_`: creating twice under one name creates once.
    pub attempt: String,
    /// What is written.
    pub fields: Fields,
}

/// Why a write did not happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Made in the panel or by another plugin. `plugin.catalog.notOwned`.
    NotOwned,
    /// Products are still in this category. `plugin.catalog.categoryNotEmpty`.
    CategoryNotEmpty,
    /// It is not there any more.
    Gone,
    /// A field was not accepted.
    Field(Field, Why),
    /// Words that we do not know: in `detail`.
    Other,
}

/// What came of a write: the record, or why not. A deleted record gives neither.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reply {
    /// As it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// Why nothing was written; empty if it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub troubles: Vec<Trouble>,
    /// The platform's own words, for the details area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_platform_s_own_pictures_are_shown() {
        assert!(is_shown_picture("https://res.cloudinary.com/x/y.jpg"));
        for address in [
            "https://res.cloudinary.com.evil.example/x.jpg",
            "http://res.cloudinary.com/x.jpg",
            "https://res.cloudinary.com",
            "https://elsewhere.example/x.jpg",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_shown_picture(address), "{address}");
        }
    }
}
