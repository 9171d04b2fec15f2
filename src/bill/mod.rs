//! The screen that edits one bill: `state` decides, `run` does what it asks, the rest shows.
pub mod access;
pub mod face;
pub mod kept;
pub mod state;
