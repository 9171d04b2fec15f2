//! One restaurant's key, secret and scopes in one environment. C:D.3: every record is keyed by (environment, tenant).
use crate::secret::Secret;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

/// Which of the platform's two worlds. One tenant may be installed in both, with different secrets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Environment {
    /// Trials.
    Sandbox,
    /// Real food and money.
    Production,
}

impl Environment {
    /// Reads the platform's word; anything else is refused, never guessed (C:L.1 row 14).
    pub fn parse(text: &str) -> Option<Environment> {
        match text {
            "sandbox" => Some(Environment::Sandbox),
            "production" => Some(Environment::Production),
            _ => None,
        }
    }

    /// The platform's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Environment::Sandbox => "sandbox",
            Environment::Production => "production",
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of an install.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct InstallKey {
    /// Environment.
    pub environment: Environment,
    /// The restaurant.
    pub tenant: String,
}

/// A permission. C:A "scope".
pub mod scope {
    /// Open packets and tables.
    pub const ORDERS_READ: &str = "orders:read";
    /// Write carts and payments.
    pub const ORDERS_WRITE: &str = "orders:write";
    /// Products and categories.
    pub const PRODUCTS_READ: &str = "products:read";
    /// Ways to pay.
    pub const METHODS_READ: &str = "payment_methods:read";
    /// Customers and, with consent, free text.
    pub const CUSTOMERS_READ: &str = "customers:read";
}

/// One install.
#[derive(Debug)]
pub struct Install {
    /// Its name.
    pub key: InstallKey,
    /// Sent to the platform, never anywhere else.
    pub api_key: Secret,
    /// Signs session tokens and webhooks.
    pub webhook_secret: Secret,
    /// What the restaurant granted; may be less than we asked for.
    pub scopes: BTreeSet<String>,
}

impl Install {
    /// True if the restaurant granted this.
    pub fn grants(&self, scope: &str) -> bool {
        self.scopes.contains(scope)
    }
}

/// All installs, looked up by environment and tenant together and by nothing else.
#[derive(Default, Debug)]
pub struct Installs {
    by_key: HashMap<InstallKey, Arc<Install>>,
}

impl Installs {
    /// These installs; of two with one key the last stays, as a re-connect overwrites.
    pub fn new(installs: impl IntoIterator<Item = Install>) -> Installs {
        let by_key = installs
            .into_iter()
            .map(|install| (install.key.clone(), Arc::new(install)))
            .collect();
        Installs { by_key }
    }

    /// The install of this key.
    pub fn find(&self, key: &InstallKey) -> Option<Arc<Install>> {
        self.by_key.get(key).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn install(environment: Environment, secret: &str) -> Install {
        Install {
            key: InstallKey {
                environment,
                tenant: "tn_1".into(),
            },
            api_key: Secret::new("key"),
            webhook_secret: Secret::new(secret),
            scopes: BTreeSet::new(),
        }
    }

    #[test]
    fn one_tenant_has_a_secret_of_its_own_in_each_environment() {
        let installs = Installs::new([
            install(Environment::Sandbox, "one"),
            install(Environment::Production, "two"),
        ]);
        let secret = |environment| {
            let key = InstallKey {
                environment,
                tenant: "tn_1".into(),
            };
            installs
                .find(&key)
                .map(|found| found.webhook_secret.reveal().to_owned())
        };
        assert_eq!(secret(Environment::Sandbox).as_deref(), Some("one"));
        assert_eq!(secret(Environment::Production).as_deref(), Some("two"));
    }

    #[test]
    fn an_install_shows_no_secret() {
        let shown = format!("{:?}", install(Environment::Sandbox, "wh_secret"));
        assert!(!shown.contains("wh_secret"), "{shown}");
        assert!(!shown.contains("\"key\""), "{shown}");
    }
}
