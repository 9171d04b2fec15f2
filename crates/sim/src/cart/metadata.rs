//! Metadata items: an array of `{key, value}`, budgets per line, request and document (C:E.3).

use crate::joi::{Checked, Fields};
use crate::json::Json;
use crate::refusal::Refusal;
use crate::restaurant::account::{Account, Item};
use serde_json::{Value, json};

/// An item as sent. A sent `by` is ignored.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// Key.
    pub key: String,
    /// String, number or boolean.
    pub value: Value,
}

const MAX_ITEMS: usize = 10;
const MAX_KEY: usize = 64;
const MAX_VALUE: usize = 256;
const MAX_REQUEST_BYTES: usize = 20 * 1024;
const MAX_DOCUMENT_BYTES: usize = 100 * 1024;

/// Reads the optional field `metadata` of a line or a payment.
pub fn read(fields: &Fields<'_>) -> Checked<Option<Vec<Sent>>> {
    let Some(json) = fields.get("metadata") else {
        return Ok(None);
    };
    let Json::List(items) = json else {
        return Err(Refusal::bad("metadata must be an array of {key, value}"));
    };
    if items.len() > MAX_ITEMS {
        return Err(Refusal::bad(format!(
            "metadata may hold at most {MAX_ITEMS} items"
        )));
    }
    let sent: Vec<Sent> = items.iter().map(item).collect::<Checked<_>>()?;
    for (index, one) in sent.iter().enumerate() {
        if sent[..index].iter().any(|earlier| earlier.key == one.key) {
            return Err(Refusal::bad(format!("Duplicate metadata key: {}", one.key)));
        }
    }
    Ok(Some(sent))
}

fn item(json: &Json) -> Checked<Sent> {
    let shape = || Refusal::bad("metadata must be an array of {key, value}");
    let Json::Map(map) = json else {
        return Err(shape());
    };
    if map
        .keys()
        .any(|key| !["key", "value", "by"].contains(&key.as_str()))
    {
        return Err(shape());
    }
    let key = map.get("key").and_then(Json::text).ok_or_else(shape)?;
    if !legal_key(key) {
        return Err(Refusal::bad(format!("Invalid metadata key: {key}")));
    }
    let value = match map.get("value") {
        Some(Json::Text(text)) if text.chars().count() <= MAX_VALUE => Value::from(text.as_str()),
        Some(Json::Number(text)) if finite(text) => {
            serde_json::from_str(text).map_err(|_| shape())?
        }
        Some(Json::Bool(value)) => Value::from(*value),
        _ => return Err(Refusal::bad(format!("Invalid metadata value: {key}"))),
    };
    Ok(Sent {
        key: key.to_owned(),
        value,
    })
}

fn legal_key(key: &str) -> bool {
    let mut bytes = key.bytes();
    key.len() <= MAX_KEY
        && bytes
            .next()
            .is_some_and(|first| first.is_ascii_alphanumeric())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn finite(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The budget of one request, all lines or all payments together.
pub fn check_request<'a>(all: impl Iterator<Item = &'a [Sent]>) -> Checked<()> {
    let bytes: usize = all
        .map(|items| {
            let list: Vec<Value> = items
                .iter()
                .map(|item| json!({"key": item.key, "value": item.value}))
                .collect();
            Value::from(list).to_string().len()
        })
        .sum();
    if bytes > MAX_REQUEST_BYTES {
        return Err(Refusal::bad(format!(
            "Total metadata size ({bytes}) exceeds {MAX_REQUEST_BYTES} bytes"
        )));
    }
    Ok(())
}

/// What a kept record carries after a write: the author's items as sent, everybody else's as they were.
pub fn merged(before: &[Item], sent: Option<&[Sent]>, stamp: &str) -> Vec<Item> {
    let own = sent.unwrap_or_default().iter();
    let own = own.map(|item| Item {
        key: item.key.clone(),
        value: item.value.clone(),
        by: stamp.to_owned(),
    });
    before
        .iter()
        .filter(|item| item.by != stamp)
        .cloned()
        .chain(own)
        .collect()
}

/// The budget of a whole document after merging; the refusal tells the shares.
pub fn check_document(account: &Account, stamp: &str) -> Checked<()> {
    let lines = account
        .lines
        .iter()
        .chain(account.cancels.iter().map(|void| &void.line));
    let rows = account.payments.iter().chain(&account.cancel_payments);
    let items = lines
        .flat_map(|line| &line.metadata)
        .chain(rows.flat_map(|row| &row.metadata));
    let (mut own, mut others) = (0, 0);
    for item in items {
        let size = json!({"key": item.key, "value": item.value, "by": item.by})
            .to_string()
            .len();
        *if item.by == stamp {
            &mut own
        } else {
            &mut others
        } += size;
    }
    let sum = own + others;
    if sum > MAX_DOCUMENT_BYTES {
        return Err(Refusal::bad(format!(
            "Total metadata size after merge ({sum}) exceeds {MAX_DOCUMENT_BYTES} bytes (yours: {own}, other plugins: {others})"
        )));
    }
    Ok(())
}
