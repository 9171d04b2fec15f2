//! Opening: one file, made if it is not there; or a server by its address. The schema is brought up to date before anything else.
use super::seal::Keyring;
use super::{Pool, Store, StoreError, schema};
use crate::clock::SharedClock;
use crate::config::Database;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// How long a statement waits for another's lock on the file.
const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(3);
/// Connections to a file: one writes at a time, the others read.
const FILE_CONNECTIONS: u32 = 4;
/// Unused connections to a file are closed after this.
const IDLE: Duration = Duration::from_secs(600);
/// The name of a database that is gone when the program ends.
const IN_MEMORY: &str = ":memory:";
/// Connections to a server: a hundred are its usual limit, shared by all replicas.
const SERVER_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the database and brings its schema up to date.
    pub async fn open(
        database: &Database,
        ring: Keyring,
        clock: SharedClock,
    ) -> Result<Store, StoreError> {
        let pool = match database {
            Database::Sqlite(path) => Pool::Sqlite(file(path).await?),
            Database::Postgres(address) => {
                Pool::Postgres(server(PgConnectOptions::from_str(address.reveal())?).await?)
            }
        };
        Store::over(pool, ring, clock).await
    }

    pub(super) async fn over(
        pool: Pool,
        ring: Keyring,
        clock: SharedClock,
    ) -> Result<Store, StoreError> {
        let store = Store { pool, ring, clock };
        schema::migrate(&store).await?;
        store.reseal().await?;
        Ok(store)
    }
}

/// Write-ahead logging lets readers go on beside the one writer, and with it `NORMAL` loses nothing when the process dies.
async fn file(path: &Path) -> Result<sqlx::SqlitePool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(BUSY)
        .foreign_keys(true);
    let options = match path.as_os_str() == IN_MEMORY {
        true => options.in_memory(true),
        false => options,
    };
    // What is in memory lives and dies with its one connection.
    let lasting = path.as_os_str() != IN_MEMORY;
    let pool = SqlitePoolOptions::new()
        .max_connections(if lasting { FILE_CONNECTIONS } else { 1 })
        .min_connections(if lasting { 0 } else { 1 })
        .idle_timeout(lasting.then_some(IDLE))
        .max_lifetime(None)
        .acquire_timeout(BUSY + ACQUIRE);
    Ok(pool.connect_with(options).await?)
}

pub(super) async fn server(options: PgConnectOptions) -> Result<sqlx::PgPool, StoreError> {
    let pool = PgPoolOptions::new()
        .max_connections(SERVER_CONNECTIONS)
        .acquire_timeout(ACQUIRE);
    Ok(pool.connect_with(options).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::SystemClock;
    use crate::secret::Secret;
    use std::sync::Arc;

    #[tokio::test]
    async fn a_file_that_cannot_be_made_is_an_error_and_not_a_panic() {
        let nowhere = Database::Sqlite("/no/such/folder/adisyon.sqlite".into());
        let opened = Store::open(&nowhere, Keyring::none(), Arc::new(SystemClock::new())).await;
        assert!(opened.is_err());
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_unreachable() {
        let dead = Database::Postgres(Secret::new("postgres://x:hidden@127.0.0.1:1/x"));
        let opened = Store::open(&dead, Keyring::none(), Arc::new(SystemClock::new())).await;
        assert_eq!(opened.err(), Some(StoreError::Unreachable));
    }

    #[tokio::test]
    async fn a_file_uses_write_ahead_logging_and_holds_its_foreign_keys() {
        let store = crate::store::trial::sqlite().await;
        let mode = rows!(store, (String,), "PRAGMA journal_mode").unwrap();
        let keys = rows!(store, (i64,), "PRAGMA foreign_keys").unwrap();
        assert_eq!((mode[0].0.as_str(), keys[0].0), ("wal", 1));
        store.clear().await;
    }
}
