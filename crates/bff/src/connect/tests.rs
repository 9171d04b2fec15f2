#![allow(clippy::unwrap_used)]
use super::*;
use crate::config::{Base, Bases};
use crate::store::seal::Keyring;
use crate::store::trial::{Trial, on_both, sandbox};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::{Value, json};
use std::sync::Mutex;

/// A platform that gives one answer and keeps what it was asked.
#[derive(Clone)]
struct Platform {
    answer: (u16, String),
    asked: Arc<Mutex<Vec<String>>>,
}

impl Platform {
    fn saying(status: u16, body: &Value) -> Platform {
        Platform {
            answer: (status, body.to_string()),
            asked: Arc::default(),
        }
    }

    /// Its address.
    async fn start(&self) -> String {
        let router = Router::new()
            .route(
                "/plugin-api/oauth/token",
                post(async |State(platform): State<Platform>, body: String| {
                    platform.asked.lock().unwrap().push(body);
                    let (status, body) = platform.answer;
                    (StatusCode::from_u16(status).unwrap(), body)
                }),
            )
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }
}

/// Connecting through this platform; production is where nobody answers.
fn desk(trial: &Trial, sandbox: &str) -> Connect {
    let bases = Bases {
        sandbox: Base::parse(sandbox).unwrap(),
        production: Base::parse("http://127.0.0.1:1").unwrap(),
    };
    let directory = Directory::new(trial.store.clone(), trial.hand.clone(), None);
    Connect {
        client: Arc::new(Client::new(
            bases,
            crate::budget::Budgets::new(trial.hand.clone(), Signals::default(), 0, 0),
            trial.hand.clone(),
        )),
        directory: Arc::new(directory),
        signals: Signals::default(),
        plugin_id: "5d0e".into(),
        client_secret: Some(Secret::new("cs_hidden")),
    }
}

fn query(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn asked() -> Asked {
    Asked::read(&query("code=c1&state=s&environment=sandbox")).unwrap()
}

fn granted() -> Value {
    json!({"success": true, "data": {
        "tenantId": "tn_1", "apiKey": "tn_1.5d0e.k", "webhookSecret": "wh_1", "scopes": ["orders:read"],
    }})
}

#[test]
fn the_address_must_name_a_code_and_one_environment() {
    for (text, expected) in [
        (
            "code=c&state=s&environment=sandbox",
            Ok(Environment::Sandbox),
        ),
        ("code=c&env=production", Ok(Environment::Production)),
        ("code=c&mode=Sandbox", Ok(Environment::Sandbox)),
        ("code=c&environment=&env=sandbox", Ok(Environment::Sandbox)),
        (
            "code=c&environment=sandbox&mode=sandbox",
            Ok(Environment::Sandbox),
        ),
        (
            "code=c&environment=sandbox&env=production",
            Err(Trouble::NoEnvironment),
        ),
        (
            "code=c&environment=staging&env=production",
            Err(Trouble::NoEnvironment),
        ),
        ("code=c&state=s", Err(Trouble::NoEnvironment)),
        ("code=c&environment=live", Err(Trouble::NoEnvironment)),
        ("environment=sandbox", Err(Trouble::NoCode)),
        ("code=&environment=sandbox", Err(Trouble::NoCode)),
        ("code=a&code=b&environment=sandbox", Err(Trouble::NoCode)),
        (
            "error=access_denied&environment=sandbox",
            Err(Trouble::Declined),
        ),
        ("", Err(Trouble::NoCode)),
    ] {
        let read = Asked::read(&query(text)).map(|asked| asked.environment);
        assert_eq!(read, expected, "{text}");
    }
}

#[tokio::test]
async fn a_code_becomes_an_install_that_a_restart_still_knows() {
    on_both(async |trial| {
        let platform = Platform::saying(200, &granted());
        let desk = desk(&trial, &platform.start().await);
        let mut listener = desk.signals.listen();
        let key = desk.connect(asked()).await.unwrap();
        assert_eq!(key, sandbox("tn_1"));
        assert_eq!(listener.try_recv().unwrap(), Signal::Install(key.clone()));
        let again = trial.again().await;
        let install = again.shelf(&key).install().await.unwrap().unwrap();
        assert_eq!(install.api_key.reveal(), "tn_1.5d0e.k");
        assert!(install.grants("orders:read"));
        let sent: Value = serde_json::from_str(&platform.asked.lock().unwrap()[0]).unwrap();
        let expected = json!({
            "grant_type": "authorization_code", "code": "c1", "client_id": "5d0e", "client_secret": "cs_hidden",
        });
        assert_eq!(sent, expected);
    })
    .await;
}

#[tokio::test]
async fn whatever_goes_wrong_nothing_is_stored_and_what_was_there_stays() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let well = Platform::saying(200, &granted()).start().await;
        desk(&trial, &well).connect(asked()).await.unwrap();
        for (status, body, expected) in [
            (400, json!({"error": "invalid_grant"}), Trouble::CodeUsed),
            (
                401,
                json!({"error": "invalid_client"}),
                Trouble::WrongClient,
            ),
            (500, json!({}), Trouble::Unreachable),
            (
                200,
                json!({"success": true, "data": {"tenantId": "tn_1"}}),
                Trouble::Unreadable,
            ),
            (302, json!({}), Trouble::Refused),
        ] {
            let platform = Platform::saying(status, &body).start().await;
            let connected = desk(&trial, &platform).connect(asked()).await;
            assert_eq!(connected, Err(expected), "{status} {body}");
        }
        let production = Asked::read(&query("code=c&environment=production")).unwrap();
        let connected = desk(&trial, &well).connect(production).await;
        assert_eq!(connected, Err(Trouble::Unreachable));
        let install = trial.shelf(&key).install().await.unwrap().unwrap();
        assert_eq!(install.webhook_secret.reveal(), "wh_1");
        let elsewhere = InstallKey {
            environment: Environment::Production,
            ..key
        };
        assert!(trial.shelf(&elsewhere).install().await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_code_is_not_spent_where_its_install_could_not_be_kept() {
    on_both(async |mut trial| {
        let platform = Platform::saying(200, &granted());
        let address = platform.start().await;
        let without_client_secret = Connect {
            client_secret: None,
            ..desk(&trial, &address)
        };
        let connected = without_client_secret.connect(asked()).await;
        assert_eq!(connected, Err(Trouble::NotSetUp));
        drop(without_client_secret);
        trial.turn_keys(Keyring::none());
        let connected = desk(&trial, &address).connect(asked()).await;
        assert_eq!(connected, Err(Trouble::NotSetUp));
        trial.store.close().await;
        trial.turn_keys(Keyring::new(
            Some(&crate::secret::SecretKey::new([1; 32])),
            &[],
        ));
        let connected = desk(&trial, &address).connect(asked()).await;
        assert_eq!(connected, Err(Trouble::NotKept));
        assert!(platform.asked.lock().unwrap().is_empty());
    })
    .await;
}
