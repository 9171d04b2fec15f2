//! OTLP over HTTP in JSON, sent in batches beside the requests. A collector that does not take them costs nothing but the spans.
use super::Kind;
use crate::config::Base;
use axum::body::Bytes;
use http_body_util::Full;
use hyper::Request;
use hyper::header::CONTENT_TYPE;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The most spans that wait; more are dropped.
const WAITING: usize = 4096;
/// The most spans in one batch.
const BATCH: usize = 512;
/// How long a batch is collected.
const COLLECTING: Duration = Duration::from_secs(2);
/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(5);

static OUT: OnceLock<mpsc::Sender<Value>> = OnceLock::new();

tokio::task_local! {
    static HERE: Place;
}

/// A trace and the span in it that work belongs to.
#[derive(Clone, Copy)]
struct Place {
    trace: u128,
    span: u64,
}

/// Sends spans to this collector from now on; needs a runtime.
pub fn start(collector: &Base, tasks: &mut JoinSet<()>) {
    let (out, spans) = mpsc::channel(WAITING);
    if OUT.set(out).is_ok() {
        let url = format!("{}/v1/traces", collector.as_str());
        tasks.spawn(send(url, spans));
    }
}

/// Does the work as a span of this name, a child of the span it is done in, or of the one that a `traceparent` names.
pub async fn span<T>(
    kind: Kind,
    name: &str,
    parent: Option<&str>,
    work: impl Future<Output = T>,
) -> T {
    let Some(out) = OUT.get() else {
        return work.await;
    };
    let above = parent
        .and_then(read)
        .or_else(|| HERE.try_with(|place| *place).ok());
    let place = Place {
        trace: above.map_or_else(random_trace, |above| above.trace),
        span: (random_trace() >> 64) as u64,
    };
    let began = now();
    let done = HERE.scope(place, work).await;
    let mut span = json!({
        "traceId": format!("{:032x}", place.trace),
        "spanId": format!("{:016x}", place.span),
        "name": name,
        "kind": kind as u8,
        "startTimeUnixNano": began.to_string(),
        "endTimeUnixNano": now().to_string(),
    });
    if let Some(above) = above {
        span["parentSpanId"] = format!("{:016x}", above.span).into();
    }
    // A full queue drops spans, never requests.
    let _ = out.try_send(span);
    done
}

/// `00-<trace>-<span>-<flags>`, as the W3C writes it.
fn read(text: &str) -> Option<Place> {
    let mut parts = text.split('-');
    let (version, trace, span) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = version == "00" && trace.len() == 32 && span.len() == 16;
    let place = Place {
        trace: u128::from_str_radix(trace, 16).ok()?,
        span: u64::from_str_radix(span, 16).ok()?,
    };
    (sound && place.trace != 0 && place.span != 0).then_some(place)
}

async fn send(url: String, mut spans: mpsc::Receiver<Value>) {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    loop {
        let mut batch = Vec::new();
        if spans.recv_many(&mut batch, BATCH).await == 0 {
            return;
        }
        sleep(COLLECTING).await;
        while batch.len() < BATCH
            && let Ok(span) = spans.try_recv()
        {
            batch.push(span);
        }
        let request = Request::post(&url)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body(batch).to_string())));
        let Ok(request) = request else { return };
        let sent = timeout(PATIENCE, client.request(request)).await;
        if !matches!(sent, Ok(Ok(answer)) if answer.status().is_success()) {
            tracing::debug!("the collector takes no spans");
        }
    }
}

fn body(spans: Vec<Value>) -> Value {
    let name = json!({ "key": "service.name", "value": { "stringValue": "adisyon-bff" } });
    json!({ "resourceSpans": [{
        "resource": { "attributes": [name] },
        "scopeSpans": [{ "scope": { "name": "adisyon" }, "spans": spans }],
    }] })
}

fn now() -> u128 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_nanos()
}

fn random_trace() -> u128 {
    let mut bytes = [0; 16];
    // Without randomness traces run together; nothing else suffers.
    let _ = getrandom::fill(&mut bytes);
    u128::from_le_bytes(bytes) | 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_traceparent_is_read_as_the_w3c_writes_it() {
        let sound = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let place = read(sound).unwrap();
        assert_eq!(
            format!("{:032x}", place.trace),
            "0af7651916cd43dd8448eb211c80319c"
        );
        assert_eq!(format!("{:016x}", place.span), "b7ad6b7169203331");
        for wrong in [
            "",
            "00-0-0-0",
            "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_span_in_a_span_is_its_child_in_the_same_trace() {
        let (out, mut spans) = mpsc::channel(8);
        OUT.set(out).unwrap();
        span(Kind::Server, "GET /api/board", None, async {
            span(Kind::Client, "tables/open", None, async {}).await;
        })
        .await;
        let (inner, outer) = (spans.recv().await.unwrap(), spans.recv().await.unwrap());
        assert_eq!(inner["traceId"], outer["traceId"]);
        assert_eq!(inner["parentSpanId"], outer["spanId"]);
        assert_eq!((&inner["kind"], &outer["kind"]), (&json!(3), &json!(2)));
        let sent = body(vec![inner]);
        assert!(sent["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["name"] == "tables/open");
    }
}
