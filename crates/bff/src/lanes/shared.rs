//! A bill's turn across replicas: an advisory lock of PostgreSQL, all of a process's locks on one connection.
//!
//! A replica that dies loses its connection and with it all its turns at once. One that is only frozen, or cut off, says nothing on
//! that connection any more, and the server ends it after [`SILENCE`]: so no turn outlives its holder by more than that. A holder that
//! wakes up after all finds its turn lost before its next write. Where one process owns a file there is nothing to share.
use super::LaneKey;
use crate::store::StoreError;
use crate::store::attempts::kind;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection, PgPool};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

/// The longest that a silent replica keeps a bill's turn.
pub const SILENCE: Duration = Duration::from_secs(15);
/// How often the connection is used at least.
const HEARTBEAT: Duration = Duration::from_secs(4);
/// How long the server may take for an answer.
const ANSWER: Duration = Duration::from_secs(3);
/// How long a turn is waited for: longer than a dead holder can keep it.
const PATIENCE: Duration = Duration::from_secs(25);
/// The pauses between tries, doubled from the first to the last.
const PAUSES: (Duration, Duration) = (Duration::from_millis(8), Duration::from_millis(60));
/// After giving a turn back, a replica does not ask for the same one for so long: longer than another one's pause, so that a busy
/// replica never keeps a bill for itself.
const COURTESY: Duration = Duration::from_millis(80);
/// The most turns whose return is remembered; then those that are over are forgotten.
const MAX_RETURNED: usize = 1000;

/// The turns that all replicas share.
pub struct Shared {
    server: Option<Arc<Keeper>>,
    heart: Option<JoinHandle<()>>,
}

struct Keeper {
    pool: PgPool,
    line: Mutex<Option<Line>>,
    /// Raised whenever the connection was lost, and with it every turn.
    lost: AtomicU64,
    /// When each turn was given back.
    returned: std::sync::Mutex<HashMap<i64, Instant>>,
}

struct Line {
    connection: PgConnection,
    /// Which of a server's databases within databases: tests have many.
    schema: String,
}

/// A turn among the replicas, given back when dropped.
pub struct Held {
    of: Option<(Arc<Keeper>, i64, u64)>,
}

impl Shared {
    /// Turns over this server, or over nothing where one process owns everything.
    pub fn new(pool: Option<PgPool>) -> Shared {
        let server = pool.map(|pool| {
            Arc::new(Keeper {
                pool,
                line: Mutex::new(None),
                lost: AtomicU64::new(0),
                returned: std::sync::Mutex::default(),
            })
        });
        let heart = server.clone().map(|keeper| tokio::spawn(beat(keeper)));
        Shared { server, heart }
    }

    /// Waits for the bill's turn; none if others hold it for longer than a dead one could.
    pub async fn hold(&self, lane: &LaneKey) -> Result<Option<Held>, StoreError> {
        let Some(keeper) = &self.server else {
            return Ok(Some(Held { of: None }));
        };
        let lock = name(&keeper.schema().await?, lane);
        keeper.courtesy(lock).await;
        let end = Instant::now() + PATIENCE;
        let mut pause = PAUSES.0;
        loop {
            if let Some(held) = keeper.take(lock).await? {
                return Ok(Some(held));
            }
            if Instant::now() >= end {
                return Ok(None);
            }
            sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(heart) = &self.heart {
            heart.abort();
        }
    }
}

impl Held {
    /// True while nobody else can have the turn.
    pub async fn still(&self) -> bool {
        let Some((keeper, _, since)) = &self.of else {
            return true;
        };
        keeper.lost.load(Ordering::SeqCst) == *since
            && keeper.ask("SELECT 1::bigint", None).await.is_ok()
            && keeper.lost.load(Ordering::SeqCst) == *since
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some((keeper, lock, since)) = self.of.take() {
            keeper.give_back(lock);
            tokio::spawn(async move {
                // A lost connection has given it back already.
                if keeper.lost.load(Ordering::SeqCst) == since {
                    let given = "SELECT pg_advisory_unlock($1)::int::bigint";
                    let _ = keeper.ask(given, Some(lock)).await;
                }
            });
        }
    }
}

impl Keeper {
    /// Lets other replicas have a turn that was ours a moment ago.
    async fn courtesy(&self, lock: i64) {
        let returned = self.returned().get(&lock).copied();
        if let Some(returned) = returned {
            tokio::time::sleep_until(returned + COURTESY).await;
        }
    }

    fn give_back(&self, lock: i64) {
        let mut returned = self.returned();
        if returned.len() >= MAX_RETURNED {
            returned.retain(|_, at| at.elapsed() < COURTESY);
        }
        returned.insert(lock, Instant::now());
    }

    fn returned(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Instant>> {
        self.returned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(self: &Arc<Self>, lock: i64) -> Result<Option<Held>, StoreError> {
        let since = self.lost.load(Ordering::SeqCst);
        let tried = "SELECT pg_try_advisory_lock($1)::int::bigint";
        let taken = self.ask(tried, Some(lock)).await? == 1;
        Ok(taken.then(|| Held {
            of: Some((self.clone(), lock, since)),
        }))
    }

    async fn schema(&self) -> Result<String, StoreError> {
        let mut line = self.line.lock().await;
        Ok(self.open(&mut line).await?.schema.clone())
    }

    async fn open<'a>(&self, line: &'a mut Option<Line>) -> Result<&'a mut Line, StoreError> {
        if line.is_none() {
            *line = Some(
                timeout(ANSWER, connect(&self.pool))
                    .await
                    .map_err(|_| StoreError::Unreachable)??,
            );
        }
        line.as_mut().ok_or(StoreError::Unreachable)
    }

