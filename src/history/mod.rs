//! What was done to a bill through adisyon, for managers: `state` puts it into rows, `run` reads, `view` shows.
pub mod state;
#[cfg(test)]
mod tests;

#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::history_screen;
