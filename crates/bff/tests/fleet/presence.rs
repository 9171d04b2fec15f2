//! People at one bill see each other and the line that each has in hand, and nobody else does.
use crate::house::patience::{PATIENCE, until};
use crate::house::{Answer, House, NEWEST, OLDER, database};
use crate::live::Stream;
use adisyon_wire::routes::PRESENCE;
use serde_json::{Value, json};
use tokio::time::timeout;

const BILL: &str = "table=masa-3";
const ELIF: &str = "role=manager&user=u-elif&";
const MURAT: &str = "role=staff&user=u-murat&";

/// A page of somebody at the bill.
struct Page {
    stream: Stream,
    name: &'static str,
    token: String,
    at: String,
}

impl Page {
    async fn open(house: &House, at: &str, who: &str, name: &'static str) -> Page {
        let token = house.token_with(who).await;
        let topics = format!("{BILL}&page={name}");
        let stream = Stream::with(at, &topics, "", &token).await;
        let at = at.to_owned();
        Page {
            stream,
            name,
            token,
            at,
        }
    }

    /// Waits until the others are these.
    async fn sees(&mut self, others: Value) {
        let mut last = Value::Null;
        let seen = async {
            while last != others {
                last = self.stream.until("others").await["others"].take();
            }
        };
        let seen = timeout(PATIENCE, seen).await;
        assert!(seen.is_ok(), "{others} is never seen, but {last}");
    }

    async fn holds(&self, house: &House, line: Option<&str>) {
        let told = tell(house, &self.at, self.name, line, &self.token).await;
        assert_eq!(told.status, 204);
    }
}

async fn tell(house: &House, at: &str, page: &str, line: Option<&str>, token: &str) -> Answer {
    let body = match line {
        Some(line) => json!({ "page": page, "line": line }),
        None => json!({ "page": page }),
    };
    send(house, at, body, token).await
}

async fn send(house: &House, at: &str, body: Value, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let url = format!("{at}{PRESENCE}");
    house
        .request("POST", &url, &headers, body.to_string().into_bytes())
        .await
}

const FIRST: &str = "page-of-elif-0123456789";
const SECOND: &str = "page-of-murat-0123456789";
const THIRD: &str = "second-page-of-elif-0123";

#[tokio::test]
async fn two_people_at_one_bill_see_each_other_by_name_until_one_leaves() {
    let house = House::open().await;
    let mut elif = Page::open(&house, &house.url, ELIF, FIRST).await;
    elif.sees(json!([])).await;
    let mut murat = Page::open(&house, &house.url, MURAT, SECOND).await;
    murat.sees(json!([{ "name": "Elif Şahin" }])).await;
    elif.sees(json!([{ "name": "Murat Gökçe" }])).await;
    murat.holds(&house, Some("line-7")).await;
    elif.sees(json!([{ "name": "Murat Gökçe", "line": "line-7" }]))
        .await;
    murat.holds(&house, None).await;
    elif.sees(json!([{ "name": "Murat Gökçe" }])).await;
    drop(murat);
    elif.sees(json!([])).await;
    assert_eq!(house.asked("users/get").await, 1, "read once for everybody");
}

#[tokio::test]
async fn oneself_at_another_device_and_people_without_consent_have_no_name() {
    let house = House::open().await;
    let mut here = Page::open(&house, &house.url, ELIF, FIRST).await;
    let there = Page::open(&house, &house.url, ELIF, THIRD).await;
    there.holds(&house, Some("line-7")).await;
    here.sees(json!([{ "line": "line-7" }])).await;
    drop(there);
    here.sees(json!([])).await;
    assert_eq!(
        house.asked("users/get").await,
        0,
        "nobody's name was needed"
    );
    let event = json!({ "type": "app.installed", "data": { "scopes": ["orders:read"] }, "url": format!("{}/webhook", house.url) });
    house.control("event", event).await;
    let mut here = Page::open(&house, &house.url, ELIF, FIRST).await;
    here.sees(json!([])).await;
    let _murat = Page::open(&house, &house.url, MURAT, SECOND).await;
    here.sees(json!([{}])).await;
    assert_eq!(house.asked("users/get").await, 0, "not granted, not asked");
}

#[tokio::test]
async fn a_page_that_gives_no_name_is_not_seen_and_sees_nobody() {
    let house = House::open().await;
    let _elif = Page::open(&house, &house.url, ELIF, FIRST).await;
    let token = house.token_with(MURAT).await;
    let mut nameless = Stream::with(&house.url, BILL, "", &token).await;
    let first = nameless.until("bill").await;
    assert!(first["others"].is_null(), "{first}");
    let mut other = Page::open(&house, &house.url, ELIF, THIRD).await;
    other.sees(json!([{}])).await;
}

