//! What the platform's word means to the rest of the program: caches forget, open pages look again.
use crate::budget::Spent;
use crate::installs::InstallKey;
use crate::live::roll::Word;
use adisyon_bill::BillRef;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{broadcast, mpsc};

/// How many signals a slow listener may lag behind before it is told that it missed some.
const BEHIND: usize = 1024;

/// Something happened at a restaurant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Signal {
    /// A bill changed, or something about bills that does not say which.
    Bill(BillChanged),
    /// Products, categories, payment methods or ingredients changed.
    Catalogue(InstallKey),
    /// The restaurant connected, or its scopes changed.
    Install(InstallKey),
    /// A manager of the restaurant decided something anew, at another replica.
    Settings(InstallKey),
    /// The restaurant is gone, and everything kept of it: what is still in work for it ends.
    Uninstalled(InstallKey),
    /// This customer's data must go from everywhere it is still held.
    Redacted(InstallKey, String),
    /// Something may have been missed, at any restaurant.
    Missed,
    /// Another replica spent some of this restaurant's budget.
    Spent(InstallKey, Spent),
    /// Another replica tells of the pages there. No cache is concerned.
    Presence(Word),
}

impl Signal {
    /// Whose; none if it may concern anybody.
    pub fn install(&self) -> Option<&InstallKey> {
        match self {
            Signal::Bill(changed) => Some(&changed.install),
            Signal::Catalogue(key)
            | Signal::Install(key)
            | Signal::Settings(key)
            | Signal::Uninstalled(key)
            | Signal::Redacted(key, _)
            | Signal::Spent(key, _) => Some(key),
            Signal::Missed | Signal::Presence(_) => None,
        }
    }
}

/// A bill changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BillChanged {
    /// Whose.
    pub install: InstallKey,
    /// The address in the event; none if the event was trimmed. After closing it may be that of the closing record. C:D.8.
    pub bill: Option<BillRef>,
    /// The sale's life-long identity, where there is one: by it a closed or reopened bill is recognised.
    pub sale: Option<String>,
    /// What became of it.
    pub change: Change,
    /// Where its lines went, if it was merged or moved.
    pub moved_to: Option<BillRef>,
    /// We did it ourselves.
    pub echo: bool,
}

/// What became of a bill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is new.
    Opened,
    /// It is another than before.
    Updated,
    /// It was closed, cancelled, deleted or moved.
    Ended,
    /// It is open again, perhaps under another address.
    Reopened,
}

/// Where signals come from, for whoever wants to hear them.
#[derive(Clone, Debug)]
pub struct Signals {
    here: broadcast::Sender<Signal>,
    elsewhere: Option<Elsewhere>,
}

/// The road to the other replicas.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    queue: mpsc::Sender<Signal>,
    /// A word was lost, and the others do not know it yet.
    lost: Arc<AtomicBool>,
}

impl Elsewhere {
    /// A road that begins with this queue.
    pub fn over(queue: mpsc::Sender<Signal>) -> Elsewhere {
        let lost = Arc::default();
        Elsewhere { queue, lost }
    }

    /// A word did not get there.
    pub fn lose(&self) {
        self.lost.store(true, Ordering::SeqCst);
    }

    /// True once for every time that words were lost.
    pub fn has_lost(&self) -> bool {
        self.lost.swap(false, Ordering::SeqCst)
    }
}

impl Default for Signals {
    fn default() -> Self {
        Signals {
            here: broadcast::Sender::new(BEHIND),
            elsewhere: None,
        }
    }
}

impl Signals {
    /// Tells everybody, here and at other replicas; nobody may be listening.
    pub fn tell(&self, signal: Signal) {
        self.tell_elsewhere(signal.clone());
        self.tell_here(signal);
    }

    /// Tells the other replicas.
    pub fn tell_elsewhere(&self, signal: Signal) {
        if let Some(elsewhere) = &self.elsewhere
            && elsewhere.queue.try_send(signal).is_err()
        {
            tracing::warn!("too many signals for the other replicas");
            elsewhere.lose();
        }
    }

    /// Tells only who listens here.
    pub fn tell_here(&self, signal: Signal) {
        let _ = self.here.send(signal);
    }

    /// Tells everything here too, from this handle and those cloned from it later.
    pub fn also(&mut self, elsewhere: Elsewhere) {
        self.elsewhere = Some(elsewhere);
    }

    /// Listens from now on. Who lags too far behind is told so by the channel, and must then forget everything it derived.
    pub fn listen(&self) -> broadcast::Receiver<Signal> {
        self.here.subscribe()
    }
}
