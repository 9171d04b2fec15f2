//! Which database a test's backend uses: what `ADISYON_TEST_DATABASE` says, so that the same tests run on both.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

#[path = "../../src/store/trial/cluster.rs"]
mod cluster;

use sqlx::{Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// Holds `postgres` for tests on a server of their own; anything else means SQLite.
const CHOICE: &str = "ADISYON_TEST_DATABASE";

/// A name that no other test and no other run has.
pub fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut random = [0; 4];
    getrandom::fill(&mut random).expect("randomness");
    let random = u32::from_le_bytes(random);
    format!("house_{}_{next}_{random:08x}", std::process::id())
}

/// The address of a fresh database for this house, if one on a server was chosen.
pub async fn chosen() -> Option<String> {
    match std::env::var(CHOICE) {
        Ok(choice) if choice == "postgres" => {
            Some(postgres().await.expect("PostgreSQL was asked for"))
        }
        _ => None,
    }
}

/// As an environment variable of the backend.
pub fn variable(address: Option<&str>) -> Option<(String, String)> {
    let address = address?.to_owned();
    Some(("ADISYON_DATABASE_URL".to_owned(), address))
}

/// A fresh database on the tests' server; none where there is no server.
pub async fn postgres() -> Option<String> {
    let server = cluster::address()?;
    let name = fresh_name();
    let mut connection = PgConnection::connect(server).await.expect("PostgreSQL");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    connection.execute(create).await.expect("a database");
    let (before, query) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) = before.rsplit_once('/').expect("an address with a database");
    Some(format!("{host}/{name}?{query}"))
}

/// Whether this database of the tests' server lets anybody in; whoever is inside when it shuts is thrown out.
pub async fn set_open(address: &str, open: bool) {
    let server = cluster::address().expect("PostgreSQL");
    let (before, _) = address.split_once('?').unwrap_or((address, ""));
    let (_, name) = before.rsplit_once('/').expect("an address with a database");
    let mut connection = PgConnection::connect(server).await.expect("PostgreSQL");
    let alter = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {open}");
    let alter = sqlx::AssertSqlSafe(alter);
    connection.execute(alter).await.expect("a database");
    if !open {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        let end = sqlx::query(end).bind(name);
        connection.execute(end).await.expect("its sessions");
    }
}

/// Lets this database's table be read and not written, until the connection is closed.
pub async fn held(address: &str, table: &str) -> PgConnection {
    let mut connection = PgConnection::connect(address).await.expect("PostgreSQL");
    let lock = format!("BEGIN; LOCK TABLE {table} IN SHARE MODE");
    let lock = sqlx::raw_sql(sqlx::AssertSqlSafe(lock));
    connection.execute(lock).await.expect("a lock");
    connection
}

/// How many sessions of this database last said something that begins so.
pub async fn sessions(address: &str, with: &str) -> i64 {
    let mut connection = PgConnection::connect(address).await.expect("PostgreSQL");
    let count = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE $1 || '%'";
    let count = sqlx::query_scalar(count).bind(with);
    count.fetch_one(&mut connection).await.expect("a number")
}

/// A file that nobody else uses, as an address.
pub fn file() -> (std::path::PathBuf, String) {
    let path = std::env::temp_dir().join(format!("{}.sqlite", fresh_name()));
    let address = format!("sqlite:{}", path.display());
    (path, address)
}

/// Leaves nothing of it behind.
pub fn remove(path: &std::path::Path) {
    for ending in ["sqlite", "sqlite-wal", "sqlite-shm"] {
        let _ = std::fs::remove_file(path.with_extension(ending));
    }
}

/// The databases that survive a process: a file, and a server where there is one.
pub async fn lasting() -> Vec<String> {
    let mut lasting = vec![file().1];
    lasting.extend(postgres().await);
    lasting
}
