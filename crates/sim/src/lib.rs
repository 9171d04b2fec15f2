//! A pretend Restomenum for plugin authors: the plugin API and a pretend panel on loopback.
//!
//! ```no_run
//! # async fn run() -> std::io::Result<()> {
//! let sim = restomenum_sim::start(restomenum_sim::Config::on_free_ports()).await?;
//! println!("plugin API on {}, panel on {}", sim.api, sim.panel);
//! sim.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! What it does and does not do stands in its README. `C:` marks sections of the platform's contract.

mod buckets;
mod cart;
mod clock;
mod config;
mod control;
mod faults;
mod http;
mod joi;
mod json;
mod money;
mod panel;
mod payments;
mod plugin_api;
mod refusal;
mod restaurant;
mod rng;
mod seed;
mod server;
mod shape;
mod token;
mod webhooks;
mod world;

pub use config::{Config, Generation, MAX_PRODUCTS, SCOPES, TenantConfig};

use control::Surroundings;
use server::{Door, Shared};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running simulator. Dropping it without [`Running::stop`] ends it with the runtime.
#[derive(Debug)]
pub struct Running {
    /// Where the plugin API listens.
    pub api: SocketAddr,
    /// Where the pretend panel and the control API listen.
    pub panel: SocketAddr,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Every endpoint of the plugin API the simulator has: method and path below `/plugin-api/`.
pub fn routes() -> Vec<(&'static str, &'static str)> {
    plugin_api::routes::ROUTES
        .iter()
        .map(|route| (route.method, route.path))
        .chain([("POST", "oauth/token")])
        .collect()
}

/// Binds both listeners and serves until stopped. Fails when an address cannot be bound, naming it.
pub async fn start(config: Config) -> io::Result<Running> {
    let api = bind(config.api).await?;
    let panel = bind(config.panel).await?;
    let (api_at, panel_at) = (api.local_addr()?, panel.local_addr()?);
    let surroundings = Surroundings {
        api: api_at,
        panel: panel_at,
    };
    let shared = Arc::new(Shared::new(world::World::new(config), surroundings));
    let (stop, stopped) = watch::channel(false);
    let tasks = vec![
        tokio::spawn(server::listen(
            api,
            Door::Api,
            Arc::clone(&shared),
            stopped.clone(),
        )),
        tokio::spawn(server::listen(panel, Door::Panel, shared, stopped)),
    ];
    Ok(Running {
        api: api_at,
        panel: panel_at,
        stop,
        tasks,
    })
}

impl Running {
    /// Stops both listeners; answers in work get a second to leave.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("{address}: {error}")))
}
