//! The simulator's control API, as a test uses it.

use std::net::SocketAddr;

use reqwest::Client;
use serde_json::{Value, json};

use crate::desk::Bill;
use crate::trouble::{Outcome, Trouble};

/// Steers the simulator and reads what it holds. Paths and bodies: `crates/sim/README.md`.
#[derive(Debug, Clone)]
pub struct Sim {
    client: Client,
    base: String,
    tenant: String,
}

impl Sim {
    pub(crate) fn new(panel: SocketAddr, tenant: &str) -> Self {
        Self {
            client: Client::new(),
            base: format!("http://{panel}/_sim"),
            tenant: tenant.to_owned(),
        }
    }

    /// The restaurant this test works in.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Everything the platform holds for this restaurant: accounts with all internals, and the log of requests.
    pub async fn state(&self) -> Outcome<Value> {
        self.get("state", &[]).await
    }

    /// One open account with everything the platform knows of it, or `null` when it is closed.
    pub async fn account(&self, bill: Bill<'_>) -> Outcome<Value> {
        let (kind, id) = match bill {
            Bill::Packet(id) => ("packet", id),
            Bill::Table(id) => ("table", id),
            Bill::Board => return Err(Trouble::new("the board is no account")),
        };
        let state = self.state().await?;
        let mut accounts = state["accounts"].as_array().into_iter().flatten();
        let found = accounts.find(|account| account["kind"] == kind && account["id"] == id);
        Ok(found.cloned().unwrap_or_default())
    }

    /// The writes that reached the platform, oldest first: method, path, status, fault.
    pub async fn writes(&self) -> Outcome<Vec<Value>> {
        let state = self.state().await?;
        let log = state["log"].as_array().into_iter().flatten();
        Ok(log
            .filter(|entry| entry["method"] == "POST")
            .cloned()
            .collect())
    }

    /// Arms a fault of this kind (`lost`, `hang`, `drop`, `garbage` ...) for the next request whose path holds `path`.
    pub async fn arm(&self, kind: &str, path: &str) -> Outcome<Value> {
        self.fault(json!({ "kind": kind, "path": path })).await
    }

    /// A fresh session token.
    pub async fn token(&self, more: &[(&str, &str)]) -> Outcome<Value> {
        self.get("token", more).await
    }

    /// Arms a fault: `kind`, `path`, `status`, `retryAfter`, `delayMs`, `times` and so on.
    pub async fn fault(&self, fault: Value) -> Outcome<Value> {
        self.post("fault", fault).await
    }

    /// Another waiter edits an account at the panel: `account` (`table:masa-1`), `op`, and what the operation needs.
    pub async fn staff(&self, edit: Value) -> Outcome<Value> {
        self.post("staff", edit).await
    }

    /// Changes the restaurant: scopes, consent, prices, deleted things, closed accounts.
    pub async fn set(&self, change: Value) -> Outcome<Value> {
        self.post("set", change).await
    }

    /// Products, categories and methods as reads show them.
    pub async fn catalogue(&self) -> Outcome<Value> {
        self.get("catalogue", &[]).await
    }

    /// Puts in records of one's own, in the form in which `state` and `catalogue` show them.
    pub async fn load(&self, records: Value) -> Outcome<Value> {
        self.post("load", records).await
    }

    /// Everything as it was seeded.
    pub async fn reset(&self) -> Outcome<Value> {
        self.post("reset", json!({})).await
    }

    async fn get(&self, path: &str, more: &[(&str, &str)]) -> Outcome<Value> {
        let request = self
            .client
            .get(format!("{}/{path}", self.base))
            .query(&[("tenant", self.tenant.as_str())]);
        answer(path, request.query(more).send().await?).await
    }

    /// The tenant is filled in where the body names none.
    async fn post(&self, path: &str, mut body: Value) -> Outcome<Value> {
        if let Some(fields) = body.as_object_mut() {
            fields
                .entry("tenant")
                .or_insert_with(|| self.tenant.clone().into());
        }
        answer(
            path,
            self.client
                .post(format!("{}/{path}", self.base))
                .json(&body)
                .send()
                .await?,
        )
        .await
    }
}

async fn answer(path: &str, response: reqwest::Response) -> Outcome<Value> {
    let status = response.status();
    let text = response.text().await?;
    if !status.is_success() {
        return Err(Trouble::new(format!(
            "the simulator refused {path}: {status} {text}"
        )));
    }
    Ok(serde_json::from_str(&text)?)
}
