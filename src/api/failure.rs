//! Why an answer did not come: the road broke, or somebody said no. Plain values, so that every screen's state can hold them.
use adisyon_wire::refusal::{Refusal, RefusalCode};

/// No answer of the kind that was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The road broke.
    Fault(Fault),
    /// The backend or the platform said no.
    Refused(Refusal),
}

/// The road broke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The backend could not be reached.
    Offline,
    /// No whole answer within the time.
    Timeout,
    /// An answer that is not what the backend sends. The name of the request, if the answer carried it.
    Unreadable(Option<String>),
    /// The host gave no session token.
    NoToken,
}

impl Failure {
    /// The refusal's code, if it is one.
    pub fn code(&self) -> Option<RefusalCode> {
        match self {
            Failure::Refused(refusal) => Some(refusal.code),
            Failure::Fault(_) => None,
        }
    }

    /// The name of the request in the backend's logs.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Failure::Refused(refusal) => Some(refusal.request_id.as_str()),
            Failure::Fault(Fault::Unreadable(id)) => id.as_deref(),
            Failure::Fault(_) => None,
        }
        .filter(|id| !id.is_empty())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}
