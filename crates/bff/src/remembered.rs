//! The memory behind all replicas: the store, with what was just read kept for a moment, because every read of a bill asks.
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::memory::{Capability, Later, Lines, Memory, SaleKey};
use crate::store::{Store, StoreError};
use adisyon_bill::ids::ProductId;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long what was read is believed: another replica may have learned more.
const KEPT: Duration = Duration::from_secs(2);
/// The most sales and installs kept; then all are dropped, they are read again.
const MAX_KEPT: usize = 10_000;

/// The memory over the store.
pub struct Remembered {
    store: Arc<Store>,
    clock: SharedClock,
    lines: Mutex<HashMap<SaleKey, Fresh<Arc<Lines>>>>,
    capabilities: Mutex<HashMap<InstallKey, Fresh<Capability>>>,
}

#[derive(Clone)]
struct Fresh<T> {
    value: T,
    until: Duration,
}

impl Remembered {
    /// A memory over this store.
    pub fn new(store: Arc<Store>, clock: SharedClock) -> Remembered {
        Remembered {
            store,
            clock,
            lines: Mutex::default(),
            capabilities: Mutex::default(),
        }
    }

    /// Keeps nothing of this restaurant any more.
    pub fn forget(&self, install: &InstallKey) {
        locked(&self.lines).retain(|sale, _| sale.install != *install);
        locked(&self.capabilities).remove(install);
    }

    async fn read_lines(&self, sale: &SaleKey) -> Arc<Lines> {
        let now = self.clock.elapsed();
        if let Some(lines) = fresh(&self.lines, sale, now) {
            return lines;
        }
        let shelf = self.store.shelf(&sale.install);
        let found = match sale.sale.as_str() {
            "" => shelf.answers().await,
            sale => shelf.line_products(sale).await,
        };
        let Some(found) = told(found) else {
            return Arc::default();
        };
        let products = found
            .into_iter()
            .map(|(name, id)| (name, ProductId::new(id)));
        let lines: Arc<Lines> = Arc::new(products.collect());
        keep(&self.lines, sale.clone(), lines.clone(), now);
        lines
    }

    async fn write_lines(&self, sale: &SaleKey, lines: Vec<(String, ProductId)>) {
        // What is known already is not written again: most saves change few lines.
        let known = self.read_lines(sale).await;
        let news: Vec<_> = lines
            .into_iter()
            .filter(|(name, id)| known.get(name) != Some(id))
            // No text of either database.
            .filter(|(name, id)| !name.contains('\0') && !id.as_str().contains('\0'))
            .map(|(name, id)| (name, id.as_str().to_owned()))
            .collect();
        if news.is_empty() {
            return;
        }
        let shelf = self.store.shelf(&sale.install);
        told(match sale.sale.as_str() {
            "" => shelf.remember_answers(&news).await,
            sale => shelf.remember_lines(sale, &news).await,
        });
        locked(&self.lines).remove(sale);
    }

    async fn drop_lines(&self, sale: &SaleKey, names: Vec<String>) {
        let shelf = self.store.shelf(&sale.install);
        told(match sale.sale.as_str() {
            "" => shelf.forget_answers(&names).await,
            sale => shelf.forget_lines(sale, &names).await,
        });
        locked(&self.lines).remove(sale);
    }

    async fn read_capability(&self, install: &InstallKey) -> Capability {
        let now = self.clock.elapsed();
        if let Some(capability) = fresh(&self.capabilities, install, now) {
            return capability;
        }
        let Some(found) = told(self.store.shelf(install).capability().await) else {
            return Capability::default();
        };
        let capability = found.as_deref().map(from_text).unwrap_or_default();
        keep(&self.capabilities, install.clone(), capability, now);
        capability
    }

    async fn write_capability(&self, install: &InstallKey, to: Capability) {
        let shelf = self.store.shelf(install);
        told(shelf.set_capability(&to_text(to)).await);
        keep(
            &self.capabilities,
            install.clone(),
            to,
            self.clock.elapsed(),
        );
    }
}

impl Memory for Remembered {
    fn lines<'a>(&'a self, sale: &'a SaleKey) -> Later<'a, Arc<Lines>> {
        Box::pin(self.read_lines(sale))
    }

    fn remember<'a>(&'a self, sale: &'a SaleKey, lines: Vec<(String, ProductId)>) -> Later<'a, ()> {
        Box::pin(self.write_lines(sale, lines))
    }

    fn take_back<'a>(&'a self, sale: &'a SaleKey, names: Vec<String>) -> Later<'a, ()> {
        Box::pin(self.drop_lines(sale, names))
    }

    fn capability<'a>(&'a self, install: &'a InstallKey) -> Later<'a, Capability> {
        Box::pin(self.read_capability(install))
    }

    fn set_capability<'a>(&'a self, install: &'a InstallKey, to: Capability) -> Later<'a, ()> {
        Box::pin(self.write_capability(install, to))
    }
}

/// Failing to remember costs a question to a person, no food: it is logged and never fails a request.
fn told<T>(result: Result<T, StoreError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(StoreError::Gone) => None,
        Err(error) => {
            tracing::warn!(%error, "memory");
            None
        }
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fresh<K: std::hash::Hash + Eq, V: Clone>(
    of: &Mutex<HashMap<K, Fresh<V>>>,
    key: &K,
    now: Duration,
) -> Option<V> {
    let held = locked(of);
    let found = held.get(key).filter(|fresh| fresh.until > now)?;
    Some(found.value.clone())
}

fn keep<K: std::hash::Hash + Eq, V>(
    of: &Mutex<HashMap<K, Fresh<V>>>,
    key: K,
    value: V,
    now: Duration,
) {
    let mut held = locked(of);
    if held.len() >= MAX_KEPT {
        held.retain(|_, fresh| fresh.until > now);
    }
    if held.len() >= MAX_KEPT {
        held.clear();
    }
    let until = now + KEPT;
    held.insert(key, Fresh { value, until });
}

fn to_text(of: Capability) -> String {
    json!({
        "lines_seen": of.lines_seen,
        "identities_seen": of.identities_seen,
        "identities_refused": of.identities_refused,
        "option_ids": of.option_ids,
        "plain_echo": of.plain_echo,
    })
    .to_string()
}

/// What a text does not say is not known.
fn from_text(text: &str) -> Capability {
    let known: Value = serde_json::from_str(text).unwrap_or_default();
    let is = |name: &str| known.get(name).and_then(Value::as_bool);
    Capability {
        lines_seen: is("lines_seen").unwrap_or(false),
        identities_seen: is("identities_seen").unwrap_or(false),
        identities_refused: is("identities_refused").unwrap_or(false),
        option_ids: is("option_ids").unwrap_or(false),
        plain_echo: is("plain_echo"),
    }
}

#[cfg(test)]
mod tests;
