//! The proof of lossless editing: random restaurants, bills, waiters and bad roads, judged by an independent model of the platform.
//!
//! A [`script::Script`] is played on a [`desk::Desk`]: either [`pure::Pure`], the rules of the bill model alone, or the real backend
//! and the real simulator. After every save the judge holds what is against what was asked for: no line, option, note, discount, tax,
//! identity, metadata or payment lost or invented, every step legal, every question with a reason, totals to the kuruş.
#![forbid(unsafe_code)]

pub mod contract;
mod decimal;
pub mod desk;
pub mod judge;
pub mod make;
pub mod model;
pub mod play;
pub mod pure;
pub mod rng;
pub mod run;
pub mod script;
pub mod shrink;
pub mod tally;
pub mod waiter;
pub mod whole;
