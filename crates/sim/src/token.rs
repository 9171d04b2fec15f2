//! Session tokens (C:C): compact HS256 with the install's webhook secret. Every part can be falsified for hostile tests.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// Seconds a token lives (C:C.1).
pub const LIFETIME_S: i64 = 120;

/// HMAC-SHA256.
pub fn hmac_sha256(secret: &[u8], message: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return Vec::new();
    };
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Signs claims. `alg` is written into the header as asked; `none` leaves the signature empty.
pub fn sign(claims: &Value, alg: &str, secret: &str) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!(
        "{}.{}",
        part(&json!({"alg": alg, "typ": "JWT"})),
        part(claims)
    );
    let signature = if alg.eq_ignore_ascii_case("none") {
        String::new()
    } else {
        URL_SAFE_NO_PAD.encode(hmac_sha256(secret.as_bytes(), signed.as_bytes()))
    };
    format!("{signed}.{signature}")
}
