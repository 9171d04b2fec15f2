//! Signing and sending (C:D.5, C:D.7): at least once and unordered, by default really so: each event comes twice,
//! and no two in the order they happened.

use super::event::Event;
use crate::clock::now_ms;
use crate::server::Shared;
use crate::token::hmac_sha256;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;

/// Waits between the six attempts of the older retry window (C:D.7).
const RETRY_S: [u64; 5] = [1, 2, 4, 8, 16];
/// How long an answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Deliveries remembered for tests.
const MAX_REMEMBERED: usize = 5000;

/// One attempt as tests see it.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Event id.
    pub id: String,
    /// Event type.
    pub kind: String,
    /// Tenant.
    pub tenant: String,
    /// Attempt, from 1.
    pub attempt: usize,
    /// Answered status; 0 for none.
    pub status: u16,
    /// Sent at, epoch milliseconds.
    pub at: u64,
}

/// What a signed request needs.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Tenant.
    pub tenant: String,
    /// `sandbox` or `production`.
    pub environment: String,
    /// Signs.
    pub secret: String,
    /// Where to.
    pub url: String,
}

/// Sends everything the restaurants have in their outboxes.
pub fn flush(shared: &Arc<Shared>) {
    let mut sendings = Vec::new();
    {
        let mut world = shared.world();
        for tenant in &mut world.tenants {
            let events = std::mem::take(&mut tenant.outbox);
            let Some(url) = tenant.webhook_url.clone() else {
                continue;
            };
            let sealed = Sealed {
                tenant: tenant.id.clone(),
                environment: tenant.environment.clone(),
                secret: tenant.webhook_secret.clone(),
                url,
            };
            for event in events {
                // Beyond 120 a minute the surplus is dropped (C:I).
                if tenant.limits && tenant.deliveries.take(now_ms()).is_err() {
                    continue;
                }
                let manner = tenant.switches;
                let late = if manner.webhooks_shuffled {
                    tenant.restaurant.rng.below(120)
                } else {
                    0
                };
                sendings.push((sealed.clone(), event.clone(), late));
                if manner.webhooks_twice {
                    sendings.push((
                        sealed.clone(),
                        event,
                        late + 40 + tenant.restaurant.rng.below(200),
                    ));
                }
            }
        }
    }
    for (sealed, event, late) in sendings {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(late)).await;
            with_retries(&shared, &sealed, &event).await;
        });
    }
}

async fn with_retries(shared: &Shared, sealed: &Sealed, event: &Event) {
    let body = event.body.to_string();
    for attempt in 0..=RETRY_S.len() {
        let at = now_ms();
        let status = post(sealed, &body, Some(&event.kind), None)
            .await
            .map_or(0, |(status, _)| status);
        remember(
            shared,
            Delivery {
                id: event.id.clone(),
                kind: event.kind.clone(),
                tenant: sealed.tenant.clone(),
                attempt: attempt + 1,
                status,
                at,
            },
        );
        if (200..300).contains(&status) {
            return;
        }
        let Some(seconds) = RETRY_S.get(attempt) else {
            return;
        };
        tokio::time::sleep(Duration::from_secs(*seconds)).await;
    }
}

fn remember(shared: &Shared, delivery: Delivery) {
    let mut world = shared.world();
    if world.deliveries.len() == MAX_REMEMBERED {
        world.deliveries.pop_front();
    }
    world.deliveries.push_back(delivery);
}

/// `X-Restomenum-Signature` for a body at a moment (C:D.5).
pub fn signature(secret: &str, seconds: u64, body: &str) -> String {
    let mac = hmac_sha256(secret.as_bytes(), format!("{seconds}.{body}").as_bytes());
    let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

/// One signed POST; the status and, when it is JSON, the answer. `at` overrides the moment of signing, in seconds.
pub async fn post(
    sealed: &Sealed,
    body: &str,
    kind: Option<&str>,
    at: Option<u64>,
) -> io::Result<(u16, Value)> {
    let seconds = at.unwrap_or_else(|| now_ms() / 1000);
    let sent = tokio::time::timeout(TIMEOUT, send(sealed, body, kind, seconds)).await;
    sent.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut)))
}

async fn send(
    sealed: &Sealed,
    body: &str,
    kind: Option<&str>,
    seconds: u64,
) -> io::Result<(u16, Value)> {
    let broken = |error: hyper::Error| io::Error::other(error);
    let uri: hyper::Uri = sealed.url.parse().map_err(io::Error::other)?;
    let host = uri
        .authority()
        .map(|authority| authority.as_str().to_owned())
        .unwrap_or_default();
    let target = if host.contains(':') {
        host.clone()
    } else {
        format!("{host}:80")
    };
    let stream = TcpStream::connect(target).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let driver = tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let mut request = Request::post(path)
        .header("host", host)
        .header("content-type", "application/json")
        .header("connection", "close")
        .header(
            "x-restomenum-signature",
            signature(&sealed.secret, seconds, body),
        )
        .header("x-restomenum-environment", &sealed.environment)
        .header(
            "x-restomenum-delivery",
            format!("dlv_{}_{}", sealed.tenant, now_ms()),
        );
    if let Some(kind) = kind {
        request = request.header("x-restomenum-event", kind);
    }
    let request = request
        .body(Full::new(Bytes::from(body.to_owned())))
        .map_err(io::Error::other)?;
    let response = sender.send_request(request).await.map_err(broken)?;
    let status = response.status().as_u16();
    let bytes = response
        .into_body()
        .collect()
        .await
        .map_err(broken)?
        .to_bytes();
    driver.abort();
    Ok((
        status,
        serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    ))
}
