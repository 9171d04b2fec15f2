//! A plain HTTP client for loopback.
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer, read whole.
pub struct Answer {
    /// Its status.
    pub status: u16,
    bytes: Bytes,
}

impl Answer {
    /// The body as what it should be.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_slice(&self.bytes)
            .map_err(|why| format!("{}: {why}: {}", self.status, self.text()))
    }

    /// The body of a control call that must go well.
    pub fn expect(&self, call: &str) -> Result<Value, String> {
        match self.status {
            200 => self.read(),
            status => Err(format!("{call}: {status} {}", self.text())),
        }
    }

    /// The body as text, cut.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes)
            .chars()
            .take(300)
            .collect()
    }
}

/// The client.
#[derive(Clone)]
pub struct Client(hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>);

impl Client {
    /// A client with connections of its own.
    pub fn new() -> Client {
        let builder = hyper_util::client::legacy::Client::builder(TokioExecutor::new());
        Client(builder.build(HttpConnector::new()))
    }

    /// GET.
    pub async fn get(&self, url: &str, token: Option<&str>) -> Result<Answer, String> {
        match self.send(Method::GET, url, token, String::new()).await {
            // A kept connection may have ended meanwhile; asking twice changes nothing.
            Err(_) => self.send(Method::GET, url, token, String::new()).await,
            answer => answer,
        }
    }

    /// POST of JSON.
    pub async fn post(
        &self,
        url: &str,
        token: Option<&str>,
        body: String,
    ) -> Result<Answer, String> {
        self.send(Method::POST, url, token, body).await
    }

    /// DELETE.
    pub async fn delete(&self, url: &str) -> Result<Answer, String> {
        self.send(Method::DELETE, url, None, String::new()).await
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        token: Option<&str>,
        body: String,
    ) -> Result<Answer, String> {
        let mut request = Request::builder().method(method).uri(url);
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request
            .body(Full::new(Bytes::from(body)))
            .map_err(|why| why.to_string())?;
        let answer = self
            .0
            .request(request)
            .await
            .map_err(|why| format!("{url}: {why}"))?;
        let status = answer.status().as_u16();
        let body = answer
            .into_body()
            .collect()
            .await
            .map_err(|why| format!("{url}: {why}"))?;
        Ok(Answer {
            status,
            bytes: body.to_bytes(),
        })
    }
}

impl Default for Client {
    fn default() -> Client {
        Client::new()
    }
}
