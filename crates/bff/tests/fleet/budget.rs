//! The platform's limits, kept on our side.
use crate::house::edits::more;
use crate::house::patience::until;
use crate::house::{House, NEWEST, Shown};
use adisyon_wire::save::{Outcome, SaveReply};
use serde_json::json;

const TABLE: &str = "table:masa-3";

async fn house(reads: &str, writes: &str) -> House {
    House::with(NEWEST, |variables| {
        variables.push(("ADISYON_READS_PER_MINUTE".into(), reads.into()));
        variables.push(("ADISYON_WRITES_PER_MINUTE".into(), writes.into()));
    })
    .await
}

async fn refused_by_the_platform(house: &House) -> usize {
    let log = house.look("log?").await;
    let entries = log["log"].as_array().unwrap().iter();
    entries.filter(|entry| entry["status"] == 429).count()
}

/// Saves so often, each time another quantity.
async fn save_often(house: &House, times: i64) -> Vec<SaveReply> {
    let mut replies = Vec::new();
    let mut shown = house.show(TABLE).await;
    for time in 0..times {
        let title = shown.titles()[0].to_owned();
        let reply = house.save(&shown, &[more(&shown, &title, 10 + time)]).await;
        shown = Shown::of(TABLE, reply.bill.clone());
        replies.push(reply);
    }
    replies
}

#[tokio::test]
async fn we_stop_before_the_platform_says_so_and_tell_what_is_left() {
    let house = house("120", "6").await;
    house
        .control("set", json!({ "limits": { "reads": 120, "writes": 6 } }))
        .await;
    let replies = save_often(&house, 8).await;
    let outcomes: Vec<_> = replies.iter().map(|reply| reply.outcome).collect();
    assert_eq!(outcomes[..6], [Outcome::Saved; 6]);
    assert_eq!(outcomes[6..], [Outcome::NotSaved; 2]);
    assert!((1..=60).contains(&replies[6].retry_after.unwrap()));
    assert_eq!(refused_by_the_platform(&house).await, 0);
    let left: Vec<_> = replies
        .iter()
        .map(|r| r.left.map(|left| left.writes))
        .collect();
    assert_eq!(left[..6], [None, None, None, None, Some(1), Some(0)]);
    assert!(replies[5].left.unwrap().refill > 0);
}

#[tokio::test]
async fn a_lower_limit_of_the_platform_is_learned_from_its_first_refusal() {
    let house = house("120", "20").await;
    house
        .control("set", json!({ "limits": { "reads": 120, "writes": 3 } }))
        .await;
    let replies = save_often(&house, 6).await;
    let outcomes: Vec<_> = replies.iter().map(|reply| reply.outcome).collect();
    assert_eq!(outcomes[..3], [Outcome::Saved; 3]);
    assert_eq!(outcomes[3..], [Outcome::NotSaved; 3]);
    assert!(
        replies
            .iter()
            .skip(3)
            .all(|reply| reply.retry_after.is_some())
    );
    assert_eq!(
        refused_by_the_platform(&house).await,
        1,
        "Retry-After is honoured"
    );
}

#[tokio::test]
async fn while_the_platform_is_away_what_was_read_is_shown_with_its_age() {
    let house = house("0", "0").await;
    let shown = house.show(TABLE).await;
    house.get("/api/board").await;
    assert_eq!(house.get("/api/products").await.header("age"), "");
    house.fault(json!({ "kind": "drop", "times": 1000 })).await;
    let bill = "/api/tables/masa-3";
    until("the bill as it was read last", async || {
        house.get(bill).await.status == 200
    })
    .await;
    let stale = house.get(bill).await;
    assert!(stale.header("age").parse::<u32>().unwrap() >= 1);
    assert_eq!(stale.json()["revision"], shown.revision.as_str());
    let product = json!({ "type": "product.updated", "url": format!("{}/webhook", house.url) });
    house.control("event", product).await;
    until("the menu as it was read last", async || {
        !house.get("/api/products").await.header("age").is_empty()
    })
    .await;
    let menu = house.get("/api/products").await;
    assert_eq!(menu.status, 200, "an old menu is better than none");
    let board = house.get("/api/board").await;
    assert!(board.header("age").parse::<u32>().unwrap() >= 1);
    let asked = house.asked("plugin-api").await;
    for _ in 0..20 {
        assert_eq!(house.get(bill).await.status, 200);
    }
    assert!(
        house.asked("plugin-api").await - asked <= 8,
        "it is not hammered"
    );
    let ready = house.get("/health/ready").await;
    assert_eq!(
        (ready.status, &ready.json()["platform"]["sandbox"]),
        (200, &json!("down"))
    );
    let url = format!("http://{}/_sim/fault", house.sim.panel);
    house.request("DELETE", &url, &[], vec![]).await;
    until("the platform to be asked again", async || {
        house.get(bill).await.header("age").is_empty()
    })
    .await;
    let ready = house.get("/health/ready").await;
    assert_eq!(ready.json()["platform"]["sandbox"], "up");
}

#[tokio::test]
async fn a_customer_who_is_to_be_forgotten_is_on_nothing_that_was_read_before() {
    const CUSTOMER: &str = "Şükriye Hacımüftüoğlu";
    let house = house("0", "0").await;
    let is_named = async || {
        let answer = house.get("/api/packets/1791400223345").await;
        String::from_utf8_lossy(&answer.bytes).contains(CUSTOMER)
    };
    assert!(is_named().await);
    house.fault(json!({ "kind": "drop", "times": 1000 })).await;
    until("the bill as it was read last", is_named).await;
    let redact = json!({
        "type": "customer.redact", "data": { "customerId": "cu-5501", "deletedAt": 1 }, "url": format!("{}/webhook", house.url),
    });
    assert_eq!(house.control("event", redact).await["status"], 200);
    until("the bill to be forgotten", async || !is_named().await).await;
}
