//! Events about accounts and the catalogue, as bodies of deliveries.

use crate::restaurant::account::{Account, Line};
use crate::shape::line::line as shape_line;
use crate::shape::season::season;
use crate::shape::{View, account as shape};
use crate::world::Tenant;
use serde_json::{Value, json};

/// One event, complete but for its signature.
#[derive(Debug, Clone)]
pub struct Event {
    /// `evt_…`, stable over repeats.
    pub id: String,
    /// Type.
    pub kind: String,
    /// The body of the delivery.
    pub body: Value,
}

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Actor {
    /// This plugin: its own echo (C:D.7).
    Plugin,
    /// Somebody at the panel.
    Staff,
    /// Nobody is named.
    Unnamed,
}

impl Tenant {
    /// Writes an event of this restaurant into its outbox. `data` is empty without the scope it needs (C:D.6).
    pub fn tell(&mut self, kind: &str, scope: Option<&str>, data: Value, actor: Actor, now: u64) {
        let allowed = scope.is_none_or(|scope| self.scopes.contains(scope));
        let lifecycle = scope.is_none();
        if !lifecycle && !self.scopes.contains("events:subscribe") {
            return;
        }
        let id = format!("evt_{}", self.restaurant.rng.hex(16));
        let mut body = json!({
            "id": id, "type": kind, "version": "1", "environment": self.environment, "tenantId": self.id,
            "occurredAt": now, "data": if allowed { data } else { json!({}) },
        });
        match actor {
            Actor::Plugin => body["actor"] = json!({"type": "plugin", "pluginId": self.plugin_id}),
            Actor::Staff => {
                body["actor"] = json!({"type": "staff", "userId": "u-murat", "role": "staff"})
            }
            Actor::Unnamed => {}
        }
        season(&mut body);
        self.outbox.push(Event {
            id,
            kind: kind.to_owned(),
            body,
        });
    }

    /// An event about an account: the account in full, `more` beside it, and the sale's next number. The number is
    /// counted on the account, so store it afterwards.
    pub fn tell_account(
        &mut self,
        what: &str,
        account: &mut Account,
        more: Value,
        actor: Actor,
        now: u64,
    ) {
        let view = View::of(self, now);
        let mut data = shape::full(account, &self.restaurant, &view);
        if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
            data.extend(more);
        }
        let before = self.outbox.len();
        self.tell(
            &format!("{}.{what}", account.kind.word()),
            Some("orders:read"),
            data,
            actor,
            now,
        );
        if let (Some(event), Some(uuid)) = (self.outbox.get_mut(before), &account.uuid) {
            account.sequence += 1;
            event.body["sequence"] = json!(account.sequence);
            event.body["sequenceScope"] = json!(format!("sq_{}", uuid.get(..8).unwrap_or(uuid)));
        }
    }

    /// The status label changed: no actor (C:D.8).
    pub fn tell_status(&mut self, account: &mut Account, before: Option<String>, now: u64) {
        let more = json!({"status": account.status, "previousStatus": before});
        self.tell_account("status_changed", account, more, Actor::Unnamed, now);
    }
}

/// `lineChanges[]` between two states of an account's lines (C:D.8): a help, the truth is `orders[]`.
pub fn line_changes(before: &[Line], after: &Account, view: &View) -> Value {
    let shown = |line: &Line| shape_line(line, after, view);
    let same = |one: &Line, other: &Line| one.id == other.id;
    let mut changes = Vec::new();
    for line in after.lines.iter().filter(|line| !line.is_cover()) {
        match before.iter().find(|old| same(old, line)) {
            None => changes.push(json!({"op": "created", "lineId": line.id, "after": shown(line)})),
            Some(old) if shown(old) != shown(line) => {
                changes.push(json!({"op": "updated", "lineId": line.id, "before": shown(old), "after": shown(line)}));
            }
            Some(_) => {}
        }
    }
    let gone = |line: &&Line| !line.is_cover() && !after.lines.iter().any(|new| same(new, line));
    for line in before.iter().filter(gone) {
        changes.push(json!({"op": "cancelled", "lineId": line.id, "quantity": line.quantity.json(), "before": shown(line)}));
    }
    Value::from(changes)
}
