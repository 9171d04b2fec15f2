//! The one shape of every answer that is not a success.
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(Refusal { code, request_id } may { scope, retry_after, detail });
tagged!(RefusalCode {
    SessionRefused,
    RoleDenied,
    ScopeDenied,
    NotFound,
    NoRoute,
    NotAllowed,
    BadRequest,
    TooLarge,
    NotJson,
    RateLimited,
    InstallBroken,
    PlatformFault,
    PlatformRefused,
    NotOffered,
    PlatformTimeout,
    OutcomeUnknown,
    Busy,
    StoreDown,
    TooFast,
    Internal,
});

/// Why the backend or the platform said no. Every code has words and a remedy in the locale files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// 401: the session token was not accepted. The page fetches another and tries once more.
    SessionRefused,
    /// 403: the role may not do this.
    RoleDenied,
    /// 403: the install lacks the scope named in `scope`.
    ScopeDenied,
    /// 404: the platform has no such open bill: closed, moved or never there.
    NotFound,
    /// 404: no such route.
    NoRoute,
    /// 405: not this method.
    NotAllowed,
    /// 400: unreadable request.
    BadRequest,
    /// 413: body over the limit.
    TooLarge,
    /// 415: not JSON.
    NotJson,
    /// 429: the restaurant's budget at the platform is used up; `retry_after` seconds.
    RateLimited,
    /// 502: the platform no longer accepts the install's key: connect again.
    InstallBroken,
    /// 502: the platform answered something unreadable or an internal error.
    PlatformFault,
    /// 502: the platform refused with words we do not know (`detail`).
    PlatformRefused,
    /// 501: the platform does not offer this endpoint yet.
    NotOffered,
    /// 504: the platform did not answer in time.
    PlatformTimeout,
    /// 503: the outcome of a write is still unknown because the bill cannot be read; sending the same attempt again asks again.
    OutcomeUnknown,
    /// 503: too much at once here, or stopping.
    Busy,
    /// 503: the backend's own database does not answer. Nothing was written.
    StoreDown,
    /// 429: this person's page asks more often than any person could; `retry_after` seconds.
    TooFast,
    /// 500: our fault.
    Internal,
}

/// The body of every refusal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// The name of this request in the logs; the page shows it in its details.
    pub request_id: String,
    /// The missing scope.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scope: Option<String>,
    /// Seconds to wait.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub retry_after: Option<u32>,
    /// The platform's own words, cut to 200 characters, for the details area only. Never holds ids of people, keys or tokens.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub detail: Option<String>,
}
