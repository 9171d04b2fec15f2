//! Invented lines and products that the tests of several modules start from.
#![allow(clippy::unwrap_used)]
use crate::catalogue::{Catalogue, Choice, OptionGroup, Product};
use crate::line::{Chosen, Identity, Line, LineKind, Note, ReadOption};
use crate::resolve::Resolution;
use crate::{LineKey, Money, Quantity};

pub(crate) fn money(text: &str) -> Money {
    Money::parse_decimal(text).unwrap()
}

pub(crate) fn quantity(text: &str) -> Quantity {
    Quantity::parse_decimal(text).unwrap()
}

/// An active product without options; its id is its title in small letters unless changed.
pub(crate) fn product(title: &str, price: &str) -> Product {
    Product {
        id: title.to_lowercase().as_str().into(),
        title: title.to_owned(),
        names: Vec::new(),
        category: None,
        price: money(price),
        tax: None,
        active: true,
        barcode: None,
        stock: None,
        image: None,
        groups: Vec::new(),
    }
}

/// A group `key` of choices `(id, title, price)`, an empty id being none; nothing needed, any number allowed.
pub(crate) fn group(key: &str, choices: &[(&str, &str, &str)]) -> OptionGroup {
    let choice = |&(id, title, price): &(&str, &str, &str)| Choice {
        id: (!id.is_empty()).then(|| id.to_owned()),
        title: title.to_owned(),
        price: money(price),
    };
    OptionGroup {
        key: key.to_owned(),
        title: key.to_uppercase(),
        min: 0,
        max: None,
        multiple: true,
        choices: choices.iter().map(choice).collect(),
    }
}

pub(crate) fn chosen(group: &str, id: &str, title: &str) -> Chosen {
    Chosen {
        group: group.to_owned(),
        id: (!id.is_empty()).then(|| id.to_owned()),
        title: title.to_owned(),
    }
}

/// A line of an older server: title strings as options, no unit price, no VAT.
pub(crate) fn line(count: &str, title: &str, options: &[&str], amount: &str) -> Line {
    let option = |title: &&str| ReadOption {
        id: None,
        title: (*title).to_owned(),
        price: None,
    };
    Line {
        key: LineKey::new("line-0001"),
        kind: LineKind::Ordinary,
        identity: Identity::Unsupported,
        title: title.to_owned(),
        quantity: quantity(count),
        options: Some(options.iter().map(option).collect()),
        note: Note::Text(String::new()),
        discount: Money::ZERO,
        extra: Money::ZERO,
        amount: money(amount),
        unit: None,
        vat: None,
        vat_mixed: false,
        own: Vec::new(),
        product_hint: None,
        resolution: Resolution::none(),
    }
}

pub(crate) fn catalogue(products: Vec<Product>) -> Catalogue {
    Catalogue::new(products, Vec::new(), Vec::new(), false)
}

/// A product under an id of its own.
pub(crate) fn named(id: &str, title: &str, price: &str) -> Product {
    Product {
        id: id.into(),
        ..product(title, price)
    }
}

/// Sizes twice under one name at different prices, a sauce in two groups at one price, and one plain choice.
pub(crate) fn pizza() -> Product {
    let mut pizza = product("Pizza", "100");
    pizza.groups = vec![
        group("boy", &[("1", "Büyük", "30"), ("2", "Küçük", "0")]),
        group("hamur", &[("3", "Büyük", "12.5"), ("", "İnce", "5")]),
        group("sos", &[("4", "Acı", "2"), ("5", "Acı sos", "2")]),
        group("kenar", &[("6", "Acı", "2")]),
    ];
    pizza
}
