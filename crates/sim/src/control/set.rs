//! `POST /_sim/set`: changes a restaurant or an install from outside. Several keys may be set at once; all are checked
//! by name so that a typing error is told, not swallowed.

use super::{Controlled, bill_ref};
use crate::buckets::Bucket;
use crate::config::Generation;
use crate::json::Json;
use crate::money::Money;
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
    _now: u64,
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
        "price" => {
            let product = value
                .get("product")
                .and_then(Json::text)
                .ok_or("product must be an id")?;
            let Some(Json::Number(price)) = value.get("price") else {
                return Err("price must be a number".to_owned());
            };
            let price = Money::parse(price).map_err(|error| format!("{error:?}"))?;
            let found = restaurant.products.iter_mut().find(|one| one.id == product);
            found.ok_or_else(|| format!("no product {product}"))?.price = price;
        }
        "deleteProduct" => {
            let id = text(value)?;
            retain(&mut restaurant.products, |product| product.id != id)?;
        }
        "deleteMethod" => {
            let id = text(value)?;
            retain(&mut restaurant.methods, |method| method.id != id)?;
        }
        "deleteMethods" => restaurant.methods.clear(),
        "close" => {
            let (kind, id) = bill_ref::read(body, key)?;
            retain(&mut restaurant.accounts, |account| {
                account.kind != kind || account.id != id
            })?;
        }
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

/// Removes what does not stay; an error when nothing was removed.
fn retain<T>(records: &mut Vec<T>, stays: impl Fn(&T) -> bool) -> Result<(), String> {
    let before = records.len();
    records.retain(stays);
    if records.len() == before {
        Err("no such record".to_owned())
    } else {
        Ok(())
    }
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
