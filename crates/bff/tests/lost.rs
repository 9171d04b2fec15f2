//! Lost answers, limits and broken roads in the middle of a save.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_bill::line::Note;
use adisyon_bill::problem::{Loss, Place};
use adisyon_bill::{Edit, Money, Quantity};
use adisyon_wire::routes::{PACKET_HISTORY, TABLE_HISTORY};
use adisyon_wire::save::{Outcome, Wrote};
use house::told::problems;
use house::{House, NEWEST, OLDER, Shown, attempt};
use serde_json::{Value, json};
use std::time::Duration;

const TABLE: &str = "table:masa-3";

fn add(name: &str) -> Edit {
    Edit::Add(NewLine {
        key: LineKey::new(format!("ads-{name:0>10}")),
        product: ProductId::new("ck-0001"),
        quantity: Quantity::ONE,
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    })
}

fn pay(name: &str) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::new(format!("adp-{name:0>10}")),
        kind: PaymentKind::Method(MethodId::new("7c-card")),
        amount: Money::from_minor(1000),
    })
}

async fn count(house: &House, title: &str) -> usize {
    let account = house.inside(TABLE).await;
    account["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["title"] == title)
        .count()
}

fn cart_fault(fault: Value) -> Value {
    let mut fault = fault;
    fault["path"] = json!("update-orders");
    fault
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_is_found_to_be_saved() {
    for tenant in [NEWEST, OLDER] {
        for fault in [
            json!({ "kind": "lost" }),
            json!({ "kind": "status-after", "status": 502 }),
            json!({ "kind": "garbage-after" }),
        ] {
            let house = House::of(tenant).await;
            let shown = house.show(TABLE).await;
            house.fault(cart_fault(fault.clone())).await;
            let quantity = Edit::Quantity(shown.bill.lines[0].key.clone(), Quantity::pieces(7));
            let reply = house.save(&shown, &[quantity]).await;
            assert_eq!(
                (reply.outcome, &reply.wrote[..]),
                (Outcome::Saved, &[Wrote::Cart][..]),
                "{fault} {:?}",
                problems(&reply)
            );
            assert!(reply.reread, "{fault}");
            assert_eq!(house.asked("update-orders").await, 1, "{fault}");
        }
    }
}

#[tokio::test]
async fn a_new_line_whose_answer_was_lost_is_there_once() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house.fault(cart_fault(json!({ "kind": "lost" }))).await;
    let reply = house.save(&shown, &[add("1"), pay("1")]).await;
    assert_eq!(
        (reply.outcome, reply.wrote.len()),
        (Outcome::Saved, 2),
        "{:?}",
        problems(&reply)
    );
    assert_eq!(count(&house, "Çiğ Köfte").await, 1);
}

#[tokio::test]
async fn a_write_that_never_arrived_is_sent_once_more() {
    for fault in [
        json!({ "kind": "drop" }),
        json!({ "status": 500 }),
        json!({ "kind": "garbage" }),
    ] {
        let house = House::open().await;
        let shown = house.show(TABLE).await;
        house.fault(cart_fault(fault.clone())).await;
        let reply = house.save(&shown, &[add("1")]).await;
        assert_eq!(
            (reply.outcome, reply.reread),
            (Outcome::Saved, true),
            "{fault}"
        );
        assert_eq!(count(&house, "Çiğ Köfte").await, 1, "{fault}");
        assert_eq!(house.asked("update-orders").await, 2, "{fault}");
    }
}

#[tokio::test]
async fn a_write_that_never_arrives_is_told_as_not_saved() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .fault(cart_fault(json!({ "status": 503, "times": 9 })))
        .await;
    let reply = house.save(&shown, &[add("1")]).await;
    assert_eq!(
        (reply.outcome, reply.reread, reply.wrote.len()),
        (Outcome::NotSaved, true, 0)
    );
    assert_eq!(house.asked("update-orders").await, 2);
    assert_eq!(count(&house, "Çiğ Köfte").await, 0);
}

#[tokio::test]
async fn where_new_lines_have_no_names_nothing_is_sent_twice() {
    let house = House::of(OLDER).await;
    let shown = house.show(TABLE).await;
    house
        .fault(cart_fault(json!({ "status": 503, "times": 9 })))
        .await;
    let reply = house.save(&shown, &[add("1")]).await;
    assert_eq!((reply.outcome, reply.reread), (Outcome::NotSaved, true));
    assert_eq!(house.asked("update-orders").await, 1);
}

#[tokio::test]
async fn a_second_write_that_fails_leaves_the_first_and_says_so() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .fault(json!({ "path": "update-payments", "status": 503, "times": 9 }))
        .await;
    let reply = house.save(&shown, &[add("1"), pay("1")]).await;
    assert_eq!(
        (reply.outcome, &reply.wrote[..]),
        (Outcome::Partly, &[Wrote::Cart][..])
    );
    assert_eq!(
        Shown::of(TABLE, reply.bill).line("Çiğ Köfte").quantity,
        Quantity::ONE
    );
}

