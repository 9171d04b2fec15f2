//! The one way in which a well-formed JSON value can still fail to be what it says.
use std::fmt;

/// A value that the model does not have, or one outside the bounds for what comes from outside: the name of the field.
/// Never holds the value itself, so it may be logged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unreadable(pub &'static str);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable field: ")?;
        f.write_str(self.0)
    }
}

impl std::error::Error for Unreadable {}
