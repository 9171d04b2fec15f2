//! App Bridge envelopes. C:B.1, C:B.2.
use adisyon_json::{Fields, Json, Text};
use std::time::Duration;

/// The `type` of what the page asks.
const REQUEST: &str = "restomenum-bridge";
/// The `type` of what the panel answers.
const RESPONSE: &str = "restomenum-bridge-response";
/// How long the panel may take when no person has to act.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// What the page may ask of the panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// Who is looking at what.
    GetContext,
    /// A session token for one call to our backend.
    GetSessionToken,
    /// The height the page wants, in pixels.
    Resize(u32),
    /// Leave for an address; the panel asks the person.
    OpenUrl(String),
    /// In a gate: the person is done.
    Resolve,
    /// In a gate: the person gave up.
    Close,
}

impl Action {
    /// Its name on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Action::GetContext => "getContext",
            Action::GetSessionToken => "getSessionToken",
            Action::Resize(_) => "resize",
            Action::OpenUrl(_) => "openUrl",
            Action::Resolve => "resolve",
            Action::Close => "close",
        }
    }

    /// How long to wait. None where a person answers a dialog of the panel: a time of ours would end before they do. C:B.2.
    pub const fn patience(&self) -> Option<Duration> {
        match self {
            Action::GetContext | Action::GetSessionToken | Action::Resize(_) => Some(PATIENCE),
            Action::OpenUrl(_) | Action::Resolve | Action::Close => None,
        }
    }

    /// The whole message as JSON.
    pub fn request(&self, request_id: &str) -> String {
        let mut text = Text::default();
        text.open('{');
        for (name, value) in [
            ("type", REQUEST),
            ("requestId", request_id),
            ("action", self.name()),
        ] {
            text.name(name);
            text.string(value);
        }
        text.name("params");
        text.open('{');
        match self {
            Action::Resize(height) => text.field("height", height),
            Action::OpenUrl(url) => text.field("url", url),
            Action::GetContext | Action::GetSessionToken | Action::Resolve | Action::Close => {}
        }
        text.close('}');
        text.close('}');
        text.done()
    }
}

/// What the panel said to one request.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The request it belongs to.
    pub request_id: String,
    /// The data, or the code with which it refused.
    pub result: Result<Data, String>,
}

/// The data of an answer: a field may stand inside `data` or beside it. C:B.1.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Data(Json);

impl Answer {
    /// Reads a message; none for everything that is not an answer of the bridge.
    pub fn read(message: Json) -> Option<Answer> {
        let mut message = Fields::of(message)?;
        if message.must::<String>("type")? != RESPONSE {
            return None;
        }
        let request_id = message.must("requestId")?;
        let result = message.take("result");
        let refused = result.get("success") == Some(&Json::Bool(false));
        Some(Answer {
            request_id,
            result: if refused || !matches!(result, Json::Object(_)) {
                let code = result.get("message").and_then(Json::as_str);
                Err(code.unwrap_or_default().to_owned())
            } else {
                Ok(Data(result))
            },
        })
    }
}

impl Data {
    /// The data of an answer that came as JSON.
    pub fn read(text: &str) -> Option<Data> {
        Json::parse(text).map(Data)
    }

    /// A field, wherever it stands.
    pub fn field(&self, name: &str) -> Option<&Json> {
        let inner = self.0.get("data").and_then(|data| data.get(name));
        inner
            .filter(|value| **value != Json::Null)
            .or_else(|| self.0.get(name).filter(|value| **value != Json::Null))
    }

    /// A field that is a text or a number, as text; blank counts as none. C:B.4.
    pub fn text(&self, name: &str) -> Option<String> {
        self.field(name).and_then(as_text)
    }
}

/// A text or a number as text; blank counts as none.
pub(super) fn as_text(value: &Json) -> Option<String> {
    let text = match value {
        Json::Text(text) | Json::Number(text) => text.clone(),
        Json::Whole(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::{Value, json};

    fn answer(result: Value) -> Value {
        json!({ "type": RESPONSE, "requestId": "ads-1", "result": result })
    }

    fn read(message: &Value) -> Option<Answer> {
        Answer::read(Json::parse(&message.to_string()).unwrap())
    }

    fn request(action: Action) -> Value {
        serde_json::from_str(&action.request("ads-1")).unwrap()
    }

    #[test]
    fn a_request_carries_its_type_id_action_and_params() {
        assert_eq!(
            request(Action::GetContext),
            json!({ "type": "restomenum-bridge", "requestId": "ads-1", "action": "getContext", "params": {} })
        );
        assert_eq!(
            request(Action::Resize(720))["params"],
            json!({ "height": 720 })
        );
        assert_eq!(
            request(Action::OpenUrl("https://example.com/\"".to_owned()))["params"],
            json!({ "url": "https://example.com/\"" })
        );
    }

    #[test]
    fn only_what_needs_no_person_has_a_time() {
        for action in [
            Action::GetContext,
            Action::GetSessionToken,
            Action::Resize(1),
        ] {
            assert_eq!(action.patience(), Some(PATIENCE), "{action:?}");
        }
        for action in [
            Action::OpenUrl(String::new()),
            Action::Resolve,
            Action::Close,
        ] {
            assert_eq!(action.patience(), None, "{action:?}");
        }
    }

    #[test]
    fn data_is_read_enveloped_and_flat() {
        let enveloped = answer(json!({ "success": true, "data": { "refId": "masa-7" } }));
        let flat = answer(json!({ "success": true, "refId": "masa-7" }));
        let flat_without_success = answer(json!({ "refId": "masa-7" }));
        let null_inside = answer(json!({ "data": { "refId": null }, "refId": "masa-7" }));
        for message in [enveloped, flat, flat_without_success, null_inside] {
            let answer = read(&message).unwrap();
            assert_eq!(
                answer.result.unwrap().text("refId").as_deref(),
                Some("masa-7"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_refusal_keeps_its_code() {
        let refused = read(&answer(
            json!({ "success": false, "message": "openUrlDenied" }),
        ));
        assert_eq!(refused.unwrap().result, Err("openUrlDenied".to_owned()));
        for nothing in [json!(null), json!("yes"), json!([1])] {
            assert_eq!(read(&answer(nothing)).unwrap().result, Err(String::new()));
        }
    }

    #[test]
    fn what_is_not_an_answer_of_the_bridge_is_nothing() {
        for message in [
            json!(null),
            json!("restomenum-bridge-response"),
            json!([]),
            json!({}),
            json!({ "type": "restomenum-bridge", "requestId": "ads-1", "result": {} }),
            json!({ "type": "restomenum-bridge-response", "result": {} }),
            json!({ "type": "restomenum-bridge-response", "requestId": 7, "result": {} }),
            json!({ "type": ["restomenum-bridge-response"], "requestId": "ads-1" }),
        ] {
            assert_eq!(read(&message), None, "{message}");
        }
    }

    #[test]
    fn texts_and_numbers_are_text_and_the_rest_is_none() {
        let data = json!({ "a": 1791400223345_i64, "b": " ", "c": {}, "d": true, "e": "x", "g": u64::MAX });
        let data = read(&answer(json!({ "data": data })))
            .unwrap()
            .result
            .unwrap();
        assert_eq!(data.text("a").as_deref(), Some("1791400223345"));
        assert_eq!(data.text("e").as_deref(), Some("x"));
        assert_eq!(data.text("g").as_deref(), Some("18446744073709551615"));
        for name in ["b", "c", "d", "f"] {
            assert_eq!(data.text(name), None, "{name}");
        }
    }
}
