//! Texts and ids.
use serde_json::Value;

/// A field that is text, also if empty.
pub fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

/// A field that is text and not empty.
pub fn filled(object: &Value, name: &str) -> Option<String> {
    text(object, name).filter(|text| !text.trim().is_empty())
}

/// An id: text, or a number as its digits. Opaque, never empty. C:F "packetId".
pub fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A flag; absent or anything else is false.
pub fn flag(object: &Value, name: &str) -> bool {
    object.get(name) == Some(&Value::Bool(true))
}

/// A map of languages to texts, empty ones left out. C:F "languages keys".
pub fn names(value: Option<&Value>) -> Vec<(String, String)> {
    let Some(Value::Object(map)) = value else {
        return Vec::new();
    };
    map.iter()
        .filter_map(|(language, text)| {
            // Upstream: some records nest the title: { "en": { "title": "Tea" } }.
            let text = text
                .as_str()
                .or_else(|| text.get("title")?.as_str())?
                .trim();
            (!text.is_empty()).then(|| (language.clone(), text.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json};

    #[test]
    fn ids_stay_as_they_came() {
        for (json, expected) in [
            ("\"1780950756501\"", Some("1780950756501")),
            ("1780950756501", Some("1780950756501")),
            (
                "17809507565011780950756501",
                Some("17809507565011780950756501"),
            ),
            ("\"k%C3%B6%C5%9Fe2\"", Some("k%C3%B6%C5%9Fe2")),
            ("\"\"", None),
            ("null", None),
            ("{}", None),
        ] {
            let value: Value = from_str(json).unwrap_or_default();
            assert_eq!(id(Some(&value)).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn languages_are_kept_under_their_own_keys() {
        let map = json!({ "US": "Tea", "en": " ", "de": { "title": "Tee" }, "ru": 3 });
        let mut names = names(Some(&map));
        names.sort();
        assert_eq!(
            names,
            [("US".into(), "Tea".into()), ("de".into(), "Tee".into())]
        );
    }
}
