//! What must survive a restart, and what several replicas share: one SQLite file, or a PostgreSQL server, with the same SQL text.
//!
//! Everything that belongs to a restaurant hangs on its row in `restaurants` by a foreign key. Uninstalling deletes that one row and
//! thereby everything, and a save that is still running cannot leave anything behind: its insert is refused as [`StoreError::Gone`].
//! All reading and writing for a restaurant goes through its [`Shelf`], which puts environment and tenant into every query.

/// The same statement on either database: rows changed.
macro_rules! run {
    ($store:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match &$store.pool {
            $crate::store::Pool::Sqlite(pool) => {
                sqlx::query($sql)$(.bind($bind))*.execute(pool).await.map(|done| done.rows_affected())
            }
            $crate::store::Pool::Postgres(pool) => {
                sqlx::query($sql)$(.bind($bind))*.execute(pool).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The same question to either database: its rows as tuples.
macro_rules! rows {
    ($store:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match &$store.pool {
            $crate::store::Pool::Sqlite(pool) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(pool).await
            }
            $crate::store::Pool::Postgres(pool) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(pool).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The same statement for each of many things, in one transaction.
macro_rules! each {
    ($store:expr, $things:expr, $thing:pat => $sql:expr $(, $bind:expr)* $(,)?) => {{
        macro_rules! over {
            ($pool:expr) => {
                async {
                    let mut transaction = $pool.begin().await?;
                    for $thing in $things {
                        let statement = sqlx::query($sql)$(.bind($bind))*;
                        statement.execute(&mut *transaction).await?;
                    }
                    transaction.commit().await
                }
                .await
            };
        }
        match &$store.pool {
            $crate::store::Pool::Sqlite(pool) => over!(pool),
            $crate::store::Pool::Postgres(pool) => over!(pool),
        }
        .map_err($crate::store::StoreError::from)
    }};
}

pub mod attempts;
mod error;
mod history;
mod installs;
mod made;
mod memory;
mod often;
mod open;
mod prune;
mod schema;
pub mod seal;
mod settings;
mod told;
#[cfg(test)]
pub(crate) mod trial;

pub use error::StoreError;
pub use history::HistoryRow;
pub use installs::LastTold;
pub use prune::Kept;
pub use settings::{Decided, Standing, StandingKind};
pub use told::Advance;

use crate::clock::SharedClock;
use crate::installs::InstallKey;
use seal::Keyring;
use sqlx::{PgPool, SqlitePool};

/// The open store. Cheap to share behind an `Arc`.
pub struct Store {
    pool: Pool,
    ring: Keyring,
    clock: SharedClock,
}

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Everything of one restaurant in one environment.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    store: &'a Store,
    key: &'a InstallKey,
}

impl Store {
    /// The shelf of this restaurant, which may still be empty.
    pub fn shelf<'a>(&'a self, key: &'a InstallKey) -> Shelf<'a> {
        Shelf { store: self, key }
    }

    /// The server's pool, for locks and notices that only PostgreSQL has; none where one process owns a file.
    pub fn postgres(&self) -> Option<&PgPool> {
        match &self.pool {
            Pool::Postgres(pool) => Some(pool),
            Pool::Sqlite(_) => None,
        }
    }

    /// True if secrets can be kept: a key to seal them with is configured.
    pub fn can_seal(&self) -> bool {
        self.ring.can_seal()
    }

    /// Asks the database for an answer: for the readiness of this process.
    pub async fn ping(&self) -> Result<(), StoreError> {
        rows!(self, (i64,), "SELECT COUNT(*) FROM schema_versions").map(drop)
    }

    /// Waits for running statements and closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    fn now(&self) -> i64 {
        self.clock.wall_ms()
    }
}

impl Pool {
    async fn close(&self) {
        match self {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Shelf<'_> {
    fn environment(&self) -> &'static str {
        self.key.environment.as_str()
    }

    fn tenant(&self) -> &str {
        &self.key.tenant
    }

    fn now(&self) -> i64 {
        self.store.now()
    }
}

#[cfg(test)]
mod tests {
    const ROOMS: [&str; 8] = [
        include_str!("attempts.rs"),
        include_str!("history.rs"),
        include_str!("installs.rs"),
        include_str!("made.rs"),
        include_str!("memory.rs"),
        include_str!("often.rs"),
        include_str!("settings.rs"),
        include_str!("told.rs"),
    ];

    #[test]
    fn every_statement_of_a_restaurant_names_environment_and_tenant() {
        let words = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
        let texts = ROOMS.iter().flat_map(|room| room.split('"'));
        let statements: Vec<_> = texts
            .filter(|text| words.iter().any(|word| text.starts_with(word)))
            .collect();
        assert!(statements.len() > 20, "{}", statements.len());
        for statement in statements {
            let bound = statement.contains("environment") && statement.contains("tenant");
            assert!(bound, "{statement}");
        }
    }
}
