//! One HTTP exchange with the platform: fixed addresses, a bound on every wait and size, no redirect followed.
mod token;

use crate::budget::breaker::Breakers;
use crate::budget::{Budgets, Kind};
use crate::clock::SharedClock;
use crate::config::Bases;
use crate::installs::{Environment, Install};
use crate::metrics::METRICS;
use crate::refuse::DEFAULT_WAIT;
use crate::trace;
use crate::upstream::refusal::{Failure, Fault, Refused, blind, judge};
use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use hyper::{Method, Request, Response, body::Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a whole exchange may take.
const EXCHANGE: Duration = Duration::from_secs(10);
/// Idle connections are dropped before most servers drop them, so that a write seldom meets a dead one.
const IDLE: Duration = Duration::from_secs(15);
/// The largest answer: 2,000 products with options are about 2 MB.
const MAX_ANSWER: usize = 8 << 20;
/// How often a read is tried after internal errors and broken connections.
const READ_TRIES: u32 = 3;
/// The first pause between tries; doubled each time.
const READ_PAUSE: Duration = Duration::from_millis(200);
/// The longest wait that a read takes upon itself when the platform is busy.
const READ_PATIENCE: Duration = Duration::from_secs(2);

/// SHA-256 of an answer's bytes.
pub type Print = [u8; 32];

/// An answer as it came.
pub struct Answer {
    status: u16,
    retry_after: Option<u32>,
    body: Bytes,
}

/// What reading again gave.
pub enum Again {
    /// The same bytes as before.
    Same(Answer),
    /// Another answer, and its print.
    New(Value, Print),
}

/// The pooled client.
pub struct Client {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    bases: Bases,
    budgets: Budgets,
    breakers: Breakers,
    /// Whether each environment's platform answered last, for readiness.
    answers: [AtomicU8; 2],
}

impl Client {
    /// A client for these two addresses and no other.
    pub fn new(bases: Bases, budgets: Budgets, clock: SharedClock) -> Client {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT));
        let https = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let http = legacy::Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .build(https);
        Client {
            http,
            bases,
            budgets,
            breakers: Breakers::new(clock),
            answers: Default::default(),
        }
    }

    /// What may be spent.
    pub fn budgets(&self) -> &Budgets {
        &self.budgets
    }

    /// Whose road is closed.
    pub fn breakers(&self) -> &Breakers {
        &self.breakers
    }

    /// Whether this environment's platform answered when it was asked last; none if nobody asked yet.
    pub fn answers(&self, environment: Environment) -> Option<bool> {
        match self.answers[environment as usize].load(Ordering::Relaxed) {
            0 => None,
            known => Some(known == 1),
        }
    }

    /// Reads `resource` (`packets/get`) with a query whose values are encoded exactly once. Tried again as C:I allows.
    pub async fn read(
        &self,
        install: &Install,
        resource: &str,
        query: &[(&str, &str)],
    ) -> Result<Value, Failure> {
        let whole = |answer: Answer| parsed(install, answer);
        self.tries(install, resource, query, &whole).await
    }

    /// Reads as [`Client::read`] does; an answer of the same bytes as the one with this print is told as such and not taken apart.
    pub async fn read_again(
        &self,
        install: &Install,
        resource: &str,
        query: &[(&str, &str)],
        known: Option<&Print>,
    ) -> Result<Again, Failure> {
        let compared = |answer: Answer| {
            let print: Print = Sha256::digest(&answer.body).into();
            match answer.status == 200 && known == Some(&print) {
                true => Ok(Again::Same(answer)),
                false => Ok(Again::New(parsed(install, answer)?, print)),
            }
        };
        self.tries(install, resource, query, &compared).await
    }

    async fn tries<T>(
        &self,
        install: &Install,
        resource: &str,
        query: &[(&str, &str)],
        understood: &impl Fn(Answer) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let path = with_query(resource, query);
        let mut pause = READ_PAUSE;
        for attempt in 1.. {
            let asked = self.once(install, Method::GET, &path, Bytes::new(), understood);
            let failure = match asked.await {
                Ok(body) => return Ok(body),
                Err(failure) => failure,
            };
            let wait = match &failure {
                Failure::Refused(Refused::RateLimited(Some(seconds))) => {
                    Duration::from_secs(u64::from(*seconds))
                }
                Failure::Fault(Fault::Internal(_) | Fault::Reset | Fault::NotSent) => pause,
                _ => return Err(failure),
            };
            if attempt >= READ_TRIES || wait > READ_PATIENCE {
                return Err(failure);
            }
            sleep(wait).await;
            pause *= 2;
        }
        Err(Fault::Reset.into())
    }

    /// Writes once. Whoever calls it decides what a fault means: nothing is repeated here. C:I.
    pub async fn write(
        &self,
        install: &Install,
        resource: &str,
        body: String,
    ) -> Result<Value, Failure> {
        let whole = |answer: Answer| parsed(install, answer);
        let body = Bytes::from(body);
        self.once(install, Method::POST, resource, body, &whole)
            .await
    }

    async fn once<T>(
        &self,
        install: &Install,
        method: Method,
        path: &str,
        body: Bytes,
        understood: &impl Fn(Answer) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let base = self.bases.of(install.key.environment).as_str();
        let kind = match method {
            Method::GET => Kind::Read,
            _ => Kind::Write,
        };
        let request = request(base, install, method, path, body)?;
        if !self.breakers.lets(&install.key) {
            return Err(Fault::NotSent.into());
        }
        if let Err(seconds) = self.budgets.admit(&install.key, kind).await {
            METRICS.count("adisyon_limited_total", "by=\"us\"".into());
            return Err(Refused::RateLimited(Some(seconds)).into());
        }
        let began = Instant::now();
        let resource = path.split('?').next().unwrap_or(path);
        let exchange = timeout(EXCHANGE, async {
            self.exchange(request).await.and_then(understood)
        });
        let answer = trace::span(trace::Kind::Client, resource, None, exchange)
            .await
            .unwrap_or(Err(Fault::Timeout.into()));
        self.learn(install, kind, &answer);
        let outcome = match &answer {
            Ok(_) => "ok",
            Err(Failure::Refused(_)) => "refused",
            Err(Failure::Fault(_)) => "fault",
        };
        let labels = format!("resource=\"{resource}\",outcome=\"{outcome}\"");
        METRICS.time("adisyon_upstream_seconds", labels, began.elapsed());
        answer
    }

    /// Every answer says something about the limit and the road.
    fn learn<T>(&self, install: &Install, kind: Kind, answer: &Result<T, Failure>) {
        let through = !matches!(answer, Err(Failure::Fault(_)));
        self.breakers.report(&install.key, through);
        let known = &self.answers[install.key.environment as usize];
        known.store(if through { 1 } else { 2 }, Ordering::Relaxed);
        if let Err(Failure::Refused(Refused::RateLimited(wait))) = answer {
            METRICS.count("adisyon_limited_total", "by=\"platform\"".into());
            let seconds = wait.unwrap_or(DEFAULT_WAIT);
            self.budgets.refused(&install.key, kind, seconds);
        }
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let response = self.http.request(request).await.map_err(|error| {
            if error.is_connect() {
                Fault::NotSent
            } else {
                Fault::Reset
            }
        })?;
        let status = response.status().as_u16();
        let retry_after = retry_after(&response);
        let body = Limited::new(response.into_body(), MAX_ANSWER)
            .collect()
            .await
            .map_err(|error| {
                if error.is::<http_body_util::LengthLimitError>() {
                    Fault::Unreadable("too large")
                } else {
                    Fault::Reset
                }
            })?
            .to_bytes();
        Ok(Answer {
            status,
            retry_after,
            body,
        })
    }
}

