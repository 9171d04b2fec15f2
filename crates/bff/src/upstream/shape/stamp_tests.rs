#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::{from_str, json};

type Change = fn(&mut Value);

fn account() -> Value {
    json!({ "packetId": "1", "uuid": "u", "entegrasyon": "packet", "status": "Approved", "total": 214.5, "paid": 100, "totalDiscount": 0,
        "orders": [{ "id": "l-1", "lineId": "l-1", "title": "Çorba", "quantity": 2, "options": [{ "id": 1, "title": "Acı", "price": 7.25 }],
            "note": "", "lineTotalDecimal": 214.5, "metadata": [{ "key": "k", "value": 1, "by": "other" }],
            "amounts": { "base": 20000, "options": 1450, "extra": 0, "discount": 0, "timer": 0, "gross": 21450, "net": 19500, "vat": 1950 } }],
        "cancels": [], "payments": [{ "lineId": "p-1", "methodId": "m", "title": "Kart", "amount": 100, "isDiscount": false }],
        "cancelPayments": [] })
}

fn changed(change: impl FnOnce(&mut Value)) -> Stamps {
    let mut account = account();
    change(&mut account);
    stamps(&account)
}

#[test]
fn what_a_replace_could_destroy_changes_its_stamp() {
    let base = stamps(&account());
    let lines: Vec<(&str, Change)> = vec![
        ("quantity", |a| a["orders"][0]["quantity"] = json!(3)),
        ("note", |a| a["orders"][0]["note"] = json!("acele")),
        ("a note that is hidden now", |a| {
            a["orders"][0]["note"] = json!(null)
        }),
        ("option", |a| a["orders"][0]["options"] = json!([])),
        ("foreign metadata", |a| {
            a["orders"][0]["metadata"][0]["value"] = json!(2)
        }),
        ("identity", |a| a["orders"][0]["lineId"] = json!(null)),
        ("price", |a| a["orders"][0]["lineTotalDecimal"] = json!(215)),
        ("a line more", |a| {
            a["orders"].as_array_mut().unwrap().push(json!({}))
        }),
        ("a void", |a| a["cancels"] = json!([{ "id": "l-2" }])),
        ("guests", |a| a["personCount"] = json!(3)),
        ("another sale at this address", |a| a["uuid"] = json!("v")),
    ];
    for (name, change) in lines {
        let now = changed(change);
        assert_ne!(now.lines, base.lines, "{name}");
        assert_eq!(now.payments, base.payments, "{name}");
        assert_ne!(now.revision(), base.revision(), "{name}");
    }
    let payments: Vec<(&str, Change)> = vec![
        ("amount", |a| a["payments"][0]["amount"] = json!(99)),
        ("method", |a| a["payments"][0]["methodId"] = json!("n")),
        ("rows hidden", |a| a["payments"] = json!(null)),
        ("paid", |a| a["paid"] = json!(0)),
        ("a voided row", |a| {
            a["cancelPayments"] = json!([{ "amount": 1 }])
        }),
    ];
    for (name, change) in payments {
        let now = changed(change);
        assert_ne!(now.payments, base.payments, "{name}");
        assert_eq!(now.lines, base.lines, "{name}");
    }
}

#[test]
fn form_and_what_nobody_documents_do_not_count() {
    let base = stamps(&account());
    let cases: Vec<(&str, Change)> = vec![
        ("status label", |a| a["status"] = json!("Ready")),
        ("an unknown field that ticks", |a| a["servedAt"] = json!(17)),
        ("one on a line", |a| a["orders"][0]["xTick"] = json!(17)),
        ("one on an option", |a| {
            a["orders"][0]["options"][0]["xTick"] = json!(17)
        }),
        ("one on a payment", |a| {
            a["payments"][0]["xTick"] = json!(17)
        }),
        ("a zero more", |a| {
            a["orders"][0]["lineTotalDecimal"] = from_str("214.50").unwrap()
        }),
        ("an exponent", |a| {
            a["payments"][0]["amount"] = from_str("1e2").unwrap()
        }),
    ];
    for (name, change) in cases {
        assert_eq!(changed(change), base, "{name}");
    }
    let reordered: Value = from_str(r#"{"b":1,"a":{"d":1,"c":2}}"#).unwrap();
    let sorted: Value = from_str(r#"{"a":{"c":2,"d":1},"b":1}"#).unwrap();
    let hash = |value| {
        let mut hash = Hash::default();
        hash.value(value, None);
        hash.0.finalize()
    };
    assert_eq!(hash(&reordered), hash(&sorted));
}

#[test]
fn time_passing_on_a_timer_line_is_no_change() {
    let timer = |minutes: i64| {
        changed(|a| {
            a["total"] = json!(100 + minutes);
            a["orders"][0]["lineTotalDecimal"] = json!(100 + minutes);
            a["orders"][0]["amounts"]["timer"] = json!(minutes * 100);
            a["orders"][0]["amounts"]["gross"] = json!(21450 + minutes * 100);
        })
    };
    assert_eq!(timer(1), timer(2));
}

#[test]
fn lists_cannot_be_shifted_into_each_other() {
    let one = json!({ "orders": [{ "id": "a" }, { "id": "b" }], "cancels": [] });
    let two = json!({ "orders": [{ "id": "a" }], "cancels": [{ "id": "b" }] });
    assert_ne!(stamps(&one).lines, stamps(&two).lines);
}
