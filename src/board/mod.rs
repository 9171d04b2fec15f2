//! Open packets and tables on the floor plan: `state` decides, `rows` says what is shown, `run` asks, the rest shows.
#[cfg(target_arch = "wasm32")]
mod find;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod plan;
#[cfg(target_arch = "wasm32")]
mod quiet;
#[cfg(target_arch = "wasm32")]
mod room;
pub mod rows;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
mod seat;
pub mod state;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "wasm32")]
pub mod tile;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use keys::key_dialog;
#[cfg(target_arch = "wasm32")]
pub use room::{Room, room};
#[cfg(target_arch = "wasm32")]
pub use seat::seat_dialog;
#[cfg(target_arch = "wasm32")]
pub use view::board_screen;
