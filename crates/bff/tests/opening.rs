//! Opening tables and packets, the fields of a packet; through the whole road.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_bill::{Edit, Money, Problem, Quantity};
use adisyon_wire::edit::EditJson;
use adisyon_wire::field::{Field, FieldFault};
use adisyon_wire::often::OftenReply;
use adisyon_wire::order::{OrderCustomer, OrderReply, OrderRequest, Service};
use adisyon_wire::packet::{FieldsChange, FieldsReply};
use adisyon_wire::routes::{BOARD, OFTEN, ORDER, ORDERS, PACKET_FIELDS, SEAT_TABLE, with_id};
use adisyon_wire::seat::{SeatRequest, Seated};
use house::{Answer, House, NEWEST, OLDER, attempt};
use serde_json::json;

const FREE: &str = "masa-2";
const PHONE: &str = "1791400223345";

async fn seat(house: &House, table: &str, attempt: &str, guests: u32) -> Answer {
    let request = SeatRequest {
        attempt: attempt.to_owned(),
        guests,
    };
    let body = serde_json::to_vec(&request).unwrap();
    house.post(&with_id(SEAT_TABLE, table), body).await
}

async fn open_accounts(house: &House, kind: &str) -> usize {
    let state = house.look("state?log=no&").await;
    let accounts = state["accounts"].as_array().unwrap();
    accounts.iter().filter(|one| one["kind"] == kind).count()
}

async fn change(house: &House, change: &FieldsChange) -> Answer {
    let body = serde_json::to_vec(change).unwrap();
    house.post(&with_id(PACKET_FIELDS, PHONE), body).await
}

fn add(name: &str, product: &str) -> Edit {
    Edit::Add(NewLine {
        key: LineKey::new(format!("ads-{name:0>10}")),
        product: ProductId::new(product),
        quantity: Quantity::pieces(2),
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    })
}

fn pay(minor: i64) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::new("adp-0000000001"),
        kind: PaymentKind::Method(MethodId::new("7c-card")),
        amount: Money::from_minor(minor),
    })
}

fn order(edits: &[Edit]) -> OrderRequest {
    OrderRequest {
        attempt: attempt(),
        customer: OrderCustomer {
            name: "Deniz Örnek".into(),
            phone: "555 0100".into(),
            address: "Örnek Sok. 1".into(),
            ..OrderCustomer::default()
        },
        edits: edits.iter().map(EditJson::from).collect(),
        service: Service::Delivery,
        approved: true,
        own_delivery: true,
        note: "Kapıyı çalma".into(),
        payment_note: String::new(),
    }
}

async fn send(house: &House, order: &OrderRequest) -> Answer {
    house.post(ORDERS, serde_json::to_vec(order).unwrap()).await
}

fn codes(reply: &OrderReply) -> Vec<&'static str> {
    let problems = reply.lines.iter().cloned().map(Problem::try_from);
    problems.map(|one| one.unwrap().trouble.code()).collect()
}

#[tokio::test]
async fn a_free_table_opens_with_its_guests_and_stands_on_the_board() {
    let house = House::open().await;
    house.get(BOARD).await;
    let seated: Seated = seat(&house, FREE, &attempt(), 4).await.read();
    assert_eq!((seated.table.as_str(), seated.fresh), (FREE, true));
    let inside = house.inside(&format!("table:{FREE}")).await;
    assert_eq!(inside["guests"], 4);
    let board = house.get(BOARD).await.json();
    let sections = board["sections"].as_array().unwrap().iter();
    let mut tables = sections.flat_map(|section| section["tables"].as_array().unwrap());
    let table = tables.find(|table| table["id"] == FREE).unwrap();
    assert_eq!(table["open"]["guests"], 4);
    assert!(table["open"]["since"].is_number(), "{table}");
}

#[tokio::test]
async fn an_open_table_leads_to_its_account_and_is_not_touched() {
    let house = House::open().await;
    let before = house.inside("table:masa-1").await;
    let seated: Seated = seat(&house, "masa-1", &attempt(), 9).await.read();
    assert_eq!((seated.table.as_str(), seated.fresh), ("masa-1", false));
    assert_eq!(house.inside("table:masa-1").await, before);
    // The floor plan keeps the first id of a table that was reopened.
    let seated: Seated = seat(&house, "masa-7", &attempt(), 2).await.read();
    assert_eq!((seated.table.as_str(), seated.fresh), ("masa-7*", false));
}

#[tokio::test]
async fn a_table_opens_once_whatever_becomes_of_the_answer() {
    for fault in ["lost", "twice", "garbage-after"] {
        let house = House::open().await;
        let tables = open_accounts(&house, "table").await;
        house
            .fault(json!({ "kind": fault, "path": "tables/create" }))
            .await;
        let seated: Seated = seat(&house, FREE, &attempt(), 3).await.read();
        assert_eq!(seated.table, FREE, "{fault}");
        assert!(seated.fresh, "{fault}");
        assert_eq!(open_accounts(&house, "table").await, tables + 1, "{fault}");
    }
}

