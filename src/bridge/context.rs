//! What the panel says about the page that was opened. C:B.4.
use super::message::{Data, as_text};
use adisyon_json::Json;

/// Who is looking at what, as far as the panel says. Unsigned: for display and for finding the bill alone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HostContext {
    /// The user's language, as it came.
    pub locale: Option<String>,
    /// The id of the opened account, as it came.
    pub id: Option<String>,
    /// What the id names, if the panel says.
    pub kind: Option<Kind>,
}

/// What an id names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A delivery account.
    Packet,
    /// A dine-in account.
    Table,
}

impl HostContext {
    /// Reads the answer to `getContext`. Of the fields that may hold the id the first that is not blank wins.
    pub fn read(data: &Data) -> HostContext {
        let target = data.field("target");
        let id = ["refId", "packetId", "tableId"]
            .into_iter()
            .find_map(|name| data.text(name))
            .or_else(|| target.and_then(|target| target.get("id")).and_then(as_text))
            .or_else(|| data.text("id"));
        HostContext {
            locale: data.text("locale"),
            id,
            kind: target
                .and_then(|target| target.get("type"))
                .and_then(Json::as_str)
                .and_then(Kind::named),
        }
    }
}

impl Kind {
    fn named(name: &str) -> Option<Kind> {
        match name {
            "packet" => Some(Kind::Packet),
            "table" => Some(Kind::Table),
            _ => None,
        }
    }

    /// What the page's own path says: each surface of the panel has its own.
    pub fn of_path(path: &str) -> Option<Kind> {
        match path.trim_end_matches('/') {
            "/packet" | "/gate/packet" => Some(Kind::Packet),
            "/table" | "/gate/table" => Some(Kind::Table),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bridge::message::Answer;
    use serde_json::{Value, json};

    fn read(result: Value) -> HostContext {
        let message =
            json!({ "type": "restomenum-bridge-response", "requestId": "a", "result": result });
        let message = Json::parse(&message.to_string()).unwrap();
        HostContext::read(&Answer::read(message).unwrap().result.unwrap())
    }

    fn enveloped(data: Value) -> HostContext {
        read(json!({ "success": true, "data": data }))
    }

    #[test]
    fn the_first_id_that_is_not_blank_wins() {
        let check = |data: Value, expected: Option<&str>| {
            assert_eq!(enveloped(data.clone()).id.as_deref(), expected, "{data}");
        };
        check(json!({ "refId": "r", "packetId": "p" }), Some("r"));
        check(json!({ "refId": "", "packetId": "p" }), Some("p"));
        check(json!({ "refId": null, "tableId": "t" }), Some("t"));
        check(json!({ "target": { "id": "g" }, "id": "i" }), Some("g"));
        check(json!({ "id": "i" }), Some("i"));
        check(json!({ "refId": 1791400223345_i64 }), Some("1791400223345"));
        check(json!({ "target": { "id": 7 } }), Some("7"));
        check(json!({ "target": "masa-7" }), None);
        check(json!({ "serverId": "tn_1" }), None);
    }

    #[test]
    fn an_id_is_opaque() {
        let id = "k%C3%B6%C5%9Fe2*";
        assert_eq!(enveloped(json!({ "refId": id })).id.as_deref(), Some(id));
    }

    #[test]
    fn flat_answers_are_read_as_well() {
        let context = read(
            json!({ "refId": "masa-7", "locale": "de-AT", "target": { "type": "table", "id": "x" } }),
        );
        assert_eq!(context.id.as_deref(), Some("masa-7"));
        assert_eq!(context.locale.as_deref(), Some("de-AT"));
        assert_eq!(context.kind, Some(Kind::Table));
    }

    #[test]
    fn a_kind_we_do_not_know_is_none() {
        assert_eq!(
            enveloped(json!({ "target": { "type": "order", "id": "x" } })).kind,
            None
        );
        assert_eq!(enveloped(json!({ "target": { "type": 3 } })).kind, None);
    }

    #[test]
    fn the_path_tells_the_kind() {
        assert_eq!(Kind::of_path("/packet"), Some(Kind::Packet));
        assert_eq!(Kind::of_path("/table/"), Some(Kind::Table));
        assert_eq!(Kind::of_path("/"), None);
        assert_eq!(Kind::of_path("/tables"), None);
    }
}
