//! What is done beside the requests, for as long as the program runs.
use crate::boards::Boards;
use crate::decisions::Decisions;
use crate::directory::Directory;
use crate::gates::Tongues;
use crate::live::Live;
use crate::remembered::Remembered;
use crate::shelves::Shelves;
use crate::stock::Stocks;
use crate::store::{Kept, Store};
use crate::upstream::client::Client;
use crate::webhooks::signal::{BillChanged, Change, Signal};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// How often what is old is forgotten.
const PRUNING: Duration = Duration::from_secs(60 * 60);

/// What is kept in memory and follows what the platform tells.
pub struct Followers {
    /// Catalogues.
    pub stocks: Arc<Stocks>,
    /// The catalogue's lists for managers.
    pub shelves: Arc<Shelves>,
    /// What is open.
    pub boards: Arc<Boards>,
    /// What was learned.
    pub memory: Arc<Remembered>,
    /// The languages of those who ask.
    pub tongues: Arc<Tongues>,
    /// Who is installed.
    pub directory: Arc<Directory>,
    /// What managers decided.
    pub decisions: Arc<Decisions>,
    /// Open pages.
    pub live: Arc<Live>,
    /// Whose budget other replicas spend too.
    pub client: Arc<Client>,
}

/// Lets what is kept in memory follow what the platform tells.
pub async fn forget_on_signal(mut signals: Receiver<Signal>, followers: Followers) {
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
        followers.follow(&signal);
    }
}

impl Followers {
    fn follow(&self, signal: &Signal) {
        // It may have been told to another replica.
        match signal {
            Signal::Install(install) => self.directory.forget(install),
            Signal::Settings(install) => self.decisions.forget(install),
            Signal::Spent(install, spent) => self.client.budgets().hear(install, *spent),
            Signal::Uninstalled(install) => {
                self.directory.gone(install);
                self.decisions.forget(install);
                self.tongues.forget(install);
                self.client.budgets().forget(install);
            }
            _ => {}
        }
        self.forget(signal);
        self.live.hear(signal);
    }

    fn forget(&self, signal: &Signal) {
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
                Change::Opened => self.boards.opened(install, bill.clone()),
                Change::Ended => self.boards.ended(install, bill),
                Change::Updated | Change::Reopened => {}
            }
        }
        match signal {
            Signal::Bill(_) | Signal::Redacted(..) => self.boards.invalidate(install),
            Signal::Catalogue(_) => {
                self.stocks.invalidate(install);
                self.shelves.invalidate(install);
            }
            Signal::Uninstalled(_) => {
                self.boards.forget(install);
                self.stocks.forget(install);
                self.shelves.leave(install);
                self.memory.forget(install);
            }
            Signal::Install(_) => {
                self.boards.invalidate(install);
                self.stocks.invalidate(install);
                self.shelves.invalidate(install);
                self.memory.forget(install);
            }
            Signal::Settings(_) | Signal::Missed | Signal::Spent(..) | Signal::Presence(_) => {}
        }
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