#[tokio::test]
async fn only_a_verified_caller_says_something_and_only_of_a_page_and_a_line() {
    let house = House::open().await;
    let sound = house.token_with(MURAT).await;
    let forged = house.token_with("secret=guess&").await;
    let at = &house.url;
    for token in ["", forged.as_str()] {
        assert_eq!(tell(&house, at, SECOND, None, token).await.status, 401);
    }
    let (long, broken) = ("x".repeat(201), "a\nb");
    let page = |page: &str| json!({ "page": page });
    let line = |line: &str| json!({ "page": SECOND, "line": line });
    let bad = [
        json!({}),
        page("short"),
        page("page with spaces 0123456"),
        line(""),
        line(&long),
        line(broken),
        json!({ "page": SECOND, "line": 7 }),
    ];
    for body in bad {
        let answer = send(&house, at, body.clone(), &sound).await;
        assert_eq!(answer.status, 400, "{body}");
    }
    assert_eq!(send(&house, at, line("line-7"), &sound).await.status, 204);
    let huge = json!({ "page": SECOND, "line": "x".repeat(300 << 10) });
    assert_eq!(send(&house, at, huge, &sound).await.status, 413);
}

#[tokio::test]
async fn who_says_too_much_waits() {
    let house = House::with(NEWEST, |variables| {
        variables.retain(|(name, _)| name != "ADISYON_READS_PER_MINUTE");
        variables.push(("ADISYON_READS_PER_MINUTE".into(), "6".into()));
    })
    .await;
    let token = house.token_with(MURAT).await;
    let said = async || {
        let answer = tell(&house, &house.url, SECOND, Some("line-7"), &token).await;
        answer.status
    };
    assert_eq!(said().await, 204);
    until("too much to be said", async || said().await == 429).await;
}

#[tokio::test]
async fn nobody_of_another_restaurant_is_seen_or_speaks_for_a_page_here() {
    let mut house = House::of(NEWEST).await;
    crate::tenants::connect(&mut house, OLDER).await;
    let stranger = crate::tenants::token_of(&mut house, OLDER, MURAT).await;
    let mut elif = Page::open(&house, &house.url, ELIF, FIRST).await;
    elif.sees(json!([])).await;
    let murat = Page::open(&house, &house.url, MURAT, SECOND).await;
    elif.sees(json!([{ "name": "Murat Gökçe" }])).await;
    // The same table, the same person's id, the same page's name.
    let topics = format!("{BILL}&page={SECOND}");
    let mut other = Stream::with(&house.url, &topics, "", &stranger).await;
    assert_eq!(other.until("others").await["others"], json!([]));
    let said = tell(&house, &house.url, SECOND, Some("theirs"), &stranger).await;
    assert_eq!(said.status, 204);
    // Nor does a colleague speak for a page that is another's.
    let elif_as_murat = tell(&house, &house.url, SECOND, Some("hers"), &elif.token).await;
    assert_eq!(elif_as_murat.status, 204);
    murat.holds(&house, Some("own")).await;
    let told = elif.stream.until("others").await;
    assert_eq!(
        told["others"],
        json!([{ "name": "Murat Gökçe", "line": "own" }])
    );
}

#[tokio::test]
async fn people_at_two_replicas_see_each_other_and_a_late_replica_learns_of_both() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let share = |variables: &mut Vec<(String, String)>| {
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    };
    let mut house = House::with(NEWEST, share).await;
    let first = house.url.clone();
    let keep = house.stop_later();
    let mut elif = Page::open(&house, &first, ELIF, FIRST).await;
    elif.sees(json!([])).await;
    elif.holds(&house, Some("line-1")).await;
    // The second replica starts later: it asks who is there.
    house.serve_again(share).await;
    let second = house.url.clone();
    assert_ne!(first, second);
    let mut murat = Page::open(&house, &second, MURAT, SECOND).await;
    murat
        .sees(json!([{ "name": "Elif Şahin", "line": "line-1" }]))
        .await;
    elif.sees(json!([{ "name": "Murat Gökçe" }])).await;
    // A page's word may reach any replica.
    let said = tell(&house, &first, SECOND, Some("line-2"), &murat.token).await;
    assert_eq!(said.status, 204);
    elif.sees(json!([{ "name": "Murat Gökçe", "line": "line-2" }]))
        .await;
    drop(elif);
    murat.sees(json!([])).await;
    drop(keep);
}

#[tokio::test]
async fn a_replica_that_is_slow_to_start_asks_who_is_there_all_the_same() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let share = |variables: &mut Vec<(String, String)>| {
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    };
    let mut house = House::with(NEWEST, share).await;
    let _keep = house.stop_later();
    let mut elif = Page::open(&house, &house.url, ELIF, FIRST).await;
    elif.sees(json!([])).await;
    // Starting waits to enter its restaurant, while it listens to the others already.
    let held = database::held(&database, "restaurants").await;
    house.serve_again(share).await;
    until("both replicas to listen", async || {
        database::sessions(&database, "LISTEN").await == 2
    })
    .await;
    drop(held);
    let mut murat = Page::open(&house, &house.url, MURAT, SECOND).await;
    murat.sees(json!([{ "name": "Elif Şahin" }])).await;
}
