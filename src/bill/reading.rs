//! A bill that is being opened: it can be read before the desk that edits it is here.
mod room;
mod run;
mod view;

pub use room::{Reading, reading};
