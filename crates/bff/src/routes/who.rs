//! The verified caller of a request and the install that its token names: nothing the browser sends besides decides about either.
use crate::app::App;
use crate::installs::Install;
use crate::log::Notes;
use crate::refuse::Refuse;
use crate::session::{self, Caller, Reason};
use adisyon_wire::refusal::RefusalCode;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use std::sync::Arc;

/// Who asks.
pub struct Who {
    /// From the claims.
    pub caller: Caller,
    /// Looked up by them.
    pub install: Arc<Install>,
}

impl Who {
    /// Refuses unless the restaurant granted this scope.
    pub fn needs(&self, scope: &'static str) -> Result<(), Refuse> {
        if self.install.grants(scope) {
            Ok(())
        } else {
            Err(Refuse::scope(scope))
        }
    }
}

impl FromRequestParts<Arc<App>> for Who {
    type Rejection = Refuse;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Who, Refuse> {
        let notes = parts.extensions.get::<Notes>().cloned().unwrap_or_default();
        let now = app.clock.wall_ms().div_euclid(1000);
        let verified = bearer(parts)
            .and_then(|token| session::verify(token, &app.plugin_id, &app.installs, now));
        match verified {
            Ok((caller, install)) => {
                notes.note(|noted| {
                    noted.environment = Some(caller.install.environment.as_str());
                    noted.tenant = Some(caller.install.tenant.clone());
                });
                Ok(Who { caller, install })
            }
            Err(reason) => {
                notes.note(|noted| noted.reason = Some(reason.to_string()));
                Err(RefusalCode::SessionRefused.into())
            }
        }
    }
}

/// Exactly one `Authorization: Bearer ...`.
fn bearer(parts: &Parts) -> Result<&str, Reason> {
    let mut values = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(Reason::Missing);
    };
    let text = value.to_str().map_err(|_| Reason::Malformed)?;
    let scheme = text.get(..7).unwrap_or("");
    if scheme.eq_ignore_ascii_case("bearer ") {
        Ok(text)
    } else {
        Err(Reason::Missing)
    }
}
