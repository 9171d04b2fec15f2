//! What should be after a save: the account before it, with what was asked for, and nothing else. Its own arithmetic.
use super::wishes::{RowWish, Wishes, kind_of, same_options};
use crate::model::{Account, Generation, House, Item, Product, Row, orders, times};
use adisyon_bill::edit::{NewLine, PaymentKind};
use adisyon_bill::line::Chosen;

/// An option as it should stand on the row, priced today.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Option_ {
    /// Title in the menu.
    pub title: String,
    /// Surcharge today.
    pub price: i64,
    /// The choice's id where the server can be told which.
    pub id: Option<String>,
}

/// A line that should be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expected<'a> {
    /// The row it was; none for new ones.
    pub row: Option<&'a Row>,
    /// The id we declare, for new ones.
    pub key: Option<&'a str>,
    /// Product.
    pub product: String,
    /// Thousandths.
    pub quantity: i64,
    /// Options, sorted.
    pub options: Vec<Option_>,
    /// Discount.
    pub discount: i64,
    /// Note, trimmed.
    pub note: String,
    /// VAT; none if anything is right.
    pub vat: Option<Option<i64>>,
    /// What it should cost.
    pub amount: i64,
    /// Something was asked of it.
    pub touched: bool,
}

/// A payment row that should be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExpectedPay<'a> {
    /// The life-long name it had.
    pub uid: Option<u64>,
    /// The id we declare, for new ones.
    pub key: Option<&'a str>,
    /// Method; free for discounts.
    pub method: Option<String>,
    /// Title of a discount.
    pub title: Option<String>,
    /// Amount.
    pub amount: i64,
}

/// The lines that should be there, the cover charge aside. `house` is the menu of the moment.
pub fn lines<'a>(account: &'a Account, wishes: &'a Wishes, house: &House) -> Vec<Expected<'a>> {
    let mut expected = Vec::with_capacity(account.rows.len() + 4);
    for row in account.rows.iter().filter(|row| !row.is_cover()) {
        match wishes.rows.get(&row.uid) {
            Some(wish) if wish.removed => {}
            Some(RowWish {
                replaced: Some(line),
                ..
            }) => expected.push(born(line, house)),
            Some(wish) => expected.push(kept(row, wish, house)),
            None => expected.push(kept(row, &RowWish::default(), house)),
        }
    }
    let standing = wishes.added.iter().filter(|new| !new.removed);
    expected.extend(standing.map(|new| born(&new.line, house)));
    expected
}

/// What the account should come to.
pub fn total(account: &Account, wishes: &Wishes, house: &House, expected: &[Expected<'_>]) -> i64 {
    if !asks_for_cart(account, wishes) {
        return account.total();
    }
    let cover = orders::cover(account.kind, account.guests, house);
    let lasting = if orders::residue_lasts(account, house) {
        account.residue
    } else {
        0
    };
    expected.iter().map(|line| line.amount).sum::<i64>()
        + cover.map_or(0, |row| row.amount())
        + lasting
}

/// What should be paid.
pub fn paid(account: &Account, pays: &[ExpectedPay<'_>]) -> i64 {
    pays.iter().map(|row| row.amount).sum::<i64>() + account.paid_beyond
}

/// True if the lines should change at all.
pub fn asks_for_cart(account: &Account, wishes: &Wishes) -> bool {
    let altered =
        |(uid, wish): (&u64, &RowWish)| account.row(*uid).is_some_and(|row| alters(row, wish));
    wishes.rows.iter().any(altered) || wishes.added.iter().any(|new| !new.removed)
}

/// True if the wish asks for something that is not so already.
pub fn alters(row: &Row, wish: &RowWish) -> bool {
    let quantity = wish
        .quantity
        .is_some_and(|quantity| quantity != row.quantity);
    let note = wish
        .note
        .as_ref()
        .is_some_and(|note| note.trim() != row.words());
    let options = wish
        .options
        .as_ref()
        .is_some_and(|chosen| row.options_unsaid || !same_options(row, chosen));
    wish.removed
        || wish.replaced.is_some()
        || quantity
        || note
        || options
        || wish.discount_of(row.discount, row.quantity) != row.discount
}

fn kept<'a>(row: &'a Row, wish: &RowWish, house: &House) -> Expected<'a> {
    let product = wish.product.as_deref().unwrap_or(&row.product);
    let sold = house.product(product);
    let quantity = wish.quantity.unwrap_or(row.quantity);
    let options = match &wish.options {
        Some(chosen) => chosen_today(chosen, sold),
        None => options_today(row, sold),
    };
    let discount = wish.discount_of(row.discount, row.quantity);
    let unit = sold.map_or(row.unit, |product| product.price);
    Expected {
        row: Some(row),
        key: None,
        product: product.to_owned(),
        quantity,
        amount: price(unit, &options, quantity) - discount,
        options,
        discount,
        note: wish
            .note
            .as_deref()
            .unwrap_or_else(|| row.words())
            .trim()
            .to_owned(),
        vat: vat(row, sold, house),
        touched: alters(row, wish),
    }
}

fn born<'a>(line: &'a NewLine, house: &House) -> Expected<'a> {
    let sold = house.product(line.product.as_str());
    let options = chosen_today(&line.options, sold);
    let quantity = line.quantity.thousandths();
    let discount = line.discount.minor();
    Expected {
        row: None,
        key: Some(line.key.as_str()),
        product: line.product.as_str().to_owned(),
        quantity,
        amount: price(sold.map_or(0, |product| product.price), &options, quantity) - discount,
        options,
        discount,
        note: line.note.trim().to_owned(),
        vat: Some(sold.and_then(|product| product.tax)),
        touched: true,
    }
}

