//! `bench bff` and `soak`: the backend in release against the simulator, with its limits off.

mod bench;
mod proc;
mod soak;
mod stage;
mod wrk;

pub use bench::bench;
pub use soak::soak;