    /// One question on the one connection. A connection that fails is given up, and every turn with it.
    async fn ask(&self, sql: &'static str, lock: Option<i64>) -> Result<i64, StoreError> {
        let mut held = self.line.lock().await;
        let line = self.open(&mut held).await?;
        let mut question = sqlx::query_as::<_, (i64,)>(sql);
        if let Some(lock) = lock {
            question = question.bind(lock);
        }
        match timeout(ANSWER, question.fetch_one(&mut line.connection)).await {
            Ok(Ok((answer,))) => Ok(answer),
            broken => {
                *held = None;
                self.lost.fetch_add(1, Ordering::SeqCst);
                Err(match broken {
                    Ok(Err(error)) => StoreError::from(error),
                    _ => StoreError::Unreachable,
                })
            }
        }
    }
}

async fn connect(pool: &PgPool) -> Result<Line, StoreError> {
    let mut connection = PgConnection::connect_with(&pool.connect_options()).await?;
    let silence = format!("SET idle_session_timeout = '{}s'", SILENCE.as_secs());
    // Upstream: PostgreSQL 14 and later. An older server notices a dead connection by its own TCP settings alone.
    if sqlx::query(sqlx::AssertSqlSafe(silence))
        .execute(&mut connection)
        .await
        .is_err()
    {
        tracing::warn!("the database cannot end silent sessions: a frozen replica may block bills");
    }
    let (schema,) = sqlx::query_as("SELECT COALESCE(current_schema(), '')::text")
        .fetch_one(&mut connection)
        .await?;
    Ok(Line { connection, schema })
}

async fn beat(keeper: Arc<Keeper>) {
    loop {
        sleep(HEARTBEAT).await;
        let _ = keeper.ask("SELECT 1::bigint", None).await;
    }
}

/// Every part is preceded by its length, so that no two bills share a lock but by chance of one in 2^64.
fn name(schema: &str, lane: &LaneKey) -> i64 {
    let mut hash = Sha256::new();
    for part in [
        "adisyon lane",
        schema,
        lane.install.environment.as_str(),
        &lane.install.tenant,
        kind(&lane.bill),
        lane.bill.id(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let (head, _) = digest.split_first_chunk::<8>().expect("32 bytes hold 8");
    i64::from_be_bytes(*head)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{both, sandbox};
    use adisyon_bill::BillRef;

    fn lane(bill: &str) -> LaneKey {
        LaneKey {
            install: sandbox("tn_1"),
            bill: BillRef::Table(bill.into()),
        }
    }

    /// The turn, which must come; a busy machine may take its time.
    async fn comes(shared: &Shared, bill: &str) -> Held {
        let lane = lane(bill);
        let held = timeout(2 * PATIENCE, shared.hold(&lane)).await;
        held.expect("it comes").unwrap().expect("it comes")
    }

    /// Whether somebody else has it.
    async fn is_taken(shared: &Shared, bill: &str) -> bool {
        let lane = lane(bill);
        let held = timeout(Duration::from_millis(300), shared.hold(&lane)).await;
        held.is_err()
    }

    /// Runs this with two replicas of one server, and that server.
    async fn at_two(test: impl AsyncFn(&Shared, &Shared, &PgPool)) {
        for trial in both().await {
            if let Some(pool) = trial.postgres() {
                let (one, two) = (pool.clone(), pool.clone());
                let (one, two) = (Shared::new(Some(one)), Shared::new(Some(two)));
                test(&one, &two, pool).await;
            }
            trial.clear().await;
        }
    }

    #[tokio::test]
    async fn one_replica_has_a_bills_turn_at_a_time_and_another_bill_s_turn_is_free() {
        at_two(async |one, two, _| {
            let held = comes(one, "1").await;
            assert!(is_taken(two, "1").await);
            drop(comes(two, "2").await);
            assert!(held.still().await);
            drop(held);
            drop(comes(two, "1").await);
        })
        .await;
    }

    #[tokio::test]
    async fn a_replica_with_many_at_one_bill_lets_another_in_between() {
        at_two(async |one, two, _| {
            let bill = lane("1");
            let greedy = async {
                loop {
                    let held = one.hold(&bill).await.unwrap().unwrap();
                    sleep(Duration::from_millis(20)).await;
                    drop(held);
                }
            };
            let modest = async {
                for _ in 0..5 {
                    drop(two.hold(&bill).await.unwrap().unwrap());
                }
            };
            tokio::select! {
                () = greedy => {}
                () = sleep(2 * PATIENCE) => panic!("one replica keeps the bill"),
                () = modest => {}
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_lost_connection_gives_all_turns_back_and_its_holder_knows() {
        at_two(async |one, two, pool| {
            let held = comes(one, "1").await;
            // As when the replica dies: the server ends its session.
            let keeper = one.server.clone().unwrap();
            let pid = keeper.ask("SELECT pg_backend_pid()::bigint", None).await;
            let end = sqlx::query("SELECT pg_terminate_backend($1::int)").bind(pid.unwrap());
            end.execute(pool).await.unwrap();
            let _other = comes(two, "1").await;
            assert!(!held.still().await);
        })
        .await;
    }
}
