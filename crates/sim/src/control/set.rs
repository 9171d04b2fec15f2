//! `POST /_sim/set`: changes a restaurant or an install from outside. Several keys may be set at once; all are checked
//! by name so that a typing error is told, not swallowed.

use super::{Controlled, bill_ref, life};
use crate::buckets::Bucket;
use crate::config::Generation;
use crate::json::Json;
use crate::money::Money;
use crate::shape::catalogue as shape;
use crate::webhooks::event::Actor;
use crate::world::{READS_PER_MINUTE, Tenant, WRITES_PER_MINUTE};
use serde_json::json;

/// Applies every key of the body but `tenant`.
pub fn set(tenant: &mut Tenant, body: &Json, now: u64) -> Controlled {
    let Json::Map(fields) = body else {
        return Err("an object of settings is expected".to_owned());
    };
    for (key, value) in fields.iter().filter(|(key, _)| *key != "tenant") {
        apply(tenant, key, value, body, now).map_err(|why| format!("{key}: {why}"))?;
    }
    Ok(json!({"ok": true}))
}

fn apply(
    tenant: &mut Tenant,
    key: &str,
    value: &Json,
    body: &Json,
    now: u64,
) -> Result<(), String> {
    let flag = || {
        value
            .bool()
            .ok_or_else(|| "must be true or false".to_owned())
    };
    let restaurant = &mut tenant.restaurant;
    let switches = &mut tenant.switches;
    match key {
        "scopes" => tenant.scopes = texts(value)?.into_iter().collect(),
        "revokeScope" => drop(tenant.scopes.remove(text(value)?)),
        "grantScope" => drop(tenant.scopes.insert(text(value)?.to_owned())),
        "consent" => tenant.consent = flag()?,
        "limits" => limits(tenant, value)?,
        "generation" => {
            tenant.generation =
                Generation::parse(text(value)?).ok_or("must be newest, older or mixed")?;
        }
        "apiKey" => tenant.api_key = text(value)?.to_owned(),
        "webhookSecret" => tenant.webhook_secret = text(value)?.to_owned(),
        "currency" => restaurant.currency = value.text().map(str::to_owned),
        "price" => price(tenant, value, now)?,
        "deleteProduct" => catalogue_gone(tenant, "product", text(value)?, now)?,
        "deleteMethod" => catalogue_gone(tenant, "payment_method", text(value)?, now)?,
        "deleteMethods" => restaurant.methods.clear(),
        "redactCustomer" => redact(tenant, text(value)?, now)?,
        "close" => {
            let (kind, id) = bill_ref::read(body, key)?;
            life::close(tenant, kind, id, now)?;
        }
        "reopen" => {
            let (kind, id) = bill_ref::read(body, key)?;
            life::reopen(tenant, kind, id, now)?;
        }
        "cancel" => {
            let (kind, id) = bill_ref::read(body, key)?;
            life::cancel(tenant, kind, id, now)?;
        }
        "merge" => life::merge(tenant, value, now)?,
        "webhookUrl" => tenant.webhook_url = value.text().map(str::to_owned),
        "webhooksTwice" => switches.webhooks_twice = flag()?,
        "webhooksShuffled" => switches.webhooks_shuffled = flag()?,
        "lineProductIds" => switches.line_product_ids = flag()?,
        "idEchoMatches" => switches.id_echo_matches = flag()?,
        "partialVoidAccepted" => switches.partial_void_accepted = flag()?,
        "tableWrites" => switches.table_writes = flag()?,
        "byPrefix" => switches.by_prefix = flag()?,
        "optionErrorsNameTitle" => switches.option_errors_name_title = flag()?,
        _ => return Err("no such setting".to_owned()),
    }
    Ok(())
}

fn text(value: &Json) -> Result<&str, String> {
    value.text().ok_or_else(|| "must be a text".to_owned())
}

fn texts(value: &Json) -> Result<Vec<String>, String> {
    let items = value.list().ok_or("must be a list of texts")?;
    items
        .iter()
        .map(|item| text(item).map(str::to_owned))
        .collect()
}

/// `{product, price}`
fn price(tenant: &mut Tenant, value: &Json, now: u64) -> Result<(), String> {
    let id = value
        .get("product")
        .and_then(Json::text)
        .ok_or("product must be an id")?;
    let Some(Json::Number(price)) = value.get("price") else {
        return Err("price must be a number".to_owned());
    };
    let price = Money::parse(price).map_err(|error| format!("{error:?}"))?;
    let found = tenant
        .restaurant
        .products
        .iter_mut()
        .find(|one| one.id == id);
    let product = found.ok_or_else(|| format!("no product {id}"))?;
    product.price = price;
    let shown = shape::product(product);
    tenant.tell(
        "product.updated",
        Some("products:read"),
        shown,
        Actor::Staff,
        now,
    );
    Ok(())
}

fn catalogue_gone(tenant: &mut Tenant, what: &str, id: &str, now: u64) -> Result<(), String> {
    let restaurant = &mut tenant.restaurant;
    let before = restaurant.products.len() + restaurant.methods.len();
    let scope = if what == "product" {
        restaurant.products.retain(|product| product.id != id);
        "products:read"
    } else {
        restaurant.methods.retain(|method| method.id != id);
        "payment_methods:read"
    };
    if restaurant.products.len() + restaurant.methods.len() == before {
        return Err("no such record".to_owned());
    }
    tenant.tell(
        &format!("{what}.deleted"),
        Some(scope),
        json!({"id": id}),
        Actor::Staff,
        now,
    );
    Ok(())
}

/// A customer asked to be forgotten (C:D.4).
fn redact(tenant: &mut Tenant, id: &str, now: u64) -> Result<(), String> {
    let customers = &mut tenant.restaurant.customers;
    let index = customers
        .iter()
        .position(|customer| customer.id == id)
        .ok_or("no such record")?;
    customers.remove(index);
    for account in &mut tenant.restaurant.accounts {
        account.customer = account.customer.take().filter(|customer| customer.id != id);
    }
    let data = json!({"customerId": id, "deletedAt": now});
    tenant.tell("customer.redact", None, data, Actor::Unnamed, now);
    Ok(())
}

/// `true`, `false`, or `{reads, writes}` a minute. Both buckets start full again.
fn limits(tenant: &mut Tenant, value: &Json) -> Result<(), String> {
    let figure = |key: &str, usual: usize| match value.get(key) {
        None => Ok(usual),
        Some(json) => {
            let whole = json.whole().and_then(|whole| usize::try_from(whole).ok());
            whole.ok_or_else(|| format!("{key} must be a whole number"))
        }
    };
    tenant.limits = match value {
        Json::Bool(on) => *on,
        Json::Map(_) => true,
        _ => return Err("must be true, false or {reads, writes}".to_owned()),
    };
    tenant.reads = Bucket::new(figure("reads", READS_PER_MINUTE)?);
    tenant.writes = Bucket::new(figure("writes", WRITES_PER_MINUTE)?);
    Ok(())
}
