//! The catalogue for managers: products, categories, payment methods, ingredients, and the check of the menu. One table and one form
//! for all four kinds; what differs is data.
pub mod state;

#[cfg(target_arch = "wasm32")]
mod room;
#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod words;

#[cfg(target_arch = "wasm32")]
pub use room::{Room, Start, room};
