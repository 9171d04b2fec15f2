//! Catalogue writes (C:E.5): only what this plugin created may be changed or deleted, and only the listed fields.

pub mod categories;
pub mod ingredients;
pub mod methods;
pub mod products;

use super::{Call, reply};
use crate::joi::{Checked, Fields};
use crate::json::Json;
use crate::refusal::Refusal;
use crate::webhooks::event::Actor;
use serde_json::{Value, json};

/// `plugin.catalog.notOwned`: made in the panel or by another plugin.
fn owned(owner: Option<&String>, call: &Call<'_>) -> Checked<()> {
    if owner == Some(&call.tenant.plugin_id) {
        Ok(())
    } else {
        Err(Refusal::new(403, "plugin.catalog.notOwned"))
    }
}

/// The body of an update: `id` and at least one of the writable fields, nothing else.
fn update_fields<'a>(body: &'a Json, writable: &[&str]) -> Checked<Fields<'a>> {
    let fields = Fields::of(body, "")?;
    let known: Vec<&str> = std::iter::once("id")
        .chain(writable.iter().copied())
        .collect();
    fields.only(&known)?;
    fields.text("id", 200)?;
    if writable.iter().any(|name| fields.has(name)) {
        return Ok(fields);
    }
    Err(crate::joi::refuse(
        "value",
        &format!("must contain at least one of [{}]", writable.join(", ")),
    ))
}

/// The body of a delete: `id` alone.
fn delete_id(body: &Json) -> Checked<&str> {
    let fields = Fields::of(body, "")?;
    fields.only(&["id"])?;
    fields.text("id", 200)
}

/// The body of a create: known fields and an idempotency key.
fn create_fields<'a>(body: &'a Json, writable: &[&str]) -> Checked<Fields<'a>> {
    let fields = Fields::of(body, "")?;
    let known: Vec<&str> = writable.iter().copied().chain(["idempotencyKey"]).collect();
    fields.only(&known)?;
    Ok(fields)
}

/// The answer and the echo of a create or update: the read shape. Category events lack `color` (C:D.8).
fn written(call: &mut Call<'_>, event: &str, scope: &str, shown: Value) -> Value {
    let mut echoed = shown.clone();
    if let Value::Object(fields) = &mut echoed
        && event.starts_with("category.")
    {
        fields.remove("color");
    }
    call.tenant
        .tell(event, Some(scope), echoed, Actor::Plugin, call.now);
    reply::data(shown)
}

/// The answer and the echo of a delete.
fn deleted(call: &mut Call<'_>, event: &str, scope: &str, id: &str) -> Value {
    call.tenant.tell(
        event,
        Some(scope),
        json!({"id": id}),
        Actor::Plugin,
        call.now,
    );
    reply::data(json!({"id": id, "deleted": true}))
}

/// A title of 2 to `max` characters.
fn title(fields: &Fields<'_>, max: usize) -> Checked<String> {
    let title = fields.text("title", max)?;
    if title.chars().count() < 2 {
        return Err(fields.refuse("title", "length must be at least 2 characters long"));
    }
    Ok(title.to_owned())
}

/// Translations: an object of at most 30 keys whose values are texts or objects of texts.
fn languages(fields: &Fields<'_>) -> Checked<Option<Value>> {
    let Some(json) = fields.get("languages") else {
        return Ok(None);
    };
    let Json::Map(map) = json else {
        return Err(fields.refuse("languages", "must be of type object"));
    };
    if map.len() > 30 {
        return Err(fields.refuse("languages", "must have less than or equal to 30 keys"));
    }
    let legal = |value: &Json| match value {
        Json::Text(_) => true,
        Json::Map(inner) => inner.values().all(|text| text.text().is_some()),
        _ => false,
    };
    match map.iter().find(|(_, value)| !legal(value)) {
        Some((key, _)) => Err(fields.refuse(
            &format!("languages.{key}"),
            "must be one of [string, object]",
        )),
        None => Ok(Some(json.to_value())),
    }
}
