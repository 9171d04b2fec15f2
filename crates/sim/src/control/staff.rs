//! `POST /_sim/staff`: what a colleague does in the panel at the same time. The panel's lines have no `lineId`.

use super::{Controlled, bill_ref, life, state};
use crate::cart::body::{Declared, Wanted};
use crate::cart::price;
use crate::cart::replace::generated_id;
use crate::json::Json;
use crate::money::{Money, Quantity};
use crate::restaurant::account::{Account, Line, Payment, Void};
use crate::world::Tenant;
use serde_json::json;

/// `{account, op, ...}` with op `add` (product, quantity, options, note), `quantity` (line, quantity), `remove` (line,
/// reason), `pay` (method, amount), `discount` (line, amount), `extra` (line, amount), `guests` (count), `note` (line,
/// note). The answer holds the account.
pub fn edit(tenant: &mut Tenant, body: &Json, now: u64) -> Controlled {
    let (kind, id) = bill_ref::read(body, "account")?;
    let id = id.to_owned();
    let mut account = tenant
        .restaurant
        .account(kind, &id)
        .cloned()
        .ok_or_else(|| format!("no open account {id}"))?;
    let op = body.get("op").and_then(Json::text).unwrap_or("");
    match op {
        "add" => add(tenant, &mut account, body, now)?,
        "quantity" => line_mut(&mut account, body)?.quantity = quantity(body)?,
        "discount" => line_mut(&mut account, body)?.discount = amount(body)?,
        "extra" => line_mut(&mut account, body)?.extra = amount(body)?,
        "note" => {
            line_mut(&mut account, body)?.note =
                body.get("note").and_then(Json::text).map(str::to_owned)
        }
        "remove" => remove(&mut account, body, now)?,
        "pay" => pay(tenant, &mut account, body, now)?,
        "guests" => guests(tenant, &mut account, body, now)?,
        other => return Err(format!("unknown op {other}")),
    }
    life::changed(tenant, account, hint(op), now);
    let stored = tenant.restaurant.account(kind, &id);
    Ok(json!({"ok": true, "account": stored.map(|account| state::account(account, now))}))
}

/// The `changed` hint of the webhook (C:D.8).
fn hint(op: &str) -> &'static str {
    match op {
        "add" => "order_added",
        "remove" => "order_cancelled",
        "discount" => "order_discounted",
        "pay" => "payment_added",
        "guests" => "kuver_changed",
        _ => "order_updated",
    }
}

fn add(tenant: &mut Tenant, account: &mut Account, body: &Json, now: u64) -> Result<(), String> {
    let product = body
        .get("product")
        .and_then(Json::text)
        .ok_or("product must be an id")?;
    let options = body.get("options").and_then(Json::list).unwrap_or_default();
    let wanted = Wanted {
        product: product.to_owned(),
        quantity: if body.get("quantity").is_some() {
            quantity(body)?
        } else {
            Quantity::units(1)
        },
        options: options
            .iter()
            .filter_map(Json::text)
            .map(|title| Declared {
                id: None,
                title: Some(title.to_owned()),
            })
            .collect(),
        discount: Money::ZERO,
        note: body.get("note").and_then(Json::text).map(str::to_owned),
        tax_rate: None,
        line_id: None,
        metadata: None,
    };
    let generation = crate::config::Generation::Older;
    let priced = price::price(&[wanted], &tenant.restaurant, generation, false)
        .map_err(|refusal| refusal.message)?;
    let at = account
        .lines
        .iter()
        .position(Line::is_cover)
        .unwrap_or(account.lines.len());
    for line in priced {
        let id = generated_id(&account.id, &mut tenant.restaurant.rng);
        account.lines.insert(
            at,
            Line {
                id,
                created: now,
                sent_to_kitchen: true,
                by: "u-murat".to_owned(),
                ..line
            },
        );
    }
    Ok(())
}

fn remove(account: &mut Account, body: &Json, now: u64) -> Result<(), String> {
    let at = position(account, body)?;
    let reason = body
        .get("reason")
        .and_then(Json::text)
        .unwrap_or("Müşteri vazgeçti")
        .to_owned();
    let line = account.lines.remove(at);
    account.cancels.push(Void {
        line,
        reason,
        at: now,
    });
    Ok(())
}

fn pay(tenant: &Tenant, account: &mut Account, body: &Json, now: u64) -> Result<(), String> {
    let method = match body.get("method").and_then(Json::text) {
        Some(id) => tenant.restaurant.method(id),
        None => tenant.restaurant.methods.first(),
    };
    let method = method.ok_or("no such payment method")?;
    account.payments.push(Payment {
        method: Some(method.id.clone()),
        title: method.title.clone(),
        amount: amount(body)?,
        cash: method.cash,
        created: now,
        by: "u-murat".to_owned(),
        ..Payment::default()
    });
    Ok(())
}

fn guests(tenant: &Tenant, account: &mut Account, body: &Json, now: u64) -> Result<(), String> {
    account.guests = body
        .get("count")
        .and_then(Json::whole)
        .ok_or("count must be a whole number")?;
    let cover = tenant.restaurant.cover_of(account.section.as_deref());
    account.lines.retain(|line| !line.is_cover());
    account
        .lines
        .extend(crate::cart::replace::cover_line(account.guests, cover, now));
    Ok(())
}

fn position(account: &Account, body: &Json) -> Result<usize, String> {
    let line = body
        .get("line")
        .and_then(Json::text)
        .ok_or("line must be a line id")?;
    account
        .lines
        .iter()
        .position(|one| one.id == line)
        .ok_or_else(|| format!("no line {line}"))
}

fn line_mut<'a>(account: &'a mut Account, body: &Json) -> Result<&'a mut Line, String> {
    let at = position(account, body)?;
    Ok(&mut account.lines[at])
}

fn quantity(body: &Json) -> Result<Quantity, String> {
    match body.get("quantity") {
        Some(Json::Number(text)) => {
            Quantity::parse(text).map_err(|error| format!("quantity: {error:?}"))
        }
        _ => Err("quantity must be a number".to_owned()),
    }
}

fn amount(body: &Json) -> Result<Money, String> {
    match body.get("amount") {
        Some(Json::Number(text)) => {
            Money::parse(text).map_err(|error| format!("amount: {error:?}"))
        }
        _ => Err("amount must be a number".to_owned()),
    }
}
