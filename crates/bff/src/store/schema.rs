//! The tables, as a list of steps that only ever grows. The same text for both databases: `TEXT` and `BIGINT` are all it needs.
use super::{Pool, Store, StoreError};
use sqlx::{Connection, Executor};

/// Every step so far. Invariant: a released step is never changed, only followed.
const STEPS: &[&[&str]] = &[FIRST, SECOND, THIRD];

/// Names the lock under which replicas migrate one after another: the letters `adisyon`.
const MIGRATION_LOCK: i64 = 0x61_64_69_73_79_6f_6e;

/// Where everything of a restaurant hangs.
macro_rules! of_restaurant {
    ($name:literal, $columns:literal, $key:literal) => {
        concat!(
            "CREATE TABLE ",
            $name,
            " (environment TEXT NOT NULL, tenant TEXT NOT NULL, ",
            $columns,
            ", PRIMARY KEY (",
            $key,
            "), FOREIGN KEY (environment, tenant) REFERENCES restaurants (environment, tenant) ON DELETE CASCADE)"
        )
    };
}

const FIRST: &[&str] = &[
    "CREATE TABLE restaurants (environment TEXT NOT NULL, tenant TEXT NOT NULL, since_ms BIGINT NOT NULL, PRIMARY KEY (environment, tenant))",
    // Key and secret are sealed; `told_ms` is the platform's time of the last word about scopes, 0 for none since connecting.
    of_restaurant!(
        "installs",
        "api_key TEXT NOT NULL, webhook_secret TEXT NOT NULL, scopes TEXT NOT NULL, connected_ms BIGINT NOT NULL, told_ms BIGINT NOT NULL",
        "environment, tenant"
    ),
    of_restaurant!(
        "line_products",
        "sale TEXT NOT NULL, line TEXT NOT NULL, product TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, sale, line"
    ),
    of_restaurant!(
        "answers",
        "name TEXT NOT NULL, product TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, name"
    ),
    of_restaurant!(
        "capabilities",
        "known TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant"
    ),
    of_restaurant!(
        "settings",
        "name TEXT NOT NULL, value TEXT NOT NULL, by_user TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, name"
    ),
    of_restaurant!(
        "standings",
        "kind TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, kind"
    ),
    of_restaurant!(
        "deliveries",
        "id TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, id"
    ),
    of_restaurant!(
        "cursors",
        "scope TEXT NOT NULL, sequence BIGINT NOT NULL, ended BIGINT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, scope"
    ),
    of_restaurant!(
        "history",
        "id TEXT NOT NULL, at_ms BIGINT NOT NULL, bill_kind TEXT NOT NULL, bill_id TEXT NOT NULL, record TEXT NOT NULL",
        "environment, tenant, id"
    ),
    "CREATE INDEX history_of_bill ON history (environment, tenant, bill_kind, bill_id, at_ms)",
    "CREATE INDEX history_in_time ON history (environment, tenant, at_ms)",
    of_restaurant!(
        "attempts",
        "bill_kind TEXT NOT NULL, bill_id TEXT NOT NULL, attempt TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, lease_ms BIGINT NOT NULL, record TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, bill_kind, bill_id, attempt"
    ),
    // For pruning, which goes by age alone.
    "CREATE INDEX line_products_age ON line_products (at_ms)",
    "CREATE INDEX deliveries_age ON deliveries (at_ms)",
    "CREATE INDEX cursors_age ON cursors (at_ms)",
    "CREATE INDEX history_age ON history (at_ms)",
    "CREATE INDEX attempts_age ON attempts (at_ms)",
];

const SECOND: &[&str] = &[
    // Records of the catalogue: 1 if this plugin made them, 0 if the platform said it did not.
    of_restaurant!(
        "made",
        "kind TEXT NOT NULL, id TEXT NOT NULL, ours BIGINT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant, kind, id"
    ),
];

const THIRD: &[&str] = &[
    // Products and their weights as one text, so that a pick and what it pushes out are one change.
    of_restaurant!(
        "often",
        "picks TEXT NOT NULL, at_ms BIGINT NOT NULL",
        "environment, tenant"
    ),
    "CREATE INDEX often_age ON often (at_ms)",
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL)";
const VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";
const STEP_DONE: &str = "INSERT INTO schema_versions (version, at_ms) VALUES ($1, $2)";

