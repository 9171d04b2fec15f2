#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::json;

const OURS: &str = "5d0e";

fn install() -> InstallKey {
    InstallKey {
        environment: Environment::Sandbox,
        tenant: "tn_1".into(),
    }
}

fn deed(body: Value) -> Deed {
    read(&install(), OURS, &body, b"raw").deed
}

#[test]
fn tenant_and_environment_are_never_guessed() {
    for (body, known) in [
        (json!({"environment": "sandbox", "tenantId": "tn_1"}), true),
        (
            json!({"environment": "production", "serverId": "tn_1"}),
            true,
        ),
        (json!({"tenantId": "tn_1"}), false),
        (json!({"environment": "staging", "tenantId": "tn_1"}), false),
        (json!({"environment": "sandbox"}), false),
        (json!({"environment": "sandbox", "tenantId": ""}), false),
        (json!({"environment": "sandbox", "tenantId": 7}), false),
        (
            json!({"environment": "sandbox", "tenantId": null, "serverId": "tn_1"}),
            false,
        ),
        (
            json!({"environment": "sandbox", "tenantId": "a\u{0}b"}),
            false,
        ),
        (json!([]), false),
    ] {
        assert_eq!(addressee(&body).is_some(), known, "{body}");
    }
}

#[test]
fn each_type_has_its_deed_and_unknown_ones_none() {
    for (kind, data, expected) in [
        ("product.updated", json!({}), Deed::Catalogue),
        ("category.deleted", json!({}), Deed::Catalogue),
        ("payment_method.created", json!({}), Deed::Catalogue),
        ("app.uninstalled", json!({}), Deed::Uninstalled),
        (
            "app.installed",
            json!({}),
            Deed::Installed(None, LastTold(5)),
        ),
        (
            "app.installed",
            json!({"scopes": ["orders:read", 7]}),
            Deed::Installed(Some(["orders:read".to_owned()].into()), LastTold(5)),
        ),
        (
            "customer.redact",
            json!({"customerId": 91}),
            Deed::Redact("91".into()),
        ),
        ("customer.redact", json!({}), Deed::Nothing),
        (
            "customer.updated",
            json!({"customerId": "c"}),
            Deed::Nothing,
        ),
        ("packet.exploded", json!({}), Deed::Nothing),
        ("subscription.future", json!({}), Deed::Nothing),
        ("hook", json!({}), Deed::Nothing),
    ] {
        let body = json!({"type": kind, "data": data, "occurredAt": 5});
        assert_eq!(deed(body), expected, "{kind}");
    }
    assert_eq!(deed(json!({})), Deed::Nothing);
}

