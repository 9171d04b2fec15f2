//! The written history of a restaurant's bills, as rows whose content is the history room's.
use super::{Shelf, StoreError};

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryRow {
    /// Its name, unique in the restaurant.
    pub id: String,
    /// When, milliseconds since 1970.
    pub at_ms: i64,
    /// `packet` or `table`.
    pub bill_kind: String,
    /// The address of the bill at that time.
    pub bill_id: String,
    /// What happened, as JSON text.
    pub record: String,
}

type Row = (String, i64, String, String, String);

impl Shelf<'_> {
    /// Adds an entry; the same entry again changes nothing.
    pub async fn add_history(&self, row: &HistoryRow) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO history (environment, tenant, id, at_ms, bill_kind, bill_id, record) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            self.environment(),
            self.tenant(),
            &row.id,
            row.at_ms,
            &row.bill_kind,
            &row.bill_id,
            &row.record
        )
        .map(drop)
    }

    /// The latest entries of a bill, newest first.
    pub async fn history_of(
        &self,
        bill_kind: &str,
        bill_id: &str,
        most: i64,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        let found = rows!(
            self.store,
            Row,
            "SELECT id, at_ms, bill_kind, bill_id, record FROM history \
             WHERE environment = $1 AND tenant = $2 AND bill_kind = $3 AND bill_id = $4 \
             ORDER BY at_ms DESC, id DESC LIMIT $5",
            self.environment(),
            self.tenant(),
            bill_kind,
            bill_id,
            most
        )?;
        Ok(found.into_iter().map(row).collect())
    }

    /// Entries of the whole restaurant from `from_ms` until before `until_ms`, oldest first.
    pub async fn history_between(
        &self,
        from_ms: i64,
        until_ms: i64,
        most: i64,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        let found = rows!(
            self.store,
            Row,
            "SELECT id, at_ms, bill_kind, bill_id, record FROM history \
             WHERE environment = $1 AND tenant = $2 AND at_ms >= $3 AND at_ms < $4 ORDER BY at_ms, id LIMIT $5",
            self.environment(),
            self.tenant(),
            from_ms,
            until_ms,
            most
        )?;
        Ok(found.into_iter().map(row).collect())
    }
}

fn row((id, at_ms, bill_kind, bill_id, record): Row) -> HistoryRow {
    HistoryRow {
        id,
        at_ms,
        bill_kind,
        bill_id,
        record,
    }
}
