//! The real `adisyon-bff`, as a child process with a made-up configuration.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use restomenum_sim::TenantConfig;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};

use crate::paths;
use crate::place::Place;
use crate::trouble::{Outcome, Trouble};
use crate::wait;

/// 32 bytes, base64: a key for nothing but tests.
const SECRET_KEY: &str = "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdCE=";

/// What one backend is told at its start.
#[derive(Debug, Clone)]
pub struct Orders {
    /// Where it listens.
    pub listen: Place,
    /// The platform it talks to.
    pub platform: SocketAddr,
    /// The panel's origin.
    pub panel: String,
    /// The plugin's id and client secret.
    pub plugin: (String, String),
    /// Its one install.
    pub install: TenantConfig,
    /// Where its database lies.
    pub folder: PathBuf,
    /// More environment.
    pub more: Vec<(&'static str, String)>,
}

/// A running backend. Dropping it kills the process.
#[derive(Debug)]
pub struct Backend {
    child: Child,
    log: Arc<Mutex<String>>,
}

impl Backend {
    /// Starts it and waits until it is ready.
    pub async fn start(orders: &Orders) -> Outcome<Self> {
        let mut child = command(orders)?.spawn()?;
        let log = Arc::new(Mutex::new(String::new()));
        collect(child.stdout.take(), &log);
        collect(child.stderr.take(), &log);
        let mut backend = Self { child, log };
        let url = format!("http://{}/health/ready", orders.listen);
        let ready = wait::until("the backend to be ready", async || {
            if let Some(status) = backend.child.try_wait()? {
                return Ok(Some(Err(status)));
            }
            Ok(reqwest::get(&url)
                .await?
                .status()
                .is_success()
                .then_some(Ok(())))
        })
        .await?;
        match ready {
            Ok(()) => Ok(backend),
            Err(status) => Err(Trouble::new(format!(
                "the backend ended at its start ({status}):\n{}",
                backend.log()
            ))),
        }
    }

    /// Everything it has printed so far.
    pub fn log(&self) -> String {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Ends it at once, as a crash would.
    pub async fn kill(&mut self) -> Outcome {
        Ok(self.child.kill().await?)
    }
}

fn command(orders: &Orders) -> Outcome<Command> {
    let base = format!("http://{}", orders.platform);
    let database = orders.folder.join("adisyon.sqlite");
    let mut command = Command::new(paths::backend()?);
    command
        .env_clear()
        .env("ADISYON_LISTEN", orders.listen.to_string())
        .env("ADISYON_DIST", paths::dist()?)
        .env(
            "ADISYON_DATABASE_URL",
            format!("sqlite://{}", database.display()),
        )
        .env("ADISYON_SECRET_KEY", SECRET_KEY)
        .env("ADISYON_PANEL_ORIGINS", &orders.panel)
        .env("ADISYON_READS_PER_MINUTE", "0")
        .env("ADISYON_WRITES_PER_MINUTE", "0")
        .env("RESTOMENUM_PLUGIN_ID", &orders.plugin.0)
        .env("RESTOMENUM_CLIENT_SECRET", &orders.plugin.1)
        .env("RESTOMENUM_SANDBOX_BASE", &base)
        .env("RESTOMENUM_PRODUCTION_BASE", &base)
        .env("RESTOMENUM_ENVIRONMENT", &orders.install.environment)
        .env("RESTOMENUM_TENANT_ID", &orders.install.id)
        .env("RESTOMENUM_API_KEY", &orders.install.api_key)
        .env("RESTOMENUM_WEBHOOK_SECRET", &orders.install.webhook_secret)
        .env("RESTOMENUM_SCOPES", orders.install.scopes.join(","))
        .envs(orders.more.iter().map(|(name, value)| (*name, value)))
        .current_dir(&orders.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    Ok(command)
}

fn collect(stream: Option<impl AsyncRead + Unpin + Send + 'static>, log: &Arc<Mutex<String>>) {
    let Some(stream) = stream else { return };
    let log = Arc::clone(log);
    tokio::spawn(async move {
        let mut lines = BufReader::new(stream).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            log.push_str(&line);
            log.push('\n');
        }
    });
}
