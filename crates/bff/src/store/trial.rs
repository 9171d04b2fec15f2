//! For tests: the same test on an SQLite file and on PostgreSQL.
use super::seal::Keyring;
use super::{Pool, Store};
use crate::clock::HandClock;
use crate::installs::{Environment, InstallKey};
use crate::secret::SecretKey;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor};
use std::ops::Deref;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

mod cluster;

/// Each byte of the key that trial stores seal with.
pub(crate) const KEY: u8 = 1;
/// Where a trial's clock starts: some day in 2026.
const START_MS: i64 = 1_791_400_000_000;

/// A store of its own, gone afterwards.
pub(crate) struct Trial {
    pub(crate) store: Arc<Store>,
    pub(crate) hand: Arc<HandClock>,
    place: Place,
}

#[derive(Clone)]
struct Place {
    kind: Kind,
    /// What was opened here. Work that outlives its test still uses it, and a schema cannot go beneath such work.
    opened: Arc<Mutex<Vec<Pool>>>,
}

#[derive(Clone)]
enum Kind {
    File(PathBuf),
    Schema(Box<PgConnectOptions>, String),
}

impl Deref for Trial {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// A restaurant's name in the sandbox.
pub(crate) fn sandbox(tenant: &str) -> InstallKey {
    InstallKey {
        environment: Environment::Sandbox,
        tenant: tenant.into(),
    }
}

/// Runs a test on a fresh SQLite file, then on a fresh PostgreSQL schema where there is a server.
pub(crate) async fn on_both(test: impl AsyncFn(Trial)) {
    for trial in both().await {
        let place = trial.place.clone();
        test(trial).await;
        place.clear().await;
    }
}

/// A fresh store of each kind.
pub(crate) async fn both() -> Vec<Trial> {
    let mut trials = vec![sqlite().await];
    trials.extend(postgres().await);
    trials
}

fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut random = [0; 4];
    getrandom::fill(&mut random).expect("randomness");
    format!(
        "trial_{}_{next}_{:08x}",
        std::process::id(),
        u32::from_le_bytes(random)
    )
}

fn hand() -> Arc<HandClock> {
    let hand = Arc::new(HandClock::default());
    hand.advance(START_MS);
    hand
}

fn ring() -> Keyring {
    Keyring::new(Some(&SecretKey::new([KEY; 32])), &[])
}

/// A store in a file of its own.
pub(crate) async fn sqlite() -> Trial {
    let path = std::env::temp_dir()
        .join(fresh_name())
        .with_extension("sqlite");
    Trial::open(Place::new(Kind::File(path)), hand()).await
}

async fn postgres() -> Option<Trial> {
    let address = cluster::address()?;
    let options = PgConnectOptions::from_str(address).expect("a usable address");
    let schema = fresh_name();
    let mut connection = sqlx::PgConnection::connect_with(&options)
        .await
        .expect("PostgreSQL");
    let create = format!("CREATE SCHEMA {schema}");
    connection
        .execute(sqlx::AssertSqlSafe(create))
        .await
        .expect("a schema");
    let options = options.options([("search_path", schema.as_str())]);
    let place = Place::new(Kind::Schema(Box::new(options), schema));
    Some(Trial::open(place, hand()).await)
}

impl Trial {
    async fn open(place: Place, hand: Arc<HandClock>) -> Trial {
        let store = match &place.kind {
            Kind::File(path) => {
                let database = crate::config::Database::Sqlite(path.clone());
                Store::open(&database, ring(), hand.clone()).await
            }
            Kind::Schema(options, _) => {
                let pool = super::open::server((**options).clone()).await;
                let pool = Pool::Postgres(pool.expect("a server"));
                Store::over(pool, ring(), hand.clone()).await
            }
        };
        let store = Arc::new(store.expect("a store"));
        let mut opened = place.opened.lock().expect("no panic");
        opened.push(store.pool.clone());
        drop(opened);
        Trial { store, hand, place }
    }

    /// A second process over the same database.
    pub(crate) async fn again(&self) -> Trial {
        Trial::open(self.place.clone(), self.hand.clone()).await
    }
}

impl Trial {
    /// The store with other keys.
    pub(crate) fn turn_keys(&mut self, ring: Keyring) {
        let store = Arc::get_mut(&mut self.store);
        store.expect("a store that nobody shares").ring = ring;
    }

    /// Ends the trial and leaves nothing behind.
    pub(crate) async fn clear(self) {
        self.place.clear().await;
    }
}

impl Place {
    fn new(kind: Kind) -> Place {
        Place {
            kind,
            opened: Arc::default(),
        }
    }

    /// Leaves nothing behind; not after a failure, which may be looked into.
    async fn clear(self) {
        let opened = std::mem::take(&mut *self.opened.lock().expect("no panic"));
        for pool in opened {
            pool.close().await;
        }
        match self.kind {
            Kind::File(path) => {
                for ending in ["sqlite", "sqlite-wal", "sqlite-shm"] {
                    let _ = std::fs::remove_file(path.with_extension(ending));
                }
            }
            Kind::Schema(options, schema) => {
                let connected = sqlx::PgConnection::connect_with(&options).await;
                let mut connection = connected.expect("PostgreSQL");
                let drop = sqlx::AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"));
                connection
                    .execute(drop)
                    .await
                    .expect("the schema is dropped");
            }
        }
    }
}
