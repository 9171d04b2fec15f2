//! Minting session tokens for the panel, and false ones for hostile tests (C:C).

use super::Controlled;
use crate::clock::now_ms;
use crate::http::Query;
use crate::token::{LIFETIME_S, sign};
use crate::world::Tenant;
use serde_json::{Value, json};

/// `GET /_sim/token`: `user`, `role`; overrides `ttl`, `iat`, `exp`, `alg`, `aud`, `iss`, `environment`, `secret`,
/// `sub`, `claimTenant`; the word `omit` leaves a claim out, a number after `iat` may start with `+` or `-`.
pub fn mint(tenant: &Tenant, query: &Query) -> Controlled {
    let now = i64::try_from(now_ms() / 1000).unwrap_or(0);
    let iat = match query.get("iat") {
        None | Some("omit") => now,
        Some(text) => moment(text, now)?,
    };
    let ttl = match query.get("ttl") {
        None => LIFETIME_S,
        Some(text) => text.parse().map_err(|_| "ttl must be whole seconds")?,
    };
    let exp = match query.get("exp") {
        None | Some("omit") => iat + ttl,
        Some(text) => moment(text, now)?,
    };
    let or = |key: &str, usual: &str| json!(query.get(key).unwrap_or(usual));
    let role = query.get("role").unwrap_or("staff");
    let user = query.get("user").unwrap_or(if role == "manager" {
        "u-elif"
    } else {
        "u-murat"
    });
    let mut claims = json!({
        "iss": or("iss", "restomenum"),
        "aud": or("aud", &tenant.plugin_id),
        "sub": or("sub", user),
        "role": role,
        "tenantId": or("claimTenant", &tenant.id),
        "pluginId": or("aud", &tenant.plugin_id),
        "environment": or("environment", &tenant.environment),
        "iat": iat,
        "exp": exp,
        "jti": format!("{user}-{}", now_ms()),
    });
    omit(&mut claims, query);
    let alg = query.get("alg").unwrap_or("HS256");
    let token = sign(
        &claims,
        alg,
        query.get("secret").unwrap_or(&tenant.webhook_secret),
    );
    Ok(json!({"token": token, "tokenType": "Bearer", "expiresIn": ttl}))
}

/// Unix seconds, or an offset from now written with a sign. A `+` may arrive as a space.
fn moment(text: &str, now: i64) -> Result<i64, String> {
    let relative = text.starts_with(['+', ' ', '-']);
    let value: i64 = text
        .trim()
        .trim_start_matches('+')
        .parse()
        .map_err(|_| "a moment is whole seconds")?;
    Ok(if relative { now + value } else { value })
}

fn omit(claims: &mut Value, query: &Query) {
    let named = [
        ("iss", "iss"),
        ("aud", "aud"),
        ("sub", "sub"),
        ("role", "role"),
        ("claimTenant", "tenantId"),
        ("environment", "environment"),
        ("iat", "iat"),
        ("exp", "exp"),
    ];
    if let Value::Object(fields) = claims {
        for (parameter, claim) in named {
            if query.get(parameter) == Some("omit") {
                fields.remove(claim);
            }
        }
    }
}
