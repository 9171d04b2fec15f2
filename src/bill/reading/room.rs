//! What stands there until the desk does, as a chunk of the page.
use super::run::which;
use super::view::arriving;
use crate::api::{Api, Failure};
use crate::bill::{Arrival, Room};
use crate::chunk::{Chunk, chunk};
use adisyon_bill::BillRef;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// What the chunk offers.
pub struct Reading {
    /// Opens a bill, showing at once what is known of it.
    pub open: fn(Arrival, Chunk<Room>) -> AnyView,
    /// Finds out what an id names when the panel does not say.
    pub which: fn(Api, String) -> Sorted,
}

/// What an id was found to name.
pub type Sorted = Pin<Box<dyn Future<Output = Result<BillRef, Failure>>>>;

static READING: Reading = Reading {
    open: arriving,
    which: |api, id| Box::pin(which(api, id)),
};

chunk!(fetch, reading, Reading, READING, [BILL, CATALOGUE]);

/// The chunk of what comes before the desk, not yet fetched.
pub fn reading() -> Chunk<Reading> {
    Chunk::new(fetch)
}
