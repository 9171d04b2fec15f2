//! What the platform says when it says no (C:E.0): one message and the status newer servers give it.

/// A refused request. Older servers answer every refusal but the two fixed ones with HTTP 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status of newer servers.
    pub status: u16,
    /// The code or text of the `message` field.
    pub message: String,
    /// Seconds of a `Retry-After` header.
    pub retry_after: Option<u64>,
}

impl Refusal {
    /// A refusal with a status of newer servers.
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            retry_after: None,
        }
    }

    /// The body broke the schema or a rule of the account (400).
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// `plugin.<resource>.notFound`
    pub fn not_found(resource: &str) -> Self {
        Self::new(404, format!("plugin.{resource}.notFound"))
    }

    /// `plugin.<resource>.missingParams`
    pub fn missing_params(resource: &str) -> Self {
        Self::new(400, format!("plugin.{resource}.missingParams"))
    }

    /// The API key is missing, wrong or revoked.
    pub fn unauthorized() -> Self {
        Self::new(401, "unauthorized")
    }

    /// The install was not granted the scope.
    pub fn scope_denied() -> Self {
        Self::new(403, "plugin.scope.denied")
    }

    /// A bucket is empty for so many seconds (C:I).
    pub fn rate_limited(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(429, "plugin.rateLimited")
        }
    }

    /// The status an older server gives: 401 and 429 stay, the rest is 200 (C:E.0).
    pub fn older_status(&self) -> u16 {
        if matches!(self.status, 401 | 429) || self.status >= 500 {
            self.status
        } else {
            200
        }
    }
}
