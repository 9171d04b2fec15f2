//! Customers of the list, and staff. C:E.4 `customers/list`, `customers/get`, `users/get`.
use super::{number, text};
use adisyon_wire::people::{Person, StaffMember};
use serde_json::Value;

/// A customer; none without an id. What may not be seen is not there, or null.
pub fn customer(entry: &Value) -> Option<Person> {
    let field = |name: &str| match entry.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text::filled(entry, name),
    };
    Some(Person {
        id: text::id(entry.get("id"))?,
        name: field("name"),
        phone: field("phone"),
        address: field("address"),
        region: field("region"),
        total: number::money(entry, &["total"]).map(|money| money.minor()),
    })
}

/// True if somebody's name is shown: then consent was given. An empty list says nothing, which is as good as yes.
pub fn shows_names(entries: &[Value]) -> bool {
    let named = |entry: &Value| entry.get("name").is_some_and(|name| !name.is_null());
    entries.is_empty() || entries.iter().any(named)
}

/// A member of staff; none without an id.
pub fn staff(entry: &Value) -> Option<StaffMember> {
    Some(StaffMember {
        id: text::id(entry.get("id"))?,
        name: text::filled(entry, "name"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn without_consent_an_id_is_all_there_is() {
        let trimmed = json!({ "id": 55, "name": null, "region": "Merkez" });
        assert_eq!(
            customer(&trimmed),
            Some(Person {
                id: "55".into(),
                region: Some("Merkez".into()),
                ..Person::default()
            })
        );
        assert!(!shows_names(&[trimmed]));
        assert!(shows_names(&[json!({ "id": "c", "name": "Deniz Örnek" })]));
        assert!(shows_names(&[]));
        assert_eq!(customer(&json!({ "name": "x" })), None);
    }

    #[test]
    fn what_was_spent_is_read_as_money() {
        let rich = json!({ "id": "c", "name": "Deniz Örnek", "phone": 5550100, "total": "1250,5" });
        let read = customer(&rich).unwrap_or_default();
        assert_eq!(
            (read.phone.as_deref(), read.total),
            (Some("5550100"), Some(125_050))
        );
    }

    #[test]
    fn staff_have_names_only_with_consent() {
        let named = staff(&json!({ "id": "u-1", "name": "Ece" })).unwrap_or_default();
        assert_eq!(named.name.as_deref(), Some("Ece"));
        let hidden = staff(&json!({ "id": "u-1" })).unwrap_or_default();
        assert_eq!((hidden.id.as_str(), hidden.name), ("u-1", None));
    }
}
