//! Structured logs: one JSON line per event. Never a token, key, body, or anything about a customer.
use std::sync::{Arc, Mutex, PoisonError};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

/// Starts logging to this writer; once per process.
pub fn start<W>(which: Targets, writer: W) -> Result<(), TryInitError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_writer(writer)
        .with_filter(which);
    tracing_subscriber::registry().with(lines).try_init()
}

/// A panic is logged by its place alone: its text could hold what it choked on.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

/// What becomes known of a request on its way, for its log line.
#[derive(Clone, Default)]
pub struct Notes(Arc<Mutex<Noted>>);

/// The noted facts.
#[derive(Clone, Default)]
pub struct Noted {
    /// Environment of the verified caller.
    pub environment: Option<&'static str>,
    /// Restaurant of the verified caller.
    pub tenant: Option<String>,
    /// Why a token was not accepted.
    pub reason: Option<String>,
}

impl Notes {
    /// Adds something.
    pub fn note(&self, add: impl FnOnce(&mut Noted)) {
        add(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What was noted.
    pub fn read(&self) -> Noted {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
