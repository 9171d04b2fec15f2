//! Two loopback listeners. hyper is used directly because a fault must be able to drop a connection unanswered.

use crate::control::{self, Surroundings};
use crate::http::{Answer, Outcome, Query, Request};
use crate::plugin_api;
use crate::world::World;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Response, header};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The largest body read.
const MAX_BODY: usize = 1024 * 1024;

/// What both listeners share.
pub struct Shared {
    world: Mutex<World>,
    /// What was bound, for pages that must name it.
    pub surroundings: Surroundings,
}

impl Shared {
    /// Puts a world behind the listeners.
    pub fn new(world: World, surroundings: Surroundings) -> Self {
        Self {
            world: Mutex::new(world),
            surroundings,
        }
    }

    /// The world. A panic of another request leaves it usable: it is a simulator's state, not money.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Which of the two listeners.
#[derive(Debug, Clone, Copy)]
pub enum Door {
    /// The plugin API.
    Api,
    /// The pretend panel and the control API.
    Panel,
}

/// Accepts connections until told to stop, then lets those in work finish their answer.
pub async fn listen(
    listener: TcpListener,
    door: Door,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(&mut stop) => break,
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let _ = stream.set_nodelay(true);
                    connections.spawn(connection(stream, door, Arc::clone(&shared), stop.clone()));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
    let grace = std::time::Duration::from_secs(1);
    let _ = tokio::time::timeout(grace, async {
        while connections.join_next().await.is_some() {}
    })
    .await;
}

async fn connection(
    stream: TcpStream,
    door: Door,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<bool>,
) {
    let service = service_fn(move |request| respond(request, door, Arc::clone(&shared)));
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Waits for the word to stop; the sender's end is that word too.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stopped| *stopped).await;
}

/// The error that makes hyper close the connection without an answer.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("dropped on purpose")
    }
}

impl std::error::Error for Dropped {}

async fn respond(
    request: hyper::Request<Incoming>,
    door: Door,
    shared: Arc<Shared>,
) -> Result<Response<Full<Bytes>>, Dropped> {
    let Some(request) = read(request).await else {
        return Ok(response(Answer::html(
            413,
            "PayloadTooLargeError: request entity too large",
        )));
    };
    let outcome = match door {
        Door::Api => plugin_api::serve(&shared, request).await,
        Door::Panel => Outcome::Answer(control::serve(&shared, request).await),
    };
    match outcome {
        Outcome::Answer(answer) => Ok(response(answer)),
        Outcome::Drop => Err(Dropped),
        Outcome::Never => std::future::pending().await,
    }
}

/// Reads a request whole; `None` when its body is too large or breaks off.
async fn read(request: hyper::Request<Incoming>) -> Option<Request> {
    let (head, body) = request.into_parts();
    let of = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = of(header::AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let json =
        of(header::CONTENT_TYPE).is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    let body = Limited::new(body, MAX_BODY)
        .collect()
        .await
        .ok()?
        .to_bytes()
        .to_vec();
    Some(Request {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: Query::parse(head.uri.query().unwrap_or("")),
        bearer,
        json,
        body,
    })
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let mut builder = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, answer.content_type)
        .header(header::CACHE_CONTROL, "no-store");
    for (name, value) in &answer.headers {
        builder = builder.header(*name, value);
    }
    builder
        .body(Full::new(Bytes::from(answer.body)))
        .unwrap_or_default()
}
