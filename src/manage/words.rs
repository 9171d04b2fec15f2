//! The words of the managers' catalogue, and what of each kind stands in its table.
use super::state::audit::{Fault, Finding, Impossible};
use super::state::table::{Column, Known};
use crate::i18n::{I18n, Key};
use adisyon_bill::{Money, Quantity, Rate};
use adisyon_wire::manage::{Field, Kind, Record, Trouble, Why};

/// A column of the table.
pub struct Col {
    /// Its heading.
    pub label: Key,
    /// How it is laid out.
    pub class: &'static str,
    /// What it sorts by.
    pub sort: Option<Column>,
    /// What stands in it.
    pub text: fn(I18n, &Record, Option<&Known>) -> String,
}

const fn col(
    label: Key,
    class: &'static str,
    sort: Option<Column>,
    text: fn(I18n, &Record, Option<&Known>) -> String,
) -> Col {
    Col {
        label,
        class,
        sort,
        text,
    }
}

/// The first column.
pub static NAME: Col = col(
    Key::ManageTitleField,
    "",
    Some(Column::Title),
    |_, one, _| or_dash(one.fields.title.as_deref()),
);

static PRODUCTS: [Col; 4] = [
    col(
        Key::ManageCategory,
        "grid-cat",
        Some(Column::Category),
        |_, one, categories| category(one, categories),
    ),
    col(
        Key::ManagePrice,
        "grid-price to-right",
        Some(Column::Price),
        |i18n, one, _| {
            let price = one.fields.price.map(Money::from_minor);
            price.map_or_else(dash, |price| i18n.amount(price))
        },
    ),
    col(
        Key::ManageTax,
        "grid-rest to-right",
        Some(Column::Tax),
        |i18n, one, _| percent(i18n, one.fields.tax),
    ),
    col(Key::ManageBarcode, "grid-rest", None, |_, one, _| {
        or_dash(one.fields.barcode.as_deref())
    }),
];

static CATEGORIES: [Col; 1] = [col(Key::ManageColour, "grid-cat", None, |_, one, _| {
    or_dash(one.fields.colour.as_deref())
})];

static METHODS: [Col; 2] = [
    col(Key::ManageDescription, "grid-cat", None, |_, one, _| {
        or_dash(one.fields.description.as_deref())
    }),
    col(Key::ManageCash, "grid-rest", None, |i18n, one, _| {
        let mut said = Vec::new();
        if one.fields.cash == Some(true) {
            said.push(i18n.t(Key::ManageCash));
        }
        if one.fields.noreport == Some(true) {
            said.push(i18n.t(Key::ManageNoreport));
        }
        or_dash(Some(&said.join(", ")))
    }),
];

static INGREDIENTS: [Col; 3] = [
    col(Key::ManageUnit, "grid-cat", None, |_, one, _| {
        or_dash(one.fields.unit.as_deref())
    }),
    col(
        Key::ManageStock,
        "grid-price to-right",
        None,
        |i18n, one, _| level(i18n, one.stock),
    ),
    col(
        Key::ManageAlert,
        "grid-rest to-right",
        None,
        |i18n, one, _| level(i18n, one.fields.alert),
    ),
];

/// The columns between name and state.
pub fn columns(kind: Kind) -> &'static [Col] {
    match kind {
        Kind::Products => &PRODUCTS,
        Kind::Categories => &CATEGORIES,
        Kind::Methods => &METHODS,
        Kind::Ingredients => &INGREDIENTS,
    }
}

/// The tab of a kind.
pub fn kind(kind: Kind) -> Key {
    match kind {
        Kind::Products => Key::ManageProducts,
        Kind::Categories => Key::ManageCategories,
        Kind::Methods => Key::ManageMethods,
        Kind::Ingredients => Key::ManageIngredients,
    }
}

/// The name of a field.
pub fn field(field: Field) -> Key {
    match field {
        Field::Title => Key::ManageTitleField,
        Field::Price => Key::ManagePrice,
        Field::Category => Key::ManageCategory,
        Field::Tax => Key::ManageTax,
        Field::Active => Key::ManageActive,
        Field::Barcode => Key::ManageBarcode,
        Field::Names => Key::ManageNames,
        Field::Groups => Key::ManageGroups,
        Field::Colour => Key::ManageColour,
        Field::Description => Key::ManageDescription,
        Field::Cash => Key::ManageCash,
        Field::Noreport => Key::ManageNoreport,
        Field::Unit => Key::ManageUnit,
        Field::Alert => Key::ManageAlert,
    }
}

