//! Records as answers show them. Each generation has its own room; what depends on consent is decided here.

pub mod account;
mod amounts;
pub mod catalogue;
pub mod line;
mod payment;
pub mod person;
pub mod season;

use crate::config::Generation;
use crate::world::Tenant;

/// Who is looking, and when.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// The server's generation.
    pub generation: Generation,
    /// Whether personal data and free text are shown (C:G.6 loss 2).
    pub personal: bool,
    /// Whether lines show their product id (C:G.2 rung 1).
    pub product_ids: bool,
    /// Epoch milliseconds, for time-driven amounts.
    pub now: u64,
}

impl View {
    /// The view this install has now.
    pub fn of(tenant: &Tenant, now: u64) -> Self {
        Self {
            generation: tenant.generation,
            personal: tenant.shows_personal(),
            product_ids: tenant.switches.line_product_ids,
            now,
        }
    }

    /// Whether this is the seeds' era.
    pub fn older(&self) -> bool {
        self.generation == Generation::Older
    }
}
