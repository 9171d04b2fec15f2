//! A new packet: for whom, how it leaves the house, lines and payments; one order is one packet.
pub mod people;
pub mod state;
#[cfg(test)]
mod tests;

#[cfg(target_arch = "wasm32")]
mod customer;
#[cfg(target_arch = "wasm32")]
mod finder;
#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::order_screen;
