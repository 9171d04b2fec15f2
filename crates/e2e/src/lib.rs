//! The end-to-end harness: one simulator, one pretend panel, one real `adisyon-bff` process and one headless Chromium
//! per test, on free loopback ports, the panel and the page on different sites (`localhost` and `127.0.0.1`).
//!
//! ```no_run
//! use adisyon_e2e::{Bill, Desk, Setup};
//!
//! # async fn test() {
//! Desk::run("a_note_is_written", Setup::default(), async |desk| {
//!     desk.open(Bill::Table("masa-1")).await?;      // the panel frames the page; we are inside the frame now
//!     desk.line("Ayran").await?.inside("qty-inc").await?.click().await?;
//!     desk.click("save").await?;
//!     desk.becomes("bill-total", |text| text.contains("60,00")).await?;
//!     let state = desk.sim().state().await?;        // what the platform now holds
//!     assert!(state.to_string().contains("Ayran"));
//!     Ok(())
//! })
//! .await;
//! # }
//! ```
//!
//! How to use it
//! - `Desk::run` starts everything, runs the test, and always takes everything down again. When the test fails, by `?`
//!   or by a panic, it leaves a picture, the frame's HTML, the browser's console and the backend's log in
//!   `target/e2e/<name>/` and says so.
//! - Nothing sleeps: `part`, `click`, `becomes`, `gone` and `until` ask again until the condition holds, at most
//!   [`wait::LIMIT`].
//! - `data-testid` names parts ([`Desk::part`]); [`Desk::button`] finds what a person would read on a button.
//! - The simulator is steered through [`Sim`]: `state`, `fault`, `staff`, `set`. It runs inside the test's process.
//! - `Desk::barriers` runs axe-core in the frame; `Desk::picture` takes a picture at a width if pictures are wanted;
//!   `Desk::paint` shows the other colour scheme; `Desk::tree` is what a screen reader is told.
//! - The backend can be stopped and started in the middle ([`Desk::stop_backend`], [`Desk::start_backend`]).
//!
//! What must be there: `dist/` (from `cargo xtask build`), the built backend (`cargo build -p adisyon-bff`), Chromium,
//! chromedriver and axe-core. `cargo xtask test e2e` sees to all of it; a missing thing is named with its remedy.
//! Environment: `CHROMEDRIVER` and `CHROMIUM` name other programs, `ADISYON_TOOLS` the tools folder (for axe-core),
//! `ADISYON_E2E_BFF` another backend, `ADISYON_E2E_BROWSER=firefox` the other browser (for tests that need nothing of
//! Chromium's own), `ADISYON_E2E_PICTURES=1` wants pictures, `ADISYON_E2E_DIST` another built page, `ADISYON_E2E_SHOW=1` opens a visible browser.
//!
//! Tests live in `tests/desk/`, one module per theme, all in one test program so that they share one chromedriver.

mod axe;
mod backend;
mod browser;
mod colleague;
mod desk;
mod driver;
mod engine;
mod page;
mod part;
mod paths;
mod picture;
mod place;
mod setup;
mod sim;
mod tree;
mod trouble;
pub mod wait;

pub use axe::Barrier;
pub use colleague::Colleague;
pub use desk::{Beside, Bill, Desk};
pub use part::Part;
pub use picture::Scheme;
pub use setup::{Generation, Setup};
pub use sim::Sim;
pub use thirtyfour::{By, Key};
pub use tree::Told;
pub use trouble::{Outcome, Trouble};
