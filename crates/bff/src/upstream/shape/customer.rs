//! A customer as far as we may see it. C:F "customer".
use super::text;
use adisyon_bill::bill::Customer;
use serde_json::Value;

/// The customer; none for null or absent. Without consent even what the platform still sent is trimmed to id and region.
pub fn customer(account: &Value, personal: bool) -> Option<Customer> {
    let object = account.get("customer").filter(|value| value.is_object())?;
    let personal = |name: &str| personal.then(|| field(object, name)).flatten();
    Some(Customer {
        id: text::id(object.get("id")),
        name: personal("name"),
        phone: personal("phone"),
        call: personal("call"),
        address: personal("address"),
        address_description: personal("addressDescription"),
        region: field(object, "region"),
    })
}

/// Whether a name is shown: true or false if the customer says so, none without a customer. C:G.6 "is personal data visible".
pub fn shows_name(account: &Value) -> Option<bool> {
    let object = account.get("customer").filter(|value| value.is_object())?;
    Some(object.get("name").is_some_and(|name| !name.is_null()))
}

fn field(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text::filled(object, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_about_a_customer_may_be_missing() {
        for account in [
            json!({}),
            json!({ "customer": null }),
            json!({ "customer": "x" }),
        ] {
            assert_eq!(customer(&account, true), None, "{account}");
            assert_eq!(shows_name(&account), None, "{account}");
        }
        let trimmed = json!({ "customer": { "id": 5501, "region": "Merkez", "name": null } });
        assert_eq!(shows_name(&trimmed), Some(false));
        let read = customer(&trimmed, true).unwrap_or_default();
        assert_eq!(
            (read.id.as_deref(), read.region.as_deref(), read.name),
            (Some("5501"), Some("Merkez"), None)
        );
    }

    #[test]
    fn without_consent_contact_data_is_trimmed_with_the_rest() {
        let account = json!({ "customer": { "id": "cu-1", "name": "Deniz Örnek", "call": "555;12", "region": "Merkez",
            "address": "Örnek Sok. 1", "addressDescription": "mavi kapı", "phone": 5550000 } });
        let open = customer(&account, true).unwrap_or_default();
        assert_eq!(open.phone.as_deref(), Some("5550000"));
        assert_eq!(open.call.as_deref(), Some("555;12"));
        let closed = customer(&account, false).unwrap_or_default();
        let rest = Customer {
            id: Some("cu-1".into()),
            region: Some("Merkez".into()),
            ..Customer::default()
        };
        assert_eq!(closed, rest);
        assert_eq!(shows_name(&account), Some(true));
    }
}
