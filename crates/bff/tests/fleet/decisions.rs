//! What managers decide holds at once where they do, and at other replicas as soon as it is told.
use crate::house::patience::within;
use crate::house::{House, NEWEST, database};
use adisyon_wire::routes::{SESSION, SETTINGS};
use serde_json::{Value, json};
use std::time::Duration;

/// Sooner than anybody asks the database again unasked.
const SOON: Duration = Duration::from_secs(1);

async fn decide(house: &House, at: &str, percent: u32) {
    let bearer = format!("Bearer {}", house.token("manager").await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({ "staff_discount": percent }).to_string();
    let url = format!("{at}{SETTINGS}");
    let answer = house.request("PUT", &url, &headers, body.into_bytes());
    assert_eq!(answer.await.status, 200);
}

/// What staff may give away, as their session says it.
async fn cap(house: &House, at: &str) -> Value {
    let bearer = format!("Bearer {}", house.token("staff").await);
    let url = format!("{at}{SESSION}");
    let headers = [("authorization", bearer.as_str())];
    let session = house.request("GET", &url, &headers, vec![]).await.json();
    session["rights"]["discount_cap"].clone()
}

#[tokio::test]
async fn a_decision_holds_at_once_and_soon_at_every_replica() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let share = |variables: &mut Vec<(String, String)>| {
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    };
    let mut house = House::with(NEWEST, share).await;
    let first = house.url.clone();
    let _keep = house.stop_later();
    house.serve_again(share).await;
    let second = house.url.clone();
    let mut percent = 10;
    within(SOON, async || {
        percent += 1;
        // What the other one holds is as fresh as can be: without being told it would not ask yet.
        cap(&house, &second).await;
        decide(&house, &first, percent).await;
        assert_eq!(cap(&house, &first).await, json!(percent), "at once");
        while cap(&house, &second).await != json!(percent) {}
    })
    .await;
}
