//! While the database does not answer: nothing is written without its note, and whoever asks is told so.
use crate::house::database;
use crate::house::edits::more;
use crate::house::patience::until;
use crate::house::{Answer, House, NEWEST, attempt};
use adisyon_wire::routes::SETTINGS;
use serde_json::json;
use std::time::{Duration, Instant};

const BILL: &str = "table:masa-3";
/// Longer than what the database said is believed without asking again.
const LONGER: Duration = Duration::from_secs(3);

async fn ready(house: &House) -> Answer {
    let url = format!("{}/health/ready", house.url);
    house.request("GET", &url, &[], vec![]).await
}

#[tokio::test]
async fn without_its_database_a_replica_reads_on_refuses_to_write_and_recovers_by_itself() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let mut house = House::with(NEWEST, |variables| {
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    })
    .await;
    crate::tenants::connect(&mut house, NEWEST).await;
    let bearer = format!("Bearer {}", house.token("manager").await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let (settings, forty) = (
        format!("{}{SETTINGS}", house.url),
        b"{\"staff_discount\":40}",
    );
    let decided = house.request("PUT", &settings, &headers, forty.to_vec());
    assert_eq!(decided.await.status, 200);
    house.get("/api/session").await;
    let shown = house.show(BILL).await;
    let edits = [more(&shown, shown.titles()[0], 9)];
    database::set_open(&database, false).await;
    until("the database to be missed", async || {
        ready(&house).await.status != 200
    })
    .await;
    let told = ready(&house).await;
    assert_eq!(told.status, 503);
    assert_eq!(
        told.json(),
        json!({
            "ready": false, "store": false,
            "platform": { "sandbox": "up", "production": "unknown" },
        })
    );
    let live = format!("{}/health/live", house.url);
    assert_eq!(house.request("GET", &live, &[], vec![]).await.status, 200);
    let saved = house.try_save(&shown, &edits, &attempt()).await;
    assert_eq!(
        (saved.status, saved.code().as_str()),
        (503, "store_down"),
        "{:?}",
        saved.bytes
    );
    assert_eq!(house.asked("update-").await, 0, "nothing without its note");
    let read = house.get("/api/tables/masa-3").await;
    assert_eq!(read.status, 200, "looking needs no database");
    let history = house.token("manager").await;
    let history = house.get_as("/api/tables/masa-3/history", &history).await;
    assert_eq!(
        (history.status, history.code().as_str()),
        (503, "store_down")
    );
    let began = Instant::now();
    while began.elapsed() < LONGER {
        let token = house.token("staff").await;
        let session = house.get_as("/api/session", &token).await;
        assert_eq!(session.status, 200, "who was known is known");
        assert_eq!(session.json()["rights"]["discount_cap"], 40);
    }
    database::set_open(&database, true).await;
    until("the database to be back", async || {
        ready(&house).await.status == 200
    })
    .await;
    let reply = house.save(&shown, &edits).await;
    assert_eq!(reply.wrote.len(), 1, "{reply:?}");
}
