//! The beginning and the end of an install (C:D.1, C:D.4).

use super::Controlled;
use crate::json::Json;
use crate::plugin_api::oauth::Code;
use crate::webhooks::event::Actor;
use crate::world::{Tenant, World};
use serde_json::json;

/// `POST /_sim/connect {environment?}`: a one-time code and the address the tenant's browser is sent to; the word
/// `omit` leaves the environment out, as older platform versions did.
pub fn connect(world: &mut World, index: usize, body: &Json, now: u64) -> Controlled {
    let base = world.config.plugin_url.clone();
    let tenant = &mut world.tenants[index];
    let code = format!("code_{}", tenant.restaurant.rng.hex(32));
    let state = format!("st.{}", tenant.restaurant.rng.hex(24));
    let mut url = format!("{base}/connect?code={code}&state={state}");
    match body.get("environment").and_then(Json::text) {
        Some("omit") => {}
        Some(other) => url.push_str(&format!("&environment={other}")),
        None => url.push_str(&format!("&environment={}", tenant.environment)),
    }
    let tenant = tenant.id.clone();
    world.codes.push(Code {
        code: code.clone(),
        tenant,
        at: now,
    });
    Ok(json!({"url": url, "code": code, "state": state}))
}

/// `POST /_sim/uninstall`: tells the plugin, signed with the secret that dies with it, and refuses its key from now on.
pub fn uninstall(tenant: &mut Tenant, now: u64) -> Controlled {
    tenant.tell("app.uninstalled", None, json!({}), Actor::Unnamed, now);
    tenant.installed = false;
    Ok(json!({"ok": true}))
}
