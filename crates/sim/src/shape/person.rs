//! Customers and staff, trimmed by consent.

use super::View;
use crate::restaurant::people::{Customer, User};
use serde_json::{Value, json};

/// The customer on an account. Without consent newer servers drop name, phone and address but leave `call` and
/// `addressDescription`, personal though they are (C:L.1 row 18); older ones keep the keys and empty them (C:E.2).
pub fn on_account(customer: &Customer, view: &View) -> Value {
    if view.personal {
        return json!({
            "id": customer.id, "name": customer.name, "phone": customer.phone, "call": customer.call,
            "address": customer.address, "addressDescription": customer.address_description, "region": customer.region,
        });
    }
    if view.older() {
        return json!({"id": customer.id, "name": null, "phone": null, "region": customer.region});
    }
    let mut shown = trimmed(customer);
    shown["call"] = json!(customer.call);
    shown["addressDescription"] = json!(customer.address_description);
    shown
}

/// A record of customers/get and customers/list (C:E.4).
pub fn record(customer: &Customer, view: &View) -> Value {
    if !view.personal {
        return trimmed(customer);
    }
    let mut shown = json!({
        "id": customer.id, "name": customer.name, "phone": customer.phone, "address": customer.address,
        "total": customer.total.json(),
    });
    if let Some(region) = &customer.region {
        shown["region"] = json!(region);
    }
    shown
}

fn trimmed(customer: &Customer) -> Value {
    let mut shown = json!({"id": customer.id});
    if let Some(region) = &customer.region {
        shown["region"] = json!(region);
    }
    shown
}

/// A record of users/get: the name only with consent; nothing else about staff is ever shown.
pub fn user(user: &User, consent: bool) -> Value {
    if consent {
        json!({"id": user.id, "name": user.name})
    } else {
        json!({"id": user.id})
    }
}
