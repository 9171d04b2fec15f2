//! The code exchange (C:D.2). A code works once and not for long; exchanging it rotates key and webhook secret.

use crate::config::Generation;
use crate::http::{Answer, Request};
use crate::json::Json;
use crate::shape::season::season;
use crate::webhooks::event::Actor;
use crate::world::World;
use serde_json::{Value, json};

/// How long a code works.
const CODE_MS: u64 = 60_000;
/// The version newer answers name.
const VERSION: &str = "1.0.0";

/// A code handed to a browser.
#[derive(Debug, Clone)]
pub struct Code {
    /// The code.
    pub code: String,
    /// Whose install it is for.
    pub tenant: String,
    /// Handed out at, epoch milliseconds.
    pub at: u64,
}

/// Answers the exchange. Newer servers answer enveloped, older ones flat with `serverId`.
pub fn exchange(world: &mut World, request: &Request, now: u64) -> Answer {
    match exchanged(world, request, now) {
        Ok(mut body) => {
            season(&mut body);
            Answer::json(200, &body)
        }
        Err((status, error, description)) => Answer::json(
            status,
            &json!({"error": error, "error_description": description}),
        ),
    }
}

type Failed = (u16, &'static str, &'static str);

fn exchanged(world: &mut World, request: &Request, now: u64) -> Result<Value, Failed> {
    let body =
        Json::parse(&request.body).ok_or((400, "invalid_request", "the body is not JSON"))?;
    let text = |key: &str| body.get(key).and_then(Json::text).unwrap_or("");
    if text("grant_type") != "authorization_code" {
        return Err((
            400,
            "unsupported_grant_type",
            "grant_type must be authorization_code",
        ));
    }
    if text("client_id") != world.config.plugin_id
        || text("client_secret") != world.config.client_secret
    {
        return Err((401, "invalid_client", "client_id or client_secret is wrong"));
    }
    let known = world
        .codes
        .iter()
        .position(|code| code.code == text("code"));
    // Used up even when too old: a code is shown to one exchange only.
    let code = known
        .map(|index| world.codes.remove(index))
        .filter(|code| code.at + CODE_MS > now);
    let code = code.ok_or((400, "invalid_grant", "code is used, expired or unknown"))?;
    let tenant = world
        .tenants
        .iter_mut()
        .find(|tenant| tenant.id == code.tenant);
    let tenant = tenant.ok_or((400, "invalid_grant", "code is used, expired or unknown"))?;
    tenant.installed = true;
    tenant.api_key = format!(
        "{}.{}.{}",
        tenant.id,
        tenant.plugin_id,
        tenant.restaurant.rng.hex(32)
    );
    tenant.webhook_secret = format!("whsec_{}", tenant.restaurant.rng.hex(40));
    let scopes = json!(tenant.scopes);
    tenant.tell(
        "app.installed",
        None,
        json!({"version": VERSION, "scopes": scopes}),
        Actor::Unnamed,
        now,
    );
    if tenant.generation == Generation::Older {
        return Ok(json!({
            "serverId": tenant.id, "apiKey": tenant.api_key, "webhookSecret": tenant.webhook_secret, "scopes": scopes,
        }));
    }
    Ok(json!({"success": true, "data": {
        "tenantId": tenant.id, "pluginId": tenant.plugin_id, "version": VERSION, "tokenType": "Bearer",
        "apiKey": tenant.api_key, "webhookSecret": tenant.webhook_secret, "scopes": scopes,
    }}))
}
