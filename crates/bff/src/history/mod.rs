//! What was done to bills: written after each save, shown to managers, forgotten after a configured time.
pub mod csv;
pub mod entry;

use crate::installs::InstallKey;
use crate::store::attempts::kind;
use crate::store::{HistoryRow, Store, StoreError};
use adisyon_bill::BillRef;
use adisyon_wire::history::{Entry, HistoryReply};

/// The most entries shown of a bill.
pub const MAX_SHOWN: usize = 200;
/// The most entries in a file.
pub const MAX_IN_FILE: i64 = 20_000;

/// Writes an entry; `name` is the attempt's, so that an attempt finished twice is told once.
pub async fn add(
    store: &Store,
    install: &InstallKey,
    name: &str,
    entry: &Entry,
) -> Result<(), StoreError> {
    let record = serde_json::to_string(entry)
        .map_err(|_| StoreError::Broken("an entry cannot be written".into()))?;
    let row = HistoryRow {
        // The same attempt may first meet a changed bill and later be saved: both are told.
        id: match entry.unknown {
            true => format!("{name}:Unknown:{}", entry.at),
            false => format!("{name}:{:?}", entry.outcome),
        },
        at_ms: entry.at,
        bill_kind: entry.kind.clone(),
        bill_id: entry.bill.clone(),
        record,
    };
    store.shelf(install).add_history(&row).await
}

/// The latest entries of a bill's address.
pub async fn of_bill(
    store: &Store,
    install: &InstallKey,
    bill: &BillRef,
) -> Result<HistoryReply, StoreError> {
    let shelf = store.shelf(install);
    let most = i64::try_from(MAX_SHOWN + 1).unwrap_or(i64::MAX);
    let rows = shelf.history_of(kind(bill), bill.id(), most).await?;
    let more = rows.len() > MAX_SHOWN;
    let mut entries = entries(rows);
    entries.truncate(MAX_SHOWN);
    Ok(HistoryReply { entries, more })
}

/// Everything of the restaurant from `from_ms` until before `until_ms`, oldest first.
pub async fn between(
    store: &Store,
    install: &InstallKey,
    from_ms: i64,
    until_ms: i64,
) -> Result<Vec<Entry>, StoreError> {
    let shelf = store.shelf(install);
    let rows = shelf
        .history_between(from_ms, until_ms, MAX_IN_FILE)
        .await?;
    Ok(entries(rows))
}

/// What an older or newer release wrote differently is left out rather than hiding the rest.
fn entries(rows: Vec<HistoryRow>) -> Vec<Entry> {
    let read = |row: HistoryRow| match serde_json::from_str(&row.record) {
        Ok(entry) => Some(entry),
        Err(_) => {
            tracing::warn!(entry = row.id, "unreadable history entry");
            None
        }
    };
    rows.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests;
