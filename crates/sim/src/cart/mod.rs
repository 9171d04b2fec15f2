//! From the cart of a write to the lines of an account: schema, prices, identities, full replace (C:E.3, C:G.4).

pub mod body;
pub mod identity;
pub mod metadata;
pub mod price;
pub mod replace;
