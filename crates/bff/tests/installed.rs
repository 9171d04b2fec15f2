//! From connecting to uninstalling, over the whole road.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_bill::edit::{NewPayment, PaymentKind};
use adisyon_bill::{Edit, Money, PaymentKey, Problem};
use adisyon_wire::routes;
use adisyon_wire::save::{Outcome, SaveReply};
use house::edits::{more, titles};
use house::patience::until;
use house::{Answer, House, NEWEST, OLDER, Shown, path};
use serde_json::{Value, json};

const TABLE: &str = "table:masa-3";

/// The variables of a backend that knows no restaurant yet.
fn unknown(variables: &mut Vec<(String, String)>) {
    variables.retain(|(name, _)| {
        !matches!(
            name.as_str(),
            "RESTOMENUM_ENVIRONMENT"
                | "RESTOMENUM_TENANT_ID"
                | "RESTOMENUM_API_KEY"
                | "RESTOMENUM_WEBHOOK_SECRET"
                | "RESTOMENUM_SCOPES"
        )
    });
}

async fn visit(house: &House, method: &str, path: &str, language: &str) -> Answer {
    let url = format!("{}{path}", house.url);
    house
        .request(method, &url, &[("accept-language", language)], vec![])
        .await
}

/// The address to which the panel would send the manager's browser.
async fn ticket(house: &House) -> String {
    let told = house.control("connect", json!({})).await;
    let url = told["url"].as_str().unwrap();
    url[url.find("/connect").unwrap()..].to_owned()
}

/// What our backend answers to an event of the platform.
async fn event(house: &House, mut event: Value) -> u64 {
    event["url"] = json!(format!("{}/webhook", house.url));
    house.control("event", event).await["status"]
        .as_u64()
        .unwrap()
}

async fn call(house: &House, method: &str, path: &str, role: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {}", house.token(role).await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let url = format!("{}{path}", house.url);
    house
        .request(method, &url, &headers, body.to_string().into_bytes())
        .await
}

#[tokio::test]
async fn connecting_lets_a_restaurant_in_and_uninstalling_shuts_it_out() {
    for tenant in [NEWEST, OLDER] {
        let house = House::with(tenant, unknown).await;
        assert_eq!(house.get(routes::SESSION).await.status, 401);
        let connected = visit(&house, "GET", &ticket(&house).await, "de").await;
        assert_eq!(
            (connected.status, connected.header("location")),
            (303, "/connected".into())
        );
        let page = visit(&house, "GET", "/connected", "de-AT, en;q=0.5").await;
        let text = String::from_utf8(page.bytes.to_vec()).unwrap();
        assert!(page.status == 200 && text.contains("lang=\"de\""), "{text}");
        assert_eq!(house.get(routes::SESSION).await.status, 200);
        house.show(TABLE).await;
        assert_eq!(event(&house, json!({"type": "app.uninstalled"})).await, 200);
        assert_eq!(house.get(routes::SESSION).await.status, 401);
    }
}

#[tokio::test]
async fn a_used_code_and_a_missing_environment_are_pages_and_nothing_is_stored() {
    let house = House::with(NEWEST, unknown).await;
    let used = ticket(&house).await;
    assert_eq!(visit(&house, "GET", &used, "en").await.status, 303);
    for (path, status, words) in [
        (used.as_str(), 400, "code is not valid"),
        ("/connect?code=c1&state=s", 400, "which environment"),
        ("/connect?environment=sandbox", 400, "incomplete"),
        (
            "/connect?code=c&environment=production",
            502,
            "cannot be reached",
        ),
    ] {
        let page = visit(&house, "GET", path, "en").await;
        let text = String::from_utf8(page.bytes.to_vec()).unwrap();
        assert!(
            page.status == status && text.contains(words),
            "{path}: {} {text}",
            page.status
        );
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}"
        );
        assert!(
            page.header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
    assert_eq!(
        visit(&house, "GET", "/connect/page.css", "").await.status,
        200
    );
}

#[tokio::test]
async fn asking_for_the_head_of_the_address_spends_no_code() {
    let house = House::with(NEWEST, unknown).await;
    let ticket = ticket(&house).await;
    assert_eq!(visit(&house, "HEAD", &ticket, "").await.status, 405);
    assert_eq!(visit(&house, "POST", &ticket, "").await.status, 405);
    assert_eq!(visit(&house, "GET", &ticket, "").await.status, 303);
}