/// Takes an answer apart and judges it.
pub fn parsed(install: &Install, answer: Answer) -> Result<Value, Failure> {
    let mut body = serde_json::from_slice(&answer.body).ok();
    if let Some(body) = &mut body {
        let secrets = [install.api_key.reveal(), install.webhook_secret.reveal()];
        blind(body, &secrets);
    }
    judge(answer.status, answer.retry_after, body)
}

fn request(
    base: &str,
    install: &Install,
    method: Method,
    path: &str,
    body: Bytes,
) -> Result<Request<Full<Bytes>>, Failure> {
    let mut key = HeaderValue::try_from(format!("Bearer {}", install.api_key.reveal()))
        .map_err(|_| Refused::Unauthorized)?;
    key.set_sensitive(true);
    let mut request = Request::builder()
        .method(&method)
        .uri(format!("{base}/plugin-api/{path}"))
        .header(AUTHORIZATION, key);
    if method == Method::POST {
        request = request.header(CONTENT_TYPE, "application/json");
    }
    request
        .body(Full::new(body))
        .map_err(|_| Fault::Unreadable("address").into())
}

/// Seconds, or a date that we do not read.
fn retry_after(response: &Response<Incoming>) -> Option<u32> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    // A fraction is rounded up: asking a moment too early would only be refused again.
    match text.split_once('.') {
        Some((whole, _)) => whole.parse::<u32>().ok().map(|s| s.saturating_add(1)),
        None => text.parse().ok(),
    }
}

/// Ids may be percent-encoded text: the `%` is encoded again, so that one decoding gives back exactly the id. C:E.2.
fn with_query(resource: &str, query: &[(&str, &str)]) -> String {
    let mut path = resource.to_owned();
    for (at, (name, value)) in query.iter().enumerate() {
        path.push(if at == 0 { '?' } else { '&' });
        path.push_str(name);
        path.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    path.push(char::from(byte));
                }
                // Writing to a String cannot fail.
                _ => drop(write!(path, "%{byte:02X}")),
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_encoded_exactly_once() {
        for (id, path) in [
            ("1791400223345", "packets/get?id=1791400223345"),
            ("k%C3%B6%C5%9Fe2", "packets/get?id=k%25C3%25B6%25C5%259Fe2"),
            ("masa-7*", "packets/get?id=masa-7%2A"),
            ("a&b=c #ş/..", "packets/get?id=a%26b%3Dc%20%23%C5%9F%2F.."),
        ] {
            assert_eq!(with_query("packets/get", &[("id", id)]), path);
        }
        assert_eq!(with_query("packets/open", &[]), "packets/open");
    }
}
