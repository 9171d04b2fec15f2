//! What the page and its backend say to each other: JSON shapes, route constants, and the way to and from the bill model.
//!
//! Money travels as integer minor units, quantity as integer thousandths, rates as integer hundredths of a percent, times as
//! milliseconds since 1970. What is nothing, zero or false is left out. Unknown fields are ignored, so that a page and a backend
//! of neighbouring releases understand each other.
//!
//! Sum types are tagged from outside (`{"note":["line","text"]}`): every other way of tagging buffers the value first, which costs
//! code in the page, and where `serde_json` keeps numbers as text (`arbitrary_precision`, on in the backend) a buffered number
//! that is no plain integer turns into a map.
#![forbid(unsafe_code)]

mod mirror;
mod omit;

pub mod answers;
pub mod bill;
pub mod board;
pub mod catalogue;
pub mod edit;
pub mod field;
pub mod history;
pub mod live;
pub mod manage;
pub mod often;
pub mod order;
pub mod packet;
pub mod people;
pub mod problem;
pub mod refusal;
pub mod routes;
pub mod save;
pub mod seat;
pub mod session;
pub mod settings;
pub mod unreadable;

pub use unreadable::Unreadable;