#[tokio::test]
async fn a_wrong_client_secret_is_told_and_stores_nothing() {
    let house = House::with(NEWEST, |variables| {
        unknown(variables);
        variables.push(("RESTOMENUM_CLIENT_SECRET".into(), "wrong".into()));
    })
    .await;
    let page = visit(&house, "GET", &ticket(&house).await, "en").await;
    assert_eq!(page.status, 502);
    assert_eq!(house.get(routes::SESSION).await.status, 401);
}

#[tokio::test]
async fn reconnecting_rotates_the_secrets_without_a_restart() {
    let house = House::open().await;
    let old = house.token("staff").await;
    assert_eq!(house.get_as(routes::SESSION, &old).await.status, 200);
    assert_eq!(
        visit(&house, "GET", &ticket(&house).await, "").await.status,
        303
    );
    assert_eq!(house.get_as(routes::SESSION, &old).await.status, 401);
    house.show(TABLE).await;
}

#[tokio::test]
async fn webhooks_are_refused_by_the_door_as_the_contract_says() {
    let house = House::open().await;
    let sound = json!({"type": "packet.updated", "id": "evt_1"});
    assert_eq!(event(&house, sound.clone()).await, 200);
    assert_eq!(event(&house, sound).await, 200);
    for (change, status) in [
        (json!({"at": -301}), 401),
        (json!({"at": 302}), 401),
        (json!({"secret": "wh_wrong"}), 401),
        (json!({"environment": "omit"}), 401),
        (json!({"environment": "production"}), 401),
        (json!({"type": "moon.landed"}), 200),
    ] {
        let mut wish = json!({"type": "packet.updated"});
        wish.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        assert_eq!(event(&house, wish).await, status, "{change}");
    }
    let url = format!("{}/webhook", house.url);
    let large = house
        .request("POST", &url, &[], vec![b'x'; (1 << 20) + 1])
        .await;
    assert_eq!(large.status, 413);
    assert_eq!(house.request("GET", &url, &[], vec![]).await.status, 405);
}

#[tokio::test]
async fn a_catalogue_event_makes_the_next_read_ask_the_platform() {
    let house = House::open().await;
    house.get(routes::PRODUCTS).await;
    house.get(routes::PRODUCTS).await;
    let asked = house.asked("products/list").await;
    assert_eq!(event(&house, json!({"type": "product.updated"})).await, 200);
    // The answer comes before the work: a moment may pass until the cache has heard of it.
    until("the catalogue to be read again", async || {
        house.get(routes::PRODUCTS).await;
        house.asked("products/list").await > asked
    })
    .await;
}

#[tokio::test]
async fn a_save_is_told_to_managers_alone() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (first, _) = titles(&shown);
    let reply = house.save(&shown, &[more(&shown, &first, 5)]).await;
    let after = Shown::of(TABLE, reply.bill);
    let history = path(TABLE, routes::PACKET_HISTORY, routes::TABLE_HISTORY);
    assert_eq!(
        call(&house, "GET", &history, "staff", json!(null))
            .await
            .status,
        403
    );
    let told = call(&house, "GET", &history, "manager", json!(null))
        .await
        .json();
    let entry = &told["entries"][0];
    assert_eq!(entry["outcome"], "saved");
    assert_eq!(entry["role"], "staff");
    assert_eq!(entry["total"]["before"], json!(shown.bill.total.minor()));
    assert_eq!(entry["total"]["after"], json!(after.bill.total.minor()));
    let lines = entry["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{entry}");
    assert_eq!(
        (&lines[0]["title"], &lines[0]["after"]["quantity"]),
        (&json!(first), &json!(5000))
    );
    for (path, role, status) in [
        (format!("{history}?format=csv"), "manager", 200),
        (format!("{history}?format=csv"), "staff", 403),
        (format!("{history}?format=pdf"), "manager", 400),
        (routes::HISTORY.to_owned(), "manager", 200),
        (routes::HISTORY.to_owned(), "staff", 403),
    ] {
        let answer = call(&house, "GET", &path, role, json!(null)).await;
        assert_eq!(answer.status, status, "{path} {role}");
        if status == 200 {
            assert!(answer.header("content-type").starts_with("text/csv"));
            assert!(
                String::from_utf8(answer.bytes.to_vec())
                    .unwrap()
                    .contains(&first)
            );
        }
    }
}

