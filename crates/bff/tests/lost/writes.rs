//! One write: lost, refused, come twice, or come between by somebody else.
use crate::house::told::problems;
use crate::house::{House, NEWEST, OLDER, Shown};
use crate::{TABLE, add, cart_fault, count, first_write, pay};
use adisyon_bill::ids::LineKey;
use adisyon_bill::line::Note;
use adisyon_bill::problem::{Loss, Place};
use adisyon_bill::{Edit, Quantity};
use adisyon_wire::save::{Outcome, Wrote};
use serde_json::json;

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
