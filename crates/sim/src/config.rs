//! What a run of the simulator is asked to be.

use std::net::{Ipv4Addr, SocketAddr};

/// Which of the observed server generations a restaurant speaks (C:G.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Generation {
    /// SDK 3.2.0: option objects, `*Decimal` names, `amounts`, payment rows, real 4xx.
    #[default]
    Newest,
    /// The seeds' era: option strings, `lineTotal`, no payment rows, errors as HTTP 200.
    Older,
    /// Newest statuses and option objects under the old amount names (C:0, "one response may mix").
    Mixed,
}

impl Generation {
    /// Reads the word used in flags and switches.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "newest" => Some(Self::Newest),
            "older" => Some(Self::Older),
            "mixed" => Some(Self::Mixed),
            _ => None,
        }
    }

    /// The word used in flags and switches.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Older => "older",
            Self::Mixed => "mixed",
        }
    }
}

/// Every scope the simulator knows (C:E.1, C:B.6).
pub const SCOPES: [&str; 13] = [
    "orders:read",
    "orders:write",
    "products:read",
    "products:write",
    "payment_methods:read",
    "payment_methods:write",
    "ingredients:read",
    "ingredients:write",
    "customers:read",
    "users:read",
    "events:subscribe",
    "ui:page",
    "ui:button",
];

/// One restaurant's install of the plugin.
#[derive(Debug, Clone)]
pub struct TenantConfig {
    /// Tenant id.
    pub id: String,
    /// The restaurant's name.
    pub name: String,
    /// `sandbox` or `production`.
    pub environment: String,
    /// `tenant.plugin.secret`.
    pub api_key: String,
    /// Signs session tokens and webhooks.
    pub webhook_secret: String,
    /// Granted scopes.
    pub scopes: Vec<String>,
    /// Shapes and statuses.
    pub generation: Generation,
    /// Whether the two buckets are enforced (C:I).
    pub limits: bool,
    /// Whether personal data is shared.
    pub consent: bool,
}

/// A run of the simulator.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the plugin API listens; port 0 picks a free one.
    pub api: SocketAddr,
    /// Where the pretend panel and the control API listen; port 0 picks a free one.
    pub panel: SocketAddr,
    /// Where the framed plugin page lives, without a trailing slash.
    pub plugin_url: String,
    /// The plugin's id.
    pub plugin_id: String,
    /// The plugin's secret for the code exchange.
    pub client_secret: String,
    /// Where webhooks go; `None` sends none.
    pub webhook_url: Option<String>,
    /// Where gates and actions are asked; `None` means `{plugin_url}/action`.
    pub action_url: Option<String>,
    /// The restaurants.
    pub tenants: Vec<TenantConfig>,
    /// Products per restaurant.
    pub products: usize,
    /// Adds one table with a bill of so many lines.
    pub lines: usize,
}

/// The most products a restaurant is seeded with.
pub const MAX_PRODUCTS: usize = 2500;

impl Default for Config {
    fn default() -> Self {
        let plugin_id = "5d0e7c1a-3b52-4f0e-9a61-8c2f4e7d9b10".to_owned();
        let newest = TenantConfig::newest("tn_lokanta", &plugin_id);
        let older = newest.older_twin(&plugin_id);
        Self {
            api: SocketAddr::from((Ipv4Addr::LOCALHOST, 8790)),
            panel: SocketAddr::from((Ipv4Addr::LOCALHOST, 8791)),
            plugin_url: "http://127.0.0.1:8787".to_owned(),
            plugin_id,
            client_secret: "sim-client-secret".to_owned(),
            webhook_url: None,
            action_url: None,
            tenants: vec![newest, older],
            products: 300,
            lines: 0,
        }
    }
}

impl Config {
    /// The default restaurants on two free loopback ports, for tests.
    pub fn on_free_ports() -> Self {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            api: free,
            panel: free,
            ..Self::default()
        }
    }
}

impl Config {
    /// Where gates and actions are asked.
    pub fn action_url(&self) -> String {
        self.action_url
            .clone()
            .unwrap_or_else(|| format!("{}/action", self.plugin_url))
    }
}

impl TenantConfig {
    /// A restaurant on the newest generation with every scope, consent and limits.
    pub fn newest(id: &str, plugin_id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: "Çınaraltı Lokantası".to_owned(),
            environment: "sandbox".to_owned(),
            api_key: format!("{id}.{plugin_id}.sim-api-secret"),
            webhook_secret: format!("sim-webhook-secret-{id}"),
            scopes: SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            generation: Generation::Newest,
            limits: true,
            consent: true,
        }
    }

    /// The same restaurant on an older server, with an id, key and secret of its own.
    pub fn older_twin(&self, plugin_id: &str) -> Self {
        let id = format!("{}-older", self.id);
        let secret = self.api_key.rsplit('.').next().unwrap_or("sim-api-secret");
        Self {
            api_key: format!("{id}.{plugin_id}.{secret}-older"),
            webhook_secret: format!("{}-older", self.webhook_secret),
            name: format!("{} (eski sürüm)", self.name),
            generation: Generation::Older,
            id,
            ..self.clone()
        }
    }
}
