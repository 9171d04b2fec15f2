//! Payment rows as newer reads show them (C:G.8).

use super::line::metadata;
use crate::restaurant::account::Payment;
use serde_json::{Value, json};

/// One row of `payments[]` or `cancelPayments[]`.
pub fn payment(row: &Payment) -> Value {
    json!({
        "lineId": row.identity,
        "metadata": metadata(&row.metadata),
        "methodId": row.method,
        "title": row.title,
        "amount": row.amount.json(),
        "cash": row.cash,
        "isDiscount": row.is_discount,
    })
}
