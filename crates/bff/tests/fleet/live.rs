//! Pages that follow a restaurant.
use crate::house::database;
use crate::house::edits::more;
use crate::house::patience::{PATIENCE, within};
use crate::house::{Answer, House, NEWEST, Shown};
use adisyon_wire::routes::LIVE;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::time::Duration;

const TABLE: &str = "table:masa-3";
const FOLLOW: &str = "table=masa-3";
/// How soon a change is seen. The safety net looks every ten seconds.
const SOON: Duration = Duration::from_secs(1);

/// A page's stream.
pub struct Stream {
    body: hyper::body::Incoming,
    rest: String,
    /// The last id heard.
    id: String,
}

impl Stream {
    async fn open(house: &House, at: &str, topics: &str, heard: &str) -> Stream {
        let token = house.token("staff").await;
        Stream::with(at, topics, heard, &token).await
    }

    pub async fn with(at: &str, topics: &str, heard: &str, token: &str) -> Stream {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let request = hyper::Request::get(format!("{at}{LIVE}?{topics}"))
            .header("authorization", format!("Bearer {token}"))
            .header("last-event-id", heard)
            .body(Empty::<axum::body::Bytes>::new())
            .unwrap();
        let answer = client.request(request).await.unwrap();
        assert_eq!(answer.status(), 200);
        Stream {
            body: answer.into_body(),
            rest: String::new(),
            id: String::new(),
        }
    }

    /// The next line that says something; none at the end.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            if let Some((line, rest)) = self.rest.split_once('\n') {
                let (line, rest) = (line.to_owned(), rest.to_owned());
                self.rest = rest;
                if line.is_empty() {
                    continue;
                }
                let told: Value = serde_json::from_str(&line).unwrap();
                self.id = told["id"].as_str().unwrap().to_owned();
                return Some(told);
            }
            let frame = tokio::time::timeout(PATIENCE, self.body.frame()).await;
            let frame = frame.expect("nothing is heard")?;
            let bytes = frame.ok()?.into_data().unwrap();
            self.rest.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The next line that holds this.
    pub async fn until(&mut self, what: &str) -> Value {
        loop {
            let told = self.next().await.expect("the stream ended");
            if !told[what].is_null() {
                return told;
            }
        }
    }

    /// The next lines with a bill and with a board, whichever comes first.
    async fn both(&mut self) -> (Value, Value) {
        let (mut bill, mut board) = (Value::Null, Value::Null);
        while bill.is_null() || board.is_null() {
            let told = self.next().await.expect("the stream ended");
            if !told["bill"].is_null() {
                bill = told.clone();
            }
            if !told["board"].is_null() {
                board = told;
            }
        }
        (bill, board)
    }

    async fn ends(mut self) {
        while self.next().await.is_some() {}
    }
}

/// A house whose platform tells its webhooks to this backend.
async fn told(house: &House, at: &str) {
    house
        .control("set", json!({ "webhookUrl": format!("{at}/webhook") }))
        .await;
}

async fn colleague_adds(house: &House) {
    let add = json!({ "account": TABLE, "op": "add", "product": "ck-0001" });
    house.control("staff", add).await;
}

fn holds(told: &Value, title: &str) -> bool {
    let lines = told["bill"]["bill"]["lines"].as_array().unwrap();
    lines.iter().any(|line| line["title"] == title)
}

#[tokio::test]
async fn a_colleague_s_change_reaches_who_follows_within_a_second() {
    let house = House::open().await;
    told(&house, &house.url).await;
    let mut stream = Stream::open(&house, &house.url, "table=masa-3&board=1", "").await;
    let (bill, mut before) = stream.both().await;
    assert!(!holds(&bill, "Çiğ Köfte"));
    within(SOON, async || {
        colleague_adds(&house).await;
        let (bill, after) = stream.both().await;
        assert!(holds(&bill, "Çiğ Köfte"));
        assert_ne!(before["board"]["sections"], after["board"]["sections"]);
        before = after;
    })
    .await;
}

#[tokio::test]
async fn a_hundred_pages_cost_the_platform_no_more_reads_than_one() {
    let mut costs = Vec::new();
    for pages in [1, 100] {
        let house = House::open().await;
        told(&house, &house.url).await;
        let mut streams = Vec::new();
        for _ in 0..pages {
            streams.push(Stream::open(&house, &house.url, FOLLOW, "").await);
        }
        for stream in &mut streams {
            stream.until("bill").await;
        }
        colleague_adds(&house).await;
        for stream in &mut streams {
            assert!(holds(&stream.until("bill").await, "Çiğ Köfte"));
        }
        costs.push(house.asked("tables/get").await);
    }
    // One to begin with, one for the news; the platform tells everything twice.
    assert!(costs.iter().all(|cost| *cost <= 3), "{costs:?}");
}

#[tokio::test]
async fn our_own_save_is_seen_by_others_without_another_read() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let mut stream = Stream::open(&house, &house.url, FOLLOW, "").await;
    let first = stream.until("bill").await;
    assert_eq!(first["bill"]["revision"], shown.revision.as_str());
    let title = shown.titles()[0].to_owned();
    let saved = house.save(&shown, &[more(&shown, &title, 7)]).await;
    let news = stream.until("bill").await;
    assert_eq!(news["bill"]["revision"], saved.bill.revision.as_str());
    // The page's, the save's two.
    assert_eq!(house.asked("tables/get").await, 3);
}

