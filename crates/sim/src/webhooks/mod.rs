//! Webhooks (C:D.4 to D.8): what happened is collected in the restaurant's outbox and sent after the request.

pub mod deliver;
pub mod event;
