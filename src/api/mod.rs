//! The road to the backend: the only fetch, a fresh token for each call, a time for each answer, failures as values.
pub mod failure;
