//! The backend-for-frontend of adisyon: the only holder of the API key, and the only road from the page to the platform.
//!
//! Modules in reading order: what we are told (`config`, `clock`), who asks (`session`, `installs`), the platform (`upstream`),
//! what is kept (`cache`, `memory`), bills and their saving (`bills`, `save`, `lanes`), and what is answered (`routes`, `refuse`,
//! `headers`, `assets`, `health`, `log`).
#![forbid(unsafe_code)]

pub mod clock;
pub mod config;
pub mod installs;
pub mod secret;
pub mod session;
pub mod upstream;
