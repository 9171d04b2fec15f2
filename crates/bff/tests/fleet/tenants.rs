//! What one restaurant's token opens of another: nothing, on every route there is.
use crate::house::routes::every_route;
use crate::house::{Answer, House, NEWEST, OLDER};
use serde_json::{Value, json};

/// Words that stand in one restaurant's bills alone.
const MARK: &str = "yalnız-birinci-7731";

/// The second restaurant connects to the same backend.
pub async fn connect(house: &mut House, tenant: usize) {
    let own = std::mem::replace(&mut house.tenant, tenant);
    let told = house.control("connect", json!({})).await;
    let url = told["url"].as_str().unwrap();
    let ticket = format!("{}{}", house.url, &url[url.find("/connect").unwrap()..]);
    assert_eq!(house.request("GET", &ticket, &[], vec![]).await.status, 303);
    house.tenant = own;
}

pub async fn token_of(house: &mut House, tenant: usize, query: &str) -> String {
    let own = std::mem::replace(&mut house.tenant, tenant);
    let token = house.token_with(query).await;
    house.tenant = own;
    token
}

async fn call(house: &House, method: &str, path: &str, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({
        "revision": "x", "attempt": "attempt-of-a-stranger-01", "edits": [], "marketplace_carts": true, "guests": 2,
    });
    let url = format!("{}{path}", house.url);
    // Following never ends by itself: its first lines are looked at elsewhere.
    house
        .request(method, &url, &headers, body.to_string().into_bytes())
        .await
}

/// What the first restaurant has, from inside, and how often it was asked.
async fn inside(house: &House) -> (Value, usize) {
    let state = house.look("state?log=no&").await;
    (state["accounts"].clone(), house.asked("plugin-api").await)
}

#[tokio::test]
async fn one_restaurant_s_token_reads_and_writes_nothing_of_another() {
    let mut house = House::of(NEWEST).await;
    connect(&mut house, OLDER).await;
    for account in ["table:masa-3", "packet:1791400223345"] {
        let note = json!({ "account": account, "op": "add", "product": "ck-0001", "note": MARK });
        house.control("staff", note).await;
    }
    let own = house.token("manager").await;
    let seen = call(&house, "GET", "/api/tables/masa-3", &own).await;
    let marked = String::from_utf8_lossy(&seen.bytes).contains(MARK);
    assert!(marked, "the mark is seen by whom it belongs to");
    let routes = every_route();
    let before = inside(&house).await;
    for role in ["staff", "manager"] {
        let stranger = token_of(&mut house, OLDER, &format!("role={role}&")).await;
        assert_eq!(
            call(&house, "GET", "/api/session", &stranger).await.status,
            200
        );
        for (method, path) in &routes {
            if path.contains("/live") {
                continue;
            }
            let answer = call(&house, method, path, &stranger).await;
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            assert!(!text.contains(MARK), "{method} {path}: {text}");
            assert!(!text.contains("tn_lokanta\""), "{method} {path}: {text}");
        }
    }
    assert_eq!(
        inside(&house).await,
        before,
        "the first restaurant was touched"
    );
}

#[tokio::test]
async fn a_token_that_claims_another_restaurant_is_refused_on_every_route() {
    let mut house = House::of(NEWEST).await;
    connect(&mut house, OLDER).await;
    let asked = house.asked("plugin-api").await;
    for query in [
        "role=manager&claimTenant=tn_lokanta&",
        "role=manager&environment=production&",
        "role=manager&secret=guess&",
    ] {
        let forged = token_of(&mut house, OLDER, query).await;
        for (method, path) in every_route() {
            let answer = call(&house, &method, &path, &forged).await;
            assert_eq!(answer.status, 401, "{method} {path} {query}");
        }
    }
    assert_eq!(house.asked("plugin-api").await, asked);
}

#[tokio::test]
async fn an_uninstall_takes_nothing_from_another_restaurant() {
    let mut house = House::of(NEWEST).await;
    connect(&mut house, OLDER).await;
    let other = token_of(&mut house, OLDER, "role=manager&").await;
    let event = json!({ "type": "app.uninstalled", "url": format!("{}/webhook", house.url) });
    assert_eq!(house.control("event", event).await["status"], 200);
    assert_eq!(house.get("/api/session").await.status, 401);
    assert_eq!(
        call(&house, "GET", "/api/session", &other).await.status,
        200
    );
    assert_eq!(
        call(&house, "GET", "/api/tables/masa-3", &other)
            .await
            .status,
        200
    );
}