#[tokio::test]
async fn a_colleague_between_the_two_writes_is_not_overwritten() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    // The answer to the first write is late, so that the colleague comes between.
    house
        .fault(cart_fault(
            json!({ "kind": "delay", "answerDelayMs": 3000 }),
        ))
        .await;
    let edits = [add("1"), pay("1")];
    let colleague = async {
        first_write(&house).await;
        let paid = json!({ "account": TABLE, "op": "pay", "method": "pm-nakit", "amount": 3 });
        house.control("staff", paid).await;
    };
    let (reply, ()) = tokio::join!(house.save(&shown, &edits), colleague);
    assert_eq!(
        (reply.outcome, &reply.wrote[..]),
        (Outcome::Partly, &[Wrote::Cart][..])
    );
    assert_eq!(house.inside(TABLE).await["paid"], json!(503));
}

#[tokio::test]
async fn a_short_limit_is_waited_for_and_a_long_one_is_told() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .fault(cart_fault(json!({ "status": 429, "retryAfter": 1 })))
        .await;
    assert_eq!(
        house.save(&shown, &[add("1")]).await.outcome,
        Outcome::Saved
    );
    let shown = house.show(TABLE).await;
    house
        .fault(cart_fault(
            json!({ "status": 429, "retryAfter": 44, "times": 9 }),
        ))
        .await;
    let reply = house.save(&shown, &[add("2")]).await;
    assert_eq!(
        (reply.outcome, reply.retry_after),
        (Outcome::NotSaved, Some(44))
    );
    assert_eq!(house.asked("update-orders").await, 3);
}

/// Waits until the first write was handled; its answer is late.
async fn first_write(house: &House) {
    while count(house, "Çiğ Köfte").await == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn when_the_bill_cannot_be_read_the_outcome_is_unknown_until_the_same_attempt_asks_again() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (edits, attempt) = ([add("1"), pay("1")], attempt());
    house
        .fault(cart_fault(json!({ "kind": "lost", "answerDelayMs": 3000 })))
        .await;
    let dark = async {
        first_write(&house).await;
        house
            .fault(json!({ "path": "tables/get", "status": 500, "times": 99 }))
            .await;
    };
    let (unknown, ()) = tokio::join!(house.try_save(&shown, &edits, &attempt), dark);
    assert_eq!(
        (unknown.status, unknown.code().as_str()),
        (503, "outcome_unknown")
    );
    let still = house.try_save(&shown, &edits, &attempt).await;
    assert_eq!(
        (still.status, still.code().as_str()),
        (503, "outcome_unknown")
    );
    assert_eq!(told(&house).await[0], ("unknown".into(), true));
    let url = format!("http://{}/_sim/fault", house.sim.panel);
    house.request("DELETE", &url, &[], vec![]).await;
    let known = house.try_save(&shown, &edits, &attempt).await;
    assert_eq!(known.status, 200, "{:?}", known.bytes);
    assert_eq!(known.json()["outcome"], "saved");
    assert_eq!(known.json()["wrote"], json!(["cart", "payments"]));
    assert_eq!(count(&house, "Çiğ Köfte").await, 1);
    assert_eq!(house.asked("update-orders").await, 1);
    let history = told(&house).await;
    assert_eq!(history[0], ("saved".into(), false), "{history:?}");
    assert!(history[1..].iter().all(|entry| entry.1), "{history:?}");
}

/// The bill's history as its file tells it, the newest first: outcomes, and whether the page is told that they are unknown.
async fn told(house: &House) -> Vec<(String, bool)> {
    let path = house::path(TABLE, PACKET_HISTORY, TABLE_HISTORY);
    let manager = house.token("manager").await;
    let file = house.get_as(&format!("{path}?format=csv"), &manager).await;
    let file = String::from_utf8(file.bytes.to_vec()).unwrap();
    let outcomes = file.lines().skip(1).map(|row| row.split(',').nth(6));
    let mut outcomes: Vec<_> = outcomes.map(|word| word.unwrap().to_owned()).collect();
    outcomes.dedup();
    let entries = house.get_as(&path, &manager).await.json();
    let entries = entries["entries"].as_array().unwrap().clone();
    let mut unknown: Vec<_> = entries.iter().map(|e| e["unknown"] == true).collect();
    unknown.dedup();
    assert_eq!(outcomes.len(), unknown.len(), "{file}");
    outcomes.into_iter().zip(unknown).collect()
}

/// Sends a save and goes away once the first write was handled.
async fn save_and_leave(house: &House, shown: &Shown, edits: &[Edit], attempt: &str) {
    house
        .fault(cart_fault(
            json!({ "kind": "delay", "answerDelayMs": 3000 }),
        ))
        .await;
    tokio::select! {
        _ = house.try_save(shown, edits, attempt) => panic!("it was answered"),
        () = first_write(house) => {}
    }
}

