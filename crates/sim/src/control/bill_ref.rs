//! How control calls name an account: `table:masa-12`, `packet:1791400223345`, ids raw.

use crate::json::Json;
use crate::restaurant::account::Kind;

/// Reads the field `account` (or another one that names an account).
pub fn read<'a>(body: &'a Json, field: &str) -> Result<(Kind, &'a str), String> {
    let text = body
        .get(field)
        .and_then(Json::text)
        .ok_or_else(|| format!("{field} must be \"table:<id>\" or \"packet:<id>\""))?;
    match text.split_once(':') {
        Some(("table", id)) => Ok((Kind::Table, id)),
        Some(("packet", id)) => Ok((Kind::Packet, id)),
        _ => Err(format!("{field} must be \"table:<id>\" or \"packet:<id>\"")),
    }
}
