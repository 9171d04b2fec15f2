//! The judge: what a person asked for, what therefore should be, what is, and whether every question had a reason.
//!
//! It knows the account from inside ([`crate::model::Account`], life-long row names included) and does its own arithmetic.
mod choices;
pub mod compare;
pub mod expect;
mod paid;
pub mod reasons;
pub mod wishes;
