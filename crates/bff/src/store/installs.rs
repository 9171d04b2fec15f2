//! Installs that came by connecting. C:D.3: keyed by environment and tenant, key and secret sealed, scopes as granted.
use super::seal::Field;
use super::{Shelf, Store, StoreError};
use crate::installs::{Environment, Install, InstallKey};
use crate::secret::Secret;
use std::collections::BTreeSet;

/// The platform's time of a word about scopes, in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LastTold(pub i64);

type Row = (String, String, String);

impl Store {
    /// Seals anew what an old key sealed, so that the old key may be put away after every replica was started once.
    pub(super) async fn reseal(&self) -> Result<u64, StoreError> {
        let all = "SELECT environment, tenant, api_key, webhook_secret FROM installs";
        let mut done = 0;
        for (environment, tenant, api_key, webhook_secret) in
            rows!(self, (String, String, String, String), all)?
        {
            let Some(environment) = Environment::parse(&environment) else {
                continue;
            };
            let key = InstallKey {
                environment,
                tenant,
            };
            if !self.ring.is_stale(&api_key) && !self.ring.is_stale(&webhook_secret) {
                continue;
            }
            let fresh = |sealed: &str, field| {
                let open = self.ring.open(sealed, &key, field)?;
                self.ring.seal(&open, &key, field)
            };
            // The old texts in the condition: a re-connect meanwhile is not undone.
            done += run!(
                self,
                "UPDATE installs SET api_key = $1, webhook_secret = $2 \
                 WHERE environment = $3 AND tenant = $4 AND api_key = $5 AND webhook_secret = $6",
                fresh(&api_key, Field::ApiKey)?,
                fresh(&webhook_secret, Field::WebhookSecret)?,
                key.environment.as_str(),
                &key.tenant,
                &api_key,
                &webhook_secret
            )?;
        }
        Ok(done)
    }
}

impl Shelf<'_> {
    /// The install, if this restaurant is connected.
    pub async fn install(&self) -> Result<Option<Install>, StoreError> {
        let found = rows!(
            self.store,
            Row,
            "SELECT api_key, webhook_secret, scopes FROM installs WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        let Some((api_key, webhook_secret, scopes)) = found.into_iter().next() else {
            return Ok(None);
        };
        let open = |sealed: &str, field| self.store.ring.open(sealed, self.key, field);
        Ok(Some(Install {
            key: self.key.clone(),
            api_key: open(&api_key, Field::ApiKey)?,
            webhook_secret: open(&webhook_secret, Field::WebhookSecret)?,
            scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        }))
    }

    /// Keeps an install; of the same restaurant the last one stays, as the platform has forgotten the one before.
    pub async fn connect(
        &self,
        api_key: &Secret,
        webhook_secret: &Secret,
        scopes: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let api_key = self.store.ring.seal(api_key, self.key, Field::ApiKey)?;
        let secret = self
            .store
            .ring
            .seal(webhook_secret, self.key, Field::WebhookSecret)?;
        self.admit().await?;
        run!(
            self.store,
            "INSERT INTO installs (environment, tenant, api_key, webhook_secret, scopes, connected_ms, told_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (environment, tenant) DO UPDATE SET \
             api_key = excluded.api_key, webhook_secret = excluded.webhook_secret, scopes = excluded.scopes, \
             connected_ms = excluded.connected_ms, told_ms = 0",
            self.environment(),
            self.tenant(),
            api_key,
            secret,
            joined(scopes),
            self.now()
        )
        .map(drop)
    }

    /// Makes room for a restaurant whose install is not kept here but configured. Doing it again changes nothing.
    pub async fn admit(&self) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO restaurants (environment, tenant, since_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            self.environment(),
            self.tenant(),
            self.now()
        )
        .map(drop)
    }

    /// True if there is room for this restaurant: it is installed.
    pub async fn is_admitted(&self) -> Result<bool, StoreError> {
        let found = rows!(
            self.store,
            (i64,),
            "SELECT since_ms FROM restaurants WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        Ok(!found.is_empty())
    }

    /// Takes the scopes that the platform says are granted; false if it has said something later before, or nothing is kept here.
    pub async fn set_scopes(
        &self,
        scopes: &BTreeSet<String>,
        told: LastTold,
    ) -> Result<bool, StoreError> {
        run!(
            self.store,
            "UPDATE installs SET scopes = $1, told_ms = $2 WHERE environment = $3 AND tenant = $4 AND told_ms <= $2",
            joined(scopes),
            told.0,
            self.environment(),
            self.tenant()
        )
        .map(|changed| changed > 0)
    }

    /// Deletes everything of this restaurant in this environment. False if there was nothing.
    pub async fn leave(&self) -> Result<bool, StoreError> {
        run!(
            self.store,
            "DELETE FROM restaurants WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )
        .map(|deleted| deleted > 0)
    }
}

fn joined(scopes: &BTreeSet<String>) -> String {
    scopes
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
