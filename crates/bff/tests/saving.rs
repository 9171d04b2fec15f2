//! Saving bills through the whole road, on both generations, with what the platform then holds.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_bill::problem::{Loss, Place};
use adisyon_bill::{Edit, Money, Quantity};
use adisyon_wire::save::{Outcome, Wrote};
use house::{House, NEWEST, OLDER, Shown, attempt, problems};
use serde_json::{Value, json};

const TABLE: &str = "table:masa-3";

fn lira(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

fn key(name: &str) -> LineKey {
    LineKey::new(format!("ads-{name:0>10}"))
}

fn add(name: &str, product: &str, pieces: i64) -> Edit {
    Edit::Add(NewLine {
        key: key(name),
        product: ProductId::new(product),
        quantity: Quantity::pieces(pieces),
        options: vec![],
        note: String::new(),
        discount: Money::ZERO,
    })
}

fn pay(name: &str, method: &str, amount: Money) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::new(format!("adp-{name:0>10}")),
        kind: PaymentKind::Method(MethodId::new(method)),
        amount,
    })
}

fn more(shown: &Shown, title: &str, pieces: i64) -> Edit {
    Edit::Quantity(shown.line(title).key.clone(), Quantity::pieces(pieces))
}

/// `title x quantity` of every line inside the platform, and the sum of its payments.
async fn held(house: &House, bill: &str) -> (Vec<String>, String) {
    let account = house.inside(bill).await;
    let lines = account["lines"].as_array().unwrap().iter();
    let lines =
        lines.map(|line| format!("{} x {}", line["title"].as_str().unwrap(), line["quantity"]));
    (lines.collect(), account["paid"].to_string())
}

fn titles(shown: &Shown) -> (String, String) {
    let titles = shown.titles();
    (titles[0].to_owned(), titles[1].to_owned())
}

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

/// Says of every probable line that it is what it probably is.
fn confirm_all(shown: &Shown) -> Vec<Edit> {
    let lines = shown.bill.lines.iter();
    let said = lines.filter_map(|line| match &line.resolution.found {
        adisyon_bill::resolve::Found::Probable(product, _) => {
            Some(Edit::Identify(line.key.clone(), product.clone()))
        }
        adisyon_bill::resolve::Found::Unresolved(candidates)
            if line.kind == adisyon_bill::line::LineKind::Ordinary =>
        {
            Some(Edit::Identify(
                line.key.clone(),
                candidates.first()?.clone(),
            ))
        }
        _ => None,
    });
    said.collect()
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

#[tokio::test]
async fn nothing_to_save_is_saved_without_a_write() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let reply = house.save(&shown, &[]).await;
    assert_eq!((reply.outcome, reply.wrote.len()), (Outcome::Saved, 0));
    assert_eq!(house.asked("update-").await, 0);
}
