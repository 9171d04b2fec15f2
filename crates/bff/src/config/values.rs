//! How the text of each variable is read; an error is told after the variable's name.
use super::{Database, PanelOrigin};
use crate::secret::{Secret, SecretKey};
use base64::Engine;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A key must be able to stand in a header, or every request would fail with a stranger message.
pub(super) fn header_text(text: &str) -> Result<String, String> {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("holds characters that no key has".into())
    }
}

pub(super) fn scopes(text: &str) -> Result<BTreeSet<String>, String> {
    let scopes: BTreeSet<String> = text
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    let legal = |scope: &String| {
        scope
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':'))
    };
    if scopes.is_empty() || !scopes.iter().all(legal) {
        return Err("must be scopes as in orders:read,orders:write".into());
    }
    Ok(scopes)
}

pub(super) fn secret_key(text: &str) -> Result<SecretKey, String> {
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .or_else(|_| base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text))
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .map(SecretKey::new)
        .ok_or_else(|| "must be 32 bytes in base64".into())
}

/// Old keys, comma separated.
pub(super) fn secret_keys(text: &str) -> Result<Vec<SecretKey>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(secret_key)
        .collect()
}

pub(super) fn days(text: &str) -> Result<u32, String> {
    text.parse::<u32>()
        .ok()
        .filter(|days| (1..=3650).contains(days))
        .ok_or_else(|| "must be a number of days from 1 to 3650".into())
}

pub(super) fn percent(text: &str) -> Result<u32, String> {
    text.parse::<u32>()
        .ok()
        .filter(|percent| *percent <= 100)
        .ok_or_else(|| "must be a whole number from 0 to 100".into())
}

pub(super) fn database(text: &str) -> Result<Database, String> {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(Database::Postgres(Secret::new(text)));
    }
    let path = text
        .strip_prefix("sqlite://")
        .or_else(|| text.strip_prefix("sqlite:"))
        .map(|rest| rest.split('?').next().unwrap_or(rest));
    match path {
        Some(path) if !path.is_empty() => Ok(Database::Sqlite(PathBuf::from(path))),
        _ => Err("must be sqlite:FILE or postgres://...".into()),
    }
}

pub(super) fn panel_origins(text: &str) -> Result<Vec<PanelOrigin>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(PanelOrigin::parse)
        .collect()
}

pub(super) fn limit(text: &str) -> Result<u32, String> {
    text.parse::<u32>()
        .map_err(|_| "must be a whole number, 0 for no limit".into())
}
