//! What a line might be, each with what tells it from the others: two products of one name and price need more than both.
use crate::bill::state::Editing;
use adisyon_bill::catalogue::{Catalogue, Product};
use adisyon_bill::fold::same_title;
use adisyon_bill::resolve::Found;
use adisyon_bill::{LineKey, Money, ProductId, Rate};

/// A product that a line might be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Its id.
    pub id: ProductId,
    /// Its title.
    pub title: String,
    /// Its category's title.
    pub category: Option<String>,
    /// Its price today.
    pub price: Money,
    /// The line was sold at this price.
    pub same_price: bool,
    /// Not on sale.
    pub closed: bool,
    /// What tells it from another of the same title, price and category; nothing where there is none.
    pub apart: Vec<Apart>,
}

/// A difference between two products of one title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Apart {
    /// Tax rate.
    Tax(Rate),
    /// Barcode.
    Barcode(String),
    /// Titles of option groups.
    Options(Vec<String>),
    /// The platform's own number of it, where nothing else differs.
    Number(String),
}

/// What a read line might be, likely first.
pub fn candidates(editing: &Editing, key: &LineKey) -> Vec<Candidate> {
    let Some(line) = editing.base().line(key) else {
        return Vec::new();
    };
    let Some(catalogue) = editing.setting.catalogue() else {
        return Vec::new();
    };
    let ids = match &line.resolution.found {
        Found::Unresolved(ids) => ids.as_slice(),
        Found::Certain(id, _) | Found::Probable(id, _) => std::slice::from_ref(id),
        Found::Gone => &[],
    };
    let products: Vec<&Product> = ids.iter().filter_map(|id| catalogue.product(id)).collect();
    let candidate = |product: &&Product| Candidate {
        id: product.id.clone(),
        title: product.title.clone(),
        category: category(catalogue, product),
        price: product.price,
        same_price: line.unit == Some(product.price),
        closed: !product.active,
        apart: apart(product, &products),
    };
    products.iter().map(candidate).collect()
}

fn category(catalogue: &Catalogue, product: &Product) -> Option<String> {
    let wanted = product.category.as_ref()?;
    let mut all = catalogue.categories.iter();
    all.find(|one| one.id == *wanted)
        .map(|one| one.title.clone())
}

/// What tells a product from its twins: everything in which it differs from any of them.
fn apart(product: &Product, all: &[&Product]) -> Vec<Apart> {
    let twin = |other: &&&Product| {
        other.id != product.id
            && same_title(&other.title, &product.title)
            && other.price == product.price
            && other.category == product.category
            && other.active == product.active
    };
    let twins: Vec<&Product> = all.iter().filter(twin).copied().collect();
    if twins.is_empty() {
        return Vec::new();
    }
    let groups = |product: &Product| -> Vec<String> {
        let groups = product.groups.iter();
        groups.map(|group| group.title.clone()).collect()
    };
    let mut apart = Vec::new();
    if let Some(tax) = product
        .tax
        .filter(|_| twins.iter().any(|twin| twin.tax != product.tax))
    {
        apart.push(Apart::Tax(tax));
    }
    let barcode = product.barcode.clone();
    if let Some(code) = barcode.filter(|_| twins.iter().any(|twin| twin.barcode != product.barcode))
    {
        apart.push(Apart::Barcode(code));
    }
    let own = groups(product);
    if !own.is_empty() && twins.iter().any(|twin| groups(twin) != own) {
        apart.push(Apart::Options(own.clone()));
    }
    // Nothing to say of this one may still be said of the other; where nobody has anything, the number is left.
    let alike = |twin: &&Product| {
        twin.tax == product.tax && twin.barcode == product.barcode && groups(twin) == own
    };
    if apart.is_empty() && twins.iter().any(alike) {
        apart.push(Apart::Number(product.id.as_str().to_owned()));
    }
    apart
}
