//! A bill that is being opened: what is known of it stands there until the desk does.
mod room;
mod run;
mod view;

pub use room::{Reading, reading};
