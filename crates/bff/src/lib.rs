//! The backend-for-frontend of adisyon: the only holder of the API key, and the only road from the page to the platform.
//!
//! Modules in reading order: what we are told (`config`, `clock`), who asks (`session`, `installs`, `directory`, `decisions`, `connect`), the
//! platform and how much it may be asked (`upstream`, `webhooks`, `gates`, `budget`, `pace`), what lasts (`store`, `remembered`, `often`, `history`), what is kept for a while (`believed`, `flight`, `stock`, `shelves`,
//! `memory`, `consent`, `chores`), bills, their saving and their opening (`bills`, `answers`, `lanes`, `save`, `intake`, `since`), and
//! who follows (`live`), what is answered (`routes`, `refuse`, `headers`, `assets`, `log`, `serve`), and what is measured (`metrics`,
//! `trace`).
#![forbid(unsafe_code)]

pub mod answers;
pub mod app;
pub mod assets;
pub mod believed;
pub mod bills;
pub mod boards;
pub mod bucket;
pub mod budget;
pub mod chores;
pub mod clock;
pub mod config;
pub mod connect;
pub mod consent;
pub mod decisions;
pub mod directory;
pub mod door;
pub mod flight;
pub mod gates;
pub mod headers;
pub mod history;
pub mod installs;
pub mod intake;
pub mod lanes;
pub mod live;
pub mod log;
pub mod memory;
pub mod metrics;
pub mod often;
pub mod pace;
pub mod refuse;
pub mod remembered;
pub mod routes;
pub mod save;
pub mod secret;
pub mod serve;
pub mod session;
pub mod shelves;
pub mod since;
pub mod stock;
pub mod store;
pub mod trace;
pub mod upstream;
pub mod webhooks;

pub use serve::serve;
