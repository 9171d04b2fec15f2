//! Options of a read line in their three forms. C:F "line options", C:G.1.
use super::{number, text};
use adisyon_bill::line::ReadOption;
use serde_json::Value;

/// The options; none if the read does not say (absent, null, or a form that is not understood).
pub fn options(line: &Value) -> Option<Vec<ReadOption>> {
    let mut found = Vec::new();
    for entry in line.get("options")?.as_array()? {
        match entry {
            Value::String(title) => found.push(ReadOption {
                id: None,
                title: title.clone(),
                price: None,
            }),
            Value::Object(fields) => match fields.get("data") {
                Some(choices) => found.extend(checked(choices)?),
                None => found.push(choice(entry)?),
            },
            _ => return None,
        }
    }
    Some(found)
}

/// True if options came as objects with an id, so that ids are understood on writes. C:G.3 "dialect".
pub fn shows_ids(line: &Value) -> bool {
    let entries = line.get("options").and_then(Value::as_array);
    entries.is_some_and(|entries| {
        entries
            .iter()
            .any(|entry| entry.get("data").is_none() && text::id(entry.get("id")).is_some())
    })
}

fn choice(entry: &Value) -> Option<ReadOption> {
    let id = text::id(entry.get("id"));
    let title = text::filled(entry, "title");
    if id.is_none() && title.is_none() {
        return None;
    }
    Some(ReadOption {
        id,
        title: title.unwrap_or_default(),
        price: number::money(entry, &["price"]),
    })
}

/// The earliest form: a group with all its choices, the picked ones checked.
fn checked(choices: &Value) -> Option<Vec<ReadOption>> {
    let picked = choices
        .as_array()?
        .iter()
        .filter(|c| text::flag(c, "checked"));
    picked.map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(line: Value) -> Option<String> {
        let options = options(&line)?;
        let one = |o: &ReadOption| {
            let price = o.price.map(|p| p.to_decimal()).unwrap_or_default();
            format!("{}#{}@{price}", o.title, o.id.as_deref().unwrap_or(""))
        };
        Some(options.iter().map(one).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn every_form_of_options_is_read() {
        for (line, expected) in [
            (
                json!({ "options": ["Acı sos", "Limonsuz"] }),
                Some("Acı sos#@ Limonsuz#@"),
            ),
            (
                json!({ "options": [{ "id": 1791000000011_i64, "title": "Acı sos", "price": 7.25, "vatRate": null }] }),
                Some("Acı sos#1791000000011@7.25"),
            ),
            (
                json!({ "options": ["Az", { "title": "Çok" }] }),
                Some("Az#@ Çok#@"),
            ),
            (
                json!({ "options": [
                    { "title": "Sos", "data": [{ "checked": true, "title": "Acı" }, { "checked": false, "title": "Tatlı" }] },
                    { "title": "Boy", "data": [{ "checked": true, "title": "Büyük", "price": "2,5" }] } ] }),
                Some("Acı#@ Büyük#@2.5"),
            ),
            (json!({ "options": [] }), Some("")),
            (json!({ "options": null }), None),
            (json!({}), None),
            (json!({ "options": [3] }), None),
            (json!({ "options": [{}] }), None),
            (json!({ "options": "Acı" }), None),
        ] {
            assert_eq!(shown(line.clone()).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn only_objects_with_an_id_prove_that_ids_are_understood() {
        assert!(shows_ids(
            &json!({ "options": [{ "id": 3, "title": "x" }] })
        ));
        for line in [
            json!({ "options": ["x"] }),
            json!({ "options": [{ "title": "x" }] }),
            json!({ "options": [{ "id": 3, "title": "Sos", "data": [] }] }),
            json!({}),
        ] {
            assert!(!shows_ids(&line), "{line}");
        }
    }
}
