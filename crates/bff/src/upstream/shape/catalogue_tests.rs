#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::json;

fn read(entry: Value) -> Product {
    product(&entry).unwrap()
}

#[test]
fn a_whole_product_is_read() {
    let product = read(
        json!({ "id": "mc-0042", "title": "Mercimek Çorbası", "category": "c-01", "price": 100, "tax": 10, "active": true,
        "image": null, "barcode": "", "barcodeType": "Product", "stock": -3, "languages": { "US": "Lentil soup" },
        "options": [{ "title": "", "min": "0", "max": 3, "multiple": true,
            "choices": [{ "id": 1791000000011_i64, "title": "Acı sos", "price": 7.25 }, { "title": "Limonsuz", "price": 0 }] }] }),
    );
    assert_eq!(
        (
            product.price.minor(),
            product.tax.map(|tax| tax.hundredths())
        ),
        (10000, Some(1000))
    );
    assert_eq!(
        (product.stock, product.barcode, product.image),
        (Some(-3000), None, None)
    );
    assert_eq!(product.names, [("US".to_owned(), "Lentil soup".to_owned())]);
    let group = &product.groups[0];
    assert_eq!(
        (group.key.as_str(), group.min, group.max, group.multiple),
        ("#0", 0, Some(3), true)
    );
    assert_eq!(group.choices[0].id.as_deref(), Some("1791000000011"));
    assert_eq!(group.choices[1].id, None);
}

#[test]
fn a_legacy_product_lacks_what_it_lacks() {
    let product = read(json!({ "id": 42, "title": "Çay", "price": "12,5" }));
    assert_eq!((product.id.as_str(), product.price.minor()), ("42", 1250));
    assert_eq!(
        (
            product.tax,
            product.stock,
            product.barcode.as_deref(),
            product.category
        ),
        (None, None, None, None)
    );
    assert!(product.active && product.groups.is_empty() && product.names.is_empty());
}

#[test]
fn what_cannot_be_sold_is_left_out() {
    let entries = [
        json!({ "title": "no id", "price": 1 }),
        json!({ "id": "x", "title": "no price" }),
        json!(null),
        json!(3),
    ];
    assert!(products(&entries).is_empty());
}

#[test]
fn bounds_of_a_group_are_mended() {
    let bounds = |group: Value| {
        let product = read(json!({ "id": "x", "price": 1, "options": [group] }));
        (product.groups[0].min, product.groups[0].max)
    };
    for (group, expected) in [
        (json!({ "min": 1, "max": 1 }), (1, Some(1))),
        (json!({ "min": "1", "max": "2" }), (1, Some(2))),
        (json!({}), (0, None)),
        (json!({ "min": null, "max": null }), (0, None)),
        (json!({ "min": 2, "max": 1 }), (2, None)),
        (json!({ "min": 0, "max": 0 }), (0, None)),
        (json!({ "min": -1, "max": "x" }), (0, None)),
    ] {
        assert_eq!(bounds(group.clone()), expected, "{group}");
    }
}

#[test]
fn groups_are_named_uniquely() {
    let product = read(json!({ "id": "x", "price": 1, "options": [
        { "id": 7 }, { "id": "7" }, { "title": "no id" }, { "id": "boy" } ] }));
    let keys: Vec<_> = product
        .groups
        .iter()
        .map(|group| group.key.as_str())
        .collect();
    assert_eq!(keys, ["7", "#1", "#2", "boy"]);
}

#[test]
fn categories_come_in_menu_order_with_safe_colours() {
    let read = categories(&[
        json!({ "id": "c", "title": "Son" }),
        json!({ "id": "b", "title": "İkinci", "rank": "2", "color": "#FA0" }),
        json!({ "id": "a", "title": "İlk", "rank": 1, "color": "red;x", "active": false }),
        json!({ "title": "no id" }),
    ]);
    let shown: Vec<_> = read
        .iter()
        .map(|c| (c.id.as_str(), c.colour.as_deref(), c.active))
        .collect();
    assert_eq!(
        shown,
        [
            ("a", None, false),
            ("b", Some("#ffaa00"), true),
            ("c", None, true)
        ]
    );
}

#[test]
fn ways_to_pay_keep_the_order_of_the_platform() {
    let read = methods(&[
        json!({ "id": 2, "title": "Kart" }),
        json!({ "id": "1", "title": "Nakit", "cash": true }),
        json!({}),
    ]);
    let shown: Vec<_> = read
        .iter()
        .map(|m| (m.id.as_str(), m.cash, m.noreport))
        .collect();
    assert_eq!(shown, [("2", false, false), ("1", true, false)]);
}