/// Takes all missing steps in one transaction: a half-made schema is never seen. Several may start at once: the first does it,
/// the others wait for it.
pub(super) async fn migrate(store: &Store) -> Result<(), StoreError> {
    migrate_with(store, STEPS).await
}

async fn migrate_with(store: &Store, steps: &[&'static [&'static str]]) -> Result<(), StoreError> {
    let now = store.now();
    // The two arms differ only in the lock, but their transactions are of different types.
    macro_rules! take {
        ($transaction:expr) => {{
            let mut transaction = $transaction;
            transaction.execute(LEDGER).await?;
            let (version,): (i64,) = sqlx::query_as(VERSION).fetch_one(&mut *transaction).await?;
            for (at, step) in missing(steps, version)? {
                for statement in step {
                    transaction.execute(*statement).await?;
                }
                let done = sqlx::query(STEP_DONE).bind(at).bind(now);
                done.execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
        }};
    }
    match &store.pool {
        Pool::Sqlite(pool) => {
            let mut connection = pool.acquire().await?;
            take!(connection.begin_with("BEGIN IMMEDIATE").await?);
        }
        Pool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
            lock.execute(&mut *transaction).await?;
            take!(transaction);
        }
    }
    Ok(())
}

type Step = &'static [&'static str];

/// The steps after `version`, with their numbers.
fn missing(steps: &[Step], version: i64) -> Result<impl Iterator<Item = (i64, Step)>, StoreError> {
    let newest = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if version > newest {
        return Err(StoreError::Newer(version, newest));
    }
    let numbered = (1..).zip(steps.iter().copied());
    Ok(numbered.filter(move |(at, _)| *at > version))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::on_both;

    #[tokio::test]
    async fn migrating_again_changes_nothing() {
        on_both(async |store| {
            migrate(&store).await.unwrap();
            migrate(&store).await.unwrap();
            let versions = rows!(store, (i64,), "SELECT version FROM schema_versions");
            assert_eq!(versions.unwrap(), [(1,), (2,), (3,)]);
        })
        .await;
    }

    #[tokio::test]
    async fn replicas_that_start_together_take_each_step_once() {
        on_both(async |trial| {
            let more: &[Step] = &[FIRST, SECOND, THIRD, &["CREATE TABLE more (x BIGINT)"]];
            let (second, third) = (trial.again().await, trial.again().await);
            let (one, two, three) = tokio::join!(
                migrate_with(&trial, more),
                migrate_with(&second, more),
                migrate_with(&third, more)
            );
            assert_eq!([one, two, three], [Ok(()), Ok(()), Ok(())]);
            let versions = rows!(trial, (i64,), "SELECT version FROM schema_versions");
            assert_eq!(versions.unwrap(), [(1,), (2,), (3,), (4,)]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_failing_step_leaves_nothing_behind() {
        on_both(async |store| {
            let broken: &[Step] = &[
                FIRST,
                SECOND,
                THIRD,
                &["CREATE TABLE half (x BIGINT)", "CREATE NONSENSE"],
            ];
            assert!(migrate_with(&store, broken).await.is_err());
            assert!(rows!(store, (i64,), "SELECT x FROM half").is_err());
            migrate(&store).await.unwrap();
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_of_a_newer_release_is_refused() {
        on_both(async |store| {
            run!(store, STEP_DONE, 99_i64, 0_i64).unwrap();
            assert_eq!(migrate(&store).await, Err(StoreError::Newer(99, 3)));
        })
        .await;
    }

    #[test]
    fn every_table_of_a_restaurant_goes_with_it() {
        for statement in STEPS.iter().copied().flatten() {
            let is_table = statement.starts_with("CREATE TABLE");
            let is_root = statement.starts_with("CREATE TABLE restaurants ");
            assert!(
                !is_table || is_root || statement.contains("ON DELETE CASCADE"),
                "{statement}"
            );
        }
    }
}
