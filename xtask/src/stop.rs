//! How a command ends early: what to tell the person, and the exit code.

/// The reason a command stopped, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// 1 when the work failed, 2 when the call itself was wrong (bad argument, busy port).
    pub code: u8,
    /// What happened and what to do about it.
    pub says: String,
}

/// What every command returns.
pub type Outcome<T = ()> = Result<T, Stop>;

impl Stop {
    /// The work could not be done.
    pub fn failed(says: impl Into<String>) -> Self {
        Self {
            code: 1,
            says: says.into(),
        }
    }

    /// The call was wrong.
    pub fn usage(says: impl Into<String>) -> Self {
        Self {
            code: 2,
            says: says.into(),
        }
    }

    /// Turns an I/O error into a `Stop` that names what was being done.
    pub fn while_(doing: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::failed(format!("{doing}: {error}"))
    }
}
