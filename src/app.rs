//! The page: asks the panel who is looking at what, and shows that screen. The one place where the rooms meet.
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod more;
#[cfg(target_arch = "wasm32")]
mod offered;
#[cfg(target_arch = "wasm32")]
mod plain;
#[cfg(target_arch = "wasm32")]
mod screens;
#[cfg(target_arch = "wasm32")]
mod trail;
pub mod way;

#[cfg(target_arch = "wasm32")]
pub use screens::App;
