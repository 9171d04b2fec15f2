//! From the bill model's cart and rows to the bodies of the two writes.
use crate::model::orders::{CartLine, Declared};
use crate::model::payments::SentRow;
use adisyon_bill::cart::{Cart, PaymentRow};
use adisyon_bill::line::OwnItem;
use adisyon_bill::options;

/// `cart[]`.
pub fn cart(cart: &Cart) -> Vec<CartLine> {
    let line = |line: &adisyon_bill::cart::CartLine| CartLine {
        product: line.product.as_str().to_owned(),
        quantity: line.quantity.thousandths(),
        options: line.options.iter().map(declared).collect(),
        discount: line.discount.minor(),
        note: line.note.clone(),
        tax: line.tax.map(|rate| rate.hundredths()),
        line_id: line.line_id.as_ref().map(|id| id.as_str().to_owned()),
        metadata: items(&line.metadata),
    };
    cart.lines.iter().map(line).collect()
}

/// `payments[]`.
pub fn payments(rows: &[PaymentRow]) -> Vec<SentRow> {
    let row = |row: &PaymentRow| SentRow {
        id: row.id.as_str().to_owned(),
        price: row.amount.minor(),
        is_discount: row.is_discount,
        title: row.title.clone(),
        line_id: row.line_id.as_ref().map(|id| id.as_str().to_owned()),
        metadata: items(&row.metadata),
    };
    rows.iter().map(row).collect()
}

fn declared(option: &options::Declared) -> Declared {
    match option {
        options::Declared::Title(title) => Declared::Title(title.clone()),
        options::Declared::Id(id) => Declared::Id(id.clone()),
    }
}

fn items(items: &[OwnItem]) -> Vec<(String, String)> {
    items
        .iter()
        .map(|item| (item.key.clone(), item.value.clone()))
        .collect()
}
