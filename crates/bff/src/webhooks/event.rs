//! What the platform sends, read tolerantly: unknown fields and types are no failure. C:D.6, C:D.8.
use super::signal::{BillChanged, Change};
use crate::installs::{Environment, InstallKey};
use crate::store::{Advance, LastTold, Standing, StandingKind};
use adisyon_bill::BillRef;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The longest name (tenant, event id, scope, bill id) that is taken as it is.
const MAX_NAME: usize = 200;
/// The longest data that is kept of a lifecycle event.
const MAX_DETAIL: usize = 2000;

/// An event of one restaurant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Stable over retries: the name under which it counts once.
    pub id: String,
    /// What to do about it.
    pub deed: Deed,
}

/// What an event asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// A bill changed. The order is known only with scope and sequence.
    Bill {
        /// What changed.
        changed: BillChanged,
        /// Sequence scope and number.
        order: Option<(String, i64)>,
        /// What it does to the sequence.
        advance: Advance,
    },
    /// The catalogue changed.
    Catalogue,
    /// The plugin was installed, with these scopes if they were said.
    Installed(Option<BTreeSet<String>>, LastTold),
    /// The plugin was uninstalled.
    Uninstalled,
    /// A customer asked to be forgotten.
    Redact(String),
    /// The platform says how subscription or deliveries stand.
    Standing(Standing),
    /// Nothing that concerns us.
    Nothing,
}

impl Deed {
    /// True if losing it would be worse than answering a moment later: the platform is told only when it is done. C:D.4.
    pub fn is_lifecycle(&self) -> bool {
        !matches!(self, Deed::Bill { .. } | Deed::Catalogue | Deed::Nothing)
    }
}

/// The two fields that choose the secret. Read before the signature is verified, used for nothing else. None if one is missing: an
/// environment is never guessed (C:L.1 row 14).
pub fn addressee(body: &Value) -> Option<InstallKey> {
    let environment = text(body, "environment").and_then(Environment::parse)?;
    let tenant = match body.get("tenantId") {
        Some(_) => text(body, "tenantId"),
        // Upstream: older payloads, C:A "tenant".
        None => text(body, "serverId"),
    }?;
    let legal = is_name(tenant);
    legal.then(|| InstallKey {
        environment,
        tenant: tenant.to_owned(),
    })
}

/// Reads a verified body. `raw` names an event that brings no usable id of its own.
pub fn read(install: &InstallKey, plugin_id: &str, body: &Value, raw: &[u8]) -> Event {
    let id = match text(body, "id") {
        Some(id) if is_name(id) => id.to_owned(),
        Some(id) => hashed("id", id.as_bytes()),
        None => hashed("body", raw),
    };
    let at_ms = body.get("occurredAt").and_then(Value::as_i64).unwrap_or(0);
    let empty = Value::Null;
    let data = body.get("data").unwrap_or(&empty);
    let (room, what) = text(body, "type")
        .and_then(|kind| kind.split_once('.'))
        .unwrap_or(("", ""));
    let deed = match (room, what) {
        ("packet" | "table", what) => bill(install, plugin_id, body, data, room, what),
        ("product" | "category" | "payment_method" | "ingredient", _) => Deed::Catalogue,
        ("app", "installed") => Deed::Installed(scopes(data), LastTold(at_ms)),
        ("app", "uninstalled") => Deed::Uninstalled,
        ("customer", "redact") => name(data, "customerId").map_or(Deed::Nothing, Deed::Redact),
        ("subscription", "activated" | "past_due" | "canceled") => {
            standing(StandingKind::Subscription, what, data, at_ms)
        }
        ("delivery", "degraded" | "restored" | "disabled") => {
            standing(StandingKind::Delivery, what, data, at_ms)
        }
        ("delivery", "throttled") => standing(StandingKind::Throttle, what, data, at_ms),
        _ => Deed::Nothing,
    };
    Event { id, deed }
}

fn bill(
    install: &InstallKey,
    plugin_id: &str,
    body: &Value,
    data: &Value,
    room: &str,
    what: &str,
) -> Deed {
    let change = match what {
        "created" => Change::Opened,
        "updated" | "status_changed" | "close_aborted" => Change::Updated,
        "closed" | "cancelled" | "deleted" | "closed_deleted" => Change::Ended,
        "reopened" => Change::Reopened,
        _ => return Deed::Nothing,
    };
    let advance = match change {
        Change::Opened | Change::Updated => Advance::Goes,
        Change::Ended => Advance::Ends,
        Change::Reopened => Advance::Reopens,
    };
    let changed = BillChanged {
        install: install.clone(),
        bill: address(data, room),
        sale: name(data, "uuid").or_else(|| name(data, "saleId")),
        change,
        moved_to: moved_to(data),
        echo: is_echo(body, plugin_id),
    };
    Deed::Bill {
        changed,
        order: order(body),
        advance,
    }
}

/// Sequence and scope mean something together only; absent is "unknown", never 0. C:D.6.
fn order(body: &Value) -> Option<(String, i64)> {
    let scope = text(body, "sequenceScope").filter(|scope| is_name(scope))?;
    let sequence = body.get("sequence").and_then(Value::as_i64)?;
    Some((scope.to_owned(), sequence))
}

/// Only a plugin's id is verified by the platform. C:D.6 `actor`.
fn is_echo(body: &Value, plugin_id: &str) -> bool {
    body.get("actor").is_some_and(|actor| {
        text(actor, "type") == Some("plugin") && text(actor, "pluginId") == Some(plugin_id)
    })
}

fn address(data: &Value, room: &str) -> Option<BillRef> {
    match room {
        "table" => name(data, "tableId").map(BillRef::Table),
        _ => name(data, "packetId").map(BillRef::Packet),
    }
}

/// The target of a merge or move, in whatever of its likely shapes. A move to a customer's account has no bill.
fn moved_to(data: &Value) -> Option<BillRef> {
    let target = data.get("movedTo").filter(|target| target.is_object())?;
    let named = || {
        let id = name(target, "id")?;
        match text(target, "type")? {
            "table" => Some(BillRef::Table(id)),
            "packet" => Some(BillRef::Packet(id)),
            _ => None,
        }
    };
    address(target, "table")
        .or_else(|| address(target, "packet"))
        .or_else(named)
}

fn scopes(data: &Value) -> Option<BTreeSet<String>> {
    let granted = data.get("scopes")?.as_array()?;
    let texts = granted.iter().filter_map(Value::as_str);
    Some(
        texts
            .filter(|text| is_name(text))
            .map(str::to_owned)
            .collect(),
    )
}

fn standing(kind: StandingKind, state: &str, data: &Value, at_ms: i64) -> Deed {
    let detail = Some(data.to_string()).filter(|text| text.len() <= MAX_DETAIL);
    Deed::Standing(Standing {
        kind,
        state: state.to_owned(),
        detail: detail.unwrap_or_else(|| "{}".into()),
        at_ms,
    })
}

fn text<'a>(of: &'a Value, field: &str) -> Option<&'a str> {
    of.get(field).and_then(Value::as_str)
}

/// An id as text; some ids are numbers.
fn name(of: &Value, field: &str) -> Option<String> {
    let name = match of.get(field)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    is_name(&name).then_some(name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_NAME && !text.chars().any(char::is_control)
}

fn hashed(of: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{of}:{hex}")
}

#[cfg(test)]
mod tests;
