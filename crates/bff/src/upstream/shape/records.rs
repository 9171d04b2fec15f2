//! The catalogue's records as managers see them: every field as it stands, nothing mended. C:E.4, C:F.
use super::{number, text};
use adisyon_bill::{Money, Quantity, Rate};
use adisyon_wire::manage::{Choice, Fields, Group, Kind, Owner, Record};
use serde_json::Value;

/// One record; none without an id, for nothing could be done with it.
pub fn record(kind: Kind, entry: &Value, owner: Owner) -> Option<Record> {
    let thousandths = |name: &str| {
        let text = number::text(entry.get(name)?)?;
        Quantity::parse_decimal(&text)
            .ok()
            .map(Quantity::thousandths)
    };
    Some(Record {
        id: text::id(entry.get("id"))?,
        owner,
        image: text::filled(entry, "image"),
        stock: thousandths("stock"),
        fields: match kind {
            Kind::Products => product(entry),
            Kind::Categories => Fields {
                colour: text::filled(entry, "color"),
                active: Some(is_active(entry)),
                names: Some(text::names(entry.get("languages"))),
                ..titled(entry)
            },
            Kind::Methods => Fields {
                description: text::filled(entry, "description"),
                cash: Some(text::flag(entry, "cash")),
                noreport: Some(text::flag(entry, "noreport")),
                ..titled(entry)
            },
            Kind::Ingredients => Fields {
                unit: text::filled(entry, "unit"),
                alert: thousandths("alert"),
                tax: rate(entry),
                ..titled(entry)
            },
        },
    })
}

fn titled(entry: &Value) -> Fields {
    Fields {
        title: Some(text::text(entry, "title").unwrap_or_default()),
        ..Fields::default()
    }
}

fn product(entry: &Value) -> Fields {
    let groups = entry.get("options").and_then(Value::as_array);
    Fields {
        price: number::money(entry, &["price"]).map(Money::minor),
        category: text::id(entry.get("category")),
        tax: rate(entry),
        active: Some(is_active(entry)),
        barcode: entry.get("barcode").and_then(number::text),
        names: Some(text::names(entry.get("languages"))),
        groups: Some(groups.into_iter().flatten().map(group).collect()),
        ..titled(entry)
    }
}

fn is_active(entry: &Value) -> bool {
    entry.get("active") != Some(&Value::Bool(false))
}

fn rate(entry: &Value) -> Option<i64> {
    number::rate(entry.get("tax")).map(Rate::hundredths)
}

fn group(entry: &Value) -> Group {
    let choices = entry.get("choices").and_then(Value::as_array);
    Group {
        title: text::text(entry, "title").unwrap_or_default(),
        min: number::whole(entry.get("min")),
        max: number::whole(entry.get("max")),
        multiple: text::flag(entry, "multiple"),
        choices: choices
            .into_iter()
            .flatten()
            .map(|choice| Choice {
                title: text::text(choice, "title").unwrap_or_default(),
                price: number::money(choice, &["price"]).map_or(0, Money::minor),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_product_is_shown_with_its_faults() {
        let entry = json!({
            "id": "p-1", "title": "Pizza", "price": "120,5", "category": "c", "active": false, "image": "https://cdn.example/p.png",
            "barcode": 869, "stock": -3, "languages": { "US": "Pizza", "de": "" },
            "options": [{ "id": "g", "min": "3", "max": 1, "choices": [{ "title": "İnce", "price": 5 }, { "title": "İnce" }] }, {}],
        });
        let shown = record(Kind::Products, &entry, Owner::Unknown).unwrap();
        let fields = &shown.fields;
        assert_eq!((fields.price, fields.tax), (Some(12_050), None));
        assert_eq!(fields.barcode.as_deref(), Some("869"));
        assert_eq!(fields.active, Some(false));
        assert_eq!(shown.stock, Some(-3_000));
        assert_eq!(fields.names, Some(vec![("US".into(), "Pizza".into())]));
        let groups = fields.groups.as_ref().unwrap();
        assert_eq!((groups[0].min, groups[0].max), (Some(3), Some(1)));
        assert_eq!(groups[0].choices[0].price, 500);
        assert_eq!(groups[1], Group::default());
    }

    #[test]
    fn every_kind_has_its_own_fields() {
        let entry = json!({ "id": 7, "title": "X", "unit": "kg", "alert": 1.5, "tax": 10, "cash": true, "color": "#f00", "description": "" });
        let shown = |kind| record(kind, &entry, Owner::Ours).unwrap().fields;
        assert_eq!(shown(Kind::Ingredients).alert, Some(1_500));
        assert_eq!(shown(Kind::Ingredients).tax, Some(1_000));
        assert_eq!(shown(Kind::Ingredients).cash, None);
        assert_eq!(shown(Kind::Methods).cash, Some(true));
        assert_eq!(shown(Kind::Methods).description, None);
        assert_eq!(shown(Kind::Categories).colour.as_deref(), Some("#f00"));
        assert_eq!(record(Kind::Products, &json!({}), Owner::Ours), None);
    }
}
