//! What the platform tells us: verified on the raw bytes, counted once, answered first and worked off after. C:D.4 to C:D.8.
pub mod across;
pub mod event;
pub mod signal;
pub mod signature;
pub mod work;

use crate::clock::SharedClock;
use crate::directory::Directory;
use crate::installs::Install;
use crate::metrics::METRICS;
use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use serde_json::Value;
use signal::Signals;
use signature::Signature;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use work::{Desk, Work};

/// The largest body. C:D.5.
pub const MAX_BODY: usize = 1 << 20;
/// How long a body may take to come.
const BODY: Duration = Duration::from_secs(10);
/// How long an answer waits for what must not be lost.
const PATIENCE: Duration = Duration::from_secs(5);

/// The door for webhooks.
pub struct Webhooks {
    desk: Desk,
    work: Work,
    clock: SharedClock,
    plugin_id: String,
}

/// What was sent, and proven to be from the platform.
#[derive(Debug)]
pub struct Told {
    /// About which restaurant.
    pub install: Arc<Install>,
    /// What is said.
    pub body: Value,
    /// The bytes as they came.
    raw: Bytes,
}

/// A webhook that was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It is worked off, or will be.
    Fresh,
    /// It was worked off before.
    Again,
}

/// Why a webhook was not taken: for the log. The answer tells less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rejection {
    /// Larger than allowed.
    TooLarge,
    /// It did not come whole, or not in time.
    Broken,
    /// No signature, or not one that can be read.
    Unsigned,
    /// Signed too long ago, or in the future.
    Untimely,
    /// Not JSON, or without tenant or environment.
    Unaddressed,
    /// No such install.
    Unknown,
    /// Not signed with this install's secret, or not these bytes.
    Forged,
    /// Too much at once, no store, or stopping: the platform tries again.
    Busy,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rejection::TooLarge => "too_large",
            Rejection::Broken => "broken",
            Rejection::Unsigned => "unsigned",
            Rejection::Untimely => "untimely",
            Rejection::Unaddressed => "unaddressed",
            Rejection::Unknown => "unknown_install",
            Rejection::Forged => "forged",
            Rejection::Busy => "busy",
        })
    }
}

impl Webhooks {
    /// Opens the door and starts the workers; needs a runtime.
    pub fn new(desk: Desk, clock: SharedClock, plugin_id: String) -> Webhooks {
        Webhooks {
            work: Work::start(&desk),
            desk,
            clock,
            plugin_id,
        }
    }

    /// Where signals come from.
    pub fn signals(&self) -> &Signals {
        &self.desk.signals
    }

    /// Who is installed.
    pub fn directory(&self) -> &Directory {
        &self.desk.directory
    }

    /// Reads and verifies what was sent: who sent it is proven by the secret of whom it claims to be from.
    pub async fn hear(&self, headers: &HeaderMap, body: Body) -> Result<Told, Rejection> {
        let raw = whole(body).await?;
        let mut values = headers.get_all(signature::HEADER).iter();
        let (Some(header), None) = (values.next(), values.next()) else {
            return Err(Rejection::Unsigned);
        };
        let header = header.to_str().map_err(|_| Rejection::Unsigned)?;
        let signature = Signature::parse(header).ok_or(Rejection::Unsigned)?;
        if !signature.is_timely(self.clock.wall_ms().div_euclid(1000)) {
            return Err(Rejection::Untimely);
        }
        let body: Value = serde_json::from_slice(&raw).map_err(|_| Rejection::Unaddressed)?;
        let key = event::addressee(&body).ok_or(Rejection::Unaddressed)?;
        let found = self.desk.directory.find(&key).await;
        let found = found.map_err(|error| {
            tracing::error!(%error, "no install for a webhook");
            Rejection::Busy
        })?;
        let install = found.ok_or(Rejection::Unknown)?;
        match signature.signs(&raw, &install.webhook_secret) {
            true => Ok(Told { install, body, raw }),
            false => Err(Rejection::Forged),
        }
    }

    /// Takes a verified event.
    pub async fn take(&self, told: &Told) -> Result<Taken, Rejection> {
        let install = &told.install.key;
        let event = event::read(install, &self.plugin_id, &told.body, &told.raw);
        if let Some(at) = told.body.get("occurredAt").and_then(Value::as_i64) {
            let lag = u64::try_from(self.clock.wall_ms().saturating_sub(at)).unwrap_or(0);
            let lag = Duration::from_millis(lag);
            METRICS.time("adisyon_webhook_lag_seconds", String::new(), lag);
        }
        let shelf = self.desk.store.shelf(install);
        match shelf.was_delivered(&event.id).await {
            Ok(true) => return Ok(Taken::Again),
            Ok(false) => {}
            Err(error) => {
                tracing::error!(%error, "webhook not taken");
                return Err(Rejection::Busy);
            }
        }
        let must_not_be_lost = event.deed.is_lifecycle();
        let follow = self.work.take(install.clone(), event).await;
        let follow = follow.ok_or(Rejection::Busy)?;
        if must_not_be_lost && !matches!(timeout(PATIENCE, follow).await, Ok(Ok(Ok(())))) {
            return Err(Rejection::Busy);
        }
        Ok(Taken::Fresh)
    }

    /// Takes nothing new and waits until everything taken is worked off.
    pub async fn drain(&self) {
        self.work.drain().await;
    }
}

async fn whole(body: Body) -> Result<Bytes, Rejection> {
    match timeout(BODY, axum::body::to_bytes(body, MAX_BODY)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            let error = error.into_inner();
            match error.is::<http_body_util::LengthLimitError>() {
                true => Err(Rejection::TooLarge),
                false => Err(Rejection::Broken),
            }
        }
        Err(_) => Err(Rejection::Broken),
    }
}

#[cfg(test)]
mod tests;
