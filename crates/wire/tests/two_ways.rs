//! The page reads and writes without serde: it must be the same JSON in both directions.
#![allow(clippy::unwrap_used, missing_docs)]
mod any;

use adisyon_json::{Form, read, write};
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::refusal::Refusal;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

fn agree<J: Form + Serialize + DeserializeOwned + PartialEq + Debug>(value: J) {
    let theirs = serde_json::to_string(&value).unwrap();
    assert_eq!(read::<J>(&theirs).as_ref(), Some(&value), "{theirs}");
    let ours = write(&value);
    assert_eq!(
        serde_json::from_str::<J>(&ours).unwrap(),
        value,
        "{theirs} {ours}"
    );
    assert_eq!(read::<J>(&ours).as_ref(), Some(&value), "{ours}");
    // A field more, from a neighbouring release, changes nothing; a field less, where it must be there, is no value.
    if let Some(rest) = theirs.strip_prefix('{').filter(|_| theirs.contains("\":")) {
        let more = format!("{{\"of_tomorrow\":[{{}}],{rest}");
        let same = serde_json::from_str::<J>(&more).ok();
        assert_eq!(read::<J>(&more), same, "{more}");
    }
}

/// Takes every field away in turn, wherever it stands: both ways judge what is left alike.
fn agree_without<J: Form + Serialize + DeserializeOwned + PartialEq + Debug>(value: &J) {
    let whole = serde_json::to_value(value).unwrap();
    let mut paths = Vec::new();
    collect(&whole, String::new(), &mut paths);
    for (path, name) in paths {
        let mut less = whole.clone();
        let object = less.pointer_mut(&path).unwrap().as_object_mut().unwrap();
        object.remove(&name);
        let text = less.to_string();
        let theirs = serde_json::from_str::<J>(&text).ok();
        assert_eq!(read::<J>(&text), theirs, "without {path}/{name}: {text}");
    }
}

fn collect(value: &serde_json::Value, path: String, paths: &mut Vec<(String, String)>) {
    if let Some(object) = value.as_object() {
        for (name, inner) in object {
            paths.push((path.clone(), name.clone()));
            collect(inner, format!("{path}/{name}"), paths);
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        collect(inner, format!("{path}/{index}"), paths);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_session_is_the_same(value in any::reply::session()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_board_is_the_same(value in any::reply::board()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn answers_are_the_same(value in any::reply::answers(), reply in any::reply::answers_reply()) {
        agree_without(&value);
        agree(value);
        agree(reply);
    }

    #[test]
    fn settings_are_the_same(value in any::reply::settings()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_refusal_is_the_same(value in any::reply::refusal()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_catalogue_is_the_same(value in any::catalogue::catalogue()) {
        let value = CatalogueJson::from(&value);
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_bill_is_the_same(value in any::reply::bill_reply()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_save_is_the_same(value in any::reply::save_request()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_table_s_opening_is_the_same(asked in any::intake::seat_request(), seated in any::intake::seated()) {
        agree_without(&asked);
        agree(asked);
        agree_without(&seated);
        agree(seated);
    }

    #[test]
    fn a_packet_s_fields_are_the_same(change in any::intake::fields_change()) {
        agree_without(&change);
        agree(change);
    }

    #[test]
    fn the_answer_to_changed_fields_is_the_same(reply in any::intake::fields_reply()) {
        agree(reply);
    }

    #[test]
    fn an_order_is_the_same(asked in any::intake::order_request(), reply in any::intake::order_reply()) {
        agree_without(&asked);
        agree(asked);
        agree_without(&reply);
        agree(reply);
    }

    #[test]
    fn what_is_sold_often_is_the_same(value in any::intake::often()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn people_are_the_same(customers in any::intake::customers(), person in any::intake::person(), staff in any::intake::staff()) {
        agree_without(&customers);
        agree(customers);
        agree_without(&person);
        agree(person);
        agree_without(&staff);
        agree(staff);
    }

    #[test]
    fn a_history_is_the_same(value in any::intake::history()) {
        agree_without(&value);
        agree(value);
    }

    #[test]
    fn a_save_s_answer_is_the_same(value in any::reply::save_reply()) {
        agree(value);
    }
}

#[test]
fn what_is_of_another_kind_is_no_value() {
    for text in [
        "",
        "null",
        "[]",
        "\"busy\"",
        "{}",
        r#"{"code":"busy"}"#,
        r#"{"code":"unheard_of","request_id":"r"}"#,
        r#"{"code":"busy","request_id":7}"#,
        r#"{"code":"busy","request_id":"r","retry_after":-1}"#,
        r#"{"code":"busy","request_id":"r","retry_after":1.5}"#,
        r#"{"code":"Busy","request_id":"r"}"#,
        r#"{"code":"not_found_","request_id":"r"}"#,
        r#"{"code":"notfound","request_id":"r"}"#,
        r#"{"code":"busy","request_id":"r"} x"#,
    ] {
        assert!(serde_json::from_str::<Refusal>(text).is_err(), "{text}");
        assert_eq!(read::<Refusal>(text), None, "{text}");
    }
}

/// A shelf, a change and a reply of the managers' catalogue in which every field is used.
#[test]
fn the_managers_catalogue_is_read_alike() {
    use adisyon_wire::manage::{
        Change, Choice, Field, Fields, Group, Owner, Record, Reply, Shelf, Trouble, Why,
    };
    let fields = Fields {
        title: Some("Çorba".into()),
        price: Some(12_050),
        category: Some("c-01".into()),
        tax: Some(1_000),
        active: Some(false),
        barcode: Some(String::new()),
        names: Some(vec![("en".into(), "Soup".into())]),
        groups: Some(vec![
            Group {
                title: "Boy".into(),
                min: Some(1),
                max: Some(2),
                multiple: true,
                choices: vec![Choice {
                    title: "Büyük".into(),
                    price: 725,
                }],
            },
            Group::default(),
        ]),
        colour: Some("#ff0000".into()),
        description: Some("Kasada".into()),
        cash: Some(true),
        noreport: Some(false),
        unit: Some("kg".into()),
        alert: Some(1_500),
    };
    let record = Record {
        id: "p-1".into(),
        owner: Owner::Ours,
        fields: fields.clone(),
        image: Some("https://cdn.example/p.png".into()),
        stock: Some(-3_000),
    };
    let bare = Record {
        owner: Owner::Unknown,
        fields: Fields::default(),
        image: None,
        stock: None,
        ..record.clone()
    };
    let shelf = Shelf {
        records: vec![record.clone(), bare],
        read_at: 1_791_400_000_000,
        truncated: true,
        total: Some(2_143),
        writable: true,
    };
    agree_without(&shelf);
    agree(shelf);
    let change = Change {
        attempt: "01J9Z7K3Q4-abcdefghij".into(),
        fields,
    };
    agree_without(&change);
    agree(change);
    for reply in [
        Reply {
            record: Some(record),
            ..Reply::default()
        },
        Reply {
            troubles: vec![
                Trouble::NotOwned,
                Trouble::CategoryNotEmpty,
                Trouble::Gone,
                Trouble::Other,
                Trouble::Field(Field::Category, Why::NotFound),
            ],
            detail: Some("words".into()),
            ..Reply::default()
        },
        Reply::default(),
    ] {
        agree(reply);
    }
}