#[tokio::test]
async fn a_table_that_is_not_there_or_not_offered_is_refused() {
    let house = House::open().await;
    let unknown = seat(&house, "masa-999", &attempt(), 1).await;
    assert!(unknown.status >= 400, "{:?}", unknown.bytes);
    assert_eq!(seat(&house, FREE, &attempt(), 1000).await.status, 400);
    assert_eq!(seat(&house, FREE, "short", 1).await.status, 400);
    assert_eq!(seat(&house, "a/b", &attempt(), 1).await.status, 400);
    house.control("set", json!({ "tableWrites": false })).await;
    let absent = seat(&house, FREE, &attempt(), 1).await;
    assert_eq!(
        (absent.status, absent.code().as_str()),
        (501, "not_offered")
    );
    house
        .control("set", json!({ "revokeScope": "orders:write" }))
        .await;
    house.control("set", json!({ "tableWrites": true })).await;
    let denied = seat(&house, FREE, &attempt(), 1).await;
    assert_eq!(
        (denied.status, denied.code().as_str()),
        (403, "scope_denied")
    );
}

#[tokio::test]
async fn only_edited_fields_of_a_packet_change() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let name = format!("packet:{PHONE}");
        let before = house.inside(&name).await;
        let edited = FieldsChange {
            status: Some("OnDelivery".into()),
            phone: Some("555 0199".into()),
            invoice_number: Some("A-17".into()),
            invoice_url: Some("https://fatura.example/17".into()),
            ..FieldsChange::default()
        };
        let reply: FieldsReply = change(&house, &edited).await.read();
        assert_eq!(reply.problems, []);
        let after = house.inside(&name).await;
        assert_eq!(after["status"], "OnDelivery");
        assert_eq!(after["customer"]["phone"], "555 0199");
        assert_eq!(after["customer"]["address"], before["customer"]["address"]);
        for kept in ["note", "paymentNote", "lines", "payments", "total"] {
            assert_eq!(after[kept], before[kept], "{kept}");
        }
    }
}

#[tokio::test]
async fn wrong_fields_are_told_and_nothing_is_written() {
    let house = House::open().await;
    let wrong = FieldsChange {
        note: Some("x".repeat(1001)),
        invoice_url: Some("http://fatura.example".into()),
        ..FieldsChange::default()
    };
    let reply: FieldsReply = change(&house, &wrong).await.read();
    let told: Vec<_> = reply
        .problems
        .iter()
        .map(|problem| (problem.field, problem.fault.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (Field::Note, FieldFault::TooLong(1000)),
            (Field::InvoiceUrl, FieldFault::NotHttps)
        ]
    );
    assert_eq!(house.asked("packets/update").await, 0);
    let unknown = FieldsChange {
        status: Some("Closed".into()),
        ..FieldsChange::default()
    };
    assert_eq!(change(&house, &unknown).await.status, 400);
}

#[tokio::test]
async fn a_lost_answer_about_fields_is_settled_by_reading() {
    let house = House::open().await;
    let note = |text: &str| FieldsChange {
        note: Some(text.into()),
        ..FieldsChange::default()
    };
    house
        .fault(json!({ "kind": "lost", "path": "packets/update" }))
        .await;
    let reply: FieldsReply = change(&house, &note("ön kapı")).await.read();
    assert!(reply.reread);
    assert_eq!(house.asked("packets/update").await, 1);
    house
        .fault(json!({ "kind": "status", "status": 502, "path": "packets/update" }))
        .await;
    let reply: FieldsReply = change(&house, &note("arka kapı")).await.read();
    assert!(reply.reread);
    let inside = house.inside(&format!("packet:{PHONE}")).await;
    assert_eq!(inside["note"], "arka kapı");
}

#[tokio::test]
async fn a_closed_packet_has_no_fields_to_change() {
    let house = House::open().await;
    let account = format!("packet:{PHONE}");
    house.control("set", json!({ "close": account })).await;
    let answer = change(
        &house,
        &FieldsChange {
            note: Some("x".into()),
            ..FieldsChange::default()
        },
    )
    .await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"));
}

#[tokio::test]
async fn an_order_opens_a_packet_with_lines_and_payments() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let order = order(&[add("1", "ck-0001"), pay(500)]);
        let reply: OrderReply = send(&house, &order).await.read();
        assert_eq!((codes(&reply), &reply.fields[..]), (vec![], &[][..]));
        let id = reply.packet.unwrap();
        let shown = house.show(&format!("packet:{id}")).await;
        assert_eq!(shown.titles().len(), 1);
        assert_eq!(shown.bill.lines[0].quantity, Quantity::pieces(2));
        assert_eq!(shown.bill.paid, Money::from_minor(500));
        assert!(shown.bill.lines[0].resolution.product().is_some());
        assert_eq!(shown.bill.head.note.as_deref(), Some("Kapıyı çalma"));
    }
}

