//! What is done beside the requests, for as long as the program runs.
use crate::boards::Boards;
use crate::directory::Directory;
use crate::gates::Tongues;
use crate::live::Live;
use crate::remembered::Remembered;
use crate::stock::Stocks;
use crate::store::{Kept, Store};
use crate::webhooks::signal::{BillChanged, Change, Signal};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// How often what is old is forgotten.
const PRUNING: Duration = Duration::from_secs(60 * 60);

/// Lets what is kept in memory follow what the platform tells.
pub async fn forget_on_signal(
    mut signals: Receiver<Signal>,
    stocks: Arc<Stocks>,
    boards: Arc<Boards>,
    memory: Arc<Remembered>,
    tongues: Arc<Tongues>,
    directory: Arc<Directory>,
    live: Arc<Live>,
) {
    loop {
        let signal = match signals.recv().await {
            Ok(signal) => signal,
            // Boards live for seconds and catalogues for minutes: what was missed is not shown for long.
            Err(RecvError::Lagged(missed)) => {
                tracing::warn!(missed, "signals missed");
                Signal::Missed
            }
            Err(RecvError::Closed) => return,
        };
        // It may have been told to another replica.
        match &signal {
            Signal::Install(install) => directory.forget(install),
            Signal::Uninstalled(install) => {
                directory.gone(install);
                tongues.forget(install);
            }
            _ => {}
        }
        forget(&signal, &stocks, &boards, &memory);
        live.hear(&signal);
    }
}

fn forget(signal: &Signal, stocks: &Stocks, boards: &Boards, memory: &Remembered) {
    let Some(install) = signal.install() else {
        return;
    };
    if let Signal::Bill(BillChanged {
        bill: Some(bill),
        change,
        ..
    }) = signal
    {
        match change {
            Change::Opened => boards.opened(install, bill.clone()),
            Change::Ended => boards.ended(install, bill),
            Change::Updated | Change::Reopened => {}
        }
    }
    match signal {
        Signal::Bill(_) | Signal::Redacted(..) => boards.invalidate(install),
        Signal::Catalogue(_) => stocks.invalidate(install),
        Signal::Install(_) | Signal::Uninstalled(_) => {
            boards.invalidate(install);
            stocks.invalidate(install);
            memory.forget(install);
        }
        Signal::Missed => {}
    }
}

/// Forgets what is old, at once and then every hour.
pub async fn prune(store: Arc<Store>, kept: Kept) {
    let mut hours = interval(PRUNING);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        match store.prune(kept).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "old rows deleted"),
            Err(error) => tracing::warn!(%error, "pruning"),
        }
    }
}
