//! The floor plan.

use crate::money::Money;

/// A part of the restaurant: hall, garden (`desing` on the wire, C:A).
#[derive(Debug, Clone)]
pub struct Section {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Order; mostly absent.
    pub rank: Option<i64>,
    /// Cover charge per guest; `None` when this part has none.
    pub cover: Option<Money>,
    /// Its tables.
    pub tables: Vec<Place>,
}

/// A table of the floor plan, open or free.
#[derive(Debug, Clone)]
pub struct Place {
    /// Document id; a name with Turkish letters gives a percent-encoded one (C:E.2).
    pub id: String,
    /// Name.
    pub title: String,
    /// Inactive tables are not in the layout.
    pub active: bool,
}
