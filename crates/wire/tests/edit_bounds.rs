//! Edits come from outside: what is out of bounds is refused by the name of its field, what is just within is not.
#![allow(clippy::unwrap_used, missing_docs)]

use adisyon_bill::Edit;
use adisyon_wire::Unreadable;
use adisyon_wire::edit::{EditJson, MAX_ID, MAX_NOTE, MAX_OPTIONS, MAX_TITLE};
use serde_json::{Value, json};

/// The edit, or the field that is refused.
fn read(json: Value) -> Result<Edit, &'static str> {
    let edit: EditJson = serde_json::from_value(json).unwrap();
    Edit::try_from(edit).map_err(|Unreadable(field)| field)
}

fn letters(count: usize) -> String {
    "ş".repeat(count)
}

#[test]
fn at_the_bound_an_edit_is_read_and_beyond_it_refused_by_field() {
    let most = 1_000_000_000_000i64;
    let option = |title: usize| json!({ "group": "g", "title": letters(title) });
    let options = |count| vec![option(1); count];
    let cases = [
        (
            "line",
            json!({"remove": letters(MAX_ID)}),
            json!({"remove": letters(MAX_ID + 1)}),
        ),
        ("line", json!({"restore": "~0"}), json!({"restore": ""})),
        (
            "payment",
            json!({"unpay": letters(MAX_ID)}),
            json!({"unpay": letters(MAX_ID + 1)}),
        ),
        ("payment", json!({"repay": "~0"}), json!({"repay": ""})),
        (
            "note",
            json!({"note": ["l", letters(MAX_NOTE)]}),
            json!({"note": ["l", letters(MAX_NOTE + 1)]}),
        ),
        (
            "product",
            json!({"identify": ["l", "p"]}),
            json!({"identify": ["l", ""]}),
        ),
        (
            "quantity",
            json!({"quantity": ["l", 0]}),
            json!({"quantity": ["l", -1]}),
        ),
        (
            "quantity",
            json!({"quantity": ["l", 1_000_000_000]}),
            json!({"quantity": ["l", 1_000_000_001]}),
        ),
        (
            "discount",
            json!({"discount": ["l", most]}),
            json!({"discount": ["l", most + 1]}),
        ),
        (
            "discount",
            json!({"discount": ["l", -most]}),
            json!({"discount": ["l", i64::MIN]}),
        ),
        (
            "amount",
            json!({"amount": ["p", most]}),
            json!({"amount": ["p", i64::MAX]}),
        ),
        (
            "options",
            json!({"options": ["l", options(MAX_OPTIONS)]}),
            json!({"options": ["l", options(MAX_OPTIONS + 1)]}),
        ),
        (
            "title",
            json!({"options": ["l", [option(MAX_TITLE)]]}),
            json!({"options": ["l", [option(MAX_TITLE + 1)]]}),
        ),
        (
            "title",
            json!({"kind": ["p", {"discount": letters(MAX_TITLE)}]}),
            json!({"kind": ["p", {"discount": letters(MAX_TITLE + 1)}]}),
        ),
        (
            "method",
            json!({"kind": ["p", {"method": "cash"}]}),
            json!({"kind": ["p", {"method": ""}]}),
        ),
        (
            "line",
            json!({"accept": [{"line": "l"}, "reprice"]}),
            json!({"accept": [{"line": letters(MAX_ID + 1)}, "reprice"]}),
        ),
    ];
    for (field, within, beyond) in cases {
        assert!(read(within.clone()).is_ok(), "{field}: {within}");
        assert_eq!(read(beyond), Err(field));
    }
}

#[test]
fn every_part_of_a_new_line_or_payment_is_bounded() {
    let line = json!({
        "key": "ads-1", "product": "p", "quantity": 1000, "options": [{"group": "g", "id": "i", "title": "t"}],
        "note": "n", "discount": 1,
    });
    let payment = json!({ "key": "adp-1", "kind": {"method": "m"}, "amount": 1 });
    let long = letters(MAX_NOTE + 1);
    let cases = [
        ("add", &line, "/key", json!(long), "line"),
        ("add", &line, "/product", json!(long), "product"),
        ("add", &line, "/quantity", json!(i64::MAX), "quantity"),
        ("add", &line, "/options/0/group", json!(long), "group"),
        ("add", &line, "/options/0/id", json!(long), "option"),
        ("add", &line, "/options/0/title", json!(long), "title"),
        ("add", &line, "/note", json!(long), "note"),
        ("add", &line, "/discount", json!(i64::MIN), "discount"),
        ("pay", &payment, "/key", json!(""), "payment"),
        ("pay", &payment, "/kind/method", json!(long), "method"),
        ("pay", &payment, "/amount", json!(i64::MIN), "amount"),
    ];
    for (name, good, place, bad, field) in cases {
        let mut broken = good.clone();
        *broken.pointer_mut(place).unwrap() = bad;
        assert!(read(json!({ name: good })).is_ok(), "{name}");
        assert_eq!(read(json!({ name: broken.clone() })), Err(field), "{place}");
        if name == "add" {
            assert_eq!(
                read(json!({ "replace": ["l", broken] })),
                Err(field),
                "{place}"
            );
        }
    }
}

#[test]
fn what_is_no_edit_does_not_parse() {
    for text in [
        r#"{}"#,
        r#""remove""#,
        r#"{"erase":"l"}"#,
        r#"{"remove":1}"#,
        r#"{"remove":"l","restore":"l"}"#,
        r#"{"quantity":["l"]}"#,
        r#"{"quantity":["l",1.5]}"#,
        r#"{"quantity":["l","1"]}"#,
        r#"{"quantity":["l",1e3]}"#,
        r#"{"discount":["l",9223372036854775808]}"#,
        r#"{"accept":["bill","everything"]}"#,
        r#"{"pay":{"key":"adp-1","amount":1}}"#,
    ] {
        assert!(serde_json::from_str::<EditJson>(text).is_err(), "{text}");
    }
}
