//! The compact form of a signed token: three base64url parts. C:C.1 "Format".
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

/// base64url, with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The three parts, and the bytes that are signed.
pub(super) struct Parts<'a> {
    pub(super) header: &'a str,
    pub(super) payload: &'a str,
    signature: &'a str,
    signed: &'a str,
}

/// Strips an optional `Bearer ` in any case and splits; none unless there are exactly three parts.
pub(super) fn split(token: &str, longest: usize) -> Option<Parts<'_>> {
    let token = token.trim();
    let token = match token.get(..7) {
        Some(prefix) if prefix.eq_ignore_ascii_case("bearer ") => token[7..].trim(),
        _ => token,
    };
    if token.len() > longest {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    if payload.contains('.') {
        return None;
    }
    Some(Parts {
        header,
        payload,
        signature,
        signed,
    })
}

/// A part that decodes to a JSON object.
pub(super) fn object(part: &str) -> Option<Value> {
    let bytes = BASE64.decode(part).ok()?;
    serde_json::from_slice::<Value>(&bytes)
        .ok()
        .filter(Value::is_object)
}

/// True if the signature is HMAC-SHA256 of header and payload under this secret; compared in constant time.
pub(super) fn signed_by(parts: &Parts<'_>, secret: &[u8]) -> bool {
    let Ok(signature) = BASE64.decode(parts.signature) else {
        return false;
    };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return false;
    };
    mac.update(parts.signed.as_bytes());
    mac.verify_slice(&signature).is_ok()
}
