use super::*;
use serde_json::json;

const OPEN: Reading<'_> = Reading {
    plugin_id: "5d0e",
    exponent: Some(2),
    identities: true,
    plain_echo: true,
    notes_shown: true,
};

fn read(entry: Value) -> Line {
    line(&entry, 0, &OPEN, &mut HashSet::new())
}

fn newest() -> Value {
    json!({ "id": "1791400223345-20af", "lineId": "1791400223345-20af", "metadata": null, "title": "Mercimek Çorbası",
        "quantity": 2, "options": [{ "id": "1791000000011", "title": "Acı sos", "price": 7.25, "vatRate": null }],
        "extraDecimal": 0, "discountDecimal": 0, "note": "", "lineTotalDecimal": 214.5, "vatRate": 10,
        "amounts": { "base": 20000, "options": 1450, "extra": 0, "discount": 0, "timer": 0, "gross": 21450, "net": 19500, "vat": 1950 } })
}

fn changed(name: &str, value: Value) -> Line {
    let mut entry = newest();
    entry[name] = value;
    read(entry)
}

#[test]
fn the_newest_shape_is_read() {
    let line = read(newest());
    assert_eq!(line.key.as_str(), "1791400223345-20af");
    assert!(matches!(line.identity, Identity::Declared(_)));
    assert_eq!(
        (line.title.as_str(), line.quantity.thousandths()),
        ("Mercimek Çorbası", 2000)
    );
    assert_eq!(
        (line.amount.minor(), line.unit.map(Money::minor)),
        (21450, Some(10000))
    );
    assert_eq!(line.vat.map(|rate| rate.hundredths()), Some(1000));
    assert!(!line.vat_mixed && line.kind == LineKind::Ordinary && line.product_hint.is_none());
}

#[test]
fn the_older_shape_is_read() {
    let line = read(
        json!({ "id": "1791400223345-20af", "title": "Mercimek Çorbası", "quantity": "2", "options": ["Acı sos"],
        "extra": "1,5", "discount": 10, "note": "az tuz", "lineTotal": 206 }),
    );
    assert!(matches!(line.identity, Identity::Plain(_)));
    assert_eq!(
        (
            line.amount.minor(),
            line.discount.minor(),
            line.extra.minor()
        ),
        (20600, 1000, 150)
    );
    assert_eq!(line.note, Note::Text("az tuz".into()));
    // Without prices of the options the unit cannot be told here.
    assert_eq!(line.unit, None);
    assert_eq!(line.vat, None);
}

#[test]
fn the_earliest_shape_is_read() {
    let line = read(
        json!({ "id": "x-1", "product": { "title": "Cortado" }, "quantity": 1, "lineTotal": 13.9,
        "options": [{ "title": "Süt", "data": [{ "checked": true, "title": "Yulaf" }, { "checked": false, "title": "İnek" }] }] }),
    );
    assert_eq!(line.title, "Cortado");
    let titles: Vec<_> = line
        .options
        .into_iter()
        .flatten()
        .map(|option| option.title)
        .collect();
    assert_eq!(titles, ["Yulaf"]);
    assert_eq!(line.product_hint, None);
}

#[test]
fn a_response_may_mix_old_and_new_names() {
    let mut entry = newest();
    entry
        .as_object_mut()
        .map(|fields| fields.remove("lineTotalDecimal"));
    entry["lineTotal"] = json!(214.5);
    entry["amounts"]["vat"] = json!("?");
    let line = read(entry);
    assert_eq!(line.amount.minor(), 21450);
    // The broken block falls back to the decimals: (214.5 / 2) - 7.25.
    assert_eq!(line.unit.map(Money::minor), Some(10000));
}

#[test]
fn a_line_without_a_title_gets_a_placeholder() {
    assert_eq!(read(json!({})).title, "?");
    assert_eq!(read(json!(null)).title, "?");
}

#[test]
fn identities_follow_their_rules() {
    let older = Reading {
        identities: false,
        ..OPEN
    };
    let measured = Reading {
        plain_echo: false,
        ..OPEN
    };
    let name = |line: &Line| match &line.identity {
        Identity::Declared(id) => format!("declared {}", id.as_str()),
        Identity::Plain(id) => format!("plain {}", id.as_str()),
        Identity::Lost => "lost".into(),
        Identity::Unsupported => "unsupported".into(),
    };
    for (entry, reading, expected) in [
        (
            json!({ "id": "x-20af", "lineId": "ads-01J9" }),
            OPEN,
            "declared ads-01J9",
        ),
        (json!({ "id": "x-20af", "lineId": "7" }), OPEN, "declared 7"),
        (
            json!({ "id": "x-20af", "lineId": null }),
            OPEN,
            "plain x-20af",
        ),
        (json!({ "id": "x-20af", "lineId": null }), measured, "lost"),
        (json!({ "id": "x-20af" }), OPEN, "plain x-20af"),
        (json!({ "id": "x-20af" }), older, "unsupported"),
        (
            json!({ "id": "k%C3%B6%C5%9Fe2-9b11", "lineId": null }),
            OPEN,
            "lost",
        ),
        (
            json!({ "id": "masa-7*-9b11", "lineId": "masa-7*-9b11" }),
            OPEN,
            "lost",
        ),
        (json!({ "lineId": null }), OPEN, "lost"),
        (json!({ "id": 17 , "lineId": null }), OPEN, "plain 17"),
        (json!({ "id": "new", "lineId": null }), OPEN, "lost"),
    ] {
        let line = line(&entry, 0, &reading, &mut HashSet::new());
        assert_eq!(name(&line), expected, "{entry}");
    }
}

