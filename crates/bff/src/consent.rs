//! Whether personal data, and with it kitchen notes, is shown to us. No endpoint says so: it is inferred and kept for minutes. C:G.6.
use crate::clock::SharedClock;
use crate::installs::{Install, InstallKey, scope};
use crate::upstream::client::Client;
use crate::upstream::read;
use crate::upstream::shape::account::Signs;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long an inference holds: a tenant may withdraw consent.
const KEPT: Duration = Duration::from_secs(10 * 60);
/// How long "could not tell" holds.
const DOUBT: Duration = Duration::from_secs(60);

/// What was inferred per install.
pub struct Consents {
    client: Arc<Client>,
    clock: SharedClock,
    known: Mutex<HashMap<InstallKey, Inferred>>,
}

#[derive(Clone, Copy)]
struct Inferred {
    shown: bool,
    until: Duration,
}

impl Consents {
    /// Nothing inferred yet.
    pub fn new(client: Arc<Client>, clock: SharedClock) -> Consents {
        Consents {
            client,
            clock,
            known: Mutex::default(),
        }
    }

    /// Whether this account, which shows these signs, was read with personal data. Asks the platform only if a note is missing.
    pub async fn personal(&self, install: &Install, signs: Signs) -> bool {
        if !install.grants(scope::CUSTOMERS_READ) {
            return false;
        }
        match signs.name {
            Some(true) => self.keep(install, true, KEPT),
            // Trimmed here and now, whatever was inferred before.
            Some(false) => false,
            None => match self.inferred(&install.key) {
                Some(shown) => shown,
                None if signs.note_missing => self.ask(install).await,
                None => false,
            },
        }
    }

    async fn ask(&self, install: &Install) -> bool {
        match read::shows_names(&self.client, install).await {
            Ok(Some(shown)) => self.keep(install, shown, KEPT),
            _ => self.keep(install, false, DOUBT),
        }
    }

    fn keep(&self, install: &Install, shown: bool, how_long: Duration) -> bool {
        let until = self.clock.elapsed() + how_long;
        self.known()
            .insert(install.key.clone(), Inferred { shown, until });
        shown
    }

    fn inferred(&self, key: &InstallKey) -> Option<bool> {
        let inferred = self.known().get(key).copied()?;
        (inferred.until > self.clock.elapsed()).then_some(inferred.shown)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<InstallKey, Inferred>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
