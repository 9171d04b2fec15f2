//! Forgetting what is old. The only statements that go by age over all restaurants: they read nothing.
use super::{Store, StoreError};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The platform tries for at most a day; a week is clearly longer. C:D.7.
pub const DELIVERIES_DAYS: i64 = 7;
/// Longer than deliveries, so that a late one never meets a forgotten end. C:D.7.
const CURSORS_DAYS: i64 = 14;
/// No bill stays open for a season.
const LINES_DAYS: i64 = 90;
/// A page asks again within minutes.
const ATTEMPTS_DAYS: i64 = 1;

/// Nothing that was sold so long ago weighs anything any more: a weight of 32 bits, halved every week.
pub(super) const OFTEN_DAYS: i64 = 32 * 7;

/// How long what is kept at the operator's choice is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Days of history.
    pub history_days: u32,
}

impl Store {
    /// Deletes what is too old; gives the number of rows.
    pub async fn prune(&self, kept: Kept) -> Result<u64, StoreError> {
        let before = |days: i64| self.now().saturating_sub(days.saturating_mul(DAY_MS));
        let mut gone = 0;
        for (statement, days) in [
            ("DELETE FROM deliveries WHERE at_ms < $1", DELIVERIES_DAYS),
            ("DELETE FROM cursors WHERE at_ms < $1", CURSORS_DAYS),
            ("DELETE FROM line_products WHERE at_ms < $1", LINES_DAYS),
            ("DELETE FROM attempts WHERE at_ms < $1", ATTEMPTS_DAYS),
            ("DELETE FROM often WHERE at_ms < $1", OFTEN_DAYS),
            (
                "DELETE FROM history WHERE at_ms < $1",
                i64::from(kept.history_days),
            ),
        ] {
            gone += run!(self, statement, before(days))?;
        }
        Ok(gone)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::HistoryRow;
    use crate::store::trial::{on_both, sandbox};

    #[tokio::test]
    async fn deliveries_are_kept_seven_days_and_history_as_configured() {
        on_both(async |trial| {
            let key = sandbox("tn_1");
            let shelf = trial.shelf(&key);
            shelf.admit().await.unwrap();
            shelf.set_delivered("evt").await.unwrap();
            let entry = HistoryRow {
                id: "h".into(),
                at_ms: trial.clock.wall_ms(),
                bill_kind: "table".into(),
                bill_id: "masa-1".into(),
                record: "{}".into(),
            };
            shelf.add_history(&entry).await.unwrap();
            let kept = Kept { history_days: 30 };
            trial.hand.advance(DELIVERIES_DAYS * DAY_MS);
            assert_eq!(trial.prune(kept).await, Ok(0));
            trial.hand.advance(1);
            assert_eq!(trial.prune(kept).await, Ok(1));
            assert!(!shelf.was_delivered("evt").await.unwrap());
            trial.hand.advance(23 * DAY_MS);
            assert_eq!(trial.prune(kept).await, Ok(1));
            assert!(
                shelf
                    .history_of("table", "masa-1", 9)
                    .await
                    .unwrap()
                    .is_empty()
            );
        })
        .await;
    }
}
