//! Reading bills, the board and the catalogue through the whole road.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::Catalogue;
use adisyon_bill::bill::Channel;
use adisyon_bill::line::{Identity, LineKind, Note};
use adisyon_bill::payment::Payments;
use adisyon_bill::resolve::Found;
use adisyon_wire::board::Board;
use adisyon_wire::catalogue::CatalogueJson;
use house::{House, NEWEST, OLDER};
use serde_json::json;

const PHONE: &str = "packet:1791400223345";

#[tokio::test]
async fn every_open_bill_of_both_generations_is_shown() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let state = house.look("state?log=no&").await;
        for account in state["accounts"].as_array().unwrap() {
            let name = format!(
                "{}:{}",
                account["kind"].as_str().unwrap(),
                account["id"].as_str().unwrap()
            );
            let shown = house.show(&name).await;
            let lines = account["lines"].as_array().unwrap();
            assert_eq!(shown.bill.lines.len(), lines.len(), "{name}");
            let total = account["total"].to_string();
            assert_eq!(
                Ok(shown.bill.total),
                adisyon_bill::Money::parse_decimal(&total),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn a_bill_is_resolved_and_stamped() {
    let house = House::open().await;
    let shown = house.show(PHONE).await;
    assert_eq!(shown.bill.head.channel, Channel::House);
    assert!(
        shown
            .bill
            .head
            .customer
            .as_ref()
            .is_some_and(|customer| customer.name.is_some())
    );
    let found = |title: &str| shown.line(title).resolution.found.clone();
    assert!(matches!(found("Mercimek Çorbası"), Found::Certain(..)));
    // Two products of that title at one price: a person has to say which.
    assert!(!matches!(found("Ayran"), Found::Certain(..)));
    assert!(matches!(shown.bill.payments, Payments::Known(_)));
    assert_eq!(shown.revision, house.show(PHONE).await.revision);
    house
        .control(
            "staff",
            json!({ "account": PHONE, "op": "add", "product": "ck-0001" }),
        )
        .await;
    assert_ne!(shown.revision, house.show(PHONE).await.revision);
}

#[tokio::test]
async fn an_older_server_is_recognised_by_what_it_shows() {
    let house = House::of(OLDER).await;
    let shown = house.show("table:masa-12").await;
    assert!(!shown.bill.dialect.identities && !shown.bill.dialect.option_ids);
    assert!(
        shown
            .bill
            .lines
            .iter()
            .filter(|line| line.kind == LineKind::Ordinary)
            .all(|line| line.identity == Identity::Unsupported)
    );
    assert_eq!(shown.bill.payments, Payments::Unknown);
}

#[tokio::test]
async fn awkward_ids_reach_their_tables() {
    let house = House::open().await;
    for id in ["k%C3%B6%C5%9Fe2", "masa-7*", "bah%C3%A7e1"] {
        let shown = house.show(&format!("table:{id}")).await;
        assert_eq!(shown.bill.head.bill.id(), id);
    }
}

#[tokio::test]
async fn cover_and_timer_lines_are_told_apart() {
    let house = House::open().await;
    let kinds = async |bill: &str| {
        let shown = house.show(bill).await;
        shown
            .bill
            .lines
            .iter()
            .map(|line| line.kind)
            .collect::<Vec<_>>()
    };
    assert!(kinds("table:teras-1").await.contains(&LineKind::Cover));
    assert!(kinds("table:bilardo-1").await.contains(&LineKind::Timer));
}

#[tokio::test]
async fn a_running_clock_does_not_change_the_revision() {
    let house = House::open().await;
    let first = house.show("table:bilardo-1").await;
    let second = house.show("table:bilardo-1").await;
    assert_eq!(first.revision, second.revision);
}

#[tokio::test]
async fn without_consent_notes_are_hidden_and_customers_trimmed() {
    let house = House::open().await;
    house.control("set", json!({ "consent": false })).await;
    let shown = house.show(PHONE).await;
    assert!(
        shown
            .bill
            .lines
            .iter()
            .all(|line| line.note == Note::Hidden)
    );
    let customer = shown.bill.head.customer.unwrap_or_default();
    assert_eq!(
        (customer.name, customer.call, customer.address_description),
        (None, None, None)
    );
    let table = house.show("table:masa-1").await;
    assert!(
        table
            .bill
            .lines
            .iter()
            .filter(|line| line.kind == LineKind::Ordinary)
            .all(|line| line.note == Note::Hidden)
    );
}

#[tokio::test]
async fn with_consent_a_missing_note_is_an_empty_one_and_asking_once_is_enough() {
    let house = House::open().await;
    // A packet without a customer's name would not tell: a table makes us ask.
    let missing = house.show("packet:1791400360042").await;
    assert!(
        missing
            .bill
            .lines
            .iter()
            .all(|line| line.note != Note::Hidden)
    );
    for _ in 0..3 {
        house.show("table:bah%C3%A7e3").await;
    }
    assert!(house.asked("customers/list").await <= 1);
}

#[tokio::test]
async fn the_catalogue_is_read_once_and_sent_by_its_stamp() {
    let house = House::open().await;
    let first = house.get("/api/products").await;
    let catalogue: CatalogueJson = serde_json::from_slice(&first.bytes).unwrap();
    let catalogue = Catalogue::from(catalogue);
    assert_eq!(catalogue.products().len(), 300);
    assert!(!catalogue.categories.is_empty() && !catalogue.methods.is_empty());
    let bearer = format!("Bearer {}", house.token("staff").await);
    let stamp = first.header("etag");
    let headers = [
        ("authorization", bearer.as_str()),
        ("if-none-match", stamp.as_str()),
    ];
    let again = house
        .request(
            "GET",
            &format!("{}/api/products", house.url),
            &headers,
            vec![],
        )
        .await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    assert_eq!(house.asked("products/list").await, 1);
    let headers = [
        ("authorization", bearer.as_str()),
        ("accept-encoding", "gzip"),
    ];
    let small = house
        .request(
            "GET",
            &format!("{}/api/products", house.url),
            &headers,
            vec![],
        )
        .await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.bytes.len() * 3 < first.bytes.len());
}

#[tokio::test]
async fn many_who_open_at_once_cost_one_catalogue() {
    let house = House::open().await;
    let token = house.token("staff").await;
    let opened = (0..20).map(|_| house.get_as("/api/products", &token));
    for answer in join_all(opened).await {
        assert_eq!(answer.status, 200);
    }
    assert_eq!(house.asked("products/list").await, 1);
}

#[tokio::test]
async fn many_who_read_one_bill_at_once_share_reads() {
    let house = House::open().await;
    house.show("table:masa-1").await;
    let before = house.asked("tables/get").await;
    house
        .fault(json!({ "path": "tables/get", "delayMs": 1000, "times": 50 }))
        .await;
    let token = house.token("staff").await;
    let opened = (0..20).map(|_| house.get_as("/api/tables/masa-1", &token));
    for answer in join_all(opened).await {
        assert_eq!(answer.status, 200);
    }
    assert!(house.asked("tables/get").await - before <= 3);
}

#[tokio::test]
async fn the_board_shows_what_is_open_and_is_shared_for_seconds() {
    let house = House::open().await;
    let read =
        async || -> Board { serde_json::from_slice(&house.get("/api/board").await.bytes).unwrap() };
    let board = read().await;
    assert!(
        board
            .packets
            .iter()
            .any(|packet| packet.id == "1791400223345")
    );
    let tables: Vec<_> = board
        .sections
        .iter()
        .flat_map(|section| &section.tables)
        .collect();
    assert!(
        tables.iter().any(|table| table.open.is_some())
            && tables.iter().any(|table| table.open.is_none())
    );
    // Reopened: the plan keeps the first id, the account has the starred one.
    assert!(
        tables
            .iter()
            .any(|table| table.id == "masa-7*" && table.open.is_some())
    );
    // For three seconds: on a busy machine not every second look is soon enough.
    let mut is_shared = false;
    for _ in 0..5 {
        is_shared |= read().await.read_at == read().await.read_at;
    }
    assert!(is_shared);
}

#[tokio::test]
async fn missing_scopes_hide_and_do_not_break() {
    let without = |scope: &'static str| {
        move |variables: &mut Vec<(String, String)>| {
            let scopes = variables
                .iter()
                .find(|(name, _)| name == "RESTOMENUM_SCOPES")
                .unwrap()
                .1
                .clone();
            let left: Vec<_> = scopes.split(',').filter(|one| *one != scope).collect();
            variables.push(("RESTOMENUM_SCOPES".into(), left.join(",")));
        }
    };
    let house = House::with(NEWEST, without("products:read")).await;
    let session = house.get("/api/session").await.json();
    assert_eq!(session["rights"]["read_products"], false);
    assert_eq!(house.get("/api/products").await.status, 200);
    assert_eq!(house.asked("products/list").await, 0);
    house.show("table:masa-1").await;

    let house = House::with(NEWEST, without("orders:read")).await;
    let refused = house.get("/api/tables/masa-1").await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (403, "scope_denied")
    );
    assert_eq!(refused.json()["scope"], "orders:read");
    assert_eq!(house.get("/api/board").await.status, 403);
}