#[tokio::test]
async fn a_page_that_goes_away_does_not_stop_its_save() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (edits, attempt) = ([add("1"), pay("1")], attempt());
    save_and_leave(&house, &shown, &edits, &attempt).await;
    let again = house.try_save(&shown, &edits, &attempt).await;
    assert_eq!(again.json()["outcome"], "saved");
    assert_eq!(again.json()["wrote"], json!(["cart", "payments"]));
    assert_eq!(house.asked("update-orders").await, 1);
}

#[tokio::test]
async fn stopping_lets_a_running_save_finish() {
    let mut house = House::open().await;
    let shown = house.show(TABLE).await;
    save_and_leave(&house, &shown, &[add("1"), pay("1")], &attempt()).await;
    let served = house.stop();
    let ended = tokio::time::timeout(Duration::from_secs(20), served).await;
    assert!(ended.unwrap().unwrap().is_ok());
    assert_eq!(count(&house, "Çiğ Köfte").await, 1);
    assert_eq!(house.inside(TABLE).await["paid"], json!(510));
}

#[tokio::test]
async fn a_save_that_only_the_platform_remembers_is_found_to_be_saved() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let edits = [
        add("1"),
        pay("1"),
        Edit::Quantity(shown.bill.lines[0].key.clone(), Quantity::pieces(7)),
    ];
    assert_eq!(house.save(&shown, &edits).await.outcome, Outcome::Saved);
    // Another attempt stands for a backend that was restarted and knows nothing of the first.
    let again = house.save(&shown, &edits).await;
    assert_eq!((again.outcome, again.reread), (Outcome::Saved, true));
    assert_eq!(house.asked("update-orders").await, 1);
    let other = [Edit::Quantity(
        shown.bill.lines[0].key.clone(),
        Quantity::pieces(8),
    )];
    assert_eq!(house.save(&shown, &other).await.outcome, Outcome::Changed);
}

#[tokio::test]
async fn a_line_taken_off_is_not_taken_for_gone_where_every_write_names_lines_anew() {
    let house = House::of(OLDER).await;
    let (mine, theirs) = (house.show(TABLE).await, house.show(TABLE).await);
    let more = Edit::Quantity(theirs.bill.lines[0].key.clone(), Quantity::pieces(7));
    assert_eq!(house.save(&theirs, &[more]).await.outcome, Outcome::Saved);
    let off = Edit::Remove(mine.bill.lines[1].key.clone());
    let reply = house.save(&mine, &[off]).await;
    assert_eq!(reply.outcome, Outcome::Changed, "{:?}", problems(&reply));
}

#[tokio::test]
async fn a_write_that_came_twice_is_saved_though_the_second_was_refused() {
    // Where notes are hidden, what is there can only be told from what is seen of it.
    for consent in [true, false] {
        let house = House::open().await;
        // Lines of the panel: declared once, they are voided and born again under the same id, which is refused the second time.
        house
            .control(
                "staff",
                json!({ "account": TABLE, "op": "add", "product": "ck-0001" }),
            )
            .await;
        house.control("set", json!({ "consent": consent })).await;
        let shown = house.show(TABLE).await;
        house.fault(cart_fault(json!({ "kind": "twice" }))).await;
        let hidden = shown
            .bill
            .lines
            .iter()
            .filter(|line| line.note == Note::Hidden);
        let accepted =
            hidden.map(|line| Edit::Accept(Place::Line(line.key.clone()), Loss::HiddenNote));
        let edits: Vec<Edit> = [add("2")].into_iter().chain(accepted).collect();
        assert_eq!(edits.len() == 1, consent);
        let reply = house.save(&shown, &edits).await;
        assert_eq!(
            (reply.outcome, &reply.wrote[..]),
            (Outcome::Saved, &[Wrote::Cart][..]),
            "consent {consent}: {:?}",
            problems(&reply)
        );
    }
}

#[tokio::test]
async fn a_note_that_cannot_be_read_back_is_saved_when_the_platform_took_it() {
    let house = House::open().await;
    let first = house.show(TABLE).await;
    // From now on every line has a declared id, so that a note is all that the next write changes.
    let reply = house.save(&first, &[add("3")]).await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    house.control("set", json!({ "consent": false })).await;
    let shown = house.show(TABLE).await;
    let hidden = shown
        .bill
        .lines
        .iter()
        .filter(|line| line.note == Note::Hidden);
    let keys: Vec<LineKey> = hidden.map(|line| line.key.clone()).collect();
    let accept = |key: &LineKey| Edit::Accept(Place::Line(key.clone()), Loss::HiddenNote);
    let (noted, others) = keys.split_last().unwrap();
    let mut edits: Vec<Edit> = others.iter().map(accept).collect();
    edits.push(Edit::Note(noted.clone(), "az pişmiş".to_owned()));
    let reply = house.save(&shown, &edits).await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    let account = house.inside(TABLE).await;
    let lines = account["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == noted.as_str());
    assert_eq!(line.unwrap()["note"], "az pişmiş");
}
