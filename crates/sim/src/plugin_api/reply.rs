//! The envelopes of success (C:E.0).

use crate::config::Generation;
use crate::restaurant::account::Kind;
use serde_json::{Value, json};

/// A read: `{success, data}`.
pub fn data(data: Value) -> Value {
    json!({"success": true, "data": data})
}

/// An account write. Both documented envelopes occur: newer servers answer packets flat and tables enveloped, older
/// ones always enveloped.
pub fn written(mut fields: Value, kind: Kind, generation: Generation) -> Value {
    if generation == Generation::Older || kind == Kind::Table {
        return data(fields);
    }
    fields["ok"] = json!(true);
    fields
}
