//! What the platform already told us: deliveries that were worked off, and how far each sale's sequence has come. C:D.6, C:D.7.
use super::{Shelf, StoreError};

/// What an event does to the sequence of its sale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advance {
    /// The account changed.
    Goes,
    /// The account ended: closed, cancelled, deleted, moved.
    Ends,
    /// A closed account is open again.
    Reopens,
}

impl Shelf<'_> {
    /// True if this delivery was worked off before.
    pub async fn was_delivered(&self, id: &str) -> Result<bool, StoreError> {
        let found = rows!(
            self.store,
            (i64,),
            "SELECT at_ms FROM deliveries WHERE environment = $1 AND tenant = $2 AND id = $3",
            self.environment(),
            self.tenant(),
            id
        )?;
        Ok(!found.is_empty())
    }

    /// Marks a delivery as worked off: only after it was, or the platform's next try would be swallowed.
    pub async fn set_delivered(&self, id: &str) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO deliveries (environment, tenant, id, at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            self.environment(),
            self.tenant(),
            id,
            self.now()
        )
        .map(drop)
    }

    /// Moves a scope's sequence on. False if the event is stale: below what was seen, or after the end without reopening. An equal
    /// number says nothing about order, so the last one counts. One statement, so that replicas agree.
    pub async fn advance(
        &self,
        scope: &str,
        sequence: i64,
        how: Advance,
    ) -> Result<bool, StoreError> {
        let ended = i64::from(how == Advance::Ends);
        // Ends and reopenings pass a closed door; everything else finds it closed.
        let passes_end = i64::from(how != Advance::Goes);
        run!(
            self.store,
            "INSERT INTO cursors (environment, tenant, scope, sequence, ended, at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (environment, tenant, scope) DO UPDATE SET \
             sequence = excluded.sequence, ended = excluded.ended, at_ms = excluded.at_ms \
             WHERE cursors.sequence <= excluded.sequence AND (cursors.ended = 0 OR $7 = 1)",
            self.environment(),
            self.tenant(),
            scope,
            sequence,
            ended,
            self.now(),
            passes_end
        )
        .map(|moved| moved > 0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{on_both, sandbox};

    #[tokio::test]
    async fn a_delivery_counts_once_per_restaurant_and_environment() {
        on_both(async |store| {
            let (here, there) = (sandbox("tn_1"), sandbox("tn_2"));
            store.shelf(&here).admit().await.unwrap();
            store.shelf(&there).admit().await.unwrap();
            let shelf = store.shelf(&here);
            assert!(!shelf.was_delivered("evt_1").await.unwrap());
            shelf.set_delivered("evt_1").await.unwrap();
            shelf.set_delivered("evt_1").await.unwrap();
            assert!(shelf.was_delivered("evt_1").await.unwrap());
            assert!(!store.shelf(&there).was_delivered("evt_1").await.unwrap());
        })
        .await;
    }

    #[tokio::test]
    async fn a_sequence_goes_forward_only_and_ends_until_reopened() {
        use Advance::{Ends, Goes, Reopens};
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            shelf.admit().await.unwrap();
            for (sequence, how, fresh) in [
                (5, Goes, true),
                (4, Goes, false),
                (5, Goes, true),
                (9, Goes, true),
                (10, Ends, true),
                (11, Goes, false),
                (10, Ends, true),
                (9, Reopens, false),
                (12, Reopens, true),
                (11, Goes, false),
                (13, Goes, true),
            ] {
                let moved = shelf.advance("sq", sequence, how).await.unwrap();
                assert_eq!(moved, fresh, "{sequence} {how:?}");
            }
            assert!(shelf.advance("other", 1, Goes).await.unwrap());
        })
        .await;
    }
}
