//! Accounts: read, list, and the two full replaces (C:E.2, C:E.3).

use super::{Call, Handled, reply};
use crate::cart::replace::Writer;
use crate::cart::{body, price, replace};
use crate::joi::{Checked, Fields};
use crate::payments;
use crate::refusal::Refusal;
use crate::restaurant::account::{Account, Kind, Line};
use crate::shape::{View, account as shape};
use crate::webhooks::event::{Actor, line_changes};
use serde_json::{Value, json};

/// The longest id taken in a query.
const MAX_ID: usize = 200;

/// packets/get and tables/get. A closed account is simply gone.
pub fn get(call: &mut Call<'_>, kind: Kind) -> Handled {
    let parameter = if kind == Kind::Packet {
        "packetId"
    } else {
        "id"
    };
    let id = id_parameter(call, parameter, kind.resource())?;
    let account = call
        .tenant
        .restaurant
        .account(kind, id)
        .ok_or_else(|| Refusal::not_found(kind.resource()))?;
    let view = View::of(call.tenant, call.now);
    Ok(reply::data(shape::full(
        account,
        &call.tenant.restaurant,
        &view,
    )))
}

/// A query id: there once, not too long, without a slash.
pub fn id_parameter<'a>(call: &'a Call<'_>, name: &str, resource: &str) -> Checked<&'a str> {
    let id = call
        .query
        .get(name)
        .filter(|id| id.chars().count() <= MAX_ID && !id.contains('/'));
    id.ok_or_else(|| Refusal::missing_params(resource))
}

/// packets/open and tables/open.
pub fn open(call: &mut Call<'_>, kind: Kind) -> Handled {
    let view = View::of(call.tenant, call.now);
    let restaurant = &call.tenant.restaurant;
    let accounts = restaurant
        .accounts
        .iter()
        .filter(|account| account.kind == kind);
    let list: Vec<Value> = accounts
        .map(|account| shape::summary(account, restaurant, &view))
        .collect();
    Ok(reply::data(Value::from(list)))
}

/// tables/layout: active tables only, ids raw.
pub fn layout(call: &mut Call<'_>) -> Handled {
    let sections = call.tenant.restaurant.sections.iter().map(|section| {
        let tables = section.tables.iter().filter(|table| table.active);
        let tables: Vec<Value> = tables
            .map(|table| json!({"id": table.id, "title": table.title}))
            .collect();
        let mut shown = json!({"id": section.id, "title": section.title, "tables": tables});
        if let Some(rank) = section.rank {
            shown["rank"] = json!(rank);
        }
        shown
    });
    Ok(reply::data(Value::from(sections.collect::<Vec<_>>())))
}

/// packets/update-orders and tables/update-orders: the cart is replaced in full and priced anew. An empty cart is
/// refused for both; for tables no source says so, refusing is the harsher answer (C:L.2 row 13).
pub fn update_orders(call: &mut Call<'_>, kind: Kind) -> Handled {
    let generation = call.tenant.generation;
    let fields = Fields::of(call.body, "")?;
    fields.only(&[kind.id_field(), "cart"])?;
    let id = fields.text(kind.id_field(), MAX_ID)?;
    let cart = body::cart(&fields, 1, generation)?;
    let mut account = opened(call, kind, id)?;
    let before = account.lines.clone();
    if account.has_timer() {
        return Err(price::timer_refused());
    }
    let writer = writer(call);
    let restaurant = &mut call.tenant.restaurant;
    let priced = price::price(
        &cart,
        restaurant,
        generation,
        writer.switches.option_errors_name_title,
    )?;
    let cover = if kind == Kind::Table {
        restaurant.cover_of(account.section.as_deref())
    } else {
        None
    };
    replace::replace(
        &mut account,
        &cart,
        priced,
        cover,
        &writer,
        &mut restaurant.rng,
    )?;
    let total = account.total(call.now);
    if account.paid() > total {
        return Err(Refusal::bad("Paid amount exceeds new total"));
    }
    store_changed(call, account, Some("order_updated"), before);
    Ok(reply::written(
        json!({kind.id_field(): id, "total": total.json()}),
        generation,
    ))
}

/// packets/update-payments and tables/update-payments: the rows are replaced in full; `[]` leaves nothing paid. Being
/// paid in full closes nothing.
pub fn update_payments(call: &mut Call<'_>, kind: Kind) -> Handled {
    let generation = call.tenant.generation;
    let fields = Fields::of(call.body, "")?;
    fields.only(&[kind.id_field(), "payments"])?;
    let id = fields.text(kind.id_field(), MAX_ID)?;
    let rows = payments::rows(&fields, generation)?;
    let mut account = opened(call, kind, id)?;
    let bound = payments::bind(&rows, &call.tenant.restaurant)?;
    let writer = writer(call);
    payments::replace(
        &mut account,
        &rows,
        bound,
        &writer,
        &mut call.tenant.restaurant.rng,
    )?;
    let paid = account.paid();
    if paid > account.total(call.now) {
        return Err(Refusal::bad("Paid exceeds total"));
    }
    store_changed(call, account, Some("payment_updated"), Vec::new());
    Ok(reply::written(
        json!({kind.id_field(): id, "paid": paid.json()}),
        generation,
    ))
}

/// A copy of an open account to work on; nothing is stored before everything is checked.
pub fn opened(call: &Call<'_>, kind: Kind, id: &str) -> Checked<Account> {
    let account = call.tenant.restaurant.account(kind, id).cloned();
    account.ok_or_else(|| Refusal::not_found(kind.resource()))
}

/// Puts the worked copy back and tells the world what changed; `before` are the lines as they were, if they changed.
pub fn store_changed(
    call: &mut Call<'_>,
    mut account: Account,
    changed: Option<&str>,
    before: Vec<Line>,
) {
    let mut more = json!({"changed": changed});
    if !before.is_empty() {
        more["lineChanges"] = line_changes(&before, &account, &View::of(call.tenant, call.now));
    }
    call.tenant
        .tell_account("updated", &mut account, more, Actor::Plugin, call.now);
    if let Some(slot) = call
        .tenant
        .restaurant
        .account_mut(account.kind, &account.id)
    {
        *slot = account;
    }
}

/// Opens a new account and tells the world.
pub fn opened_now(call: &mut Call<'_>, mut account: Account) {
    call.tenant
        .tell_account("created", &mut account, json!({}), Actor::Plugin, call.now);
    call.tenant.restaurant.accounts.push(account);
}

/// This plugin as the author of a write.
pub fn writer(call: &Call<'_>) -> Writer {
    Writer {
        plugin_id: call.tenant.plugin_id.clone(),
        stamp: call.tenant.stamp(),
        now: call.now,
        switches: call.tenant.switches,
    }
}
