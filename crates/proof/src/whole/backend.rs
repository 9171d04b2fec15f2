//! One run of the backend on a runtime of its own, so that it can die without warning.
use adisyon_bff::config::Config;
use restomenum_sim::{Running, TenantConfig};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The longest wait for a backend that was told to stop.
const STOP: Duration = Duration::from_secs(20);
/// A key for secrets at rest; nothing here is a secret.
const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// A running backend.
pub struct Backend {
    /// Where it listens.
    pub url: String,
    runtime: Runtime,
    stop: oneshot::Sender<()>,
    served: JoinHandle<io::Result<()>>,
}

impl Backend {
    /// Starts one for this install.
    pub fn start(
        sim: &Running,
        install: &TenantConfig,
        plugin_id: &str,
        database: &Path,
    ) -> Result<Backend, String> {
        let told = [
            ("ADISYON_LISTEN", "127.0.0.1:0".to_owned()),
            (
                "ADISYON_DATABASE_URL",
                format!("sqlite:{}", database.display()),
            ),
            ("ADISYON_SECRET_KEY", KEY.to_owned()),
            ("ADISYON_READS_PER_MINUTE", "0".to_owned()),
            ("ADISYON_WRITES_PER_MINUTE", "0".to_owned()),
            ("RESTOMENUM_PLUGIN_ID", plugin_id.to_owned()),
            ("RESTOMENUM_SANDBOX_BASE", format!("http://{}", sim.api)),
            ("RESTOMENUM_ENVIRONMENT", install.environment.clone()),
            ("RESTOMENUM_TENANT_ID", install.id.clone()),
            ("RESTOMENUM_API_KEY", install.api_key.clone()),
            ("RESTOMENUM_WEBHOOK_SECRET", install.webhook_secret.clone()),
            ("RESTOMENUM_SCOPES", install.scopes.join(",")),
        ];
        let lookup = |name: &str| {
            let found = told.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.clone())
        };
        let config = Config::read(lookup).map_err(|faults| faults.to_string())?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|why| why.to_string())?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.map_err(|why| why.to_string())?;
        let address = listener.local_addr().map_err(|why| why.to_string())?;
        let (stop, stopped) = oneshot::channel::<()>();
        let served = runtime.spawn(adisyon_bff::serve(config, listener, async {
            stopped.await.ok();
        }));
        Ok(Backend {
            url: format!("http://{address}"),
            runtime,
            stop,
            served,
        })
    }

    /// Tells it to stop and waits for its end.
    pub fn stop(self) {
        let _ = self.stop.send(());
        let ended = self
            .runtime
            .block_on(async { tokio::time::timeout(STOP, self.served).await });
        drop(ended);
        self.runtime.shutdown_timeout(STOP);
    }

    /// Ends it where it stands.
    pub fn kill(self) {
        self.runtime.shutdown_timeout(Duration::ZERO);
    }
}

/// Removes what a backend kept.
pub fn forget(database: &Path) -> Result<(), String> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(PathBuf::from(&name)) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why.to_string()),
            _ => {}
        }
    }
    Ok(())
}
