//! What a colleague does in the panel, and what a manager does to the menu, while somebody edits in adisyon.
use super::account::Pay;
use super::orders::cover;
use super::{Account, House, Opt, Row, Void};
use serde::{Deserialize, Serialize};

/// One thing done in the panel. Rows are named by their place among the rows that are there at that moment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Change {
    /// A line of this product, with its first choices.
    Add {
        product: usize,
        quantity: i64,
        options: usize,
    },
    /// How much of a line.
    Quantity { row: usize, quantity: i64 },
    /// A line is voided.
    Void { row: usize },
    /// One unit of a line is voided; the rest stays under the same id.
    VoidPart { row: usize },
    /// A line's note.
    Note { row: usize, note: String },
    /// A line's discount, in percent.
    Discount { row: usize, percent: i64 },
    /// A surcharge.
    Extra { row: usize, amount: i64 },
    /// A payment, in percent of what is open.
    Pay { method: usize, percent: i64 },
    /// A payment is voided.
    Unpay { row: usize },
    /// Guests.
    Guests(i64),
}

/// One thing done to the menu.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Shift {
    /// A product's price, by so many minor units.
    Price { product: usize, by: i64 },
    /// A choice's price.
    ChoicePrice { product: usize, by: i64 },
    /// A product's tax.
    Tax { product: usize, tax: i64 },
    /// A product goes.
    Delete { product: usize },
    /// A product is taken off sale, or put back.
    Passive { product: usize },
    /// A method goes.
    DeleteMethod { method: usize },
}

/// Does it; things that the panel would not allow change nothing.
pub fn change(account: &mut Account, house: &House, change: &Change) {
    let before = account.clone();
    if apply(account, house, change).is_none() || account.paid() > account.total() {
        *account = before;
    }
}

fn apply(account: &mut Account, house: &House, change: &Change) -> Option<()> {
    let places: Vec<usize> = (0..account.rows.len())
        .filter(|&at| !account.rows[at].is_cover())
        .collect();
    let at = |row: usize| places.get(row % places.len().max(1)).copied();
    match change {
        Change::Add {
            product,
            quantity,
            options,
        } => add(account, house, *product, *quantity, *options)?,
        Change::Quantity { row, quantity } => {
            let row = &mut account.rows[at(*row)?];
            row.discount = super::in_proportion(row.discount, row.quantity, *quantity);
            row.quantity = *quantity;
        }
        Change::Void { row } => {
            if places.len() < 2 {
                return None;
            }
            let row = account.rows.remove(at(*row)?);
            account.voids.push(Void { row, by_us: false });
        }
        Change::VoidPart { row } => {
            let at = at(*row)?;
            let row = &mut account.rows[at];
            if row.quantity <= 1000 || row.discount != 0 || row.extra != 0 {
                return None;
            }
            row.quantity -= 1000;
            let gone = Row {
                quantity: 1000,
                ..row.clone()
            };
            account.voids.push(Void {
                row: gone,
                by_us: false,
            });
        }
        Change::Note { row, note } => account.rows[at(*row)?].note = Some(note.clone()),
        Change::Discount { row, percent } => {
            let row = &mut account.rows[at(*row)?];
            row.discount = super::times(row.unit_in_all(), row.quantity) * percent / 100;
        }
        Change::Extra { row, amount } => account.rows[at(*row)?].extra = *amount,
        Change::Pay { method, percent } => {
            let open = account.total() - account.paid();
            let amount = open * percent / 100;
            if amount <= 0 || account.paid_beyond != 0 || house.methods.is_empty() {
                return None;
            }
            let method = &house.methods[method % house.methods.len()];
            let uid = account.draw_uid();
            account.pays.push(Pay {
                uid,
                method: Some(method.id.clone()),
                title: method.title.clone(),
                amount,
                ..Pay::default()
            });
        }
        Change::Unpay { row } => {
            if account.pays.is_empty() {
                return None;
            }
            let row = account.pays.remove(row % account.pays.len());
            account.void_pays.push(row);
        }
        Change::Guests(guests) => {
            account.guests = *guests;
            account.rows.retain(|row| !row.is_cover());
            account.rows.extend(cover(account.kind, *guests, house));
        }
    }
    Some(())
}

fn add(
    account: &mut Account,
    house: &House,
    product: usize,
    quantity: i64,
    options: usize,
) -> Option<()> {
    let product = house.products.get(product % house.products.len().max(1))?;
    let uid = account.draw_uid();
    let options = product.choices().take(options);
    let row = Row {
        uid,
        id: format!("{}-{uid:04x}", account.id),
        product: product.id.clone(),
        title: product.title.clone(),
        quantity,
        unit: product.price,
        options: options
            .map(|choice| Opt {
                id: choice.id.map(|id| id.to_string()),
                title: choice.title.clone(),
                price: choice.price,
                vat: None,
            })
            .collect(),
        note: Some(String::new()),
        vat: product.tax,
        ..Row::default()
    };
    let place = account
        .rows
        .iter()
        .position(Row::is_cover)
        .unwrap_or(account.rows.len());
    account.rows.insert(place, row);
    Some(())
}

/// Changes the menu; nothing happens where there is nothing to change.
pub fn shift(house: &mut House, shift: &Shift) {
    let many = house.products.len().max(1);
    match shift {
        Shift::Price { product, by } => {
            if let Some(product) = house.products.get_mut(product % many) {
                product.price = (product.price + by).max(1);
            }
        }
        Shift::ChoicePrice { product, by } => {
            let choices = house.products.get_mut(product % many);
            let mut choices = choices
                .into_iter()
                .flat_map(|one| &mut one.groups)
                .flat_map(|one| &mut one.choices);
            if let Some(choice) = choices.next() {
                choice.price = (choice.price + by).max(0);
            }
        }
        Shift::Tax { product, tax } => {
            if let Some(product) = house.products.get_mut(product % many) {
                product.tax = Some(*tax);
            }
        }
        Shift::Delete { product } => {
            if house.products.len() > 1 {
                house.products.remove(product % many);
            }
        }
        Shift::Passive { product } => {
            if let Some(product) = house.products.get_mut(product % many) {
                product.active = !product.active;
            }
        }
        Shift::DeleteMethod { method } => {
            if !house.methods.is_empty() {
                house.methods.remove(method % house.methods.len());
            }
        }
    }
}
