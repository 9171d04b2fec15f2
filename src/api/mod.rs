//! The road to the backend: the only fetch, a fresh token for each call, a time for each answer, failures as values.
//!
//! Called only from the `run.rs` of each room; the plain types of [`failure`] may be held by any state.
pub mod failure;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod road;
#[cfg(target_arch = "wasm32")]
mod stream;

pub use failure::{Failure, Fault};
#[cfg(target_arch = "wasm32")]
pub use road::{Api, Token, TokenSource, provide_api, use_api};
