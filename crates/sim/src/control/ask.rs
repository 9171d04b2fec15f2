//! What the platform asks the plugin's backend (C:D.8): gates before a closing, actions of buttons, and events made
//! by hand for hostile tests. All signed like webhooks.

use super::{Controlled, bill_ref, life};
use crate::clock::now_ms;
use crate::json::Json;
use crate::server::Shared;
use crate::shape::{View, account as shape};
use crate::webhooks::deliver::{Sealed, post};
use crate::world::Tenant;
use serde_json::{Value, json};
use std::time::Duration;

/// Time limits of the three questions (C:D.8).
const TABLE_GATE: Duration = Duration::from_secs(10);
const PACKET_GATE: Duration = Duration::from_secs(5);
const ACTION: Duration = Duration::from_secs(8);

/// `POST /_sim/gate {account}`: asks before closing; on `allow`, or without a usable answer, the account is closed.
pub async fn gate(shared: &Shared, index: usize, body: &Json) -> Controlled {
    let (kind, id) = bill_ref::read(body, "account")?;
    let limit = if kind.word() == "table" {
        TABLE_GATE
    } else {
        PACKET_GATE
    };
    let (sealed, question) = {
        let mut world = shared.world();
        let url = world.config.action_url();
        let tenant = &mut world.tenants[index];
        let account = tenant
            .restaurant
            .account(kind, id)
            .ok_or_else(|| format!("no open account {id}"))?;
        let snapshot = shape::full(account, &tenant.restaurant, &View::of(tenant, now_ms()));
        let mut question = question(tenant, "hook", body);
        question["event"] = json!(format!("{}.close", kind.word()));
        question["stage"] = json!("before");
        question["target"] = json!({"type": kind.word(), "id": id});
        question["data"] = without_cash(snapshot);
        question["timeoutMs"] = json!(limit.as_millis() as u64);
        question["hookId"] = json!(format!("hk_{}", tenant.restaurant.rng.hex(8)));
        (sealed(tenant, url), question)
    };
    let answer = asked(&sealed, &question, limit).await;
    let decision = answer["decision"]
        .as_str()
        .filter(|word| ["allow", "deny"].contains(word));
    if decision == Some("deny") {
        return Ok(json!({"decision": "deny", "answered": true, "message": answer["message"]}));
    }
    life::close(&mut shared.world().tenants[index], kind, id, now_ms())?;
    Ok(json!({"decision": "allow", "answered": decision.is_some()}))
}

/// `POST /_sim/action {hook, account?}`: a button of type hook was pressed; gives the plugin's answer.
pub async fn action(shared: &Shared, index: usize, body: &Json) -> Controlled {
    let (sealed, question) = {
        let mut world = shared.world();
        let url = world.config.action_url();
        let tenant = &mut world.tenants[index];
        let mut question = question(tenant, "action", body);
        question["hook"] = json!(body.get("hook").and_then(Json::text).unwrap_or("open"));
        question["slot"] = json!("packet.detail.actions");
        if body.get("account").is_some() {
            let (kind, id) = bill_ref::read(body, "account")?;
            question["target"] = json!({"type": kind.word(), "id": id});
        }
        (sealed(tenant, url), question)
    };
    Ok(json!({"answer": asked(&sealed, &question, ACTION).await}))
}

/// `POST /_sim/event {type, data, id?, sequence?, sequenceScope?, environment?, tenantId?, secret?, at?, url?}`: one
/// delivery exactly as told; `omit` leaves `environment` out, `at` is a moment of signing in seconds from now.
pub async fn event(shared: &Shared, index: usize, body: &Json) -> Controlled {
    let text = |key: &str| body.get(key).and_then(Json::text);
    let kind = text("type").ok_or("type must be a text")?.to_owned();
    let (mut sealed, mut sent) = {
        let mut world = shared.world();
        let tenant = &mut world.tenants[index];
        let url = tenant
            .webhook_url
            .clone()
            .or_else(|| text("url").map(str::to_owned))
            .ok_or("no webhook url")?;
        let id = text("id").map_or_else(
            || format!("evt_{}", tenant.restaurant.rng.hex(16)),
            str::to_owned,
        );
        let sent = json!({"id": id, "type": kind, "version": "1", "environment": tenant.environment,
            "tenantId": tenant.id, "occurredAt": now_ms(), "data": {}});
        (sealed(tenant, url), sent)
    };
    for key in [
        "data",
        "actor",
        "sequence",
        "sequenceScope",
        "tenantId",
        "environment",
        "version",
        "occurredAt",
    ] {
        if let Some(value) = body.get(key) {
            sent[key] = value.to_value();
        }
    }
    if let (Some("omit"), Value::Object(fields)) = (text("environment"), &mut sent) {
        fields.remove("environment");
    }
    if let Some(secret) = text("secret") {
        sealed.secret = secret.to_owned();
    }
    if let Some(url) = text("url") {
        sealed.url = url.to_owned();
    }
    let seconds = match body.get("at") {
        Some(Json::Number(offset)) => {
            let offset: i64 = offset.parse().map_err(|_| "at must be whole seconds")?;
            Some((now_ms() / 1000).saturating_add_signed(offset))
        }
        _ => None,
    };
    let (status, answer) = post(&sealed, &sent.to_string(), Some(&kind), seconds)
        .await
        .map_err(|error| error.to_string())?;
    Ok(json!({"status": status, "answer": answer, "id": sent["id"]}))
}

fn question(tenant: &mut Tenant, kind: &str, body: &Json) -> Value {
    let text = |key: &str| {
        body.get(key)
            .and_then(Json::text)
            .filter(|text| !text.is_empty())
    };
    json!({
        "id": format!("{kind}_{}", tenant.restaurant.rng.hex(12)), "type": kind, "version": "1",
        "environment": tenant.environment, "tenantId": tenant.id, "occurredAt": now_ms(),
        "actor": {"type": "staff", "userId": text("user").unwrap_or("u-murat"), "role": text("role").unwrap_or("staff")},
    })
}

/// Captured gate bodies had no `cash` on their rows (C:K gate payment rows).
fn without_cash(mut snapshot: Value) -> Value {
    for row in snapshot["payments"].as_array_mut().into_iter().flatten() {
        if let Value::Object(row) = row {
            row.remove("cash");
        }
    }
    snapshot
}

fn sealed(tenant: &Tenant, url: String) -> Sealed {
    Sealed {
        tenant: tenant.id.clone(),
        environment: tenant.environment.clone(),
        secret: tenant.webhook_secret.clone(),
        url,
    }
}

/// The plugin's answer, or null when it is late, broken or not 2xx.
async fn asked(sealed: &Sealed, question: &Value, limit: Duration) -> Value {
    let body = question.to_string();
    match tokio::time::timeout(limit, post(sealed, &body, None, None)).await {
        Ok(Ok((status, answer))) if (200..300).contains(&status) => answer,
        _ => Value::Null,
    }
}
