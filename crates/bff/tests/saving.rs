//! Saving bills through the whole road, on both generations, with what the platform then holds.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::resolve::{Evidence, Found};
use adisyon_bill::{Edit, LineKey, Money, ProductId, Quantity};
use adisyon_wire::answers::{AnswerJson, AnswersRequest};
use adisyon_wire::routes;
use adisyon_wire::save::{Outcome, Wrote};
use house::edits::{add, confirm_all, held, lira, more, pay, titles};
use house::patience::until;
use house::told::problems;
use house::{House, NEWEST, OLDER, Shown, attempt};
use serde_json::json;

const TABLE: &str = "table:masa-3";

#[tokio::test]
async fn a_changed_quantity_is_saved_on_both_generations() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let shown = house.show(TABLE).await;
        let (first, _) = titles(&shown);
        let reply = house.save(&shown, &[more(&shown, &first, 5)]).await;
        assert_eq!(
            (reply.outcome, &reply.wrote[..]),
            (Outcome::Saved, &[Wrote::Cart][..]),
            "{:?}",
            problems(&reply)
        );
        let after = Shown::of(TABLE, reply.bill);
        assert_eq!(after.line(&first).quantity, Quantity::pieces(5));
        assert_eq!(reply.estimate, Some(after.bill.total.minor()));
        assert!(
            held(&house, TABLE)
                .await
                .0
                .contains(&format!("{first} x 5"))
        );
        assert_eq!(house.asked("update-orders").await, 1);
        assert_eq!(house.asked("update-payments").await, 0);
    }
}

#[tokio::test]
async fn what_was_not_touched_keeps_its_identity_note_options_and_creation() {
    let house = House::open().await;
    let bill = "table:masa-12";
    let shown = house.show(bill).await;
    let before = house.inside(bill).await;
    let reply = house
        .save(
            &shown,
            &[confirm_all(&shown), vec![add("1", "ck-0001", 1)]].concat(),
        )
        .await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    let after = house.inside(bill).await;
    assert_eq!(after["cancels"], before["cancels"]);
    let kept = after["lines"].as_array().unwrap();
    for line in before["lines"].as_array().unwrap() {
        let same = kept
            .iter()
            .find(|one| one["lineId"] == line["lineId"])
            .unwrap();
        for field in [
            "product",
            "title",
            "quantity",
            "options",
            "discount",
            "note",
            "created",
            "sentToKitchen",
        ] {
            assert_eq!(same[field], line[field], "{field} of {}", line["title"]);
        }
    }
    assert_eq!(kept.len(), before["lines"].as_array().unwrap().len() + 1);
    assert_eq!(after["payments"], before["payments"]);
}

#[tokio::test]
async fn lines_are_stamped_so_that_they_need_no_guess_again() {
    let house = House::open().await;
    let bill = "table:masa-1";
    let shown = house.show(bill).await;
    assert!(!confirm_all(&shown).is_empty(), "Ayran is two products");
    let reply = house
        .save(
            &shown,
            &[confirm_all(&shown), vec![add("1", "ck-0001", 1)]].concat(),
        )
        .await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    let after = house.show(bill).await;
    assert!(confirm_all(&after).is_empty());
}

#[tokio::test]
async fn an_answer_about_a_line_is_remembered_where_servers_keep_no_stamp() {
    let house = House::of(OLDER).await;
    let bill = "table:masa-1";
    let shown = house.show(bill).await;
    assert!(!confirm_all(&shown).is_empty());
    let reply = house
        .save(
            &shown,
            &[confirm_all(&shown), vec![add("1", "ck-0001", 1)]].concat(),
        )
        .await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    assert!(confirm_all(&house.show(bill).await).is_empty());
}

/// Tells what a line is, without saving anything.
async fn tell(house: &House, shown: &Shown, line: &LineKey, product: Option<&ProductId>) -> u64 {
    let answer = AnswerJson {
        line: line.as_str().to_owned(),
        product: product.map(|id| id.as_str().to_owned()),
    };
    let request = AnswersRequest {
        answers: vec![answer],
    };
    let path = routes::with_id(routes::ANSWERS_TABLE, shown.bill.head.bill.id());
    let answer = house
        .post(&path, serde_json::to_vec(&request).unwrap())
        .await;
    assert_eq!(answer.status, 200, "{:?}", answer.bytes);
    answer.json()["taken"].as_u64().unwrap()
}