#[test]
fn of_two_lines_with_one_name_only_the_first_keeps_it() {
    let mut taken = HashSet::new();
    let entry = newest();
    let first = line(&entry, 0, &OPEN, &mut taken);
    let second = line(&entry, 1, &OPEN, &mut taken);
    assert_eq!(
        (first.key.as_str(), second.key.as_str()),
        ("1791400223345-20af", "~1")
    );
    assert_eq!(second.identity, Identity::Lost);
}

#[test]
fn a_missing_note_is_hidden_until_notes_are_known_to_be_shown() {
    let note = |entry: Value, notes_shown| {
        line(
            &entry,
            0,
            &Reading {
                notes_shown,
                ..OPEN
            },
            &mut HashSet::new(),
        )
        .note
    };
    assert_eq!(note(json!({}), false), Note::Hidden);
    assert_eq!(note(json!({ "note": null }), false), Note::Hidden);
    assert_eq!(
        note(json!({ "note": "" }), false),
        Note::Text(String::new())
    );
    assert_eq!(note(json!({}), true), Note::Text(String::new()));
}

#[test]
fn a_product_id_is_taken_where_one_comes() {
    for (entry, hint) in [
        (json!({ "productId": "mc-1" }), Some("mc-1")),
        (json!({ "product": "mc-1" }), Some("mc-1")),
        (json!({ "product": 42 }), Some("42")),
        (
            json!({ "product": { "id": "mc-1", "title": "x" } }),
            Some("mc-1"),
        ),
        (json!({ "product": { "title": "x" } }), None),
        (json!({ "id": "mc-1" }), None),
    ] {
        assert_eq!(
            read(entry.clone())
                .product_hint
                .as_ref()
                .map(ProductId::as_str),
            hint,
            "{entry}"
        );
    }
}

#[test]
fn cover_and_timer_lines_are_told_apart() {
    assert_eq!(changed("id", json!("kuver")).kind, LineKind::Cover);
    assert_eq!(changed("lineId", json!("KUVER")).kind, LineKind::Cover);
    let mut entry = newest();
    entry["amounts"]["timer"] = json!(900);
    assert_eq!(read(entry).kind, LineKind::Timer);
}

#[test]
fn a_mix_of_rates_is_claimed_only_where_there_is_one() {
    assert!(!read(newest()).vat_mixed);
    assert!(changed("options", json!([{ "title": "x", "vatRate": 20 }])).vat_mixed);
    assert!(!changed("options", json!([{ "title": "x", "vatRate": "10" }])).vat_mixed);
    let mut entry = newest();
    entry["amounts"]["perVat"] = json!([{ "gross": 1 }, { "gross": 2 }]);
    assert!(read(entry).vat_mixed);
}

#[test]
fn the_unit_price_is_derived_by_its_ladder() {
    let unit = |entry: Value| read(entry).unit.map(Money::minor);
    assert_eq!(
        unit(json!({ "quantity": "0,750", "options": [], "lineTotal": 75 })),
        Some(10000)
    );
    assert_eq!(
        unit(json!({ "quantity": 3, "options": [], "lineTotal": 100 })),
        Some(3333)
    );
    assert_eq!(
        unit(json!({ "quantity": 1, "options": [], "lineTotal": 90, "discount": 10 })),
        Some(10000)
    );
    assert_eq!(
        unit(json!({ "quantity": 0, "options": [], "lineTotal": 90 })),
        None
    );
    assert_eq!(unit(json!({ "quantity": 1, "lineTotal": 90 })), None);
}

#[test]
fn a_voided_row_keeps_what_is_shown_of_it() {
    let row = voided(
        &json!({ "id": "x-1", "title": "Ayran", "quantity": 1, "lineTotalDecimal": 35.5, "reason": "iptal",
        "cancelledAt": 1791400999000_i64 }),
        Some(2),
    );
    assert_eq!(
        (row.id.as_deref(), row.amount.minor(), row.at),
        (Some("x-1"), 3550, Some(1791400999000))
    );
    assert_eq!(row.reason.as_deref(), Some("iptal"));
}
