//! To be written.
use serde::{Deserialize, Serialize};
/// The catalogue; see [`adisyon_bill::Catalogue`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CatalogueJson {}
