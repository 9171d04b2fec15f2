//! The order desk inside a Restomenum panel, in reading order: the host, the road to the backend, words, parts, screens, app.
//!
//! What shows or asks exists only in the browser; what decides is plain and compiles everywhere, so that it is tested natively.
#![forbid(unsafe_code)]

pub mod api;
pub mod app;
pub mod bill;
pub mod board;
pub mod bridge;
pub mod catalogue;
#[cfg(target_arch = "wasm32")]
pub mod chunk;
#[cfg(target_arch = "wasm32")]
pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod first;
pub mod gate;
pub mod history;
pub mod i18n;
pub mod live;
pub mod manage;
pub mod order;
pub mod packet;
#[cfg(target_arch = "wasm32")]
pub mod ui;
