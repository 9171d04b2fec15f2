//! Everything the simulator knows while it runs.

use crate::buckets::Bucket;
use crate::config::{Config, Generation, TenantConfig};
use crate::faults::Fault;
use crate::plugin_api::oauth::Code;
use crate::restaurant::Restaurant;
use crate::restaurant::account::Account;
use crate::seed;
use crate::webhooks::deliver::Delivery;
use crate::webhooks::event::Event;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

/// Reads a minute per install (C:I).
pub const READS_PER_MINUTE: usize = 120;
/// Writes a minute per install (C:I).
pub const WRITES_PER_MINUTE: usize = 20;
/// Webhooks a minute per install (C:I).
pub const DELIVERIES_PER_MINUTE: usize = 120;
/// Requests kept in the log; older ones are forgotten.
const MAX_LOG: usize = 20_000;

/// The state behind both listeners.
#[derive(Debug)]
pub struct World {
    /// What was asked for at start; a reset returns to it.
    pub config: Config,
    /// The restaurants.
    pub tenants: Vec<Tenant>,
    /// Armed faults, first match first.
    pub faults: Vec<Fault>,
    /// Requests of the plugin API, oldest first.
    pub log: VecDeque<Logged>,
    /// Number of the next log entry.
    pub next_entry: u64,
    /// Connect codes not exchanged yet.
    pub codes: Vec<Code>,
    /// Webhook attempts, oldest first.
    pub deliveries: VecDeque<Delivery>,
}

/// One request as the log keeps it: no body, no header.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Number, counted from the last reset.
    pub number: u64,
    /// Arrived at, epoch milliseconds.
    pub at: u64,
    /// How long it took.
    pub took_ms: u64,
    /// HTTP method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// Tenant, when the key was known.
    pub tenant: Option<String>,
    /// Answered status; 0 when the connection was dropped or left hanging.
    pub status: u16,
    /// The `message` of a refusal.
    pub refused: Option<String>,
    /// The fault that was applied.
    pub fault: Option<&'static str>,
}

/// Harsh or mild answers to what no source establishes (C:L.2). The default is the harsh one.
#[derive(Debug, Clone, Copy)]
pub struct Switches {
    /// Lines show a `productId` (C:G.2 rung 1).
    pub line_product_ids: bool,
    /// A declared `lineId` matches a stored plain `id` (C:G.4 rule 7).
    pub id_echo_matches: bool,
    /// The id of a partly voided line may be declared again (C:L.1 row 3).
    pub partial_void_accepted: bool,
    /// The two tables writes exist (C:E.1 "soon").
    pub table_writes: bool,
    /// `by` reads `plugin:<id>` instead of `<id>` (C:G.2 rung 2).
    pub by_prefix: bool,
    /// `Invalid option` names the product by title instead of id.
    pub option_errors_name_title: bool,
    /// Each webhook is delivered twice (C:D.7 at least once).
    pub webhooks_twice: bool,
    /// Webhooks arrive out of order (C:D.7 unordered).
    pub webhooks_shuffled: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            line_product_ids: false,
            id_echo_matches: false,
            partial_void_accepted: false,
            table_writes: true,
            by_prefix: false,
            option_errors_name_title: false,
            webhooks_twice: true,
            webhooks_shuffled: true,
        }
    }
}

/// One restaurant with its install.
#[derive(Debug)]
pub struct Tenant {
    /// Tenant id.
    pub id: String,
    /// Restaurant's name.
    pub name: String,
    /// `sandbox` or `production`.
    pub environment: String,
    /// The plugin installed.
    pub plugin_id: String,
    /// The install's API key.
    pub api_key: String,
    /// The install's webhook secret.
    pub webhook_secret: String,
    /// Granted scopes.
    pub scopes: BTreeSet<String>,
    /// Personal data consent.
    pub consent: bool,
    /// Shapes and statuses.
    pub generation: Generation,
    /// Whether the buckets are enforced.
    pub limits: bool,
    /// Read bucket.
    pub reads: Bucket,
    /// Write bucket.
    pub writes: Bucket,
    /// Answers to the unknown.
    pub switches: Switches,
    /// The records.
    pub restaurant: Restaurant,
    /// Answers of create calls by path and key (C:E.3 idempotency).
    pub idempotency: HashMap<String, Remembered>,
    /// Create calls on their way, by path and key.
    pub in_progress: HashSet<String>,
    /// Whether the plugin is installed; an uninstalled key opens nothing.
    pub installed: bool,
    /// Where webhooks go.
    pub webhook_url: Option<String>,
    /// Events not sent yet.
    pub outbox: Vec<Event>,
    /// Webhook volume (C:I).
    pub deliveries: Bucket,
    /// Accounts closed since the start, to be reopened.
    pub closed: Vec<Account>,
}

/// The answer of a create call, kept for repeats.
#[derive(Debug, Clone)]
pub struct Remembered {
    /// Answered at, epoch milliseconds.
    pub at: u64,
    /// What was answered.
    pub answer: Value,
}

impl World {
    /// Seeds every restaurant.
    pub fn new(config: Config) -> Self {
        let now = crate::clock::now_ms();
        let tenants = config
            .tenants
            .iter()
            .map(|tenant| Tenant::seeded(tenant, &config, now))
            .collect();
        Self {
            config,
            tenants,
            faults: Vec::new(),
            log: VecDeque::new(),
            next_entry: 0,
            codes: Vec::new(),
            deliveries: VecDeque::new(),
        }
    }

    /// Writes one request to the log.
    pub fn log(&mut self, mut entry: Logged) {
        entry.number = self.next_entry;
        self.next_entry += 1;
        if self.log.len() == MAX_LOG {
            self.log.pop_front();
        }
        self.log.push_back(entry);
    }
}

impl Tenant {
    /// A restaurant as seeded.
    pub fn seeded(tenant: &TenantConfig, config: &Config, now: u64) -> Self {
        Self {
            id: tenant.id.clone(),
            name: tenant.name.clone(),
            environment: tenant.environment.clone(),
            plugin_id: config.plugin_id.clone(),
            api_key: tenant.api_key.clone(),
            webhook_secret: tenant.webhook_secret.clone(),
            scopes: tenant.scopes.iter().cloned().collect(),
            consent: tenant.consent,
            generation: tenant.generation,
            limits: tenant.limits,
            reads: Bucket::new(READS_PER_MINUTE),
            writes: Bucket::new(WRITES_PER_MINUTE),
            switches: Switches::default(),
            restaurant: seed::restaurant(config.products, config.lines, now),
            idempotency: HashMap::new(),
            in_progress: HashSet::new(),
            installed: true,
            webhook_url: config.webhook_url.clone(),
            outbox: Vec::new(),
            deliveries: Bucket::new(DELIVERIES_PER_MINUTE),
            closed: Vec::new(),
        }
    }

    /// Whether personal data and free text are shown: scope and consent together (C:A PII consent).
    pub fn shows_personal(&self) -> bool {
        self.consent && self.scopes.contains("customers:read")
    }

    /// How this plugin is stamped on what it writes.
    pub fn stamp(&self) -> String {
        if self.switches.by_prefix {
            format!("plugin:{}", self.plugin_id)
        } else {
            self.plugin_id.clone()
        }
    }
}
