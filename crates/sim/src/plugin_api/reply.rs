//! The envelopes of success (C:E.0).

use crate::config::Generation;
use serde_json::{Value, json};

/// A read: `{success, data}`.
pub fn data(data: Value) -> Value {
    json!({"success": true, "data": data})
}

/// An account write. Both documented envelopes occur: newer servers answer flat, older ones enveloped.
pub fn written(mut fields: Value, generation: Generation) -> Value {
    if generation == Generation::Older {
        return data(fields);
    }
    fields["ok"] = json!(true);
    fields
}
