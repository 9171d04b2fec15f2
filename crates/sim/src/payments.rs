//! Payment rows of a write: schema, methods, full replace (C:E.3, C:G.8).

use crate::cart::body::line_id;
use crate::cart::identity::{self, Known};
use crate::cart::metadata::{self, Sent};
use crate::cart::replace::Writer;
use crate::config::Generation;
use crate::joi::{Checked, Fields};
use crate::json::Json;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::restaurant::Restaurant;
use crate::restaurant::account::{Account, Payment};
use crate::rng::Rng;

/// The most rows of a request; stated for creates, assumed for updates (C:E.3).
const MAX_ROWS: usize = 20;

/// A row as asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Method id, or free text of a discount row.
    pub id: String,
    /// How much; rows of nothing are not stored.
    pub price: Money,
    /// Whether it is a discount.
    pub is_discount: bool,
    /// The discount's name.
    pub title: Option<String>,
    /// Declared identity.
    pub line_id: Option<String>,
    /// Metadata items.
    pub metadata: Option<Vec<Sent>>,
}

/// Reads the field `payments`.
pub fn rows(fields: &Fields<'_>, generation: Generation) -> Checked<Vec<Wanted>> {
    let items = fields.list("payments", 0, MAX_ROWS)?;
    let rows: Vec<Wanted> = items
        .iter()
        .enumerate()
        .map(|(index, json)| row(json, &format!("payments[{index}]"), generation))
        .collect::<Checked<_>>()?;
    metadata::check_request(rows.iter().filter_map(|row| row.metadata.as_deref()))?;
    Ok(rows)
}

fn row(json: &Json, at: &str, generation: Generation) -> Checked<Wanted> {
    let fields = Fields::of(json, at)?;
    let known: &[&str] = if generation == Generation::Older {
        &["id", "price", "isDiscount", "title"]
    } else {
        &["id", "price", "isDiscount", "title", "lineId", "metadata"]
    };
    fields.only(known)?;
    let is_discount = fields.optional_bool("isDiscount")?.unwrap_or(false);
    let title = if is_discount {
        Some(fields.text("title", 200)?)
    } else {
        fields.optional_text("title", 200)?
    };
    Ok(Wanted {
        id: fields.text("id", 128)?.to_owned(),
        price: fields.money("price")?,
        is_discount,
        title: title.map(str::to_owned),
        line_id: line_id(&fields)?,
        metadata: metadata::read(&fields)?,
    })
}

/// Checks the methods and gives each stored row its title and flags from the method's record. Titles sent on normal
/// rows do not count.
pub fn bind(wanted: &[Wanted], restaurant: &Restaurant) -> Checked<Vec<Payment>> {
    let normal = wanted.iter().any(|row| !row.is_discount);
    if normal && restaurant.methods.is_empty() {
        return Err(Refusal::bad("no_payment_methods_configured"));
    }
    wanted.iter().map(|row| bound(row, restaurant)).collect()
}

fn bound(row: &Wanted, restaurant: &Restaurant) -> Checked<Payment> {
    if row.is_discount {
        return Ok(Payment {
            method: Some(row.id.clone()),
            title: row.title.clone().unwrap_or_default(),
            amount: row.price,
            is_discount: true,
            ..Payment::default()
        });
    }
    let method = restaurant
        .method(&row.id)
        .ok_or_else(|| Refusal::bad("unknown_payment_method"))?;
    Ok(Payment {
        method: Some(method.id.clone()),
        title: method.title.clone(),
        amount: row.price,
        cash: method.cash,
        ..Payment::default()
    })
}

/// Puts bound rows in the place of the account's rows; only rows above zero are stored. Replaced rows show up among
/// the cancelled ones (C:L.2 row 12, the harsher answer).
pub fn replace(
    account: &mut Account,
    wanted: &[Wanted],
    bound: Vec<Payment>,
    writer: &Writer,
    rng: &mut Rng,
) -> Checked<()> {
    let is = |row: &Payment, id: &str| row.identity.as_deref() == Some(id);
    let active = |id: &str| account.payments.iter().any(|row| is(row, id));
    let cancelled = |id: &str| account.cancel_payments.iter().any(|row| is(row, id));
    let known = Known {
        active: &active,
        cancelled: &cancelled,
        partial_accepted: false,
    };
    identity::check(
        wanted.iter().filter_map(|row| row.line_id.as_deref()),
        &known,
    )?;

    let mut before: Vec<Option<Payment>> = account.payments.drain(..).map(Some).collect();
    for (row, wanted) in bound
        .into_iter()
        .zip(wanted)
        .filter(|(row, _)| row.amount > Money::ZERO)
    {
        let kept = wanted.line_id.as_deref().and_then(|id| {
            before
                .iter_mut()
                .find(|old| old.as_ref().is_some_and(|old| is(old, id)))?
                .take()
        });
        let sent = wanted.metadata.as_deref();
        let items = kept.as_ref().map_or(&[][..], |old| old.metadata.as_slice());
        account.payments.push(Payment {
            identity: Some(
                wanted
                    .line_id
                    .clone()
                    .unwrap_or_else(|| format!("pay-{}", rng.hex(8))),
            ),
            metadata: metadata::merged(items, sent, &writer.stamp),
            created: kept.as_ref().map_or(writer.now, |old| old.created),
            by: kept.map_or_else(|| format!("plugin:{}", writer.plugin_id), |old| old.by),
            ..row
        });
    }
    account.cancel_payments.extend(before.into_iter().flatten());
    metadata::check_document(account, &writer.stamp)
}
