//! The configuration: the only place that reads the environment. All faults are named at once.
mod address;
#[cfg(test)]
mod tests;
mod values;

use crate::installs::{Environment, Install, InstallKey};
use crate::secret::{Secret, SecretKey};
pub use address::{Base, PanelOrigin};
use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use tracing_subscriber::filter::Targets;

/// The platform's sandbox. C:D.2.
const SANDBOX_BASE: &str = "https://sandbox.plugins.restomenum.app";
/// The platform's production. C:D.2.
const PRODUCTION_BASE: &str = "https://plugins.restomenum.app";

/// Everything the program is told from outside.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The folder of the page's files.
    pub dist: PathBuf,
    /// Where what must survive a restart is kept.
    pub database: Database,
    /// Encrypts secrets at rest and blinds names in the browser; none: a key of the process's own.
    pub secret_key: Option<SecretKey>,
    /// Keys that sealed secrets before; they still open.
    pub old_secret_keys: Vec<SecretKey>,
    /// How many days the history of bills is kept.
    pub history_days: u32,
    /// The most percent that staff may give away where a restaurant decided nothing; the whole stays with managers.
    pub staff_discount: u32,
    /// Panel origins beyond the two fixed ones and loopback.
    pub panel_origins: Vec<PanelOrigin>,
    /// Which log lines are written.
    pub log: Targets,
    /// This plugin's id: the audience of every session token.
    pub plugin_id: String,
    /// For connecting restaurants.
    pub client_secret: Option<Secret>,
    /// The platform's address per environment.
    pub bases: Bases,
    /// One install without connecting.
    pub install: Option<InstallConfig>,
    /// Where spans are collected, in builds that make any.
    pub collector: Option<Base>,
    /// The platform's read limit per install and minute; 0 is none.
    pub reads_per_minute: u32,
    /// The platform's write limit per install and minute; 0 is none.
    pub writes_per_minute: u32,
}

/// The platform's address per environment. Nothing is ever sent anywhere else.
#[derive(Clone, Debug)]
pub struct Bases {
    /// Sandbox.
    pub sandbox: Base,
    /// Production.
    pub production: Base,
}

impl Bases {
    /// The address of this environment.
    pub fn of(&self, environment: Environment) -> &Base {
        match environment {
            Environment::Sandbox => &self.sandbox,
            Environment::Production => &self.production,
        }
    }
}

/// Where things are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// One file.
    Sqlite(PathBuf),
    /// A server, by its whole address; it may hold a password.
    Postgres(Secret),
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Database::Postgres(_) => f.write_str("postgres:***"),
        }
    }
}

/// The install of the environment variables.
#[derive(Clone, Debug)]
pub struct InstallConfig {
    /// Environment.
    pub environment: Environment,
    /// The restaurant.
    pub tenant: String,
    /// API key.
    pub api_key: Secret,
    /// Webhook secret.
    pub webhook_secret: Secret,
    /// Granted scopes.
    pub scopes: BTreeSet<String>,
}

impl From<InstallConfig> for Install {
    fn from(from: InstallConfig) -> Install {
        Install {
            key: InstallKey {
                environment: from.environment,
                tenant: from.tenant,
            },
            api_key: from.api_key,
            webhook_secret: from.webhook_secret,
            scopes: from.scopes,
        }
    }
}

/// What is wrong with the environment, one line for each variable. Never holds a value of a secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faults(pub Vec<String>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration is not usable:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for Faults {}

impl Config {
    /// Reads the process's environment.
    pub fn from_env() -> Result<Config, Faults> {
        Config::read(|name| {
            std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
        })
    }

