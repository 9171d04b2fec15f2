//! What a test asks for before it starts.

pub use restomenum_sim::Generation;

use crate::picture::Scheme;

/// The restaurant, the person and the window of one test.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Which generation of the platform the restaurant speaks.
    pub generation: Generation,
    /// How many products it has.
    pub products: usize,
    /// Adds one table with a bill of so many lines; 0 adds none.
    pub lines: usize,
    /// Whether the platform's rate buckets are enforced.
    pub limits: bool,
    /// Whether the guest's personal data is shared.
    pub consent: bool,
    /// The scopes granted; `None` grants all.
    pub scopes: Option<Vec<String>>,
    /// The role in the session token.
    pub role: &'static str,
    /// The panel's language.
    pub locale: &'static str,
    /// Inner width and height of the window, in CSS pixels.
    pub window: (u32, u32),
    /// The colour scheme the system prefers.
    pub scheme: Scheme,
    /// More of the browser's switches, such as `--force-high-contrast`.
    pub switches: Vec<&'static str>,
    /// More environment for the backend, after ours.
    pub backend: Vec<(&'static str, String)>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            generation: Generation::Newest,
            products: 300,
            lines: 0,
            limits: false,
            consent: true,
            scopes: None,
            role: "manager",
            locale: "tr",
            window: (1280, 900),
            scheme: Scheme::Light,
            switches: Vec::new(),
            backend: Vec::new(),
        }
    }
}

impl Setup {
    /// A restaurant on an older server.
    pub fn older() -> Self {
        Self {
            generation: Generation::Older,
            ..Self::default()
        }
    }
}
