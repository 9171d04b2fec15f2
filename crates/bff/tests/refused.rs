//! Saves that are refused, by our checks or by the platform: each told at its place, nothing lost.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::ids::LineKey;
use adisyon_bill::problem::{Loss, Place};
use adisyon_bill::{Edit, Money};
use adisyon_wire::save::Outcome;
use house::edits::{add, confirm_all, lira, pay};
use house::told::problems;
use house::{House, OLDER, attempt};
use serde_json::{Value, json};

const TABLE: &str = "table:masa-3";

#[tokio::test]
async fn unknown_payments_of_an_older_server_are_never_overwritten() {
    let house = House::of(OLDER).await;
    let shown = house.show(TABLE).await;
    let reply = house.save(&shown, &[pay("1", "7c-card", lira(10))]).await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert!(
        problems(&reply).contains(&"payments: payments_unknown".to_owned()),
        "{:?}",
        problems(&reply)
    );
    assert_eq!(house.asked("update-payments").await, 0);
}

#[tokio::test]
async fn paid_above_the_total_is_told_before_anything_is_written() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let over = shown.bill.remaining() + Money::from_minor(1);
    let reply = house.save(&shown, &[pay("1", "7c-card", over)]).await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert_eq!(problems(&reply), ["totals: paid_over_total"]);
    assert_eq!(house.asked("update-payments").await, 0);
}

#[tokio::test]
async fn an_unknown_payment_method_is_told_at_its_row() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    // Deleted since the catalogue was read: only the platform knows.
    house
        .control("set", json!({ "deleteMethod": "7c-card" }))
        .await;
    let reply = house
        .save(
            &shown,
            &[pay("1", "pm-nakit", lira(5)), pay("2", "7c-card", lira(5))],
        )
        .await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert_eq!(problems(&reply), ["payment adp-0000000002: method_unknown"]);
    let catalogue = house.get("/api/products").await.json().to_string();
    assert!(!catalogue.contains("\"7c-card\""));
}

#[tokio::test]
async fn no_payment_method_at_all_is_told_at_the_payments() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house.control("set", json!({ "deleteMethods": true })).await;
    let reply = house.save(&shown, &[pay("1", "7c-card", lira(5))]).await;
    assert_eq!(problems(&reply), ["payments: no_methods"]);
}

#[tokio::test]
async fn a_product_that_is_gone_is_told_at_its_lines() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .control("set", json!({ "deleteProduct": "ck-0001" }))
        .await;
    let reply = house
        .save(&shown, &[add("1", "ck-0001", 1), add("2", "ay-0007", 1)])
        .await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert_eq!(problems(&reply), ["line ads-0000000001: product_gone"]);
}

#[tokio::test]
async fn lines_that_cannot_go_back_losslessly_block_the_cart_and_not_the_payments() {
    let house = House::open().await;
    for (bill, place) in [
        ("table:masa-8", "surcharge"),
        ("table:masa-9", ""),
        ("table:masa-10", "option_twice"),
        ("table:bilardo-1", "bill: timer"),
        ("packet:1791400300012", "bill: marketplace"),
    ] {
        let shown = house.show(bill).await;
        let reply = house.save(&shown, &[add("1", "ck-0001", 1)]).await;
        assert_eq!(reply.outcome, Outcome::NotSaved, "{bill}");
        assert!(
            problems(&reply)
                .iter()
                .any(|problem| problem.contains(place)),
            "{bill}: {:?}",
            problems(&reply)
        );
    }
    assert_eq!(house.asked("update-orders").await, 0);
    let shown = house.show("table:masa-8").await;
    assert_eq!(
        house
            .save(&shown, &[pay("1", "7c-card", lira(1))])
            .await
            .outcome,
        Outcome::Saved
    );
}

