//! Save attempts, so that a restarted process or another replica gives the same answer and never writes twice.
//!
//! An attempt is claimed with a lease before anything is written. Whoever asks again meets its answer, a running save to wait for, or
//! an abandoned one with what its owner wrote down last: from that and a fresh read the outcome is decided, never by writing again.
use super::{Shelf, StoreError};
use adisyon_bill::BillRef;

/// How long an owner may be silent before the attempt counts as abandoned, in milliseconds.
pub const LEASE_MS: i64 = 30_000;

/// What a claim found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claim {
    /// Nobody tried this before: it is ours now.
    Mine,
    /// Another owner is at it until at least then, milliseconds since 1970.
    Running {
        /// When its lease ends.
        until_ms: i64,
    },
    /// Its owner fell silent; now it is ours, with what the owner last noted (empty: nothing was about to be written).
    Abandoned {
        /// The owner's note.
        note: String,
    },
    /// It came to its end with this answer.
    Done {
        /// The answer. Holds no customer's data: the bill in an answer is read again.
        answer: String,
    },
}

/// One attempt on one bill.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The bill.
    pub bill: &'a BillRef,
    /// The page's name for the attempt.
    pub name: &'a str,
    /// The process that works on it.
    pub owner: &'a str,
}

impl Attempt<'_> {
    fn kind(&self) -> &'static str {
        kind(self.bill)
    }
}

/// The word for a bill's kind in the store.
pub fn kind(bill: &BillRef) -> &'static str {
    if bill.is_table() { "table" } else { "packet" }
}

impl Shelf<'_> {
    /// Takes an attempt, or says how it stands.
    pub async fn claim(&self, attempt: Attempt<'_>) -> Result<Claim, StoreError> {
        let now = self.now();
        let lease = now.saturating_add(LEASE_MS);
        if self.begin(attempt, lease).await? {
            return Ok(Claim::Mine);
        }
        let Some((state, until_ms, record)) = self.standing_of(attempt).await? else {
            return Ok(Claim::Running { until_ms: lease });
        };
        if state == "done" {
            return Ok(Claim::Done { answer: record });
        }
        if until_ms > now || !self.take_over(attempt, until_ms, lease).await? {
            return Ok(Claim::Running { until_ms });
        }
        Ok(Claim::Abandoned { note: record })
    }

    /// As [`Shelf::claim`], for who holds the bill's turn among all replicas ([`crate::lanes::shared`]): an attempt that is found
    /// running has lost its owner, however long its lease. So this never gives [`Claim::Running`] unless it is claimed elsewhere at
    /// this very moment by somebody who holds no turn.
    pub async fn claim_in_turn(&self, attempt: Attempt<'_>) -> Result<Claim, StoreError> {
        let found = self.claim(attempt).await?;
        let Claim::Running { until_ms } = found else {
            return Ok(found);
        };
        let lease = self.now().saturating_add(LEASE_MS);
        let Some((state, seen, record)) = self.standing_of(attempt).await? else {
            return Err(StoreError::Gone);
        };
        match state == "running" && self.take_over(attempt, seen, lease).await? {
            true => Ok(Claim::Abandoned { note: record }),
            false => Ok(Claim::Running { until_ms }),
        }
    }

    async fn begin(&self, attempt: Attempt<'_>, lease: i64) -> Result<bool, StoreError> {
        run!(
            self.store,
            "INSERT INTO attempts (environment, tenant, bill_kind, bill_id, attempt, state, owner, lease_ms, record, at_ms) \
             VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, '', $8) ON CONFLICT DO NOTHING",
            self.environment(),
            self.tenant(),
            attempt.kind(),
            attempt.bill.id(),
            attempt.name,
            attempt.owner,
            lease,
            self.now()
        )
        .map(|begun| begun > 0)
    }

    async fn standing_of(
        &self,
        attempt: Attempt<'_>,
    ) -> Result<Option<(String, i64, String)>, StoreError> {
        let found = rows!(
            self.store,
            (String, i64, String),
            "SELECT state, lease_ms, record FROM attempts \
             WHERE environment = $1 AND tenant = $2 AND bill_kind = $3 AND bill_id = $4 AND attempt = $5",
            self.environment(),
            self.tenant(),
            attempt.kind(),
            attempt.bill.id(),
            attempt.name
        )?;
        Ok(found.into_iter().next())
    }

    /// Of several that see the same silence, one takes over: the lease they saw is in the condition.
    async fn take_over(
        &self,
        attempt: Attempt<'_>,
        seen: i64,
        lease: i64,
    ) -> Result<bool, StoreError> {
        run!(
            self.store,
            "UPDATE attempts SET owner = $1, lease_ms = $2 WHERE environment = $3 AND tenant = $4 \
             AND bill_kind = $5 AND bill_id = $6 AND attempt = $7 AND state = 'running' AND lease_ms = $8",
            attempt.owner,
            lease,
            self.environment(),
            self.tenant(),
            attempt.kind(),
            attempt.bill.id(),
            attempt.name,
            seen
        )
        .map(|taken| taken > 0)
    }

    /// The answer of an attempt that came to its end; none if it did not, or nobody tried.
    pub async fn answer_of(&self, attempt: Attempt<'_>) -> Result<Option<String>, StoreError> {
        let found = self.standing_of(attempt).await?;
        Ok(found.and_then(|(state, _, record)| (state == "done").then_some(record)))
    }

    /// Notes what is about to be done and extends the lease. False if the attempt is no longer ours: then nothing may be written.
    pub async fn note_attempt(&self, attempt: Attempt<'_>, note: &str) -> Result<bool, StoreError> {
        self.set_attempt(attempt, "running", note).await
    }

    /// Ends an attempt with its answer. False if it is no longer ours.
    pub async fn end_attempt(
        &self,
        attempt: Attempt<'_>,
        answer: &str,
    ) -> Result<bool, StoreError> {
        self.set_attempt(attempt, "done", answer).await
    }

    async fn set_attempt(
        &self,
        attempt: Attempt<'_>,
        state: &str,
        record: &str,
    ) -> Result<bool, StoreError> {
        run!(
            self.store,
            "UPDATE attempts SET state = $1, record = $2, lease_ms = $3 WHERE environment = $4 AND tenant = $5 \
             AND bill_kind = $6 AND bill_id = $7 AND attempt = $8 AND state = 'running' AND owner = $9",
            state,
            record,
            self.now().saturating_add(LEASE_MS),
            self.environment(),
            self.tenant(),
            attempt.kind(),
            attempt.bill.id(),
            attempt.name,
            attempt.owner
        )
        .map(|changed| changed > 0)
    }

    /// Gives an attempt back that came to nothing and wrote nothing: it may be tried again at once.
    pub async fn drop_attempt(&self, attempt: Attempt<'_>) -> Result<(), StoreError> {
        run!(
            self.store,
            "DELETE FROM attempts WHERE environment = $1 AND tenant = $2 AND bill_kind = $3 AND bill_id = $4 \
             AND attempt = $5 AND state = 'running' AND owner = $6",
            self.environment(),
            self.tenant(),
            attempt.kind(),
            attempt.bill.id(),
            attempt.name,
            attempt.owner
        )
        .map(drop)
    }
}

#[cfg(test)]
mod tests;
