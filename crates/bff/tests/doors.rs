//! What every answer carries, and who is let in to what.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_wire::routes;
use house::patience::until;
use house::routes::{every_route, is_for_managers};
use house::{Answer, House, NEWEST};
use serde_json::Value;

async fn call(house: &House, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    house
        .request(
            method,
            &format!("{}{path}", house.url),
            headers,
            b"{}".to_vec(),
        )
        .await
}

fn check_headers(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    for source in [
        "https://app.restomenum.com",
        "https://test-restomenu.web.app",
        "http://localhost:*",
        "http://127.0.0.1:*",
        "https://panel.example",
    ] {
        assert!(
            policy
                .split("frame-ancestors")
                .nth(1)
                .unwrap()
                .contains(source),
            "{what}: {source}"
        );
    }
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{what}");
    assert!(!answer.header("permissions-policy").is_empty(), "{what}");
    assert!(!answer.headers.contains_key("x-frame-options"), "{what}");
    assert_eq!(answer.header("x-request-id").len(), 20, "{what}");
    assert!(!answer.headers.contains_key("set-cookie"), "{what}");
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let house = House::with(NEWEST, |variables| {
        variables.push((
            "ADISYON_PANEL_ORIGINS".into(),
            "https://panel.example".into(),
        ));
        variables.push(("ADISYON_DIST".into(), env!("CARGO_MANIFEST_DIR").into()));
    })
    .await;
    let bearer = format!("Bearer {}", house.token("staff").await);
    let with = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let mut asked = every_route();
    // It answers for as long as somebody listens.
    asked.retain(|(_, path)| path != routes::LIVE);
    asked.extend(
        [
            "/",
            "/packet",
            "/table",
            "/Cargo.toml",
            "/nothing",
            "/api/nothing",
            "/api",
            "/health/live",
            "/health/ready",
            "/../../etc/passwd",
        ]
        .map(|path| ("GET".to_owned(), path.to_owned())),
    );
    asked.push(("DELETE".into(), "/api/board".into()));
    asked.push(("POST".into(), "/".into()));
    for (method, path) in &asked {
        for headers in [&with[..], &[]] {
            let answer = call(&house, method, path, headers).await;
            check_headers(&answer, &format!("{method} {path}"));
            if path.starts_with("/api") && answer.status != 200 {
                let refusal = answer.json();
                assert_eq!(
                    refusal["request_id"],
                    answer.header("x-request-id"),
                    "{path}"
                );
                assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            }
        }
    }
}

#[tokio::test]
async fn every_route_needs_a_token_and_says_no_more_than_that() {
    let house = House::open().await;
    let good = house.token("staff").await;
    let tokens = [
        None,
        Some("Bearer ".to_owned()),
        Some("Bearer x".to_owned()),
        Some(format!("Basic {good}")),
        Some(good.clone()),
        Some(format!("Bearer {}", house.token_with("ttl=-1&").await)),
        Some(format!(
            "Bearer {}",
            house.token_with("iat=+300&ttl=600&").await
        )),
        Some(format!("Bearer {}", house.token_with("alg=none&").await)),
        Some(format!("Bearer {}", house.token_with("aud=other&").await)),
        Some(format!("Bearer {}", house.token_with("iss=other&").await)),
        Some(format!(
            "Bearer {}",
            house.token_with("environment=production&").await
        )),
        Some(format!(
            "Bearer {}",
            house.token_with("environment=omit&").await
        )),
        Some(format!(
            "Bearer {}",
            house.token_with("secret=guess&").await
        )),
        Some(format!(
            "Bearer {}",
            house.token_with("claimTenant=tn_lokanta-older&").await
        )),
        Some(format!("Bearer {}", house.token_with("role=owner&").await)),
    ];
    for (method, path) in every_route() {
        for token in &tokens {
            let headers: Vec<(&str, &str)> = token
                .iter()
                .map(|token| ("authorization", token.as_str()))
                .collect();
            let answer = call(&house, &method, &path, &headers).await;
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (401, "session_refused"),
                "{path} {token:?}"
            );
            let told: Vec<String> = answer.json().as_object().unwrap().keys().cloned().collect();
            assert_eq!(told, ["code", "request_id"], "{path}");
        }
        let twice = [("authorization", "Bearer x"), ("authorization", "Bearer y")];
        assert_eq!(
            call(&house, &method, &path, &twice).await.status,
            401,
            "{path}"
        );
    }
    assert_eq!(house.asked("plugin-api").await, 0);
}

#[tokio::test]
async fn a_token_of_another_restaurant_opens_nothing() {
    let house = House::open().await;
    // Signed rightly by a restaurant that is not installed here.
    let url = format!(
        "http://{}/_sim/token?tenant=tn_lokanta-older&role=manager",
        house.sim.panel
    );
    let minted: Value = house.request("GET", &url, &[], vec![]).await.json();
    let bearer = format!("Bearer {}", minted["token"].as_str().unwrap());
    for (method, path) in every_route() {
        let answer = call(&house, &method, &path, &[("authorization", &bearer)]).await;
        assert_eq!(answer.status, 401, "{path}");
    }
}

