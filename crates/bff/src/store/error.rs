//! Why the store did not do as asked.
use adisyon_wire::refusal::RefusalCode;
use std::fmt;

/// Why the store did not do as asked. Never holds a value, a key or an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreError {
    /// No connection, no free one in time, or the database is locked: it may work later.
    Unreachable,
    /// The restaurant is not installed (any more): nothing may be kept of it.
    Gone,
    /// A sealed value cannot be opened with the configured keys.
    Sealed,
    /// No key is configured to seal secrets with.
    NoKey,
    /// The database was written by a newer release: its schema, and the newest that this program knows.
    Newer(i64, i64),
    /// What is stored cannot be read, or a statement failed: our fault or somebody else's hand in the database.
    Broken(String),
}

impl StoreError {
    /// True if trying again may help.
    pub fn may_pass(&self) -> bool {
        *self == StoreError::Unreachable
    }

    /// What the page is told.
    pub fn refusal(&self) -> RefusalCode {
        match self {
            StoreError::Unreachable => RefusalCode::StoreDown,
            StoreError::Gone => RefusalCode::SessionRefused,
            _ => RefusalCode::Internal,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        match &error {
            sqlx::Error::Database(database) if database.is_foreign_key_violation() => {
                StoreError::Gone
            }
            sqlx::Error::Database(database) if passes(database.code().as_deref()) => {
                StoreError::Unreachable
            }
            // Its message only: details would repeat stored values.
            sqlx::Error::Database(database) => StoreError::Broken(database.message().to_owned()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => StoreError::Unreachable,
            sqlx::Error::Configuration(_) => StoreError::Broken("its address is not usable".into()),
            _ => StoreError::Broken("a statement did not fit the schema".into()),
        }
    }
}

/// Codes of a database that is alive but busy, starting, stopping or broken off.
fn passes(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    // SQLite: the low byte is 5 (busy), 6 (locked), 10 (I/O) or 13 (full). PostgreSQL: classes 08, 40, 53, 55 and 57.
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 10 | 13),
        _ => ["08", "40", "53", "55", "57"]
            .iter()
            .any(|class| code.starts_with(class)),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Unreachable => f.write_str("the database does not answer"),
            StoreError::Gone => f.write_str("the restaurant is not installed"),
            StoreError::Sealed => {
                f.write_str("a secret cannot be opened with ADISYON_SECRET_KEY or its old keys")
            }
            StoreError::NoKey => f.write_str("ADISYON_SECRET_KEY is not set"),
            StoreError::Newer(found, known) => write!(
                f,
                "the database has schema {found}, this program knows up to {known}"
            ),
            StoreError::Broken(what) => write!(f, "the database refused: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_database_may_pass_and_a_wrong_statement_does_not() {
        for code in [
            "5", "261", "517", "6", "08006", "40001", "53300", "55P03", "57P03",
        ] {
            assert!(passes(Some(code)), "{code}");
        }
        for code in ["1", "19", "787", "23505", "42P01", "22021", "25P02"] {
            assert!(!passes(Some(code)), "{code}");
        }
        assert!(!passes(None));
    }
}
