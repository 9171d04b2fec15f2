//! Customers and staff. All of them are invented.

use crate::money::Money;

/// A customer with personal data (C:E.4).
#[derive(Debug, Clone, Default)]
pub struct Customer {
    /// Opaque id.
    pub id: String,
    /// Personal.
    pub name: Option<String>,
    /// Personal.
    pub phone: Option<String>,
    /// Personal; may hold `;` separated parts (C:F).
    pub call: Option<String>,
    /// Personal.
    pub address: Option<String>,
    /// Personal.
    pub address_description: Option<String>,
    /// District; not personal.
    pub region: Option<String>,
    /// Spent in all.
    pub total: Money,
}

/// A member of staff.
#[derive(Debug, Clone)]
pub struct User {
    /// Opaque id.
    pub id: String,
    /// Personal.
    pub name: String,
    /// `manager` or `staff`.
    pub role: &'static str,
}