/// What is wrong with a field, in words.
pub fn why(why: Why) -> Key {
    match why {
        Why::Missing => Key::ManageFaultMissing,
        Why::Short => Key::ManageFaultShort,
        Why::Long => Key::ManageFaultLong,
        Why::Many => Key::ManageFaultTooMany,
        Why::Range => Key::ManageFaultRange,
        Why::NotFound => Key::ManageFaultNotFound,
        Why::Number => Key::ManageFaultNumber,
        Why::Either => Key::ManageFaultEither,
        Why::Refused => Key::ManageFaultRefused,
    }
}

/// What the platform did not take, where it is not about one field: title and text.
pub fn trouble(trouble: Trouble) -> Option<(Key, Key)> {
    match trouble {
        Trouble::NotOwned => Some((Key::ManageTheirsTitle, Key::ManageTheirsText)),
        Trouble::CategoryNotEmpty => Some((Key::ManageNotEmptyTitle, Key::ManageNotEmptyText)),
        Trouble::Gone => Some((Key::ManageGoneTitle, Key::ManageGoneText)),
        Trouble::Other => Some((Key::ManageUnacceptedTitle, Key::ManageUnacceptedText)),
        Trouble::Field(..) => None,
    }
}

/// What was found about a product, and what it means.
pub fn finding(i18n: I18n, finding: &Finding) -> (String, String) {
    let name = ("name", finding.title.as_str());
    let n = |n: i64| n.to_string();
    match &finding.fault {
        Fault::Impossible(group, why) => {
            let group = if group.trim().is_empty() {
                i18n.t(Key::ManageGroup)
            } else {
                group
            };
            let (key, a, b) = match why {
                Impossible::Empty(least) => (Key::ManageCheckEmpty, *least, 0),
                Impossible::TooFew(least, there) => (Key::ManageCheckFew, *least, *there),
                Impossible::Crossed(least, most) => (Key::ManageCheckCrossed, *least, *most),
                Impossible::Single(least) => (Key::ManageCheckSingle, *least, 1),
            };
            let title = i18n.fill(Key::ManageCheckGroup, &[name, ("group", group)]);
            let text = i18n.fill(key, &[("least", &n(a)), ("there", &n(b))]);
            (title, text)
        }
        Fault::TwinChoices(choice) => (
            i18n.fill(Key::ManageCheckTwins, &[name, ("choice", choice)]),
            i18n.t(Key::ManageCheckTwinsText).to_owned(),
        ),
        Fault::TwinTitle(count) => {
            let count = i64::try_from(*count).unwrap_or(0);
            (
                i18n.plural(Key::ManageCheckTitles, count, &[name]),
                i18n.t(Key::ManageCheckTitlesText).to_owned(),
            )
        }
    }
}

/// The title of a record's category.
fn category(record: &Record, categories: Option<&Known>) -> String {
    let id = record.fields.category.as_deref();
    let found = id.zip(categories).and_then(|(id, all)| all.find(id));
    or_dash(found.and_then(|one| one.fields.title.as_deref()))
}

/// The number alone: the column's heading says that it is a percentage, and where its sign stands is the language's.
fn percent(i18n: I18n, tax: Option<i64>) -> String {
    let tax = tax.map(Rate::from_hundredths);
    tax.map_or_else(dash, |tax| {
        let mark = i18n.decimal_mark().to_string();
        tax.to_decimal().replace('.', &mark)
    })
}

fn level(i18n: I18n, level: Option<i64>) -> String {
    let level = level.map(Quantity::from_thousandths);
    level.map_or_else(dash, |level| i18n.quantity(level))
}

fn or_dash(text: Option<&str>) -> String {
    let text = text.filter(|text| !text.trim().is_empty());
    text.map_or_else(dash, str::to_owned)
}

fn dash() -> String {
    "–".to_owned()
}
