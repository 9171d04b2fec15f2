//! The headers of every answer. C:B.5.
use crate::config::PanelOrigin;
use adisyon_wire::manage::PICTURE_PLACES;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};

/// The name of a request, in answers and logs.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// The panels that always may frame us. C:B.3.
const PANELS: &str = "https://app.restomenum.com https://test-restomenu.web.app";
/// The local panel, on any port. C:B.5.
const LOOPBACK: &str =
    "http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*";
/// Powers that the page never uses.
const POWERS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), serial=()";

/// The headers, made once.
#[derive(Clone, Debug)]
pub struct Headers {
    policy: HeaderValue,
}

impl Headers {
    /// With these panels beside the fixed ones. An origin was checked when it was read, so it cannot break out of its directive.
    pub fn new(panels: &[PanelOrigin]) -> Headers {
        let pictures = PICTURE_PLACES.join(" ");
        let more: String = panels.iter().map(|panel| format!(" {panel}")).collect();
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: {pictures}; \
             connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {PANELS}{more} {LOOPBACK}"
        );
        Headers {
            // Invariant: made of ASCII constants and checked origins.
            policy: HeaderValue::try_from(policy).expect("a policy of printable ASCII"),
        }
    }

    /// Puts them on an answer. What says nothing about caching is never kept.
    pub fn put(&self, headers: &mut HeaderMap, request_id: &str) {
        headers.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(PERMISSIONS_POLICY, HeaderValue::from_static(POWERS));
        headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        if let Ok(id) = HeaderValue::try_from(request_id) {
            headers.insert(REQUEST_ID, id);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_policy_names_every_panel_and_allows_no_inline_code() {
        let extra = PanelOrigin::parse("https://panel.example").unwrap();
        let mut headers = HeaderMap::new();
        Headers::new(&[extra]).put(&mut headers, "r1");
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        let (_, framing) = policy.split_once("frame-ancestors ").unwrap();
        for panel in [
            "https://app.restomenum.com",
            "https://test-restomenu.web.app",
            "https://panel.example",
            "http://localhost:*",
            "https://localhost:*",
            "http://127.0.0.1:*",
            "https://127.0.0.1:*",
        ] {
            assert!(framing.split(' ').any(|source| source == panel), "{panel}");
        }
        assert!(!framing.split(' ').any(|source| source == "*"));
        for forbidden in ["'unsafe-inline'", "'unsafe-eval'", "http: ", "https: "] {
            assert!(!policy.contains(forbidden), "{forbidden}");
        }
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(!headers.contains_key("x-frame-options"));
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers[REQUEST_ID], "r1");
    }

    #[test]
    fn an_answer_that_may_be_kept_stays_so() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("max-age=5"));
        Headers::new(&[]).put(&mut headers, "r1");
        assert_eq!(headers[CACHE_CONTROL], "max-age=5");
    }
}
