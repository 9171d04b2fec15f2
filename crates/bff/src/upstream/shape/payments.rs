//! Payment rows: known, not adding up, or unknown. C:G.8.
use super::{metadata, number, text};
use adisyon_bill::Money;
use adisyon_bill::ids::{DeclaredId, MethodId, PaymentKey};
use adisyon_bill::payment::{Payment, Payments, VoidedPayment};
use serde_json::Value;
use std::collections::HashSet;

/// Reads the rows of an account whose `paid` and `totalDiscount` are these.
pub fn payments(account: &Value, paid: Money, discount: Money, plugin_id: &str) -> Payments {
    let Some(Value::Array(rows)) = account.get("payments") else {
        let nothing = paid.is_zero() && discount.is_zero();
        return if nothing {
            Payments::Known(Vec::new())
        } else {
            Payments::Unknown
        };
    };
    let mut taken = HashSet::new();
    let mut whole = true;
    let rows: Vec<Payment> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let amount = number::money(row, &["amount", "price"]);
            whole &= amount.is_some();
            payment(row, at, amount.unwrap_or_default(), plugin_id, &mut taken)
        })
        .collect();
    let sum: Money = rows.iter().map(|row| row.amount).sum();
    if whole && sum == paid {
        Payments::Known(rows)
    } else {
        Payments::Mismatch(rows)
    }
}

/// True if a row carries the `lineId` key, null or not: a server that knows identities. C:G.4 rule 11.
pub fn shows_identity(account: &Value) -> bool {
    let rows = account.get("payments").and_then(Value::as_array);
    rows.is_some_and(|rows| rows.iter().any(|row| row.get("lineId").is_some()))
}

fn payment(
    row: &Value,
    at: usize,
    amount: Money,
    plugin_id: &str,
    taken: &mut HashSet<String>,
) -> Payment {
    let line_id = text::filled(row, "lineId");
    let unique = line_id.clone().filter(|id| taken.insert(id.clone()));
    let is_discount = text::flag(row, "isDiscount");
    let method = method(row).or_else(|| {
        let stable = line_id.clone().unwrap_or_else(|| "discount".to_owned());
        is_discount.then_some(stable)
    });
    Payment {
        key: PaymentKey::new(unique.clone().unwrap_or_else(|| format!("~{at}"))),
        identity: unique.and_then(|id| DeclaredId::echo(&id).ok()),
        method: method.map(MethodId::new),
        title: text::text(row, "title").unwrap_or_default(),
        amount,
        cash: row.get("cash").and_then(Value::as_bool),
        is_discount,
        own: metadata::own(row, plugin_id),
    }
}

/// `methodId`, or `id` of a row in the write form; an explicit null stays unbound.
fn method(row: &Value) -> Option<String> {
    match row.get("methodId") {
        Some(method) => text::id(Some(method)),
        None => text::id(row.get("id")),
    }
}

/// Voided rows: shown, never sent. C:F "cancels, cancelPayments".
pub fn voided(account: &Value) -> Vec<VoidedPayment> {
    let rows = account.get("cancelPayments").and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter(|row| row.is_object())
        .map(|row| VoidedPayment {
            title: text::text(row, "title").unwrap_or_default(),
            amount: number::money(row, &["amount", "price"]).unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(account: Value) -> Payments {
        let paid = number::money(&account, &["paid"]).unwrap_or_default();
        let discount = number::money(&account, &["totalDiscount"]).unwrap_or_default();
        payments(&account, paid, discount, "5d0e")
    }

    #[test]
    fn rows_that_add_up_are_known() {
        let account = json!({ "paid": 130, "payments": [
            { "lineId": "pay-77c1", "metadata": null, "methodId": "7c-card", "title": "Kart", "amount": 100, "cash": false, "isDiscount": false },
            { "lineId": null, "methodId": null, "title": "İndirim", "amount": "20,0", "isDiscount": true },
            { "id": "7c-cash", "price": 10 } ] });
        let Payments::Known(rows) = read(account) else {
            panic!("not known");
        };
        assert_eq!(rows[0].key.as_str(), "pay-77c1");
        assert_eq!(
            rows[0].identity.as_ref().map(DeclaredId::as_str),
            Some("pay-77c1")
        );
        assert_eq!(rows[1].key.as_str(), "~1");
        assert_eq!(
            (
                rows[1].is_discount,
                rows[1].method.as_ref().map(MethodId::as_str)
            ),
            (true, Some("discount"))
        );
        assert_eq!(
            (rows[2].method.as_ref().map(MethodId::as_str), rows[2].cash),
            (Some("7c-cash"), None)
        );
    }

    #[test]
    fn rows_that_are_not_shown_are_unknown_unless_nothing_is_paid() {
        assert_eq!(
            read(json!({ "paid": 0, "totalDiscount": 0 })),
            Payments::Known(vec![])
        );
        assert_eq!(
            read(json!({ "paid": 5, "totalDiscount": 0 })),
            Payments::Unknown
        );
        assert_eq!(
            read(json!({ "paid": 0, "totalDiscount": 5 })),
            Payments::Unknown
        );
        assert_eq!(
            read(json!({ "paid": 5, "payments": null })),
            Payments::Unknown
        );
        assert_eq!(
            read(json!({ "paid": 0, "payments": [] })),
            Payments::Known(vec![])
        );
    }

    #[test]
    fn rows_that_do_not_add_up_or_cannot_be_read_are_a_mismatch() {
        for account in [
            json!({ "paid": 5, "payments": [] }),
            json!({ "paid": 5, "payments": [{ "methodId": "m", "amount": 4.99 }] }),
            json!({ "paid": 0, "payments": [{ "methodId": "m", "amount": "?" }] }),
            json!({ "paid": 0, "payments": [null] }),
        ] {
            assert!(
                matches!(read(account.clone()), Payments::Mismatch(_)),
                "{account}"
            );
        }
    }

    #[test]
    fn a_row_bound_to_no_method_stays_so() {
        let rows = read(
            json!({ "paid": 5, "payments": [{ "methodId": null, "id": "row-1", "amount": 5 }] }),
        );
        assert_eq!(rows.rows()[0].method, None);
    }

    #[test]
    fn of_two_rows_with_one_id_only_the_first_can_be_named_by_it() {
        let rows = read(json!({ "paid": 2, "payments": [
            { "lineId": "pay-00001", "methodId": "m", "amount": 1 }, { "lineId": "pay-00001", "methodId": "m", "amount": 1 } ] }));
        let keys: Vec<_> = rows
            .rows()
            .iter()
            .map(|row| (row.key.as_str(), row.identity.is_some()))
            .collect();
        assert_eq!(keys, [("pay-00001", true), ("~1", false)]);
    }

    #[test]
    fn an_id_that_cannot_be_echoed_still_names_the_row() {
        let rows = read(
            json!({ "paid": 1, "payments": [{ "lineId": "pay*1", "methodId": "m", "amount": 1 }] }),
        );
        assert_eq!(rows.rows()[0].key.as_str(), "pay*1");
        assert_eq!(rows.rows()[0].identity, None);
    }

    #[test]
    fn voided_rows_are_listed() {
        let account = json!({ "cancelPayments": [{ "title": "Nakit", "amount": 3 }, null] });
        assert_eq!(voided(&account).len(), 1);
        assert!(voided(&json!({})).is_empty());
    }
}
