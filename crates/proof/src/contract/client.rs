//! The plugin API as a plain client sees it, over TLS where the address says so.
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::time::{sleep, timeout};

/// The longest answer.
const MAX_ANSWER: usize = 16 << 20;
/// The longest wait for an answer.
const EXCHANGE: Duration = Duration::from_secs(20);
/// How often a limited request is sent again after the wait that the server asks for.
const PATIENCE: usize = 6;

/// A server of the platform.
pub struct Server {
    base: String,
    key: String,
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    runtime: Runtime,
}

/// What it answered.
#[derive(Clone, Debug)]
pub struct Said {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, if said.
    pub retry_after: Option<u64>,
    /// The body; null if it is no JSON.
    pub body: Value,
}

impl Said {
    /// True if the server did what was asked (C:E.0: body first, then status).
    pub fn is_yes(&self) -> bool {
        self.status < 400 && self.body["success"] != json!(false) && self.body["ok"] != json!(false)
    }

    /// The data of a yes (C:E.0).
    pub fn data(&self) -> &Value {
        match self.body.get("data") {
            Some(data) => data,
            None => &self.body,
        }
    }

    /// The words of a no.
    pub fn words(&self) -> &str {
        self.body["message"].as_str().unwrap_or("")
    }

    /// Status and words in one line.
    pub fn told(&self) -> String {
        if self.is_yes() {
            "accepted".to_owned()
        } else {
            format!("refused, {} {:?}", self.status, self.words())
        }
    }
}

impl Server {
    /// A client of this server with this key.
    pub fn new(base: &str, key: &str) -> Result<Server, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Server {
            base: base.to_owned(),
            key: key.to_owned(),
            http: Client::builder(TokioExecutor::new()).build(connector),
            runtime: runtime.map_err(|why| why.to_string())?,
        })
    }

    /// GET of `resource/action?name=value`, the value encoded exactly once.
    pub fn read(&self, action: &str, query: Option<(&str, &str)>) -> Result<Said, String> {
        let query = query
            .map(|(name, value)| format!("?{name}={}", encoded(value)))
            .unwrap_or_default();
        self.patiently(Method::GET, &format!("{action}{query}"), String::new())
    }

    /// POST of JSON.
    pub fn write(&self, action: &str, body: &Value) -> Result<Said, String> {
        self.patiently(Method::POST, action, body.to_string())
    }

    /// POST of JSON, once: a limit is an answer.
    pub fn write_once(&self, action: &str, body: &Value) -> Result<Said, String> {
        self.runtime
            .block_on(self.send(Method::POST, action, body.to_string()))
    }

    /// Sits limits out: they are asked about on their own.
    fn patiently(&self, method: Method, path: &str, body: String) -> Result<Said, String> {
        for _ in 0..PATIENCE {
            let said = self
                .runtime
                .block_on(self.send(method.clone(), path, body.clone()))?;
            match said.retry_after {
                Some(seconds) if said.status == 429 => {
                    let wait = Duration::from_secs(seconds + 1);
                    self.runtime.block_on(async { sleep(wait).await });
                }
                _ => return Ok(said),
            }
        }
        Err(format!("{path}: the limit does not end"))
    }

    async fn send(&self, method: Method, path: &str, body: String) -> Result<Said, String> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}/plugin-api/{path}", self.base))
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| format!("{path} is no address"))?;
        let told = |why: &dyn std::fmt::Display| format!("{path}: {why}");
        let answer = timeout(EXCHANGE, self.http.request(request)).await;
        let answer = answer
            .map_err(|why| told(&why))?
            .map_err(|why| told(&why))?;
        let status = answer.status().as_u16();
        let header = answer
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok());
        let retry_after = header.and_then(|text| text.parse().ok());
        let bytes = Limited::new(answer.into_body(), MAX_ANSWER)
            .collect()
            .await
            .map_err(|why| told(&why))?;
        Ok(Said {
            status,
            retry_after,
            body: serde_json::from_slice(&bytes.to_bytes()).unwrap_or(Value::Null),
        })
    }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
