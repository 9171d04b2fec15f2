//! Products for staff: finding one, and choosing its options.
pub mod choosing;

#[cfg(target_arch = "wasm32")]
mod choices;
#[cfg(target_arch = "wasm32")]
mod finder;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
mod product_dialog;
#[cfg(target_arch = "wasm32")]
mod result;
#[cfg(target_arch = "wasm32")]
mod typed;

#[cfg(target_arch = "wasm32")]
pub use choices::{Choices, lack_words};
#[cfg(target_arch = "wasm32")]
pub use finder::Finder;
#[cfg(target_arch = "wasm32")]
pub use product_dialog::{Picked, ProductDialog};
#[cfg(target_arch = "wasm32")]
pub use typed::typed_quantity;