#[tokio::test]
async fn every_role_may_use_every_route_of_its_install() {
    let house = House::open().await;
    for role in ["staff", "manager"] {
        let token = house.token(role).await;
        let bearer = format!("Bearer {token}");
        // No JSON: nothing is done, and who may not do it is told so before.
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "text/plain"),
        ];
        let finite = every_route()
            .into_iter()
            .filter(|(_, path)| path != routes::LIVE);
        for (method, path) in finite {
            let answer = call(&house, &method, &path, &headers).await;
            let managers = is_for_managers(&path);
            let expected = match (role, method.as_str()) {
                // Read before it is looked at who asks: a body that is none says so to both.
                (_, "PUT") => 415,
                ("staff", _) if managers => 403,
                (_, "POST") if !path.ends_with("/delete") => 415,
                _ => 200,
            };
            assert_eq!(answer.status, expected, "{role} {method} {path}");
        }
        let session = house.get_as(routes::SESSION, &token).await.json();
        assert_eq!(session["role"], role);
        assert_eq!(session["environment"], "sandbox");
    }
}

#[tokio::test]
async fn drafts_are_kept_apart_by_user_and_cannot_be_led_back() {
    let house = House::open().await;
    let space = async |query: &str| {
        let token = house.token_with(query).await;
        house.get_as(routes::SESSION, &token).await.json()["draft_space"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (one, again, other) = (
        space("user=u-1&").await,
        space("user=u-1&").await,
        space("user=u-2&").await,
    );
    assert_eq!(one, again);
    assert_ne!(one, other);
    assert!(!one.contains("u-1") && !one.contains(house.tenant_id()));
}

#[tokio::test]
async fn what_is_not_a_route_is_refused_in_json() {
    let house = House::open().await;
    for (method, path, status, code) in [
        ("GET", "/api/nothing", 404, "no_route"),
        ("GET", "/api/packets", 404, "no_route"),
        ("GET", "/api/packets/1/orders", 404, "no_route"),
        (
            "POST",
            "/api/plugin-api/packets/update-orders",
            404,
            "no_route",
        ),
        ("DELETE", "/api/board", 405, "not_allowed"),
        ("POST", "/api/products", 405, "not_allowed"),
        ("GET", "/api/packets/1/save", 405, "not_allowed"),
        ("PUT", "/packet", 405, "not_allowed"),
    ] {
        let answer = call(&house, method, path, &[]).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{method} {path}"
        );
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        assert_eq!(
            answer.headers.contains_key("allow"),
            status == 405,
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_json_of_a_sane_size_is_read() {
    let house = House::open().await;
    let bearer = format!("Bearer {}", house.token("staff").await);
    let url = format!("{}/api/tables/masa-1/save", house.url);
    let send = async |kind: &str, body: Vec<u8>| {
        let headers = [("authorization", bearer.as_str()), ("content-type", kind)];
        let answer = house.request("POST", &url, &headers, body).await;
        (answer.status, answer.code())
    };
    let large = vec![b' '; (256 << 10) + 1];
    assert_eq!(
        send("text/plain", b"{}".to_vec()).await,
        (415, "not_json".into())
    );
    assert_eq!(
        send("application/jsonx", b"{}".to_vec()).await,
        (415, "not_json".into())
    );
    assert_eq!(
        send("application/json", large).await,
        (413, "too_large".into())
    );
    assert_eq!(
        send("Application/JSON; charset=utf-8", b"{}".to_vec()).await,
        (400, "bad_request".into())
    );
    let mut full = br#"{"revision":"x","attempt":"attempt-of-a-test-full","edits":[]}"#.to_vec();
    full.resize(256 << 10, b' ');
    assert_eq!(send("application/json", full).await.0, 200);
}

#[tokio::test]
async fn ids_that_no_bill_has_are_refused_before_the_platform_is_asked() {
    let house = House::open().await;
    for path in [
        format!("/api/tables/{}", "x".repeat(201)),
        "/api/tables/a%00b".into(),
        "/api/tables/%FF".into(),
        "/api/tables/%0d%0aX".into(),
    ] {
        let answer = house.get(&path).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, "bad_request"),
            "{path}"
        );
    }
    assert_eq!(house.asked("plugin-api").await, 0);
}

#[tokio::test]
async fn health_tells_alive_and_ready_apart() {
    let house = House::open().await;
    for path in ["/health/live", "/health/ready"] {
        until(path, async || {
            call(&house, "GET", path, &[]).await.status == 200
        })
        .await;
    }
}