#[tokio::test]
async fn a_plain_id_that_was_measured_not_to_match_is_asked_about_the_next_time() {
    let house = House::open().await;
    let bill = "table:bah%C3%A7e3";
    let shown = house.show(bill).await;
    let edits = [confirm_all(&shown), vec![add("1", "ck-0001", 1)]].concat();
    let first = house.save(&shown, &edits).await;
    assert_eq!(first.outcome, Outcome::Saved, "{:?}", problems(&first));
    // The harsh platform voided the lines all the same: it was measured.
    house
        .control(
            "staff",
            json!({ "account": bill, "op": "add", "product": "ck-0001" }),
        )
        .await;
    let again = house.show(bill).await;
    let key = again
        .bill
        .lines
        .iter()
        .find(|line| line.identity == adisyon_bill::line::Identity::Lost)
        .unwrap()
        .key
        .clone();
    let reply = house.save(&again, &[add("2", "ck-0001", 1)]).await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert_eq!(
        problems(&reply),
        [format!("line {}: identity_lost", key.as_str())]
    );
    let mut accepted = vec![
        add("2", "ck-0001", 1),
        Edit::Accept(Place::Line(key), Loss::Identity),
    ];
    // The ids that did not match are burnt: each is told at its line, and the same answer leads out.
    let burnt = house.save(&again, &accepted).await;
    assert_eq!(burnt.outcome, Outcome::NotSaved);
    for problem in &burnt.problems {
        let problem = adisyon_bill::Problem::try_from(problem.clone()).unwrap();
        assert_eq!(problem.trouble.code(), "voided_identity");
        accepted.push(Edit::Accept(problem.place, Loss::Identity));
    }
    let reply = house.save(&again, &accepted).await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", reply.problems);
}

#[tokio::test]
async fn ids_of_voided_lines_are_told_at_their_line() {
    let house = House::open().await;
    let bill = "table:masa-5";
    let shown = house.show(bill).await;
    let reply = house
        .save(
            &shown,
            &[confirm_all(&shown), vec![add("1", "ck-0001", 1)]].concat(),
        )
        .await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    assert!(
        problems(&reply)
            .iter()
            .any(|problem| problem.ends_with(": voided_identity")),
        "{:?}",
        problems(&reply)
    );
}

#[tokio::test]
async fn a_closed_bill_is_not_found() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house.control("set", json!({ "close": TABLE })).await;
    let refused = house
        .try_save(&shown, &[add("1", "ck-0001", 1)], &attempt())
        .await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (404, "not_found")
    );
}

#[tokio::test]
async fn tables_that_cannot_be_written_yet_say_so() {
    let house = House::open().await;
    house.control("set", json!({ "tableWrites": false })).await;
    let shown = house.show(TABLE).await;
    let refused = house
        .try_save(&shown, &[add("1", "ck-0001", 1)], &attempt())
        .await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (501, "not_offered")
    );
}

#[tokio::test]
async fn a_write_scope_that_was_taken_away_is_named() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .control("set", json!({ "revokeScope": "orders:write" }))
        .await;
    let refused = house
        .try_save(&shown, &[add("1", "ck-0001", 1)], &attempt())
        .await;
    assert_eq!(
        (refused.status, refused.json()["scope"].as_str()),
        (403, Some("orders:write"))
    );
}

#[tokio::test]
async fn requests_that_no_page_sends_are_refused() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let stray = Edit::Remove(LineKey::new("no-such-line"));
    let refused = house.try_save(&shown, &[stray], &attempt()).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (400, "bad_request")
    );
    let edit = |edits: Value, attempt: &str| {
        json!({ "revision": shown.revision, "attempt": attempt, "edits": edits })
            .to_string()
            .into_bytes()
    };
    let many: Vec<Value> = (0..2001).map(|_| json!({ "remove": "x" })).collect();
    for body in [
        edit(json!([]), "short"),
        edit(json!([{ "quantity": ["x", 1.5] }]), "attempt-of-a-test-x1"),
        edit(
            json!([{ "quantity": ["x", 99_999_999_999_i64] }]),
            "attempt-of-a-test-x2",
        ),
        edit(json!([{ "unknown": 1 }]), "attempt-of-a-test-x3"),
        edit(json!(many), "attempt-of-a-test-x4"),
        b"{".to_vec(),
        b"[]".to_vec(),
    ] {
        let refused = house.post("/api/tables/masa-3/save", body).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (400, "bad_request")
        );
    }
    assert_eq!(house.asked("update-orders").await, 0);
}