    /// Reads variables by name; an empty value counts as missing.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Config, Faults> {
        let mut read = Reader {
            lookup: &lookup,
            faults: Vec::new(),
        };
        let listen = read.parsed("ADISYON_LISTEN", "127.0.0.1:8787", |text| {
            text.parse::<SocketAddr>()
                .map_err(|_| "must be an address and a port, as in 127.0.0.1:8787".into())
        });
        let dist = read.dist();
        let database = read.parsed(
            "ADISYON_DATABASE_URL",
            "sqlite:adisyon.sqlite",
            values::database,
        );
        let secret_key = read.optional("ADISYON_SECRET_KEY", values::secret_key);
        let old_secret_keys = read.parsed("ADISYON_SECRET_KEY_OLD", "", values::secret_keys);
        let history_days = read.parsed("ADISYON_HISTORY_DAYS", "180", values::days);
        let staff_discount = read.parsed("ADISYON_STAFF_DISCOUNT_PERCENT", "100", values::percent);
        let panel_origins = read.parsed("ADISYON_PANEL_ORIGINS", "", values::panel_origins);
        let log = read.parsed("ADISYON_LOG", "info", |text| {
            text.parse::<Targets>()
                .map_err(|_| "must be a level or target=level, as in info,adisyon_bff=debug".into())
        });
        let plugin_id = read.required("RESTOMENUM_PLUGIN_ID");
        let client_secret = read.text("RESTOMENUM_CLIENT_SECRET").map(Secret::new);
        let sandbox = read.parsed("RESTOMENUM_SANDBOX_BASE", SANDBOX_BASE, Base::parse);
        let production = read.parsed("RESTOMENUM_PRODUCTION_BASE", PRODUCTION_BASE, Base::parse);
        let install = read.install();
        let collector = read.optional("OTEL_EXPORTER_OTLP_ENDPOINT", Base::parse);
        let reads = read.parsed("ADISYON_READS_PER_MINUTE", "120", values::limit);
        let writes = read.parsed("ADISYON_WRITES_PER_MINUTE", "20", values::limit);
        let faults = read.faults;
        let complete = move || {
            Some(Config {
                listen: listen?,
                dist: dist?,
                database: database?,
                secret_key,
                old_secret_keys: old_secret_keys?,
                history_days: history_days?,
                staff_discount: staff_discount?,
                panel_origins: panel_origins?,
                log: log?,
                plugin_id: plugin_id?,
                client_secret,
                bases: Bases {
                    sandbox: sandbox?,
                    production: production?,
                },
                install,
                collector,
                reads_per_minute: reads?,
                writes_per_minute: writes?,
            })
        };
        match complete() {
            Some(config) if faults.is_empty() => Ok(config),
            _ => Err(Faults(faults)),
        }
    }
}

struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    faults: Vec<String>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    fn fault(&mut self, name: &str, what: &str) {
        self.faults.push(format!("{name} {what}"));
    }

    fn required(&mut self, name: &str) -> Option<String> {
        let value = self.text(name);
        if value.is_none() {
            self.fault(name, "is missing");
        }
        value
    }

    fn optional<T>(&mut self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(name)?;
        parse(&text).map_err(|what| self.fault(name, &what)).ok()
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(name).unwrap_or_else(|| default.to_owned());
        parse(&text).map_err(|what| self.fault(name, &what)).ok()
    }

    /// A folder that was named must be there; the default one may still have to be built.
    fn dist(&mut self) -> Option<PathBuf> {
        match self.text("ADISYON_DIST").map(PathBuf::from) {
            None => Some(PathBuf::from("dist")),
            Some(path) if path.is_dir() => Some(path),
            Some(_) => {
                self.fault("ADISYON_DIST", "is not a folder");
                None
            }
        }
    }

    /// All five variables, or none: a part of an install is a mistake.
    fn install(&mut self) -> Option<InstallConfig> {
        const NAMES: [&str; 5] = [
            "RESTOMENUM_ENVIRONMENT",
            "RESTOMENUM_TENANT_ID",
            "RESTOMENUM_API_KEY",
            "RESTOMENUM_WEBHOOK_SECRET",
            "RESTOMENUM_SCOPES",
        ];
        if NAMES.iter().all(|name| self.text(name).is_none()) {
            return None;
        }
        for name in NAMES {
            if self.text(name).is_none() {
                self.fault(
                    name,
                    "is missing: an install needs all five of its variables",
                );
            }
        }
        let environment = self.optional(NAMES[0], |text| {
            Environment::parse(text).ok_or_else(|| "must be sandbox or production".into())
        });
        let scopes = self.optional(NAMES[4], values::scopes);
        Some(InstallConfig {
            environment: environment?,
            tenant: self.text(NAMES[1])?,
            api_key: Secret::new(self.optional(NAMES[2], values::header_text)?),
            webhook_secret: Secret::new(self.text(NAMES[3])?),
            scopes: scopes?,
        })
    }
}