#[tokio::test]
async fn an_answer_that_changes_nothing_on_the_bill_is_remembered_for_everybody() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let bill = "table:masa-1";
        let shown = house.show(bill).await;
        let Edit::Identify(line, product) = confirm_all(&shown)[0].clone() else {
            panic!("Ayran is two products")
        };
        assert_eq!(tell(&house, &shown, &line, Some(&product)).await, 1);
        // `show` asks as another user of the restaurant.
        let seen = house.show(bill).await;
        let found = &seen.bill.line(&line).unwrap().resolution.found;
        assert_eq!(*found, Found::Certain(product, Evidence::Memory));
        assert_eq!(house.asked("update-orders").await, 0, "nothing is written");
        // Taken back, it is asked again.
        assert_eq!(tell(&house, &shown, &line, None).await, 1);
        assert_eq!(confirm_all(&house.show(bill).await).len(), 1);
    }
}

#[tokio::test]
async fn an_answer_is_held_against_the_catalogue() {
    let house = House::open().await;
    let bill = "table:masa-1";
    let shown = house.show(bill).await;
    let Edit::Identify(line, product) = confirm_all(&shown)[0].clone() else {
        panic!("Ayran is two products")
    };
    let nowhere = ProductId::from("nowhere");
    assert_eq!(tell(&house, &shown, &line, Some(&nowhere)).await, 0);
    let no_line = LineKey::from("no-such-line");
    assert_eq!(tell(&house, &shown, &no_line, Some(&product)).await, 0);
    assert_eq!(tell(&house, &shown, &line, Some(&product)).await, 1);
    // The product goes from the menu: what was said about it says nothing any more.
    let gone = json!({ "deleteProduct": product.as_str() });
    house.control("set", gone).await;
    let url = format!("{}/webhook", house.url);
    let asked = house.asked("products/list").await;
    let event = json!({ "type": "product.deleted", "url": url });
    house.control("event", event).await;
    // The answer to the event comes before its work: a moment may pass until the catalogue is read anew.
    let mut shown = shown;
    until("the catalogue to be read again", async || {
        shown = house.show(bill).await;
        house.asked("products/list").await > asked
    })
    .await;
    let found = &shown.bill.line(&line).unwrap().resolution.found;
    assert_ne!(*found, Found::Certain(product, Evidence::Memory));
}

#[tokio::test]
async fn lines_are_added_removed_and_noted() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let shown = house.show(TABLE).await;
        let (first, second) = titles(&shown);
        let edits = [
            add("1", "ck-0001", 2),
            Edit::Remove(shown.line(&second).key.clone()),
            Edit::Note(shown.line(&first).key.clone(), "az pişmiş".into()),
        ];
        let reply = house.save(&shown, &edits).await;
        assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
        let inside = house.inside(TABLE).await;
        let lines = inside["lines"].as_array().unwrap();
        let of = |title: &str| lines.iter().find(|line| line["title"] == title);
        assert_eq!(
            of("Çiğ Köfte").map(|line| &line["quantity"]),
            Some(&json!(2))
        );
        assert!(of(&second).is_none());
        assert_eq!(
            of(&first).map(|line| &line["note"]),
            Some(&json!("az pişmiş"))
        );
    }
}

#[tokio::test]
async fn a_payment_is_added_and_the_others_stay() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let before = house.inside(TABLE).await;
    let reply = house.save(&shown, &[pay("1", "7c-card", lira(10))]).await;
    assert_eq!(
        (reply.outcome, &reply.wrote[..]),
        (Outcome::Saved, &[Wrote::Payments][..])
    );
    let after = house.inside(TABLE).await;
    assert_eq!(
        after["payments"].as_array().unwrap().len(),
        before["payments"].as_array().unwrap().len() + 1
    );
    assert_eq!(after["paid"], json!(510));
    assert_eq!(after["lines"], before["lines"]);
}

#[tokio::test]
async fn a_falling_total_writes_payments_first() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (_, second) = titles(&shown);
    let paid = shown.bill.payments.rows()[0].key.clone();
    let keep = shown.line(&second).clone();
    let mut edits: Vec<Edit> = shown
        .bill
        .lines
        .iter()
        .filter(|line| line.key != keep.key && line.kind == adisyon_bill::line::LineKind::Ordinary)
        .map(|line| Edit::Remove(line.key.clone()))
        .collect();
    edits.push(Edit::Amount(paid, lira(1)));
    let reply = house.save(&shown, &edits).await;
    assert_eq!(
        (reply.outcome, &reply.wrote[..]),
        (Outcome::Saved, &[Wrote::Payments, Wrote::Cart][..]),
        "{:?}",
        problems(&reply)
    );
    assert_eq!(house.inside(TABLE).await["paid"], json!(1));
}

#[tokio::test]
async fn a_rising_total_writes_lines_first() {
    let house = House::open().await;
    let shown = house.show("table:masa-6").await;
    // Paid in full: more can only be paid once more is on the bill.
    let edits = [
        confirm_all(&shown),
        vec![add("1", "ck-0001", 1), pay("1", "pm-nakit", lira(95))],
    ]
    .concat();
    let reply = house.save(&shown, &edits).await;
    assert_eq!(
        (reply.outcome, &reply.wrote[..]),
        (Outcome::Saved, &[Wrote::Cart, Wrote::Payments][..]),
        "{:?}",
        problems(&reply)
    );
    assert_eq!(
        Shown::of("table:masa-6", reply.bill).bill.remaining(),
        Money::ZERO
    );
}

