//! Who is installed: restaurants that connected, from the store, and the one that the configuration names, which needs no store.
use crate::believed::Believed;
use crate::clock::SharedClock;
use crate::installs::{Install, InstallKey};
use crate::secret::Secret;
use crate::store::{LastTold, Store, StoreError};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The lookup of installs by environment and tenant together, and by nothing else.
pub struct Directory {
    store: Arc<Store>,
    /// Configured: what the operator wrote counts, whatever the store says.
    fixed: Mutex<HashMap<InstallKey, Arc<Install>>>,
    connected: Believed<Option<Arc<Install>>>,
}

impl Directory {
    /// A directory with these configured installs.
    pub fn new(
        store: Arc<Store>,
        clock: SharedClock,
        fixed: impl IntoIterator<Item = Install>,
    ) -> Directory {
        let fixed = fixed
            .into_iter()
            .map(|install| (install.key.clone(), Arc::new(install)))
            .collect();
        Directory {
            store,
            fixed: Mutex::new(fixed),
            connected: Believed::new(clock),
        }
    }

    /// Makes room in the store for the configured installs. Without it their bills work, but nothing is remembered of them.
    pub async fn admit_fixed(&self) -> Result<(), StoreError> {
        let keys: Vec<_> = self.fixed().keys().cloned().collect();
        for key in keys {
            self.store.shelf(&key).admit().await?;
        }
        Ok(())
    }

    /// The install of this key.
    pub async fn find(&self, key: &InstallKey) -> Result<Option<Arc<Install>>, StoreError> {
        if let Some(install) = self.fixed().get(key) {
            return Ok(Some(install.clone()));
        }
        let shelf = self.store.shelf(key);
        let ask = async { Ok(shelf.install().await?.map(Arc::new)) };
        self.connected.get(key, ask).await
    }

    /// Where installs are kept.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Keeps a fresh install. The platform has forgotten the one before, so a configured one gives way for as long as this runs.
    pub async fn connect(
        &self,
        key: &InstallKey,
        api_key: &Secret,
        webhook_secret: &Secret,
        scopes: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let shelf = self.store.shelf(key);
        shelf.connect(api_key, webhook_secret, scopes).await?;
        if self.fixed().remove(key).is_some() {
            tracing::warn!(
                environment = key.environment.as_str(),
                tenant = key.tenant,
                "connected anew: the install of the environment variables is out of date"
            );
        }
        self.forget(key);
        Ok(())
    }

    /// Takes the scopes that the platform says are granted. False if it had said something later.
    pub async fn set_scopes(
        &self,
        key: &InstallKey,
        scopes: &BTreeSet<String>,
        told: LastTold,
    ) -> Result<bool, StoreError> {
        if let Some(install) = self.fixed().get_mut(key) {
            *install = Arc::new(Install {
                key: key.clone(),
                api_key: install.api_key.clone(),
                webhook_secret: install.webhook_secret.clone(),
                scopes: scopes.clone(),
            });
            return Ok(true);
        }
        let taken = self.store.shelf(key).set_scopes(scopes, told).await?;
        self.forget(key);
        Ok(taken)
    }

    /// Lets nobody of this restaurant in any more, then deletes everything that is kept of it.
    pub async fn remove(&self, key: &InstallKey) -> Result<(), StoreError> {
        self.fixed().remove(key);
        let removed = self.store.shelf(key).leave().await;
        self.forget(key);
        removed.map(drop)
    }

    /// Another replica was told that it is uninstalled.
    pub fn gone(&self, key: &InstallKey) {
        self.fixed().remove(key);
        self.forget(key);
    }

    /// Asks the store anew next time.
    pub fn forget(&self, key: &InstallKey) {
        self.connected.forget(key);
    }

    fn fixed(&self) -> MutexGuard<'_, HashMap<InstallKey, Arc<Install>>> {
        self.fixed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