#[test]
fn a_standing_keeps_its_data_unless_it_is_too_long() {
    let said = |data: Value| match deed(json!({"type": "delivery.degraded", "data": data})) {
        Deed::Standing(standing) => standing,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(json!({"windowFail": 3})).detail, r#"{"windowFail":3}"#);
    assert_eq!(said(json!({"hint": "x".repeat(MAX_DETAIL)})).detail, "{}");
}

#[test]
fn a_bill_event_tells_which_bill_and_what_became_of_it() {
    for (kind, data, bill, change) in [
        (
            "packet.created",
            json!({"packetId": 1791400223345_i64}),
            Some(BillRef::Packet("1791400223345".into())),
            Change::Opened,
        ),
        (
            "table.updated",
            json!({"tableId": "k%C3%B6"}),
            Some(BillRef::Table("k%C3%B6".into())),
            Change::Updated,
        ),
        ("packet.status_changed", json!({}), None, Change::Updated),
        ("packet.close_aborted", json!({}), None, Change::Updated),
        ("packet.cancelled", json!({}), None, Change::Ended),
        ("table.closed_deleted", json!({}), None, Change::Ended),
        (
            "table.reopened",
            json!({"tableId": "masa-7*"}),
            Some(BillRef::Table("masa-7*".into())),
            Change::Reopened,
        ),
    ] {
        let Deed::Bill { changed, order, .. } = deed(json!({"type": kind, "data": data})) else {
            panic!("{kind}");
        };
        assert_eq!(
            (changed.bill, changed.change, order),
            (bill, change, None),
            "{kind}"
        );
    }
}

#[test]
fn an_order_needs_scope_and_number() {
    let order = |fields: Value| {
        let mut body = json!({"type": "table.updated"});
        body.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        match deed(body) {
            Deed::Bill { order, .. } => order,
            other => panic!("{other:?}"),
        }
    };
    let whole = order(json!({"sequence": 14, "sequenceScope": "sq"}));
    assert_eq!(whole, Some(("sq".into(), 14)));
    assert_eq!(order(json!({"sequence": 14})), None);
    assert_eq!(order(json!({"sequenceScope": "sq"})), None);
    assert_eq!(
        order(json!({"sequence": "14", "sequenceScope": "sq"})),
        None
    );
}

#[test]
fn only_our_own_plugin_is_an_echo() {
    for (actor, echo) in [
        (json!({"type": "plugin", "pluginId": OURS}), true),
        (json!({"type": "plugin", "pluginId": "other"}), false),
        (json!({"type": "staff", "pluginId": OURS}), false),
        (json!({"type": "staff", "userId": "u"}), false),
        (Value::Null, false),
    ] {
        let Deed::Bill { changed, .. } = deed(json!({"type": "packet.updated", "actor": actor}))
        else {
            panic!("no bill");
        };
        assert_eq!(changed.echo, echo, "{actor}");
    }
}

#[test]
fn a_merged_bill_says_where_it_went() {
    for (target, bill) in [
        (
            json!({"tableId": "masa-2"}),
            Some(BillRef::Table("masa-2".into())),
        ),
        (json!({"packetId": 5}), Some(BillRef::Packet("5".into()))),
        (
            json!({"type": "table", "id": "m"}),
            Some(BillRef::Table("m".into())),
        ),
        (json!({"customerId": "c"}), None),
        (json!("masa-2"), None),
    ] {
        let body = json!({"type": "table.deleted", "data": {"movedTo": target}});
        let Deed::Bill { changed, .. } = deed(body) else {
            panic!("no bill");
        };
        assert_eq!(changed.moved_to, bill, "{target}");
    }
}

#[test]
fn an_event_without_a_usable_id_is_named_by_its_content() {
    let id = |body: Value, raw: &[u8]| read(&install(), OURS, &body, raw).id;
    assert_eq!(id(json!({"id": "evt_1"}), b"a"), "evt_1");
    assert_eq!(id(json!({}), b"a"), id(json!({}), b"a"));
    assert_ne!(id(json!({}), b"a"), id(json!({}), b"b"));
    let long = id(json!({"id": "x".repeat(900)}), b"a");
    assert!(long.starts_with("id:") && long.len() < MAX_NAME, "{long}");
}

const MANIFEST: &str = include_str!("../../../../../docs/manifest.md");
const SCOPES: &str = include_str!("../../installs.rs");

fn part(title: &str) -> &'static str {
    let (_, part) = MANIFEST.split_once(title).expect(title);
    part.split("\n## ").next().unwrap_or(part)
}

#[test]
fn every_event_of_the_manifest_is_one_that_we_do_something_about() {
    let quoted = part("## Events").replace('`', "");
    let kinds: Vec<&str> = quoted.split_whitespace().collect();
    assert!(kinds.len() > 20, "{kinds:?}");
    for kind in kinds {
        let body = json!({ "id": "evt", "type": kind, "data": {} });
        let deed = read(&install(), "5d0e", &body, b"").deed;
        assert_ne!(deed, Deed::Nothing, "{kind}");
    }
}

#[test]
fn every_scope_that_is_asked_about_stands_in_the_manifest_with_its_reason() {
    let rows = part("## Scopes");
    let ours = SCOPES.split('"').filter(|word| {
        let parts = word.split_once(':');
        parts.is_some_and(|(_, what)| matches!(what, "read" | "write"))
    });
    let ours: Vec<&str> = ours.collect();
    assert!(ours.len() > 8, "{ours:?}");
    for scope in ours {
        let row = rows.lines().find(|row| row.contains(&format!("`{scope}`")));
        let reason = row.and_then(|row| row.split('|').nth(2)).map(str::trim);
        assert!(reason.is_some_and(|reason| reason.len() > 10), "{scope}");
    }
}
