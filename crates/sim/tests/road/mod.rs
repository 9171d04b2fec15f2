//! A tiny HTTP client of the tests' own and a simulator to talk to.
#![allow(dead_code, clippy::unwrap_used)]

use restomenum_sim::{Config, Running};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A running simulator with the keys of its two restaurants.
pub struct Sim {
    pub running: Running,
    pub newest: String,
    pub older: String,
}

/// What came back.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub head: String,
    pub text: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn data(&self) -> Value {
        let whole = self.json();
        // Writes of newer servers answer flat.
        whole.get("data").cloned().unwrap_or(whole)
    }

    pub fn message(&self) -> String {
        self.json()["message"].as_str().unwrap_or("").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    }
}

impl Sim {
    pub async fn start() -> Self {
        Self::of(Config::on_free_ports()).await
    }

    pub async fn of(mut config: Config) -> Self {
        config
            .tenants
            .iter_mut()
            .for_each(|tenant| tenant.limits = false);
        Self::with_limits(config).await
    }

    pub async fn with_limits(config: Config) -> Self {
        let (newest, older) = (
            config.tenants[0].api_key.clone(),
            config.tenants[1].api_key.clone(),
        );
        Self {
            running: restomenum_sim::start(config).await.unwrap(),
            newest,
            older,
        }
    }

    /// GET as the newest restaurant.
    pub async fn get(&self, path: &str) -> Got {
        self.api("GET", path, &self.newest, None).await.unwrap()
    }

    /// GET as the older restaurant.
    pub async fn get_older(&self, path: &str) -> Got {
        self.api("GET", path, &self.older, None).await.unwrap()
    }

    /// POST as the newest restaurant.
    pub async fn post(&self, path: &str, body: Value) -> Got {
        self.api("POST", path, &self.newest, Some(body.to_string()))
            .await
            .unwrap()
    }

    /// POST as the older restaurant.
    pub async fn post_older(&self, path: &str, body: Value) -> Got {
        self.api("POST", path, &self.older, Some(body.to_string()))
            .await
            .unwrap()
    }

    /// A request to the plugin API; `None` when the connection ended without an answer.
    pub async fn api(
        &self,
        method: &str,
        path: &str,
        key: &str,
        body: Option<String>,
    ) -> Option<Got> {
        request(
            self.running.api,
            method,
            &format!("/plugin-api/{path}"),
            Some(key),
            body,
        )
        .await
    }

    /// A control call that must succeed.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let got = request(
            self.running.panel,
            "POST",
            &format!("/_sim/{path}"),
            None,
            Some(body.to_string()),
        )
        .await
        .unwrap();
        assert_eq!(got.status, 200, "{}", got.text);
        got.json()
    }

    /// A control read.
    pub async fn look(&self, path: &str) -> Value {
        request(
            self.running.panel,
            "GET",
            &format!("/_sim/{path}"),
            None,
            None,
        )
        .await
        .unwrap()
        .json()
    }

    /// The inside of one account of the newest restaurant.
    pub async fn inside(&self, kind: &str, id: &str) -> Value {
        let state = self.look("state").await;
        let accounts = state["accounts"].as_array().unwrap();
        accounts
            .iter()
            .find(|one| one["kind"] == kind && one["id"] == id)
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// The cart that says what the account has, for accounts whose lines can be said: the inside knows the products.
    pub async fn cart_of(&self, kind: &str, id: &str) -> Vec<Value> {
        let inside = self.inside(kind, id).await;
        let lines = inside["lines"].as_array().unwrap();
        let lines = lines.iter().filter(|line| line["id"] != "kuver");
        lines
            .map(|line| {
                let options = line["options"].as_array().unwrap().iter();
                let options: Vec<Value> = options.map(|one| json!({"id": one["id"]})).collect();
                let mut cart = json!({
                    "product": line["product"], "quantity": line["quantity"], "options": options,
                    "discount": line["discount"], "note": line["note"],
                });
                if line["lineId"].is_string() {
                    cart["lineId"] = line["lineId"].clone();
                }
                cart
            })
            .collect()
    }
}

/// One request on a connection of its own.
pub async fn request(
    to: SocketAddr,
    method: &str,
    path: &str,
    key: Option<&str>,
    body: Option<String>,
) -> Option<Got> {
    let mut stream = TcpStream::connect(to).await.ok()?;
    let body = body.unwrap_or_default();
    let key = key
        .map(|key| format!("Authorization: Bearer {key}\r\n"))
        .unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\nContent-Type: application/json\r\n{key}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body.as_bytes()).await.ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.ok()?;
    let answer = String::from_utf8(bytes).ok()?;
    let (head, text) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Got {
        status,
        head: head.to_owned(),
        text: text.to_owned(),
    })
}
