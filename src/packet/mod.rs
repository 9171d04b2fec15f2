//! The few fields of a packet beside its lines and payments: `state` decides what was edited, `run` sends it, `view` shows.
pub mod state;
#[cfg(test)]
mod tests;

#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
pub mod words;

#[cfg(target_arch = "wasm32")]
pub use view::fields_dialog;
