//! The host window: what is said (pure), to whom (pure), and the port that says it. Knows nothing of bills.
pub mod context;
pub mod height;
pub mod message;
pub mod origin;
#[cfg(target_arch = "wasm32")]
pub mod port;
