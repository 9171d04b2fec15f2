//! What several restaurants, replicas and restarts ask of the backend.
#![allow(clippy::unwrap_used)]
#[path = "../house/mod.rs"]
mod house;

mod budget;
mod crowd;
mod dark;
mod decisions;
mod frozen;
mod killed;
mod live;
mod often;
mod operating;
mod presence;
mod stopping;
mod tenants;
