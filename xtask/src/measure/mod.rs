//! `bench bff` and `soak`: the backend in release against the simulator, with its limits off. `bench page`: the page in a browser.

mod bench;
mod felt;
mod proc;
mod soak;
mod stage;
mod wrk;

pub use bench::bench;
pub use felt::page;
pub use soak::soak;
