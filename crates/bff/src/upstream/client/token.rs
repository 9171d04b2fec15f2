//! The exchange of a code for an install: the only request without an API key. C:D.2.
use super::{Client, EXCHANGE};
use crate::installs::Environment;
use crate::upstream::refusal::Fault;
use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request};
use serde_json::Value;
use tokio::time::timeout;

/// The largest answer: a key, a secret and a few words.
const MAX_ANSWER: usize = 64 << 10;

impl Client {
    /// Sends this body to the platform's token endpoint, once: a code works only once. Gives status and JSON, if it was any.
    pub async fn exchange_code(
        &self,
        environment: Environment,
        body: String,
    ) -> Result<(u16, Option<Value>), Fault> {
        let base = self.bases.of(environment).as_str();
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{base}/plugin-api/oauth/token"))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| Fault::Unreadable("address"))?;
        timeout(EXCHANGE, self.exchanged(request))
            .await
            .unwrap_or(Err(Fault::Timeout))
    }

    async fn exchanged(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<(u16, Option<Value>), Fault> {
        let response = self.http.request(request).await;
        let response = response.map_err(|error| match error.is_connect() {
            true => Fault::NotSent,
            false => Fault::Reset,
        })?;
        let status = response.status().as_u16();
        let body = Limited::new(response.into_body(), MAX_ANSWER)
            .collect()
            .await;
        let body = body.map_err(|_| Fault::Reset)?.to_bytes();
        Ok((status, serde_json::from_slice(&body).ok()))
    }
}
