//! A question of the platform, read tolerantly: what is missing or new is no failure. C:D.8.
use super::verdict::Sums;
use adisyon_bill::BillRef;
use serde_json::Value;
use std::time::Duration;

/// Time limits where the question says none. C:I.
const TABLE: Duration = Duration::from_secs(10);
const PACKET: Duration = Duration::from_secs(5);
const ACTION: Duration = Duration::from_secs(8);
/// Kept back of each limit: the answer has to travel.
const ROAD: Duration = Duration::from_millis(1000);
/// Never less than this, whatever is said.
const LEAST: Duration = Duration::from_millis(300);
/// The longest id that is looked up. C:E.3.
const MAX_ID: usize = 200;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// May this bill be closed?
    Closing(BillRef),
    /// Some other gate: nothing of ours stands against it.
    Other,
    /// A button was pressed.
    Button,
}

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Question {
    pub(super) asked: Asked,
    /// The bill's sums, where the question brings the bill along.
    pub(super) sums: Option<Sums>,
    /// How long the answer may take.
    pub(super) time: Duration,
    /// Who stands at the till, as the panel says: chooses words, decides nothing.
    pub(super) user: Option<String>,
    /// The language, if the question says one.
    pub(super) locale: Option<String>,
}

impl Question {
    /// Reads a verified body.
    pub(super) fn read(body: &Value) -> Question {
        let asked = asked(body);
        let actor = body.get("actor").unwrap_or(&Value::Null);
        Question {
            sums: body.get("data").and_then(Sums::of),
            time: time(body, &asked),
            user: text(actor, "userId"),
            locale: text(body, "locale")
                .or_else(|| text(actor, "locale"))
                .or_else(|| text(body, "language")),
            asked,
        }
    }
}

fn asked(body: &Value) -> Asked {
    if body["type"] == "action" {
        return Asked::Button;
    }
    let before = matches!(body["stage"].as_str(), None | Some("before"));
    let target = body.get("target").unwrap_or(&Value::Null);
    let id = crate::upstream::shape::text::id(target.get("id"));
    let id = id.filter(|id| id.chars().count() <= MAX_ID);
    let (Some(event), Some(id), true) = (text(body, "event"), id, before) else {
        return Asked::Other;
    };
    // Both are said; where they differ the event names what is being closed.
    match event.as_str() {
        "table.close" => Asked::Closing(BillRef::Table(id)),
        "packet.close" => Asked::Closing(BillRef::Packet(id)),
        _ => Asked::Other,
    }
}

fn time(body: &Value, asked: &Asked) -> Duration {
    let usual = match asked {
        Asked::Closing(BillRef::Table(_)) => TABLE,
        Asked::Button => ACTION,
        Asked::Closing(BillRef::Packet(_)) | Asked::Other => PACKET,
    };
    let said = body.get("timeoutMs").and_then(Value::as_u64);
    let limit = said.map_or(usual, |ms| Duration::from_millis(ms).min(TABLE));
    limit.saturating_sub(ROAD).max(LEAST)
}

fn text(object: &Value, name: &str) -> Option<String> {
    let text = object.get(name)?.as_str()?.trim();
    (!text.is_empty() && text.chars().count() <= MAX_ID).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn closing() -> Value {
        json!({
            "type": "hook", "event": "table.close", "stage": "before",
            "target": { "type": "table", "id": "masa-7*" }, "timeoutMs": 10_000,
            "actor": { "type": "staff", "userId": "u-1" },
            "data": { "total": "120,50", "paid": 20 },
        })
    }

    fn with(name: &str, value: Value) -> Question {
        let mut body = closing();
        body[name] = value;
        Question::read(&body)
    }

    #[test]
    fn a_closing_names_its_bill_its_sums_and_who_stands_there() {
        let question = Question::read(&closing());
        assert_eq!(
            question.asked,
            Asked::Closing(BillRef::Table("masa-7*".into()))
        );
        assert_eq!(question.sums, Sums::of(&closing()["data"]));
        assert_eq!(question.user.as_deref(), Some("u-1"));
        let packet = with("event", json!("packet.close"));
        assert_eq!(
            packet.asked,
            Asked::Closing(BillRef::Packet("masa-7*".into()))
        );
        let number = with("target", json!({ "type": "table", "id": 17 }));
        assert_eq!(number.asked, Asked::Closing(BillRef::Table("17".into())));
    }

    #[test]
    fn what_is_no_closing_has_nothing_against_it() {
        for (name, value) in [
            ("event", json!("packet.status.update")),
            ("event", json!(null)),
            ("stage", json!("after")),
            ("target", json!({})),
            ("target", json!(null)),
            ("target", json!({ "id": "x".repeat(201) })),
        ] {
            assert_eq!(
                with(name, value.clone()).asked,
                Asked::Other,
                "{name} {value}"
            );
        }
        assert_eq!(with("type", json!("action")).asked, Asked::Button);
    }

    #[test]
    fn the_answer_leaves_before_the_limit_is_reached() {
        for (said, ms) in [
            (json!(10_000), 9_000),
            (json!(3_000), 2_000),
            (json!(900), 300),
            (json!(0), 300),
            (json!(3_600_000), 9_000),
            (json!("soon"), 9_000),
            (json!(null), 9_000),
        ] {
            let time = with("timeoutMs", said.clone()).time;
            assert_eq!(time, Duration::from_millis(ms), "{said}");
        }
        let mut packet = closing();
        packet["event"] = json!("packet.close");
        packet["timeoutMs"] = json!(null);
        assert_eq!(Question::read(&packet).time, Duration::from_secs(4));
    }

    #[test]
    fn the_language_is_taken_from_wherever_it_is_said() {
        assert_eq!(
            with("locale", json!("de-DE")).locale.as_deref(),
            Some("de-DE")
        );
        let actor = with("actor", json!({ "locale": "ru" }));
        assert_eq!(actor.locale.as_deref(), Some("ru"));
        assert_eq!(Question::read(&closing()).locale, None);
    }
}
