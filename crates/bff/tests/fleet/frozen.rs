//! A replica that stands still in the middle of a save: it neither dies nor goes on, and keeps nobody waiting for long.
use crate::house::database;
use crate::house::edits::{add, lira, pay};
use crate::house::patience::until;
use crate::house::program::Program;
use crate::house::{Answer, House, NEWEST, Shown, attempt, environment, path, saving};
use adisyon_bill::Edit;
use adisyon_wire::routes::{PACKET, TABLE};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const BILL: &str = "table:masa-3";
/// The longest that a silent replica keeps a bill's turn, as docs/deploy.md says.
const STATED: Duration = Duration::from_secs(15);
/// What a save of its own takes on a busy machine; together with the above less than anybody waits for a turn.
const A_SAVE: Duration = Duration::from_secs(9);

async fn show_at(house: &House, program: &Program) -> Shown {
    let url = format!("{}{}", program.url, path(BILL, PACKET, TABLE));
    let bearer = format!("Bearer {}", house.token("staff").await);
    let headers = [("authorization", bearer.as_str())];
    let answer = house.request("GET", &url, &headers, vec![]).await;
    assert_eq!(answer.status, 200, "{:?}", answer.bytes);
    Shown::of(BILL, serde_json::from_slice(&answer.bytes).unwrap())
}

async fn titled(house: &House, title: &str) -> usize {
    let account = house.inside(BILL).await;
    let lines = account["lines"].as_array().unwrap().iter();
    lines.filter(|line| line["title"] == title).count()
}

async fn save_at(house: &House, program: &Program, shown: &Shown, edits: &[Edit]) -> Answer {
    let bearer = format!("Bearer {}", house.token("staff").await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let (to, body) = saving(shown, edits, &attempt());
    let url = format!("{}{to}", program.url);
    house.request("POST", &url, &headers, body).await
}

#[tokio::test]
async fn a_replica_frozen_in_the_middle_of_a_save_keeps_its_bill_no_longer_than_stated() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let house = House::of(NEWEST).await;
    let mut variables = environment(&house.sim, &house.config, NEWEST);
    variables.push(("ADISYON_DATABASE_URL".into(), database));
    let (frozen, other) = (Program::start(&variables), Program::start(&variables));
    let shown = show_at(&house, &frozen).await;
    // The platform does the first write and answers late: by then its sender stands still.
    let late = json!({ "path": "update-orders", "kind": "delay", "answerDelayMs": 3000 });
    house.fault(late).await;
    let edits = [add("1", "ck-0001", 2), pay("1", "7c-card", lira(10))];
    let first = save_at(&house, &frozen, &shown, &edits);
    let meanwhile = async {
        until("the first write", async || {
            titled(&house, "Çiğ Köfte").await > 0
        })
        .await;
        frozen.freeze();
        let began = Instant::now();
        let shown = show_at(&house, &other).await;
        let looked = began.elapsed();
        let reply: Value = save_at(&house, &other, &shown, &[add("2", "ck-0001", 1)])
            .await
            .json();
        let waited = began.elapsed();
        frozen.thaw();
        println!("looking took {looked:?}, saving {waited:?} beside a frozen replica");
        assert_eq!(reply["outcome"], "saved", "{reply}");
        assert!(looked < A_SAVE, "looking waits for nobody: {looked:?}");
        assert!(waited < STATED + A_SAVE, "{waited:?}");
    };
    let (answer, ()) = tokio::join!(first, meanwhile);
    let reply = answer.json();
    // It wakes up without its turn: what it wrote before counts, and it writes nothing more.
    assert_eq!(
        (&reply["outcome"], &reply["wrote"]),
        (&json!("partly"), &json!(["cart"])),
        "{reply}"
    );
    assert_eq!(titled(&house, "Çiğ Köfte").await, 2, "one of each save");
    assert_eq!(house.asked("update-orders").await, 2);
    assert_eq!(house.asked("update-payments").await, 0);
}
