//! The page that a closing gate opens (C:B.2): what the bill still owes and what lies unsaved on this device, before it is closed.
pub mod state;

#[cfg(target_arch = "wasm32")]
mod room;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use room::{Room, room};
