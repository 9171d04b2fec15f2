//! The tolerant mirror of the wire, field by field and never by "API version". C:F.
pub mod account;
pub mod amounts;
pub mod board;
pub mod catalogue;
pub mod customer;
pub mod line;
pub mod metadata;
pub mod number;
pub mod options;
pub mod payments;
pub mod person;
pub mod records;
pub mod stamp;
pub mod text;
pub mod time;

use serde_json::Value;

/// `data` if the key exists, else the root. C:E.0, C:F "envelope".
pub fn data(body: &Value) -> &Value {
    body.get("data").unwrap_or(body)
}

/// The entries of a list; none if it is no array, which means "not authorised" rather than "nothing there". C:F "data of a list".
pub fn list(body: &Value) -> Option<&[Value]> {
    data(body).as_array().map(Vec::as_slice)
}