#[tokio::test]
async fn a_save_that_met_another_s_change_is_told_as_such_and_what_was_merged_after_it() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let (first, second) = titles(&shown);
    let theirs = house.save(&shown, &[more(&shown, &first, 5)]).await;
    assert_eq!(theirs.outcome, Outcome::Saved);
    let mine = house.save(&shown, &[more(&shown, &second, 6)]).await;
    assert_eq!(mine.outcome, Outcome::Changed);
    let fresh = Shown::of(TABLE, mine.bill);
    let merged = house.save(&fresh, &[more(&fresh, &second, 6)]).await;
    assert_eq!(merged.outcome, Outcome::Saved);
    let history = path(TABLE, routes::PACKET_HISTORY, routes::TABLE_HISTORY);
    let told = call(&house, "GET", &history, "manager", json!(null)).await;
    let entries = told.json()["entries"].as_array().unwrap().clone();
    let outcomes: Vec<_> = entries.iter().map(|entry| &entry["outcome"]).collect();
    assert_eq!(outcomes, ["saved", "changed", "saved"]);
    assert_eq!(entries[1]["lines"], json!(null), "it wrote nothing");
    assert_eq!(entries[0]["lines"][0]["title"], json!(second));
}

#[tokio::test]
async fn managers_open_marketplace_carts_and_see_how_the_platform_stands() {
    let house = House::open().await;
    let rights = async |role: &str| {
        let session = call(&house, "GET", routes::SESSION, role, json!(null))
            .await
            .json();
        session["rights"]["marketplace_carts"].clone()
    };
    assert_eq!(rights("manager").await, json!(false));
    let change = json!({"marketplace_carts": true});
    let denied = call(&house, "PUT", routes::SETTINGS, "staff", change.clone()).await;
    assert_eq!(denied.status, 403);
    let changed = call(&house, "PUT", routes::SETTINGS, "manager", change).await;
    assert_eq!(
        changed.json(),
        json!({"marketplace_carts": true, "usual_discount": 100})
    );
    assert_eq!(
        (rights("manager").await, rights("staff").await),
        (json!(true), json!(false))
    );
    assert_eq!(
        event(&house, json!({"type": "subscription.past_due"})).await,
        200
    );
    let settings = call(&house, "GET", routes::SETTINGS, "manager", json!(null))
        .await
        .json();
    assert_eq!(settings["subscription"]["state"], "past_due");
    assert_eq!(
        call(&house, "GET", routes::SETTINGS, "staff", json!(null))
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn the_restaurant_says_how_much_staff_may_give_and_the_backend_holds_it() {
    let house = House::open().await;
    let cap = async |role: &str| {
        let session = call(&house, "GET", routes::SESSION, role, json!(null)).await;
        session.json()["rights"]["discount_cap"].clone()
    };
    assert_eq!(
        (cap("staff").await, cap("manager").await),
        (json!(100), json!(null)),
        "as configured"
    );
    let beyond = json!({"staff_discount": 101});
    let refused = call(&house, "PUT", routes::SETTINGS, "manager", beyond).await;
    assert_eq!(refused.status, 400);
    let change = json!({"staff_discount": 20});
    let changed = call(&house, "PUT", routes::SETTINGS, "manager", change).await;
    assert_eq!(
        changed.json(),
        json!({"marketplace_carts": false, "staff_discount": 20, "usual_discount": 100})
    );
    assert_eq!(cap("staff").await, json!(20));

    let shown = house.show(TABLE).await;
    let off = |percent: i64| {
        let amount = Money::from_minor(shown.bill.total.minor() * percent / 100);
        [Edit::Pay(NewPayment {
            key: PaymentKey::from("adp-0000000001"),
            kind: PaymentKind::Discount("Müdavim".to_owned()),
            amount,
        })]
    };
    let codes = |reply: &SaveReply| -> Vec<&'static str> {
        let problems = reply.problems.iter().cloned().map(Problem::try_from);
        problems.map(|one| one.unwrap().trouble.code()).collect()
    };
    let refused = house.save(&shown, &off(21)).await;
    assert_eq!(codes(&refused), ["discount_over_limit"]);
    let saved = house.save(&shown, &off(20)).await;
    assert_eq!(saved.outcome, Outcome::Saved, "{:?}", codes(&saved));
}

#[tokio::test]
async fn an_install_survives_a_restart_of_the_backend() {
    let (file, database) = house::database::file();
    let mut house = House::with(NEWEST, |variables| {
        unknown(variables);
        variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
    })
    .await;
    assert_eq!(
        visit(&house, "GET", &ticket(&house).await, "").await.status,
        303
    );
    house.stop().await.unwrap().unwrap();
    house
        .serve_again(|variables| {
            unknown(variables);
            variables.push(("ADISYON_DATABASE_URL".into(), database.clone()));
        })
        .await;
    house.show(TABLE).await;
    house.stop().await.unwrap().unwrap();
    house::database::remove(&file);
}
