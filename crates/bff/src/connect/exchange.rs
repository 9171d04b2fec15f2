//! What is sent for a code and what comes back, in both shapes. C:D.2.
use super::Trouble;
use crate::secret::Secret;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The longest tenant id that is taken.
const MAX_TENANT: usize = 200;
/// The longest key, secret or scope that is taken.
const MAX_TEXT: usize = 4096;

/// What the platform gave.
#[derive(Debug)]
pub(super) struct Granted {
    pub(super) tenant: String,
    pub(super) api_key: Secret,
    pub(super) webhook_secret: Secret,
    pub(super) scopes: BTreeSet<String>,
}

pub(super) fn request(code: &str, plugin_id: &str, client_secret: &Secret) -> String {
    json!({
        "grant_type": "authorization_code",
        "code": code,
        "client_id": plugin_id,
        "client_secret": client_secret.reveal(),
    })
    .to_string()
}

/// Reads the answer: enveloped or flat, refused in the way of RFC 6749 or of the platform.
pub(super) fn read(status: u16, body: Option<&Value>) -> Result<Granted, Trouble> {
    let Some(body) = body else {
        return Err(match status {
            401 => Trouble::WrongClient,
            500.. => Trouble::Unreachable,
            _ => Trouble::Unreadable,
        });
    };
    let denied = body.get("success") == Some(&Value::Bool(false))
        || body.get("ok") == Some(&Value::Bool(false))
        || body.get("error").is_some_and(Value::is_string);
    if status >= 300 || denied {
        return Err(refused(status, body));
    }
    let data = body.get("data").filter(|data| data.is_object());
    granted(data.unwrap_or(body)).ok_or(Trouble::Unreadable)
}

fn refused(status: u16, body: &Value) -> Trouble {
    let word = ["error", "message"]
        .iter()
        .find_map(|field| body.get(field).and_then(Value::as_str));
    match (status, word.unwrap_or("")) {
        (_, "invalid_grant") => Trouble::CodeUsed,
        (_, "invalid_client" | "unauthorized_client" | "unauthorized") | (401, _) => {
            Trouble::WrongClient
        }
        (429 | 500.., _) => Trouble::Unreachable,
        _ => Trouble::Refused,
    }
}

fn granted(data: &Value) -> Option<Granted> {
    let text = |field: &str| {
        let text = data.get(field).and_then(Value::as_str)?;
        let legal = !text.is_empty() && text.len() <= MAX_TEXT;
        legal.then_some(text)
    };
    // It must be able to stand in a header.
    let api_key = text("apiKey").filter(|key| key.bytes().all(|b| b.is_ascii_graphic()))?;
    let webhook_secret = text("webhookSecret")?;
    let tenant = text("tenantId")
        .or_else(|| text("serverId"))
        .or_else(|| api_key.split_once('.').map(|(tenant, _)| tenant))
        .filter(|tenant| {
            !tenant.is_empty()
                && tenant.len() <= MAX_TENANT
                && !tenant.chars().any(char::is_control)
        })?;
    Some(Granted {
        tenant: tenant.to_owned(),
        api_key: Secret::new(api_key),
        webhook_secret: Secret::new(webhook_secret),
        scopes: scopes(data),
    })
}

/// A list, or words in one text. Nothing said is nothing granted: the word comes with `app.installed`.
fn scopes(data: &Value) -> BTreeSet<String> {
    let words: Vec<&str> = match data.get("scopes").or_else(|| data.get("scope")) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => text.split([' ', ',']).collect(),
        _ => Vec::new(),
    };
    let legal = |word: &&str| {
        !word.is_empty() && word.len() <= 100 && word.bytes().all(|b| b.is_ascii_graphic())
    };
    words.into_iter().filter(legal).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn tenant(status: u16, body: Value) -> Result<String, Trouble> {
        read(status, Some(&body)).map(|granted| granted.tenant)
    }

    #[test]
    fn both_shapes_and_all_names_of_the_tenant_are_read() {
        let whole = json!({"tenantId": "tn_1", "apiKey": "tn_9.p.k", "webhookSecret": "wh", "scopes": ["orders:read"]});
        for (body, expected) in [
            (json!({"success": true, "data": whole}), "tn_1"),
            (whole.clone(), "tn_1"),
            (
                json!({"serverId": "tn_2", "apiKey": "k", "webhookSecret": "wh"}),
                "tn_2",
            ),
            (json!({"apiKey": "tn_3.p.k", "webhookSecret": "wh"}), "tn_3"),
            (
                json!({"data": null, "apiKey": "tn_3.p.k", "webhookSecret": "wh"}),
                "tn_3",
            ),
        ] {
            assert_eq!(tenant(200, body.clone()), Ok(expected.to_owned()), "{body}");
        }
    }

    #[test]
    fn an_answer_without_key_secret_or_tenant_is_unreadable() {
        for body in [
            json!({"tenantId": "tn_1", "webhookSecret": "wh"}),
            json!({"tenantId": "tn_1", "apiKey": "tn_1.p.k"}),
            json!({"tenantId": "tn_1", "apiKey": "", "webhookSecret": "wh"}),
            json!({"apiKey": "nodots", "webhookSecret": "wh"}),
            json!({"apiKey": ".p.k", "webhookSecret": "wh"}),
            json!({"tenantId": "tn_1", "apiKey": "with break\n", "webhookSecret": "wh"}),
            json!({"tenantId": "a\u{0}", "apiKey": "tn_1.p.k", "webhookSecret": "wh"}),
            json!([]),
        ] {
            assert_eq!(
                tenant(200, body.clone()),
                Err(Trouble::Unreadable),
                "{body}"
            );
        }
        assert_eq!(read(200, None).unwrap_err(), Trouble::Unreadable);
    }

    #[test]
    fn each_refusal_is_told_apart() {
        for (status, body, expected) in [
            (
                400,
                json!({"error": "invalid_grant", "error_description": "used"}),
                Trouble::CodeUsed,
            ),
            (
                200,
                json!({"success": false, "message": "invalid_grant"}),
                Trouble::CodeUsed,
            ),
            (
                401,
                json!({"error": "invalid_client"}),
                Trouble::WrongClient,
            ),
            (401, json!({"message": "who are you"}), Trouble::WrongClient),
            (
                200,
                json!({"error": "invalid_client"}),
                Trouble::WrongClient,
            ),
            (400, json!({"error": "invalid_request"}), Trouble::Refused),
            (
                429,
                json!({"message": "plugin.rateLimited"}),
                Trouble::Unreachable,
            ),
            (503, json!({}), Trouble::Unreachable),
        ] {
            assert_eq!(
                tenant(status, body.clone()),
                Err(expected),
                "{status} {body}"
            );
        }
        assert_eq!(read(502, None).unwrap_err(), Trouble::Unreachable);
        assert_eq!(read(401, None).unwrap_err(), Trouble::WrongClient);
        assert_eq!(read(302, None).unwrap_err(), Trouble::Unreadable);
    }

    #[test]
    fn scopes_come_as_list_or_text() {
        for (body, count) in [
            (json!({"scopes": ["a:b", "c:d", 5, ""]}), 2),
            (json!({"scopes": "a:b c:d"}), 2),
            (json!({"scope": "a:b"}), 1),
            (json!({}), 0),
        ] {
            assert_eq!(scopes(&body).len(), count, "{body}");
        }
    }
}
