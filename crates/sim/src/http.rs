//! Requests and answers as the rest of the crate sees them, and the one place that decodes a query.

use serde_json::Value;

/// A request with its body read.
#[derive(Debug, Clone)]
pub struct Request {
    /// HTTP method.
    pub method: String,
    /// Path without the query, not decoded.
    pub path: String,
    /// Query, decoded once.
    pub query: Query,
    /// The bearer token, if one was sent.
    pub bearer: Option<String>,
    /// Whether the body is declared as JSON.
    pub json: bool,
    /// The body.
    pub body: Vec<u8>,
}

/// Query parameters, decoded exactly once (C:E.2 trap).
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Splits and decodes a raw query.
    pub fn parse(raw: &str) -> Self {
        let pairs = raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        });
        Self(pairs.collect())
    }

    /// The value of a parameter sent exactly once and not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        let mut values = self
            .0
            .iter()
            .filter(|(name, _)| name == key)
            .map(|(_, value)| value.as_str());
        let value = values.next().filter(|value| !value.is_empty())?;
        if values.next().is_some() {
            None
        } else {
            Some(value)
        }
    }
}

/// Form decoding: `+` is a space, `%xx` a byte; a broken escape stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten();
        let byte =
            escape.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match byte {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// An answer ready to send.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A JSON answer.
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            content_type: "application/json; charset=utf-8",
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
        }
    }

    /// A text of another kind.
    pub fn text(status: u16, content_type: &'static str, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body: body.into().into_bytes(),
        }
    }

    /// An HTML page as a web framework or a gateway would send it.
    pub fn html(status: u16, title: &str) -> Self {
        let page = format!(
            "<!DOCTYPE html><html><head><title>{title}</title></head><body><pre>{title}</pre></body></html>"
        );
        Self::text(status, "text/html; charset=utf-8", page)
    }

    /// With one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What becomes of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Answer(Answer),
    /// The connection is dropped without an answer.
    Drop,
    /// It is never answered; the connection stays.
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_exactly_once() {
        let query = Query::parse("id=k%25C3%25B6%25C5%259Fe2&x=a+b");
        assert_eq!(query.get("id"), Some("k%C3%B6%C5%9Fe2"));
        assert_eq!(query.get("x"), Some("a b"));
        assert_eq!(Query::parse("id=k%C3%B6%C5%9Fe2").get("id"), Some("köşe2"));
    }

    #[test]
    fn a_missing_empty_or_repeated_parameter_is_no_parameter() {
        for raw in ["", "id=", "id", "id=a&id=b"] {
            assert_eq!(Query::parse(raw).get("id"), None, "{raw}");
        }
    }
}
