//! What a request brings: ids in paths and JSON bodies, bounded before anything looks at them.
use crate::refuse::Refuse;
use adisyon_wire::refusal::RefusalCode;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The largest body.
pub const MAX_BODY: usize = 256 << 10;
/// How long a body may take to come.
const BODY: Duration = Duration::from_secs(15);
/// The longest id. C:E.3 `tableId`.
pub const MAX_ID: usize = 200;

/// The id in a path, decoded exactly once.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refuse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Refuse> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(RefusalCode::BadRequest.into());
        };
        let legal =
            !id.is_empty() && id.chars().count() <= MAX_ID && !id.chars().any(char::is_control);
        if legal {
            Ok(Id(id))
        } else {
            Err(Refuse::with_detail(RefusalCode::BadRequest, "id"))
        }
    }
}

/// A JSON body.
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Refuse;

    async fn from_request(request: Request, _: &S) -> Result<Posted<T>, Refuse> {
        let json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        if !json {
            return Err(RefusalCode::NotJson.into());
        }
        let body = axum::body::to_bytes(request.into_body(), MAX_BODY);
        let bytes = match tokio::time::timeout(BODY, body).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(error)) => return Err(unread(error)),
            Err(_) => return Err(RefusalCode::BadRequest.into()),
        };
        // Not the parser's words: they repeat what was sent.
        serde_json::from_slice(&bytes).map(Posted).map_err(|error| {
            let place = format!("line {} column {}", error.line(), error.column());
            Refuse::with_detail(RefusalCode::BadRequest, place)
        })
    }
}

fn unread(error: axum::Error) -> Refuse {
    let too_large = error
        .into_inner()
        .downcast_ref::<http_body_util::LengthLimitError>()
        .is_some();
    if too_large {
        RefusalCode::TooLarge.into()
    } else {
        RefusalCode::BadRequest.into()
    }
}

/// 20 to 64 letters, digits, `-`, `_`.
pub(super) fn is_attempt(text: &str) -> bool {
    (20..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_has_a_name_that_nobody_guesses() {
        for (text, legal) in [
            ("01J9Z7K3Q4-abcdefghij", true),
            ("01234567890123456789", true),
            ("0123456789012345678", false),
            ("", false),
            ("0123456789012345678 ", false),
            ("0123456789012345678/", false),
        ] {
            assert_eq!(is_attempt(text), legal, "{text}");
        }
        assert!(is_attempt(&"a".repeat(64)));
        assert!(!is_attempt(&"a".repeat(65)));
    }
}