#[tokio::test]
async fn a_scope_that_was_taken_away_is_named() {
    let house = House::open().await;
    house
        .control("set", json!({ "revokeScope": "orders:read" }))
        .await;
    let refused = house.get("/api/tables/masa-1").await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (403, "scope_denied")
    );
    assert_eq!(refused.json()["scope"], "orders:read");
}

#[tokio::test]
async fn what_the_platform_cannot_do_is_told_by_its_kind() {
    let house = House::open().await;
    for (fault, status, code) in [
        (json!({ "status": 500, "times": 9 }), 502, "platform_fault"),
        (json!({ "kind": "drop", "times": 9 }), 502, "platform_fault"),
        (
            json!({ "kind": "garbage", "times": 9 }),
            502,
            "platform_fault",
        ),
        (
            json!({ "status": 429, "retryAfter": 33, "times": 9 }),
            429,
            "rate_limited",
        ),
        (json!({ "status": 401, "times": 9 }), 502, "install_broken"),
        (json!({ "status": 501, "times": 9 }), 501, "not_offered"),
    ] {
        let mut armed = fault.clone();
        armed["path"] = json!("tables/get");
        house.fault(armed).await;
        let answer = house.get("/api/tables/masa-1").await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{fault}"
        );
        if status == 429 {
            assert_eq!(answer.header("retry-after"), "33");
            assert_eq!(answer.json()["retry_after"], 33);
        }
        let url = format!("http://{}/_sim/fault", house.sim.panel);
        house.request("DELETE", &url, &[], vec![]).await;
    }
    assert_eq!(house.get("/api/tables/masa-99").await.code(), "not_found");
    assert_eq!(house.get("/api/packets/1").await.status, 404);
}

#[tokio::test]
async fn a_read_survives_one_internal_error() {
    let house = House::open().await;
    house
        .fault(json!({ "path": "tables/get", "status": 502, "times": 1 }))
        .await;
    house.show("table:masa-1").await;
}

#[tokio::test]
async fn a_bill_is_shown_even_without_a_catalogue() {
    let house = House::open().await;
    house
        .fault(json!({ "path": "products/list", "status": 500, "times": 99 }))
        .await;
    let shown = house.show("table:masa-1").await;
    assert!(
        shown
            .bill
            .lines
            .iter()
            .all(|line| line.resolution.product().is_none())
    );
}

async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut pinned: Vec<_> = futures.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(move |context| {
        let mut all = true;
        for (future, done) in &mut pinned {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(output) => *done = Some(output),
                    std::task::Poll::Pending => all = false,
                }
            }
        }
        match all {
            true => std::task::Poll::Ready(
                pinned
                    .iter_mut()
                    .map(|(_, done)| done.take().unwrap())
                    .collect(),
            ),
            false => std::task::Poll::Pending,
        }
    })
    .await
}