#[tokio::test]
async fn one_order_is_one_packet_however_often_it_is_sent() {
    for fault in [
        json!({ "kind": "lost" }),
        json!({ "kind": "status-after", "status": 502 }),
        json!({ "kind": "garbage-after" }),
        json!({ "kind": "twice" }),
        json!({ "kind": "delay", "delayMs": 300 }),
        json!({ "kind": "drop" }),
    ] {
        let house = House::open().await;
        let packets = open_accounts(&house, "packet").await;
        let mut armed = fault.clone();
        armed["path"] = json!("packets/create");
        house.fault(armed).await;
        let order = order(&[add("1", "ck-0001")]);
        let (one, two) = tokio::join!(send(&house, &order), send(&house, &order));
        let third = send(&house, &order).await;
        let packet = |answer: &Answer| answer.read::<OrderReply>().packet.unwrap();
        assert_eq!(packet(&one), packet(&two), "{fault}");
        assert_eq!(packet(&one), packet(&third), "{fault}");
        assert_eq!(
            open_accounts(&house, "packet").await,
            packets + 1,
            "{fault}"
        );
    }
}

#[tokio::test]
async fn what_was_ordered_counts_once_among_what_is_sold_often() {
    let house = House::open().await;
    let refused = order(&[add("1", "ay-0008"), pay(99_999_900)]);
    let reply: OrderReply = send(&house, &refused).await.read();
    assert_eq!(reply.packet, None);
    let first = order(&[add("1", "ck-0001")]);
    for _ in 0..2 {
        let (one, two) = tokio::join!(send(&house, &first), send(&house, &first));
        assert_eq!((one.status, two.status), (200, 200));
    }
    let told = house.get(OFTEN).await.read::<OftenReply>().products;
    let ids: Vec<_> = told.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["ck-0001"]);
    send(&house, &order(&[add("2", "ay-0008")])).await;
    let told = house.get(OFTEN).await.read::<OftenReply>().products;
    assert_eq!((told.len(), told[0].weight), (2, told[1].weight));
}

#[tokio::test]
async fn an_order_is_remembered_by_its_name() {
    let house = House::open().await;
    let order = order(&[add("1", "ck-0001")]);
    let path = with_id(ORDER, &order.attempt);
    let before: OrderReply = house.get(&path).await.read();
    assert_eq!(before.packet, None);
    let sent: OrderReply = send(&house, &order).await.read();
    let after: OrderReply = house.get(&path).await.read();
    assert_eq!(after.packet, sent.packet);
    assert!(after.packet.is_some());
}

#[tokio::test]
async fn what_stands_in_an_order_s_way_is_told_at_its_place() {
    let house = House::open().await;
    let packets = open_accounts(&house, "packet").await;
    let nobody = OrderRequest {
        customer: OrderCustomer::default(),
        ..order(&[add("1", "ck-0001")])
    };
    let reply: OrderReply = send(&house, &nobody).await.read();
    let fields: Vec<Field> = reply.fields.iter().map(|one| one.field).collect();
    assert_eq!(fields, [Field::Name, Field::Address]);
    for (edits, code) in [
        (vec![], "empty"),
        (vec![add("1", "no-such")], "product_gone"),
        (vec![add("1", "ck-0001"), pay(9_999_900)], "paid_over_total"),
    ] {
        let reply: OrderReply = send(&house, &order(&edits)).await.read();
        assert_eq!(codes(&reply), [code]);
        assert_eq!(reply.packet, None);
    }
    assert_eq!(open_accounts(&house, "packet").await, packets);
    assert_eq!(house.asked("packets/create").await, 0);
}

#[tokio::test]
async fn what_the_platform_refuses_of_an_order_is_told_at_its_place() {
    let house = House::open().await;
    // The catalogue is known, then a product goes.
    house.get("/api/products").await;
    house
        .control("set", json!({ "deleteProduct": "ck-0001" }))
        .await;
    let gone = order(&[add("1", "ck-0001")]);
    let reply: OrderReply = send(&house, &gone).await.read();
    assert_eq!(codes(&reply), ["product_gone"]);
    house
        .control("set", json!({ "revokeScope": "orders:write" }))
        .await;
    let denied = send(&house, &order(&[add("1", "ay-0007")])).await;
    assert_eq!(
        (denied.status, denied.code().as_str()),
        (403, "scope_denied")
    );
}

#[tokio::test]
async fn an_order_whose_end_is_unknown_can_be_sent_again() {
    let house = House::open().await;
    let packets = open_accounts(&house, "packet").await;
    house
        .fault(
            json!({ "kind": "status-after", "status": 502, "path": "packets/create", "times": 3 }),
        )
        .await;
    let order = order(&[add("1", "ck-0001")]);
    let lost = send(&house, &order).await;
    assert_eq!(
        (lost.status, lost.code().as_str()),
        (503, "outcome_unknown")
    );
    let found: OrderReply = send(&house, &order).await.read();
    assert!(found.packet.is_some());
    assert_eq!(open_accounts(&house, "packet").await, packets + 1);
}
