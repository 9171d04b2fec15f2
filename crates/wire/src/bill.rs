//! A bill on the wire.
use serde::{Deserialize, Serialize};

/// A bill with the stamp of its content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillReply {
    /// The bill.
    pub bill: BillJson,
    /// Opaque stamp of its content, echoed on save.
    pub revision: String,
    /// When the platform was read, milliseconds since 1970.
    pub read_at: i64,
}

/// A bill; see [`adisyon_bill::Bill`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillJson {}
