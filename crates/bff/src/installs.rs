//! One restaurant's key, secret and scopes in one environment. C:D.3: every record is keyed by (environment, tenant).
use crate::secret::Secret;
use std::collections::BTreeSet;
use std::fmt;

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
    /// Create and change products and categories.
    pub const PRODUCTS_WRITE: &str = "products:write";
    /// Create and change ways to pay.
    pub const METHODS_WRITE: &str = "payment_methods:write";
    /// Ingredients.
    pub const INGREDIENTS_READ: &str = "ingredients:read";
    /// Create and change ingredients.
    pub const INGREDIENTS_WRITE: &str = "ingredients:write";
    /// Who works here.
    pub const USERS_READ: &str = "users:read";
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
    fn an_install_shows_no_secret() {
        let shown = format!("{:?}", install(Environment::Sandbox, "wh_secret"));
        assert!(!shown.contains("wh_secret"), "{shown}");
        assert!(!shown.contains("\"key\""), "{shown}");
    }
}