#[tokio::test]
async fn a_stream_goes_on_where_it_broke() {
    let house = House::open().await;
    told(&house, &house.url).await;
    let mut stream = Stream::open(&house, &house.url, FOLLOW, "").await;
    stream.until("bill").await;
    let id = stream.id.clone();
    drop(stream);
    let mut again = Stream::open(&house, &house.url, FOLLOW, &id).await;
    let first = again.next().await.unwrap();
    assert!(first["bill"].is_null(), "nothing is new");
    drop(again);
    colleague_adds(&house).await;
    let mut later = Stream::open(&house, &house.url, FOLLOW, &id).await;
    assert!(holds(&later.until("bill").await, "Çiğ Köfte"));
}

#[tokio::test]
async fn what_no_webhook_tells_is_found_by_looking() {
    let house = House::open().await;
    let mut stream = Stream::open(&house, &house.url, FOLLOW, "").await;
    stream.until("bill").await;
    colleague_adds(&house).await;
    assert!(holds(&stream.until("bill").await, "Çiğ Köfte"));
}

#[tokio::test]
async fn where_nobody_watches_the_platform_is_not_looked_at() {
    let (left, watched) = (House::open().await, House::open().await);
    let mut stream = Stream::open(&left, &left.url, "table=masa-3&board=1", "").await;
    stream.both().await;
    drop(stream);
    let before = left.asked("plugin-api").await;
    // Whoever watches from now on looks within the time in which the one before would have.
    let mut stream = Stream::open(&watched, &watched.url, FOLLOW, "").await;
    stream.until("bill").await;
    colleague_adds(&watched).await;
    assert!(holds(&stream.until("bill").await, "Çiğ Köfte"));
    assert_eq!(left.asked("plugin-api").await, before);
}

#[tokio::test]
async fn a_closed_bill_a_changed_catalogue_and_a_moved_scope_are_told() {
    let house = House::open().await;
    told(&house, &house.url).await;
    let mut stream = Stream::open(&house, &house.url, FOLLOW, "").await;
    stream.until("bill").await;
    house
        .control(
            "set",
            json!({ "price": { "product": "ck-0001", "price": 77 } }),
        )
        .await;
    let event = |kind: &str| json!({ "type": kind, "url": format!("{}/webhook", house.url) });
    house.control("event", event("product.updated")).await;
    stream.until("catalogue").await;
    house.control("set", json!({ "close": TABLE })).await;
    assert_eq!(stream.until("gone").await["gone"], true);
    house.control("event", event("app.installed")).await;
    stream.ends().await;
}

#[tokio::test]
async fn a_stream_ends_with_its_token_and_says_when_to_renew() {
    let house = House::open().await;
    let token = house.token_with("role=staff&ttl=6&").await;
    let mut stream = Stream::with(&house.url, FOLLOW, "", &token).await;
    let first = stream.next().await.unwrap();
    assert!(
        (1..=6).contains(&first["renew_in"].as_u64().unwrap()),
        "{first}"
    );
    let ended = tokio::time::timeout(PATIENCE, stream.ends()).await;
    assert!(ended.is_ok(), "it goes on without a token");
}

#[tokio::test]
async fn only_who_may_read_may_follow_and_only_what_there_is() {
    let house = House::open().await;
    let ask = async |query: &str, token: &str| -> Answer {
        house.get_as(&format!("{LIVE}?{query}"), token).await
    };
    let sound = house.token("staff").await;
    assert_eq!(ask("board=1", "").await.status, 401);
    assert_eq!(
        ask("board=1", &house.token_with("secret=guess&").await)
            .await
            .status,
        401
    );
    assert_eq!(ask("moon=1", &sound).await.status, 400);
    assert_eq!(ask("table=1&packet=2", &sound).await.status, 400);
    house
        .control("set", json!({ "revokeScope": "orders:read" }))
        .await;
    let event = json!({ "type": "app.installed", "data": { "scopes": ["products:read"] }, "url": format!("{}/webhook", house.url) });
    house.control("event", event).await;
    assert_eq!(ask("board=1", &sound).await.status, 403);
}

#[tokio::test]
async fn a_save_at_one_replica_is_seen_at_another_within_a_second() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let mut house = House::with(NEWEST, |variables| {
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    })
    .await;
    let first = house.url.clone();
    let keep = house.stop_later();
    house
        .serve_again(|variables| {
            variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
        })
        .await;
    let second = house.url.clone();
    assert_ne!(first, second);
    let mut stream = Stream::open(&house, &first, FOLLOW, "").await;
    stream.until("bill").await;
    // The second replica may still be about to listen; it is the first that must hear.
    let mut shown: Shown = house.show(TABLE).await;
    let mut pieces = 7;
    within(SOON, async || {
        let title = shown.titles()[0].to_owned();
        let edits = [more(&shown, &title, pieces)];
        let saved = house.save(&shown, &edits).await;
        let news = stream.until("bill").await;
        assert_eq!(news["bill"]["revision"], saved.bill.revision.as_str());
        shown = Shown::of(TABLE, saved.bill);
        pieces += 1;
    })
    .await;
    drop(keep);
}
