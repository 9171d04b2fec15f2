#![allow(clippy::unwrap_used)]
use super::*;
use adisyon_bill::payment::Payments;
use serde_json::json;

const KNOWN: Known<'_> = Known {
    plugin_id: "5d0e",
    dialect: Dialect {
        identities: true,
        option_ids: true,
    },
    plain_echo: true,
    personal: true,
};

fn packet() -> BillRef {
    BillRef::Packet("1791400223345".into())
}

fn older() -> Value {
    json!({ "packetId": "1780950756501", "docNo": 9, "entegrasyon": "packet", "total": 27.8, "paid": 0, "totalDiscount": 0,
        "paymentNote": "nakit", "orders": [{ "id": "1780950755436-de37", "title": "Cortado", "quantity": 1, "options": [],
        "extra": 0, "discount": 0, "note": "", "lineTotal": 13.9 }],
        "customer": { "id": "123456", "name": "Deniz Örnek", "address": "Adres", "addressDescription": null, "region": null } })
}

fn with(name: &str, value: Value) -> Value {
    let mut account = older();
    account[name] = value;
    account
}

fn read(value: &Value) -> Bill {
    account(value, &packet(), &KNOWN).unwrap()
}

#[test]
fn an_older_packet_is_read() {
    let bill = read(&older());
    assert_eq!((bill.total.minor(), bill.paid.minor()), (2780, 0));
    assert_eq!(bill.head.doc_no.as_deref(), Some("9"));
    assert_eq!(bill.head.channel, Channel::House);
    assert_eq!(bill.head.payment_note.as_deref(), Some("nakit"));
    assert_eq!(bill.head.note, None);
    assert_eq!(bill.payments, Payments::Known(vec![]));
    assert!(bill.voided.is_empty() && bill.voided_payments.is_empty());
}

#[test]
fn a_table_is_read() {
    let table = json!({ "tableId": "k%C3%B6%C5%9Fe2", "tableName": "Köşe 2", "docNo": "12", "design": "Teras", "personCount": "3",
        "channel": "TABLE", "total": "265", "paid": 0, "orders": [{ "id": "kuver", "title": "Kuver", "quantity": 3, "lineTotal": 30 }] });
    let bill = account(&table, &BillRef::Table("k%C3%B6%C5%9Fe2".into()), &KNOWN).unwrap();
    assert_eq!(
        (bill.head.table.as_deref(), bill.head.section.as_deref()),
        (Some("Köşe 2"), Some("Teras"))
    );
    assert_eq!(
        (bill.head.guests, bill.head.channel.clone()),
        (Some(3), Channel::Table)
    );
    assert_eq!((bill.total.minor(), bill.cover().minor()), (26500, 3000));
    assert_eq!(bill.head.customer, None);
}

#[test]
fn the_channel_is_read_from_every_form() {
    let marketplace = |code: &str| Channel::Marketplace(code.into());
    for (value, expected) in [
        (json!("packet"), Channel::House),
        (json!("yemeksepeti"), marketplace("yemeksepeti")),
        (json!("deliveryhero"), marketplace("deliveryhero")),
        (json!({ "name": "getir" }), marketplace("getir")),
        (json!({ "id": "packet" }), Channel::House),
        (json!({ "title": "Trendyol" }), marketplace("Trendyol")),
        (json!(null), Channel::Unknown),
        (json!({}), Channel::Unknown),
    ] {
        assert_eq!(
            read(&with("entegrasyon", value.clone())).head.channel,
            expected,
            "{value}"
        );
    }
    let mut by_class = with("entegrasyon", json!(null));
    by_class["channel"] = json!("GETIR");
    assert_eq!(read(&by_class).head.channel, marketplace("GETIR"));
    by_class["channel"] = json!("PACKET");
    assert_eq!(read(&by_class).head.channel, Channel::House);
}

#[test]
fn optional_head_fields_are_optional() {
    for (name, value) in [
        ("docNo", json!(null)),
        ("uuid", json!(null)),
        ("status", json!(null)),
        ("type", json!(null)),
        ("currency", json!(null)),
        ("customer", json!(null)),
        ("isScheduled", json!(null)),
        ("scheduledDate", json!(null)),
        ("xUnknown", json!({ "deep": [1] })),
    ] {
        assert!(
            account(&with(name, value), &packet(), &KNOWN).is_ok(),
            "{name}"
        );
    }
    assert_eq!(
        read(&with("scheduledDate", json!("1791400999000")))
            .head
            .scheduled,
        Some(1791400999000)
    );
    assert_eq!(
        read(&with("status", json!("Sent"))).head.status.as_deref(),
        Some("Sent")
    );
    assert_eq!(
        read(&with("docNo", json!("A-7"))).head.doc_no.as_deref(),
        Some("A-7")
    );
}

#[test]
fn an_account_that_could_not_be_edited_safely_is_not_read() {
    for (name, value) in [
        ("orders", json!(null)),
        ("orders", json!({})),
        ("total", json!("?")),
        ("paid", json!(null)),
    ] {
        assert_eq!(account(&with(name, value), &packet(), &KNOWN), Err(name));
    }
    assert_eq!(account(&json!({}), &packet(), &KNOWN), Err("orders"));
}

#[test]
fn a_line_that_is_not_understood_is_kept() {
    let bill = read(&with("orders", json!([null, 3, {}])));
    assert_eq!(bill.lines.len(), 3);
}

#[test]
fn an_account_shows_what_its_server_knows() {
    let signs_of = |line: Value| signs(&with("orders", json!([line])));
    assert!(!signs_of(json!({ "id": "x", "note": "" })).identities);
    assert!(signs_of(json!({ "id": "x", "lineId": null })).identities);
    assert!(signs_of(json!({ "options": [{ "id": 1, "title": "x" }] })).option_ids);
    assert!(!signs_of(json!({ "options": ["x"] })).option_ids);
    assert!(signs_of(json!({ "id": "x" })).note_missing);
    assert!(!signs_of(json!({ "note": "" })).note_missing);
    assert!(!signs_of(json!({ "id": "kuver" })).note_missing);
    assert_eq!(signs(&older()).name, Some(true));
    assert_eq!(
        signs(&with("customer", json!({ "id": 1 }))).name,
        Some(false)
    );
    assert_eq!(signs(&with("customer", json!(null))).name, None);
    assert!(!signs(&with("orders", json!([]))).lines);
    assert!(signs(&with("payments", json!([{ "lineId": null }]))).identities);
}
