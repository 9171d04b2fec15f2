//! Why a test could not go on.

use std::fmt;

/// A sentence for the test's report.
#[derive(Debug)]
pub struct Trouble(String);

/// What the harness and the tests' bodies return.
pub type Outcome<T = ()> = Result<T, Trouble>;

impl Trouble {
    /// Trouble in these words.
    pub fn new(says: impl Into<String>) -> Self {
        Self(says.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

impl From<thirtyfour::error::WebDriverError> for Trouble {
    fn from(error: thirtyfour::error::WebDriverError) -> Self {
        Self(format!("browser: {error}"))
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self(format!("i/o: {error}"))
    }
}

impl From<reqwest::Error> for Trouble {
    fn from(error: reqwest::Error) -> Self {
        Self(format!("http: {error}"))
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("json: {error}"))
    }
}
