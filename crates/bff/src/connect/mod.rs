//! Connecting a restaurant: a code from the panel becomes an install. C:D.1 to C:D.3.
mod exchange;
pub mod language;
pub mod page;

use crate::directory::Directory;
use crate::installs::{Environment, InstallKey};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::upstream::client::Client;
use crate::webhooks::signal::{Signal, Signals};
use std::sync::Arc;

/// The longest code that is looked at.
const MAX_CODE: usize = 2048;

/// What the panel's address said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    code: String,
    environment: Environment,
}

/// Why a restaurant is not connected. Nothing was stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// No client secret or no key to seal with is configured.
    NotSetUp,
    /// The address carries no code.
    NoCode,
    /// The address names no environment, or contradicts itself. Guessing would mix trial and reality.
    NoEnvironment,
    /// The manager did not approve.
    Declined,
    /// The code was used or is too old.
    CodeUsed,
    /// Plugin id or client secret are wrong.
    WrongClient,
    /// The platform did not answer, or not usefully for now.
    Unreachable,
    /// The platform refused for another reason.
    Refused,
    /// Its answer holds no install.
    Unreadable,
    /// The store did not take it.
    NotKept,
}

/// Where restaurants connect.
pub struct Connect {
    /// The road to the platform.
    pub client: Arc<Client>,
    /// Where installs are kept.
    pub directory: Arc<Directory>,
    /// Who is told.
    pub signals: Signals,
    /// This plugin's id.
    pub plugin_id: String,
    /// Proves who we are; none: nobody can connect.
    pub client_secret: Option<Secret>,
}

impl Asked {
    /// Reads the address's parameters. `state` is the platform's own and cannot be checked by us. C:D.1.
    pub fn read(query: &[(String, String)]) -> Result<Asked, Trouble> {
        let all = |name: &'static str| {
            let named = query.iter().filter(move |(found, _)| found == name);
            named.map(|(_, value)| value.trim())
        };
        if all("error").any(|error| !error.is_empty()) {
            return Err(Trouble::Declined);
        }
        let mut codes = all("code").filter(|code| !code.is_empty() && code.len() <= MAX_CODE);
        let (Some(code), None) = (codes.next(), codes.next()) else {
            return Err(Trouble::NoCode);
        };
        let mut named = ["environment", "env", "mode"]
            .into_iter()
            .flat_map(all)
            .filter(|value| !value.is_empty())
            .map(|value| Environment::parse(&value.to_ascii_lowercase()));
        let environment = named.next().flatten().ok_or(Trouble::NoEnvironment)?;
        if named.any(|other| other != Some(environment)) {
            return Err(Trouble::NoEnvironment);
        }
        Ok(Asked {
            code: code.to_owned(),
            environment,
        })
    }
}

impl Connect {
    /// Exchanges the code and keeps the install.
    pub async fn connect(&self, asked: Asked) -> Result<InstallKey, Trouble> {
        let client_secret = self.client_secret.as_ref().ok_or(Trouble::NotSetUp)?;
        // Before the exchange: it rotates the restaurant's secrets, and a result that cannot be kept would break a working install.
        let store = self.directory.store();
        if !store.can_seal() {
            return Err(Trouble::NotSetUp);
        }
        store.ping().await.map_err(not_kept)?;
        let body = exchange::request(&asked.code, &self.plugin_id, client_secret);
        let answer = self.client.exchange_code(asked.environment, body).await;
        let (status, body) = answer.map_err(|_| Trouble::Unreachable)?;
        let granted = exchange::read(status, body.as_ref())?;
        let key = InstallKey {
            environment: asked.environment,
            tenant: granted.tenant,
        };
        let (api_key, secret) = (&granted.api_key, &granted.webhook_secret);
        let kept = self
            .directory
            .connect(&key, api_key, secret, &granted.scopes);
        kept.await.map_err(not_kept)?;
        self.signals.tell(Signal::Install(key.clone()));
        Ok(key)
    }
}

fn not_kept(error: StoreError) -> Trouble {
    tracing::error!(%error, "an install cannot be kept");
    Trouble::NotKept
}

#[cfg(test)]
mod tests;