#[tokio::test]
async fn a_colleagues_change_between_open_and_save_is_not_overwritten() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let shown = house.show(TABLE).await;
        let (first, _) = titles(&shown);
        house
            .control(
                "staff",
                json!({ "account": TABLE, "op": "add", "product": "ck-0001" }),
            )
            .await;
        let before = held(&house, TABLE).await;
        let reply = house.save(&shown, &[more(&shown, &first, 5)]).await;
        assert_eq!(reply.outcome, Outcome::Changed);
        assert!(reply.wrote.is_empty());
        assert_eq!(
            Shown::of(TABLE, reply.bill).line("Çiğ Köfte").quantity,
            Quantity::ONE
        );
        assert_eq!(held(&house, TABLE).await, before);
        assert_eq!(house.asked("update-orders").await, 0);
    }
}

#[tokio::test]
async fn the_same_attempt_never_writes_twice() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (first, _) = titles(&shown);
    let (edits, attempt) = ([more(&shown, &first, 5)], attempt());
    let one = house.try_save(&shown, &edits, &attempt).await;
    let two = house.try_save(&shown, &edits, &attempt).await;
    assert_eq!((one.status, two.status), (200, 200));
    assert_eq!(one.bytes, two.bytes);
    assert_eq!(house.asked("update-orders").await, 1);
    let misused = house
        .try_save(&shown, &[more(&shown, &first, 6)], &attempt)
        .await;
    assert_eq!(
        (misused.status, misused.code().as_str()),
        (400, "bad_request")
    );
}

#[tokio::test]
async fn the_same_attempt_sent_while_it_runs_waits_for_the_first() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (first, _) = titles(&shown);
    let (edits, attempt) = ([more(&shown, &first, 5)], attempt());
    house
        .fault(json!({ "path": "update-orders", "delayMs": 500 }))
        .await;
    let (one, two) = tokio::join!(
        house.try_save(&shown, &edits, &attempt),
        house.try_save(&shown, &edits, &attempt)
    );
    assert_eq!((one.status, one.bytes), (two.status, two.bytes));
    assert_eq!(house.asked("update-orders").await, 1);
}

#[tokio::test]
async fn two_saves_of_one_bill_run_one_after_the_other() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (first, second) = titles(&shown);
    house
        .fault(json!({ "path": "update-orders", "delayMs": 300 }))
        .await;
    let edits = ([more(&shown, &first, 5)], [more(&shown, &second, 6)]);
    let (one, two) = tokio::join!(house.save(&shown, &edits.0), house.save(&shown, &edits.1));
    let mut outcomes = [one.outcome, two.outcome].map(|outcome| format!("{outcome:?}"));
    outcomes.sort();
    assert_eq!(outcomes, ["Changed", "Saved"]);
}

#[tokio::test]
async fn a_price_that_rose_unseen_ends_at_the_totals_or_saved_with_both_numbers() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    house
        .control(
            "set",
            json!({ "price": { "product": "ck-0001", "price": 200 } }),
        )
        .await;
    let reply = house.save(&shown, &[add("1", "ck-0001", 1)]).await;
    assert_eq!(reply.outcome, Outcome::Saved);
    let total = Shown::of(TABLE, reply.bill).bill.total;
    assert_ne!(reply.estimate, Some(total.minor()));
}

#[tokio::test]
async fn an_unknown_server_that_refuses_new_keys_is_written_to_without_them() {
    let house = House::of(OLDER).await;
    // A table without lines shows nothing of its server.
    let account = json!({ "kind": "table", "id": "masa-2", "tableName": "Masa 2", "section": "Salon", "lines": [] });
    house
        .control("load", json!({ "accounts": [account] }))
        .await;
    let shown = house.show("table:masa-2").await;
    assert!(shown.bill.dialect.identities);
    let reply = house.save(&shown, &[add("1", "ck-0001", 1)]).await;
    assert_eq!(reply.outcome, Outcome::Saved, "{:?}", problems(&reply));
    assert_eq!(house.asked("update-orders").await, 2);
    assert!(!house.show("table:masa-2").await.bill.dialect.identities);
}

#[tokio::test]
async fn nothing_to_save_is_saved_without_a_write() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let reply = house.save(&shown, &[]).await;
    assert_eq!((reply.outcome, reply.wrote.len()), (Outcome::Saved, 0));
    assert_eq!(house.asked("update-").await, 0);
}
