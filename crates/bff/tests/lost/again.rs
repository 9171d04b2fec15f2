//! What is sent again, and pages and backends that go away meanwhile.
use crate::house::patience::PATIENCE;
use crate::house::told::problems;
use crate::house::{self, House, OLDER, Shown, attempt};
use crate::{TABLE, add, cart_fault, count, first_write, pay};
use adisyon_bill::{Edit, Quantity};
use adisyon_wire::routes::{PACKET_HISTORY, TABLE_HISTORY};
use adisyon_wire::save::Outcome;
use serde_json::json;

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
    let ended = tokio::time::timeout(PATIENCE, served).await;
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
