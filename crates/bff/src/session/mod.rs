//! The session token: who is looking. C:C, in exactly its order.
mod jwt;
#[cfg(test)]
mod tests;

use crate::installs::{Environment, Install, InstallKey};
use adisyon_wire::session::Role;
use serde_json::Value;
use std::fmt;

/// How far in the future a token may say it was made, in seconds. C:C.2 step 10.
const IAT_AHEAD: i64 = 60;
/// The longest token that is looked at.
const MAX_TOKEN: usize = 4096;

/// The verified session. Its fields come from the signed claims alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caller {
    /// Restaurant and environment.
    pub install: InstallKey,
    /// The member of staff, opaque.
    pub user: String,
    /// What they may do at most.
    pub role: Role,
    /// The last second, since 1970, in which the token is good.
    pub until: i64,
}

/// Why a token was not accepted: for the log only, the answer is always the same 401.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// No `Authorization` header, or more than one.
    Missing,
    /// Not a token, or claims that are none.
    Malformed,
    /// Not HS256.
    WrongAlgorithm,
    /// Not from the platform.
    InvalidIssuer,
    /// For another plugin.
    AudienceMismatch,
    /// Not signed with this install's secret, or no such install.
    InvalidSignature,
    /// Too old.
    Expired,
    /// From the future.
    NotYetValid,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Missing => "missing",
            Reason::Malformed => "malformed",
            Reason::WrongAlgorithm => "wrong_algorithm",
            Reason::InvalidIssuer => "invalid_issuer",
            Reason::AudienceMismatch => "audience_mismatch",
            Reason::InvalidSignature => "invalid_signature",
            Reason::Expired => "expired",
            Reason::NotYetValid => "not_yet_valid",
        })
    }
}

/// A token that claims to be one of ours. Nothing in it is true yet: its claims only pick the key, and a forged tenant picks one
/// that does not match.
pub struct Unverified<'a> {
    parts: jwt::Parts<'a>,
    claims: Value,
    install: InstallKey,
}

/// Reads a token (with or without `Bearer `) as far as that goes without a key.
pub fn read<'a>(token: &'a str, plugin_id: &str) -> Result<Unverified<'a>, Reason> {
    let parts = jwt::split(token, MAX_TOKEN).ok_or(Reason::Malformed)?;
    let algorithm = jwt::object(parts.header)
        .and_then(|header| text(&header, "alg").map(str::to_owned))
        .ok_or(Reason::WrongAlgorithm)?;
    if algorithm != "HS256" {
        return Err(Reason::WrongAlgorithm);
    }
    let claims = jwt::object(parts.payload).ok_or(Reason::Malformed)?;
    if text(&claims, "iss") != Some("restomenum") {
        return Err(Reason::InvalidIssuer);
    }
    if text(&claims, "aud") != Some(plugin_id) {
        return Err(Reason::AudienceMismatch);
    }
    let install = install_key(&claims)?;
    Ok(Unverified {
        parts,
        claims,
        install,
    })
}

impl Unverified<'_> {
    /// Whose secret it must be signed with.
    pub fn install(&self) -> &InstallKey {
        &self.install
    }

    /// Verifies it with the secret of the install found by its key, at `now` seconds since 1970.
    pub fn verify(self, found: Option<&Install>, now: i64) -> Result<Caller, Reason> {
        let secret = &found.ok_or(Reason::InvalidSignature)?.webhook_secret;
        if !jwt::signed_by(&self.parts, secret.reveal().as_bytes()) {
            return Err(Reason::InvalidSignature);
        }
        let until = in_time(&self.claims, now)?;
        Ok(Caller {
            user: name(&self.claims, "sub").ok_or(Reason::Malformed)?,
            role: role(&self.claims)?,
            until,
            install: self.install,
        })
    }
}

/// A missing or unknown environment is refused: guessing would pick another world's secret. C:C.2 notes.
fn install_key(claims: &Value) -> Result<InstallKey, Reason> {
    let tenant = match claims.get("tenantId") {
        Some(_) => text(claims, "tenantId"),
        // Upstream: older tokens, C:C.1.
        None => text(claims, "serverId"),
    };
    let tenant = tenant
        .filter(|tenant| !tenant.is_empty())
        .ok_or(Reason::Malformed)?;
    let environment = text(claims, "environment")
        .and_then(Environment::parse)
        .ok_or(Reason::Malformed)?;
    Ok(InstallKey {
        environment,
        tenant: tenant.to_owned(),
    })
}

/// The last second in which it is good.
fn in_time(claims: &Value, now: i64) -> Result<i64, Reason> {
    let exp = seconds(claims, "exp").ok_or(Reason::Expired)?;
    if now > exp.floor {
        return Err(Reason::Expired);
    }
    match seconds(claims, "iat") {
        Some(iat) if iat.ceil > now.saturating_add(IAT_AHEAD) => Err(Reason::NotYetValid),
        _ => Ok(exp.floor),
    }
}

fn role(claims: &Value) -> Result<Role, Reason> {
    match text(claims, "role") {
        Some("manager") => Ok(Role::Manager),
        Some("staff") => Ok(Role::Staff),
        _ => Err(Reason::Malformed),
    }
}

fn text<'a>(claims: &'a Value, name: &str) -> Option<&'a str> {
    claims.get(name).and_then(Value::as_str)
}

/// An id as text; some ids are numbers.
fn name(claims: &Value, name: &str) -> Option<String> {
    match claims.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A time claim, its fraction kept as the whole seconds around it.
struct Seconds {
    floor: i64,
    ceil: i64,
}

fn seconds(claims: &Value, name: &str) -> Option<Seconds> {
    let Value::Number(number) = claims.get(name)? else {
        return None;
    };
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let floor = whole.parse::<i64>().ok().filter(|whole| *whole >= 0)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = i64::from(fraction.bytes().any(|b| b != b'0'));
    Some(Seconds {
        floor,
        ceil: floor.saturating_add(part),
    })
}
