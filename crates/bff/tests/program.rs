//! The program as it is started and stopped, and that no secret leaves it.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_wire::routes::LIVE;
use house::program::{PROGRAM, Program};
use house::routes::every_route;
use house::{House, NEWEST, OLDER, attempt, database, environment};
use serde_json::json;
use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Stdio};

#[test]
fn wrong_settings_are_all_named_and_end_with_two() {
    let mut child = Command::new(PROGRAM)
        .env_clear()
        .env("ADISYON_LISTEN", "nowhere")
        .env("RESTOMENUM_API_KEY", "tn.pl.hidden")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    for name in [
        "ADISYON_LISTEN",
        "RESTOMENUM_PLUGIN_ID",
        "RESTOMENUM_TENANT_ID",
        "RESTOMENUM_WEBHOOK_SECRET",
    ] {
        assert!(said.contains(name), "{said}");
    }
    assert!(!said.contains("hidden"), "{said}");
}

#[test]
fn a_busy_address_is_told_and_ends_with_two() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Command::new(PROGRAM)
        .env_clear()
        .env("ADISYON_LISTEN", &address)
        .env("RESTOMENUM_PLUGIN_ID", "p")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&address));
}

/// Uses every route as every role, well and badly, on both generations, while the platform repeats our own key in its refusals.
#[tokio::test]
async fn no_secret_leaves_in_any_answer_or_log_line() {
    for tenant in [NEWEST, OLDER] {
        let house = House::of(tenant).await;
        let install = house.config.tenants[tenant].clone();
        let mut variables = environment(&house.sim, &house.config, tenant);
        variables.push(("ADISYON_DIST".into(), env!("CARGO_MANIFEST_DIR").into()));
        variables.extend(database::variable(database::chosen().await.as_deref()));
        let program = Program::start(&variables);
        let mut secrets = vec![
            install.api_key.clone(),
            install.webhook_secret.clone(),
            house.config.client_secret.clone(),
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".to_owned(),
        ];
        let mut bytes = Vec::new();
        let others = [
            ("GET", "/api/tables/no-such"),
            ("POST", "/action"),
            ("POST", "/webhook"),
            ("GET", "/connect?code=c&environment=sandbox"),
            ("GET", "/"),
            ("GET", "/Cargo.toml"),
            ("GET", "/health/live"),
            ("GET", "/health/ready"),
            ("GET", "/metrics"),
            ("GET", "/api/nothing"),
        ];
        let mut paths = every_route();
        // It answers for as long as somebody listens.
        paths.retain(|(_, path)| path != LIVE);
        paths.extend(others.map(|(method, path)| (method.to_owned(), path.to_owned())));
        for fault in [
            None,
            Some(json!({ "status": 500 })),
            Some(json!({ "kind": "garbage" })),
            Some(json!({ "kind": "drop" })),
            Some(json!({ "status": 429 })),
        ] {
            let mut tokens = vec![house.token("manager").await];
            // Who may do less meets no other faults of the platform.
            if fault.is_none() {
                tokens.extend([String::new(), "not.a.token".to_owned()]);
                for query in [
                    "role=staff&",
                    "role=owner&",
                    "ttl=-5&",
                    "secret=guess&",
                    "alg=none&",
                ] {
                    tokens.push(house.token_with(query).await);
                }
            }
            for token in &tokens {
                for (method, path) in &paths {
                    if let Some(fault) = &fault {
                        house.fault(fault.clone()).await;
                    }
                    let save = json!({ "revision": "x", "attempt": attempt(), "edits": [], "answers": [] });
                    let bearer = format!("Bearer {token}");
                    let headers = [
                        ("authorization", bearer.as_str()),
                        ("content-type", "application/json"),
                    ];
                    let url = format!("{}{path}", program.url);
                    let answer = house
                        .request(method, &url, &headers, save.to_string().into_bytes())
                        .await;
                    bytes.extend(format!("{:?}", answer.headers).into_bytes());
                    bytes.extend_from_slice(&answer.bytes);
                }
                let url = format!("http://{}/_sim/fault", house.sim.panel);
                house.request("DELETE", &url, &[], vec![]).await;
            }
            secrets.extend(tokens.into_iter().filter(|token| token.len() > 20));
        }
        let sent = String::from_utf8_lossy(&bytes).into_owned();
        let (said, code) = program.stop();
        assert_eq!(code, Some(0));
        assert!(said.lines().count() > 200, "every request has a line");
        assert!(
            said.contains("\"reason\":\"expired\"")
                && said.contains("\"reason\":\"invalid_signature\"")
        );
        for secret in &secrets {
            let signature = secret.rsplit('.').next().unwrap();
            for part in [secret.as_str(), signature]
                .into_iter()
                .filter(|part| !part.is_empty())
            {
                assert!(!sent.contains(part), "a secret was sent");
                assert!(!said.contains(part), "a secret was logged");
            }
        }
        for person in ["05550000101", "Örnek", "Ağaoğlu"] {
            assert!(!said.contains(person), "a person was logged");
        }
    }
}
