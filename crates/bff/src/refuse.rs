//! The one place that knows the HTTP status codes of our own answers.
use crate::connect::Trouble;
use crate::store::StoreError;
use crate::upstream::refusal::{Failure, Fault, Refused};
use crate::webhooks::Rejection;
use adisyon_wire::refusal::{Refusal, RefusalCode};
use axum::Json;
use axum::http::header::{ALLOW, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// A "no" on its way out; it gets the name of its request at the door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refuse {
    /// Why.
    pub code: RefusalCode,
    /// The missing scope.
    pub scope: Option<&'static str>,
    /// Seconds to wait.
    pub retry_after: Option<u32>,
    /// The platform's own words.
    pub detail: Option<String>,
}

impl From<RefusalCode> for Refuse {
    fn from(code: RefusalCode) -> Refuse {
        Refuse {
            code,
            scope: None,
            retry_after: None,
            detail: None,
        }
    }
}

impl Refuse {
    /// A refusal with words for the details area.
    pub fn with_detail(code: RefusalCode, detail: impl Into<String>) -> Refuse {
        Refuse {
            detail: Some(detail.into()),
            ..Refuse::from(code)
        }
    }

    /// The store did not do as asked.
    pub fn store(error: StoreError) -> Refuse {
        tracing::error!(%error, "store");
        error.refusal().into()
    }

    /// What the platform's failure at an endpoint of this scope means to the page.
    pub fn upstream(failure: Failure, scope: &'static str) -> Refuse {
        match failure {
            Failure::Refused(refused) => Refuse::refused(refused, scope),
            Failure::Fault(Fault::Timeout) => RefusalCode::PlatformTimeout.into(),
            Failure::Fault(Fault::NotSent | Fault::Reset | Fault::Internal(_)) => {
                RefusalCode::PlatformFault.into()
            }
            Failure::Fault(Fault::Unreadable(what)) => {
                Refuse::with_detail(RefusalCode::PlatformFault, what)
            }
        }
    }

    fn refused(refused: Refused, scope: &'static str) -> Refuse {
        match refused {
            Refused::Unauthorized => RefusalCode::InstallBroken.into(),
            Refused::ScopeDenied => Refuse::scope(scope),
            Refused::NotFound | Refused::MissingParams => RefusalCode::NotFound.into(),
            Refused::NotOffered => RefusalCode::NotOffered.into(),
            Refused::RateLimited(retry_after) => Refuse {
                retry_after: Some(retry_after.unwrap_or(DEFAULT_WAIT)),
                ..RefusalCode::RateLimited.into()
            },
            other => Refuse {
                detail: other.words(),
                ..RefusalCode::PlatformRefused.into()
            },
        }
    }

    /// The install lacks this scope.
    pub fn scope(scope: &'static str) -> Refuse {
        Refuse {
            scope: Some(scope),
            ..RefusalCode::ScopeDenied.into()
        }
    }

    /// The answer's body.
    pub fn body(&self, request_id: &str) -> Refusal {
        Refusal {
            code: self.code,
            request_id: request_id.to_owned(),
            scope: self.scope.map(str::to_owned),
            retry_after: self.retry_after,
            detail: self.detail.clone(),
        }
    }

    /// The whole answer.
    pub fn answer(&self, request_id: &str) -> Response {
        let mut response = (status(self.code), Json(self.body(request_id))).into_response();
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Seconds to wait when the platform says "too much" and no time.
pub const DEFAULT_WAIT: u32 = 5;

/// The status of each refusal.
pub fn status(code: RefusalCode) -> StatusCode {
    match code {
        RefusalCode::SessionRefused => StatusCode::UNAUTHORIZED,
        RefusalCode::RoleDenied | RefusalCode::ScopeDenied => StatusCode::FORBIDDEN,
        RefusalCode::NotFound | RefusalCode::NoRoute => StatusCode::NOT_FOUND,
        RefusalCode::NotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        RefusalCode::BadRequest => StatusCode::BAD_REQUEST,
        RefusalCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        RefusalCode::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        RefusalCode::RateLimited | RefusalCode::TooFast => StatusCode::TOO_MANY_REQUESTS,
        RefusalCode::InstallBroken | RefusalCode::PlatformFault | RefusalCode::PlatformRefused => {
            StatusCode::BAD_GATEWAY
        }
        RefusalCode::NotOffered => StatusCode::NOT_IMPLEMENTED,
        RefusalCode::PlatformTimeout => StatusCode::GATEWAY_TIMEOUT,
        RefusalCode::OutcomeUnknown | RefusalCode::Busy | RefusalCode::StoreDown => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        RefusalCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A 405 says what would be allowed.
pub fn not_allowed(methods: &'static str) -> Response {
    let mut response = Refuse::from(RefusalCode::NotAllowed).into_response();
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static(methods));
    response
}

/// The status of a page that says why a restaurant is not connected.
pub fn not_connected(trouble: Trouble) -> StatusCode {
    match trouble {
        Trouble::NoCode | Trouble::NoEnvironment | Trouble::Declined | Trouble::CodeUsed => {
            StatusCode::BAD_REQUEST
        }
        Trouble::WrongClient | Trouble::Unreachable | Trouble::Refused | Trouble::Unreadable => {
            StatusCode::BAD_GATEWAY
        }
        Trouble::NotSetUp | Trouble::NotKept => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The answer to a webhook that is not taken. Whoever cannot prove who they are learns nothing else. C:D.5.
pub fn not_taken(rejection: Rejection) -> Response {
    let status = match rejection {
        Rejection::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Rejection::Broken => StatusCode::BAD_REQUEST,
        Rejection::Unsigned
        | Rejection::Untimely
        | Rejection::Unaddressed
        | Rejection::Unknown
        | Rejection::Forged => StatusCode::UNAUTHORIZED,
        Rejection::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = (status, Json(serde_json::json!({ "ok": false }))).into_response();
    if rejection == Rejection::Busy {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(DEFAULT_WAIT));
    }
    response
}

impl IntoResponse for Refuse {
    /// Without a body: the door writes it, because only the door knows the request's name.
    fn into_response(self) -> Response {
        let mut response = status(self.code).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_the_platform_has_its_refusal() {
        use RefusalCode::*;
        for (failure, code) in [
            (Refused::Unauthorized.into(), InstallBroken),
            (Refused::ScopeDenied.into(), ScopeDenied),
            (Refused::NotFound.into(), NotFound),
            (Refused::NotOffered.into(), NotOffered),
            (Refused::RateLimited(None).into(), RateLimited),
            (Refused::Other("x".into()).into(), PlatformRefused),
            (Refused::UnknownMethod.into(), PlatformRefused),
            (Fault::Timeout.into(), PlatformTimeout),
            (Fault::Reset.into(), PlatformFault),
            (Fault::NotSent.into(), PlatformFault),
            (Fault::Internal(500).into(), PlatformFault),
            (Fault::Unreadable("orders").into(), PlatformFault),
        ] {
            let failure: Failure = failure;
            assert_eq!(
                Refuse::upstream(failure.clone(), "orders:read").code,
                code,
                "{failure:?}"
            );
        }
        let denied = Refuse::upstream(Refused::ScopeDenied.into(), "orders:read");
        assert_eq!(denied.scope, Some("orders:read"));
        let busy = Refuse::upstream(Refused::RateLimited(Some(9)).into(), "orders:read");
        assert_eq!(
            (
                busy.retry_after,
                busy.answer("r").headers()[RETRY_AFTER].to_str().ok()
            ),
            (Some(9), Some("9"))
        );
    }
}
