//! The platform: the only road to it, what it says, and what that means.
pub mod client;
pub mod create;
pub mod read;
pub mod records;
pub mod refusal;
pub mod shape;
pub mod write;
