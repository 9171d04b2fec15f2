//! To be written.
use serde::{Deserialize, Serialize};
/// An edit; see [`adisyon_bill::Edit`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EditJson {}
