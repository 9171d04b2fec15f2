//! Who is looking and what they may do, as the verified token and the install say.
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(Session {
    role,
    rights,
    environment,
    draft_space
});
tagged!(Role { Manager, Staff });
form!(Rights {
    read_bills,
    write_bills,
    read_products,
    read_methods,
    marketplace_carts
} may { read_customers, read_staff, read_history, discount_cap });

/// The verified caller, for display and for hiding what is not allowed; the backend refuses it in any case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Session {
    /// `manager` or `staff`.
    pub role: Role,
    /// What the install and the role allow.
    pub rights: Rights,
    /// `sandbox` or `production`.
    pub environment: String,
    /// An opaque, stable mark of (environment, tenant, user): the name under which drafts are kept. Not reversible to the ids.
    pub draft_space: String,
}

/// Base role of a user. C:C.1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May everything the install may.
    Manager,
    /// Service and till.
    Staff,
}

/// What this session may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Rights {
    /// `orders:read`.
    pub read_bills: bool,
    /// `orders:write`.
    pub write_bills: bool,
    /// `products:read`.
    pub read_products: bool,
    /// `payment_methods:read`.
    pub read_methods: bool,
    /// Carts of marketplace packets may be changed (manager and restaurant setting).
    pub marketplace_carts: bool,
    /// The most percent that this role may give away, and never the whole; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_cap: Option<u32>,
    /// `customers:read`.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub read_customers: bool,
    /// `users:read`.
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub read_staff: bool,
    /// What was done to bills may be looked at (manager).
    #[serde(default, skip_serializing_if = "crate::omit::no")]
    pub read_history: bool,
}
