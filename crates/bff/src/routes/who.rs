//! The verified caller of a request and the install that its token names: nothing the browser sends besides decides about either.
use crate::app::App;
use crate::installs::Install;
use crate::log::Notes;
use crate::refuse::Refuse;
use crate::session::{self, Caller, Reason};
use crate::store::StoreError;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::session::Role;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
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
    /// Refuses everybody but managers.
    pub fn manages(&self) -> Result<(), Refuse> {
        match self.caller.role {
            Role::Manager => Ok(()),
            Role::Staff => Err(RefusalCode::RoleDenied.into()),
        }
    }

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
        match who(parts, app).await {
            Ok(who) => {
                notes.note(|noted| {
                    noted.environment = Some(who.caller.install.environment.as_str());
                    noted.tenant = Some(who.caller.install.tenant.clone());
                });
                let language = parts.headers.get(ACCEPT_LANGUAGE);
                let language = language.and_then(|value| value.to_str().ok());
                let tongues = &app.gates.tongues;
                tongues.heard(&who.caller.install, &who.caller.user, language);
                Ok(who)
            }
            Err(Unknown::Refused(reason)) => {
                notes.note(|noted| noted.reason = Some(reason.to_string()));
                Err(RefusalCode::SessionRefused.into())
            }
            Err(Unknown::TooFast(seconds)) => Err(Refuse {
                retry_after: Some(seconds),
                ..RefusalCode::TooFast.into()
            }),
            Err(Unknown::Store(error)) => {
                notes.note(|noted| noted.reason = Some(error.to_string()));
                Err(error.refusal().into())
            }
        }
    }
}

/// A manager who asks; everybody else is refused before the body is looked at.
pub struct Manager(pub Who);

impl FromRequestParts<Arc<App>> for Manager {
    type Rejection = Refuse;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Manager, Refuse> {
        let who = Who::from_request_parts(parts, app).await?;
        who.manages()?;
        Ok(Manager(who))
    }
}

/// Why it is not known who asks.
enum Unknown {
    Refused(Reason),
    /// The install could not be looked up: that says nothing about the token.
    Store(StoreError),
    /// Known, but asking too often; seconds to wait.
    TooFast(u32),
}

async fn who(parts: &Parts, app: &App) -> Result<Who, Unknown> {
    let read = bearer(parts).and_then(|token| session::read(token, &app.plugin_id));
    let unverified = read.map_err(Unknown::Refused)?;
    let found = app.directory.find(unverified.install()).await;
    let found = found.map_err(Unknown::Store)?;
    let now = app.clock.wall_ms().div_euclid(1000);
    let caller = unverified
        .verify(found.as_deref(), now)
        .map_err(Unknown::Refused)?;
    let install = found.ok_or(Unknown::Refused(Reason::InvalidSignature))?;
    app.pace.admit(&caller).map_err(Unknown::TooFast)?;
    Ok(Who { caller, install })
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
