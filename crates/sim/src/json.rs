//! Request bodies as a tree whose numbers keep their text, so that no decimal passes through a float (C:H.3).

use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How deep a body may nest; deeper ones are refused as malformed.
const MAX_DEPTH: usize = 32;

/// One JSON value as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its text.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; of a repeated key the last one counts.
    Map(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a whole body. `None` when it is not JSON.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let raw: &RawValue = serde_json::from_slice(bytes).ok()?;
        Self::from_text(raw.get(), 0)
    }

    fn from_text(text: &str, depth: usize) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match text.trim_start().bytes().next()? {
            b'{' => {
                let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
                let parsed = fields
                    .into_iter()
                    .map(|(key, raw)| Some((key, Self::from_text(raw.get(), depth + 1)?)));
                Self::Map(parsed.collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Self::List(
                    items
                        .into_iter()
                        .map(|raw| Self::from_text(raw.get(), depth + 1))
                        .collect::<Option<_>>()?,
                )
            }
            b'"' => Self::Text(serde_json::from_str(text).ok()?),
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'n' => Self::Null,
            _ => Self::Number(text.trim().to_owned()),
        })
    }

    /// The value of a field, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Map(fields) => fields.get(key),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub fn whole(&self) -> Option<u64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn list(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The same value for an answer.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Map(fields) => Value::Object(
                fields
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_value()))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_keep_the_text_they_were_sent_with() {
        let body = Json::parse(br#" { "a": [1.10, "x\n", null], "b": true } "#).unwrap();
        assert_eq!(
            body.get("a").unwrap().list().unwrap()[0],
            Json::Number("1.10".into())
        );
        assert_eq!(
            body.get("a").unwrap().list().unwrap()[1],
            Json::Text("x\n".into())
        );
        assert_eq!(body.get("b").unwrap().bool(), Some(true));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in ["", "{", "nul", "{\"a\":}", "[1,]"] {
            assert_eq!(Json::parse(text.as_bytes()), None, "{text}");
        }
        assert_eq!(Json::parse("[".repeat(40).as_bytes()), None);
    }
}
