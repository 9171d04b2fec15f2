//! The pretend panel's files (C:B).

use crate::http::Answer;

/// A file of the panel by path.
pub fn file(path: &str) -> Answer {
    match path {
        "/" => Answer::html(200, "Restomenum"),
        _ => Answer::html(404, "404"),
    }
}