/// A line's sum before its discount.
pub fn price(unit: i64, options: &[Option_], quantity: i64) -> i64 {
    times(
        unit + options.iter().map(|option| option.price).sum::<i64>(),
        quantity,
    )
}

/// The row's own options at today's prices; one that stands twice counts once, which needs a yes (C:G.6 row 8).
pub fn options_today(row: &Row, sold: Option<&Product>) -> Vec<Option_> {
    let mut options: Vec<Option_> = Vec::new();
    for option in &row.options {
        let same_id = |choice: &&crate::model::Choice| {
            option.id.is_some() && choice.id.map(|id| id.to_string()) == option.id
        };
        let titled = |choice: &&crate::model::Choice| choice.title == option.title;
        let at_price =
            |choice: &&crate::model::Choice| titled(choice) && choice.price == option.price;
        let found = sold.and_then(|product| {
            let by_id = product.choices().find(same_id);
            by_id
                .or_else(|| product.choices().find(at_price))
                .or_else(|| product.choices().find(titled))
        });
        let today = Option_ {
            title: found.map_or(&option.title, |choice| &choice.title).clone(),
            price: found.map_or(option.price, |choice| choice.price),
            id: found.and_then(|choice| choice.id).map(|id| id.to_string()),
        };
        options.push(today);
    }
    options.sort();
    options
}

/// Picked choices at today's prices.
fn chosen_today(chosen: &[Chosen], sold: Option<&Product>) -> Vec<Option_> {
    let mut options: Vec<Option_> = chosen
        .iter()
        .map(|one| {
            let group = sold.and_then(|product| {
                let key = |at: usize, group: &crate::model::Group| {
                    group.id.clone().unwrap_or_else(|| format!("#{at}"))
                };
                product
                    .groups
                    .iter()
                    .enumerate()
                    .find(|(at, group)| key(*at, group) == one.group)
                    .map(|(_, group)| group)
            });
            let choices = group
                .map(|group| group.choices.as_slice())
                .unwrap_or_default();
            let same_id = choices
                .iter()
                .find(|choice| one.id.is_some() && choice.id.map(|id| id.to_string()) == one.id);
            let titled = |choice: &&crate::model::Choice| choice.title == one.title;
            let nameless = || {
                choices
                    .iter()
                    .filter(titled)
                    .find(|choice| choice.id.is_none())
            };
            let found = same_id
                .or_else(nameless)
                .or_else(|| choices.iter().find(titled));
            Option_ {
                title: one.title.clone(),
                price: found.map_or(0, |choice| choice.price),
                id: one.id.clone(),
            }
        })
        .collect();
    options.sort();
    options
}

/// An override lives on, an old server's rate is not ours to know, and of a mix nothing can be said (C:G.5 `taxRate`).
fn vat(row: &Row, sold: Option<&Product>, house: &House) -> Option<Option<i64>> {
    if house.generation == Generation::Older || row.vat_mixed() {
        return None;
    }
    Some(row.vat.or_else(|| sold.and_then(|product| product.tax)))
}

/// The payment rows that should be there.
pub fn pays<'a>(account: &Account, wishes: &'a Wishes) -> Vec<ExpectedPay<'a>> {
    let mut expected = Vec::new();
    for row in &account.pays {
        let wish = wishes.pays.get(&row.uid).cloned().unwrap_or_default();
        if wish.removed {
            continue;
        }
        let was = kind_of(row);
        let (method, title) = split(wish.kind.as_ref().or(was.as_ref()));
        expected.push(ExpectedPay {
            uid: Some(row.uid),
            key: None,
            method,
            title,
            amount: wish.amount.unwrap_or(row.amount),
        });
    }
    for (new, _) in wishes.paid.iter().filter(|(_, removed)| !removed) {
        let (method, title) = split(Some(&new.kind));
        expected.push(ExpectedPay {
            uid: None,
            key: Some(new.key.as_str()),
            method,
            title,
            amount: new.amount.minor(),
        });
    }
    expected
}

fn split(kind: Option<&PaymentKind>) -> (Option<String>, Option<String>) {
    match kind {
        Some(PaymentKind::Method(id)) => (Some(id.as_str().to_owned()), None),
        Some(PaymentKind::Discount(title)) => (None, Some(title.clone())),
        None => (None, None),
    }
}

/// True if payment rows should change at all.
pub fn asks_for_payments(account: &Account, wishes: &Wishes) -> bool {
    let off = |wish: &super::wishes::PayWish, row: &crate::model::Pay| {
        wish.removed
            || wish.amount.is_some_and(|amount| amount != row.amount)
            || wish
                .kind
                .as_ref()
                .is_some_and(|kind| split(Some(kind)) != split(kind_of(row).as_ref()))
    };
    let was_changed = |(uid, wish): (&u64, &super::wishes::PayWish)| {
        account.pay(*uid).is_some_and(|row| off(wish, row))
    };
    wishes.pays.iter().any(was_changed) || wishes.paid.iter().any(|(_, removed)| !removed)
}

/// Items of others, sorted.
pub fn foreign(items: &[Item]) -> Vec<&Item> {
    let mut others: Vec<&Item> = items.iter().filter(|item| !item.ours()).collect();
    others.sort();
    others
}
