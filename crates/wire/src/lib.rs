//! What the page and its backend say to each other: JSON shapes, route constants, and the way to and from the bill model.
//!
//! Money travels as integer minor units, quantity as integer thousandths, times as milliseconds since 1970. Unknown fields are
//! ignored, so that a page and a backend of neighbouring releases understand each other.
#![forbid(unsafe_code)]

pub mod bill;
pub mod board;
pub mod catalogue;
pub mod edit;
pub mod problem;
pub mod refusal;
pub mod routes;
pub mod save;
pub mod session;
