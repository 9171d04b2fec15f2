//! To be written.
use serde::{Deserialize, Serialize};
/// A problem; see [`adisyon_bill::Problem`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProblemJson {}
