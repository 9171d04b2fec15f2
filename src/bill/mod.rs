//! The screen that edits one bill: `state` decides, `run` does what it asks, the rest shows.
pub mod access;
pub mod face;
pub mod kept;
pub mod kept_parts;
pub mod others;
pub mod pending;
pub mod scanner;
pub mod state;

#[cfg(target_arch = "wasm32")]
mod dividing;
#[cfg(target_arch = "wasm32")]
pub mod drawer;
#[cfg(target_arch = "wasm32")]
mod painted;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod room;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
pub mod shows;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
pub mod words;

#[cfg(target_arch = "wasm32")]
pub use painted::SHOWN;
#[cfg(target_arch = "wasm32")]
pub use reading::{Reading, reading};
#[cfg(target_arch = "wasm32")]
pub use room::{Arrival, Room, room};
#[cfg(target_arch = "wasm32")]
pub use view::{BillDesk, HeadTools, Tools};
