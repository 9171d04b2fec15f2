//! Open packets, open tables and the floor plan. C:E.2 `packets/open`, `tables/open`, `tables/layout`.
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(Board {
    packets,
    sections,
    read_at
} may { currency });
form!(OpenPacket { id, items, total, paid } may { doc_no, channel, order_code, scheduled, since });
form!(Section { id, title, tables });
form!(Table { id, title } may { open });
form!(OpenTable { guests, items, total, paid } may { doc_no, since });

/// Everything that is open, and where the free tables are.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Board {
    /// Open packets in the platform's order.
    pub packets: Vec<OpenPacket>,
    /// Sections of the floor plan in their order. Open tables that no section lists stand in a last section with an empty id.
    pub sections: Vec<Section>,
    /// When the platform was read, milliseconds since 1970.
    pub read_at: i64,
    /// ISO code of what the restaurant sells in, if an open account says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
}

/// One open packet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpenPacket {
    /// Its id.
    pub id: String,
    /// Document number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub doc_no: Option<String>,
    /// Channel code as the platform writes it (`packet`, `yemeksepeti` …).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub channel: Option<String>,
    /// The marketplace's own code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order_code: Option<String>,
    /// Planned for, milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scheduled: Option<i64>,
    /// Units or lines, display only.
    pub items: i64,
    /// Sum, minor units.
    pub total: i64,
    /// Paid, minor units.
    pub paid: i64,
    /// When it was opened, milliseconds since 1970, if it happened before our eyes: the platform does not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<i64>,
}

/// A section of the floor plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its tables in their order.
    pub tables: Vec<Table>,
}

/// A table, free or open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Table {
    /// Its document id: for an open table that of its account.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its account; none if it is free.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub open: Option<OpenTable>,
}

/// The account of an open table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpenTable {
    /// Document number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub doc_no: Option<String>,
    /// Guests.
    pub guests: u32,
    /// Units or lines, display only.
    pub items: i64,
    /// Sum, minor units.
    pub total: i64,
    /// Paid, minor units.
    pub paid: i64,
    /// When it was opened, milliseconds since 1970, if it happened before our eyes: the platform does not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<i64>,
}
