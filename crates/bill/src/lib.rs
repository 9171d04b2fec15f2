//! The pure model of a restaurant bill: what was read, what a person changed, what may be written back, and in which order.
//!
//! No clock, no socket, no serde, no floats: every rule here is a plain function, tested natively. Modules are in reading order:
//! numbers, names, what the platform told us, what we understood of it, what the person did, what may be sent.
#![forbid(unsafe_code)]

pub mod already;
#[cfg(test)]
mod arbitrary;
pub mod bill;
pub mod cart;
pub mod cash;
pub mod catalogue;
pub mod check;
pub mod diff;
pub mod discount;
pub mod draft;
pub mod edit;
pub mod entry;
pub mod fold;
pub mod ids;
pub mod line;
pub mod map;
pub mod merge;
pub mod money;
#[cfg(any(test, feature = "notation"))]
pub mod notation;
pub mod options;
pub mod order;
pub mod parts;
pub mod payment;
pub mod plan;
#[cfg(test)]
mod pretend;
pub mod problem;
pub mod quantity;
pub mod rate;
pub mod reason;
pub mod resolve;
#[cfg(test)]
mod samples;
pub mod split;
pub mod totals;

pub use bill::Bill;
pub use catalogue::Catalogue;
pub use draft::Draft;
pub use edit::Edit;
pub use ids::{BillRef, LineKey, MethodId, PaymentKey, ProductId};
pub use money::Money;
pub use problem::{Place, Problem};
pub use quantity::Quantity;
pub use rate::Rate;
pub use reason::Reason;
