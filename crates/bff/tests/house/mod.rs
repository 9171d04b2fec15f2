//! A simulator, a backend in front of it, and a plain HTTP client: what every test over the road needs.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

pub mod database;
pub mod edits;
pub mod patience;
pub mod program;
pub mod routes;
pub mod told;

use adisyon_bff::config::Config;
use adisyon_bill::{Bill, Edit};
use adisyon_wire::bill::{BillJson, BillReply};
use adisyon_wire::edit::EditJson;
use adisyon_wire::routes::{PACKET, SAVE_PACKET, SAVE_TABLE, TABLE, with_id};
use adisyon_wire::save::{SaveReply, SaveRequest};
use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::HeaderMap;
use hyper::{Method, Request};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The restaurant of the newest generation.
pub const NEWEST: usize = 0;
/// Its older twin.
pub const OLDER: usize = 1;

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {:?}", self.bytes))
    }

    /// What it says, of an answer that is none of an error.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{:?}", self.bytes);
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        value
            .map(|value| value.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A running house.
pub struct House {
    pub sim: restomenum_sim::Running,
    pub config: restomenum_sim::Config,
    pub tenant: usize,
    pub url: String,
    database: Option<String>,
    http: Client<HttpConnector, Full<Bytes>>,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<std::io::Result<()>>>,
}

/// The backend's environment for one of the simulator's restaurants.
pub fn environment(
    sim: &restomenum_sim::Running,
    config: &restomenum_sim::Config,
    tenant: usize,
) -> Vec<(String, String)> {
    let install = &config.tenants[tenant];
    let pairs = [
        ("ADISYON_LISTEN", "127.0.0.1:0".to_owned()),
        ("ADISYON_DATABASE_URL", "sqlite::memory:".to_owned()),
        (
            "ADISYON_SECRET_KEY",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=".to_owned(),
        ),
        ("ADISYON_READS_PER_MINUTE", "0".to_owned()),
        ("ADISYON_WRITES_PER_MINUTE", "0".to_owned()),
        ("RESTOMENUM_PLUGIN_ID", config.plugin_id.clone()),
        ("RESTOMENUM_CLIENT_SECRET", config.client_secret.clone()),
        ("RESTOMENUM_SANDBOX_BASE", format!("http://{}", sim.api)),
        ("RESTOMENUM_ENVIRONMENT", install.environment.clone()),
        ("RESTOMENUM_TENANT_ID", install.id.clone()),
        ("RESTOMENUM_API_KEY", install.api_key.clone()),
        ("RESTOMENUM_WEBHOOK_SECRET", install.webhook_secret.clone()),
        ("RESTOMENUM_SCOPES", install.scopes.join(",")),
    ];
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

type Served = JoinHandle<std::io::Result<()>>;

/// A backend with these variables at this listener: its address, how to stop it, and its end.
async fn serve(
    listener: TcpListener,
    variables: &[(String, String)],
) -> (String, oneshot::Sender<()>, Served) {
    let told = Config::read(|name| {
        variables
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    });
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(adisyon_bff::serve(told.unwrap(), listener, async {
        stopped.await.ok();
    }));
    (url, stop, served)
}

impl House {
    pub async fn open() -> House {
        House::with(NEWEST, |_| ()).await
    }

    pub async fn of(tenant: usize) -> House {
        House::with(tenant, |_| ()).await
    }

    /// With a changed environment.
    pub async fn with(tenant: usize, change: impl FnOnce(&mut Vec<(String, String)>)) -> House {
        let mut config = restomenum_sim::Config::on_free_ports();
        for tenant in &mut config.tenants {
            tenant.limits = false;
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        config.action_url = Some(format!("http://{address}/action"));
        let sim = restomenum_sim::start(config.clone()).await.unwrap();
        let database = database::chosen().await;
        let mut variables = environment(&sim, &config, tenant);
        variables.extend(database::variable(database.as_deref()));
        change(&mut variables);
        let (url, stop, served) = serve(listener, &variables).await;
        House {
            sim,
            config,
            tenant,
            url,
            database,
            http: Client::builder(TokioExecutor::new()).build(HttpConnector::new()),
            stop: Some(stop),
            served: Some(served),
        }
    }

    /// Another backend in place of the stopped one, with a changed environment.
    pub async fn serve_again(&mut self, change: impl FnOnce(&mut Vec<(String, String)>)) {
        let mut variables = environment(&self.sim, &self.config, self.tenant);
        variables.extend(database::variable(self.database.as_deref()));
        change(&mut variables);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (url, stop, served) = serve(listener, &variables).await;
        (self.url, self.stop, self.served) = (url, Some(stop), Some(served));
    }

    /// Tells the backend to stop and gives its end.
    pub fn stop(&mut self) -> JoinHandle<std::io::Result<()>> {
        self.stop.take().map(|stop| stop.send(()));
        self.served.take().expect("stopped once")
    }

    /// Keeps the present backend running beside the next one, until this is dropped.
    pub fn stop_later(&mut self) -> Option<oneshot::Sender<()>> {
        self.served.take();
        self.stop.take()
    }

    pub fn tenant_id(&self) -> &str {
        &self.config.tenants[self.tenant].id
    }

    pub async fn request(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method.parse::<Method>().unwrap())
            .uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self
            .http
            .request(request.body(Full::new(body.into())).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            bytes: body.collect().await.unwrap().to_bytes(),
        }
    }

    // The simulator's control.

    pub async fn control(&self, call: &str, body: Value) -> Value {
        let mut body = body;
        body["tenant"] = json!(self.tenant_id());
        let url = format!("http://{}/_sim/{call}", self.sim.panel);
        let answer = self
            .request("POST", &url, &[], body.to_string().into_bytes())
            .await;
        assert_eq!(answer.status, 200, "{call}: {:?}", answer.bytes);
        answer.json()
    }

    pub async fn look(&self, call: &str) -> Value {
        let url = format!(
            "http://{}/_sim/{call}tenant={}",
            self.sim.panel,
            self.tenant_id()
        );
        self.request("GET", &url, &[], vec![]).await.json()
    }

    /// The simulator's account, seen from inside.
    pub async fn inside(&self, bill: &str) -> Value {
        let (kind, id) = bill.split_once(':').unwrap();
        let state = self.look("state?log=no&").await;
        let accounts = state["accounts"].as_array().unwrap().clone();
        let found = accounts
            .into_iter()
            .find(|one| one["kind"] == kind && one["id"] == id);
        found.unwrap_or_else(|| panic!("no {bill}"))
    }

    /// How often the platform was asked this.
    pub async fn asked(&self, path: &str) -> usize {
        let log = self.look("log?").await;
        let entries = log["log"].as_array().unwrap();
        entries
            .iter()
            .filter(|entry| {
                entry["path"]
                    .as_str()
                    .is_some_and(|asked| asked.contains(path))
            })
            .count()
    }

    pub async fn fault(&self, fault: Value) {
        self.control("fault", fault).await;
    }

    // The page.

    pub async fn token(&self, role: &str) -> String {
        self.token_with(&format!("role={role}&")).await
    }

    pub async fn token_with(&self, query: &str) -> String {
        let minted = self.look(&format!("token?{query}")).await;
        minted["token"].as_str().unwrap().to_owned()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let token = self.token("staff").await;
        self.get_as(path, &token).await
    }

    pub async fn get_as(&self, path: &str, token: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        let url = format!("{}{path}", self.url);
        self.request("GET", &url, &[("authorization", &bearer)], vec![])
            .await
    }

    pub async fn post(&self, path: &str, body: Vec<u8>) -> Answer {
        let bearer = format!("Bearer {}", self.token("staff").await);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        self.request("POST", &format!("{}{path}", self.url), &headers, body)
            .await
    }

    pub async fn show(&self, bill: &str) -> Shown {
        let answer = self.get(&path(bill, PACKET, TABLE)).await;
        assert_eq!(answer.status, 200, "{bill}: {:?}", answer.bytes);
        Shown::of(bill, serde_json::from_slice(&answer.bytes).unwrap())
    }

    pub async fn save(&self, shown: &Shown, edits: &[Edit]) -> SaveReply {
        let answer = self.try_save(shown, edits, &attempt()).await;
        assert_eq!(answer.status, 200, "{:?}", answer.bytes);
        serde_json::from_slice(&answer.bytes).unwrap()
    }

    pub async fn try_save(&self, shown: &Shown, edits: &[Edit], attempt: &str) -> Answer {
        self.try_save_at(&self.url, shown, edits, attempt).await
    }

    /// At this backend, which may be another than the house's own.
    pub async fn try_save_at(
        &self,
        url: &str,
        shown: &Shown,
        edits: &[Edit],
        attempt: &str,
    ) -> Answer {
        let bearer = format!("Bearer {}", self.token("staff").await);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        let (path, body) = saving(shown, edits, attempt);
        self.request("POST", &format!("{url}{path}"), &headers, body)
            .await
    }
}

/// Where a save goes and what it says.
pub fn saving(shown: &Shown, edits: &[Edit], attempt: &str) -> (String, Vec<u8>) {
    let request = SaveRequest {
        revision: shown.revision.clone(),
        attempt: attempt.to_owned(),
        edits: edits.iter().map(EditJson::from).collect(),
    };
    let path = path(&shown.name, SAVE_PACKET, SAVE_TABLE);
    (path, serde_json::to_vec(&request).unwrap())
}

/// A bill as a page holds it.
#[derive(Clone)]
pub struct Shown {
    pub name: String,
    pub bill: Bill,
    pub revision: String,
}

impl Shown {
    pub fn of(name: &str, reply: BillReply) -> Shown {
        Shown {
            name: name.to_owned(),
            bill: bill(reply.bill),
            revision: reply.revision,
        }
    }

    /// The line of this title.
    pub fn line(&self, title: &str) -> &adisyon_bill::line::Line {
        let found = self.bill.lines.iter().find(|line| line.title == title);
        found.unwrap_or_else(|| panic!("no {title} in {:?}", self.titles()))
    }

    pub fn titles(&self) -> Vec<&str> {
        self.bill
            .lines
            .iter()
            .map(|line| line.title.as_str())
            .collect()
    }
}

pub fn bill(json: BillJson) -> Bill {
    Bill::try_from(json).unwrap()
}

/// `table:masa-1` as a path of one of two routes.
pub fn path(name: &str, packet: &str, table: &str) -> String {
    match name.split_once(':').unwrap() {
        ("packet", id) => with_id(packet, id),
        ("table", id) => with_id(table, id),
        other => panic!("{other:?}"),
    }
}

/// A fresh name for an attempt.
pub fn attempt() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    format!(
        "attempt-of-a-test-{:06}",
        NEXT.fetch_add(1, Ordering::SeqCst)
    )
}
