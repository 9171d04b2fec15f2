//! The desk: everything one test needs, started, at hand, and taken down.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;

use futures_util::FutureExt;
use reqwest::Url;
use restomenum_sim::{Config, Running};
use serde_json::Value;
use thirtyfour::{By, WebDriver};
use tokio::sync::RwLock;

use crate::backend::{Backend, Orders};
use crate::browser::Browser;
use crate::paths;
use crate::picture;
use crate::place::Place;
use crate::setup::{Generation, Setup};
use crate::sim::Sim;
use crate::trouble::{Outcome, Trouble};
use crate::wait;

/// Held by every test that runs beside others.
static BESIDE: RwLock<()> = RwLock::const_new(());

/// What to open in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bill<'id> {
    /// A packet, by its id.
    Packet(&'id str),
    /// A table, by its id, exactly as the platform spells it.
    Table(&'id str),
    /// No bill: the board.
    Board,
}

/// A second backend of the same restaurant that serves another page. Dropping it ends it.
#[derive(Debug)]
pub struct Beside {
    /// Where it listens.
    pub origin: String,
    _backend: Backend,
}

/// A running restaurant with a browser in front of it.
#[derive(Debug)]
pub struct Desk {
    name: String,
    pub(crate) setup: Setup,
    sim: Sim,
    running: Option<Running>,
    pub(crate) orders: Orders,
    backend: Option<Backend>,
    pub(crate) browser: Browser,
}

impl Desk {
    /// Starts everything, runs the test, takes everything down. Panics when the test fails, or when the page panicked or a
    /// secret reached the log meanwhile, after leaving its traces in `target/e2e/<name>/`.
    pub async fn run(name: &str, setup: Setup, test: impl AsyncFnOnce(&mut Self) -> Outcome) {
        let _beside = BESIDE.read().await;
        Self::run_now(name, setup, test).await;
    }

    /// The same with no other test beside it: for what is about the time between two keys.
    pub async fn run_alone(name: &str, setup: Setup, test: impl AsyncFnOnce(&mut Self) -> Outcome) {
        let _alone = BESIDE.write().await;
        Self::run_now(name, setup, test).await;
    }

    async fn run_now(name: &str, setup: Setup, test: impl AsyncFnOnce(&mut Self) -> Outcome) {
        let mut desk = match Self::start(name, setup).await {
            Ok(desk) => desk,
            Err(trouble) => panic!("{name} could not start: {trouble}"),
        };
        let run = async {
            test(&mut desk).await?;
            desk.went_clean().await
        };
        let ended = AssertUnwindSafe(run).catch_unwind().await;
        let failed = !matches!(ended, Ok(Ok(())));
        if failed {
            desk.leave_traces().await;
        }
        desk.stop().await;
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(trouble)) => panic!("{name}: {trouble}"),
            Err(panic) => resume_unwind(panic),
        }
    }

    async fn start(name: &str, setup: Setup) -> Outcome<Self> {
        let folder = paths::left(name);
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder)?;
        let listen = Place::reserve()?;
        let config = restaurant(&setup, &listen);
        let plugin = (config.plugin_id.clone(), config.client_secret.clone());
        let install = match setup.generation {
            Generation::Older => config.tenants[1].clone(),
            Generation::Newest | Generation::Mixed => config.tenants[0].clone(),
        };
        let running = restomenum_sim::start(config).await?;
        let sim = Sim::new(running.panel, &install.id);
        let orders = Orders {
            listen,
            platform: running.api,
            panel: format!("http://localhost:{}", running.panel.port()),
            plugin,
            install,
            folder,
            more: setup.backend.clone(),
        };
        let backend = Backend::start(&orders).await?;
        let browser = Browser::open(&setup).await?;
        Ok(Self {
            name: name.to_owned(),
            setup,
            sim,
            running: Some(running),
            orders,
            backend: Some(backend),
            browser,
        })
    }

    async fn stop(mut self) {
        // Each goes down whatever the others do; the test's own ending matters more than theirs.
        self.browser.web.clone().quit().await.ok();
        if let Some(mut backend) = self.backend.take() {
            backend.kill().await.ok();
        }
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    /// The simulator.
    pub fn sim(&self) -> &Sim {
        &self.sim
    }

    /// The browser, for what has no noun here yet. Inside the frame after `open`.
    pub fn web(&self) -> &WebDriver {
        &self.browser.web
    }

    /// The origin of the page.
    pub fn page_origin(&self) -> String {
        format!("http://{}", self.orders.listen)
    }

    /// The origin of the panel: another site than the page's.
    pub fn panel_origin(&self) -> &str {
        &self.orders.panel
    }

    /// Everything the backend has printed so far.
    pub fn backend_log(&self) -> String {
        self.backend.as_ref().map(Backend::log).unwrap_or_default()
    }

    /// The key that only the backend may know, to prove that it shows nowhere.
    pub fn api_key(&self) -> &str {
        &self.orders.install.api_key
    }

    /// Kills the backend, as a crash would.
    pub async fn stop_backend(&mut self) -> Outcome {
        match self.backend.take() {
            Some(mut backend) => backend.kill().await,
            None => Ok(()),
        }
    }

    /// Starts it again, at the same address and with the same database.
    pub async fn start_backend(&mut self) -> Outcome {
        self.backend = Some(Backend::start(&self.orders).await?);
        Ok(())
    }

    /// Starts a second backend for the page in this folder.
    pub async fn beside(&self, dist: PathBuf) -> Outcome<Beside> {
        let mut orders = self.orders.clone();
        orders.listen = Place::reserve()?;
        orders.folder = self.orders.folder.join("beside");
        std::fs::create_dir_all(&orders.folder)?;
        orders
            .more
            .push(("ADISYON_DIST", dist.display().to_string()));
        Ok(Beside {
            origin: format!("http://{}", orders.listen),
            _backend: Backend::start(&orders).await?,
        })
    }

    /// One command of the browser's developer tools, for what WebDriver has no word for.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.web().cdp().send_raw(command, parameters).await?)
    }

    /// Opens a bill in the panel and enters the frame. Does not wait for the bill: the test says what it waits for.
    pub async fn open(&self, bill: Bill<'_>) -> Outcome {
        self.open_with(bill, &[]).await
    }

    /// The same with more of the panel's own parameters (`context`, `ttl`, `bridge`, `user` ...), which win over the setup's.
    pub async fn open_with(&self, bill: Bill<'_>, more: &[(&str, &str)]) -> Outcome {
        self.web().enter_default_frame().await?;
        self.web()
            .goto(self.panel_url(bill, more)?.as_str())
            .await?;
        self.enter().await
    }

    /// Leaves the frame: parts are now the panel's.
    pub async fn leave(&self) -> Outcome {
        Ok(self.web().enter_default_frame().await?)
    }

    /// Enters the framed page; needed after `leave` and after the panel framed something new.
    pub async fn enter(&self) -> Outcome {
        let web = self.web();
        wait::until("the panel to frame the page", async || {
            web.enter_default_frame().await?;
            let Some(frame) = web.find_all(By::Id("plugin")).await?.into_iter().next() else {
                return Ok(None);
            };
            frame.enter_frame().await?;
            let origin = web.execute("return location.origin", Vec::new()).await?;
            Ok((origin.json().as_str() == Some(&self.page_origin())).then_some(()))
        })
        .await
    }

    pub(crate) fn panel_url(&self, bill: Bill<'_>, more: &[(&str, &str)]) -> Outcome<Url> {
        let open = match bill {
            Bill::Packet(id) => format!("packet:{id}"),
            Bill::Table(id) => format!("table:{id}"),
            Bill::Board => "board".to_owned(),
        };
        let parameters = [
            ("open", open.as_str()),
            ("tenant", self.sim.tenant()),
            ("role", self.setup.role),
            ("locale", self.setup.locale),
            ("scheme", self.setup.scheme.word()),
        ];
        Url::parse_with_params(&self.orders.panel, more.iter().chain(&parameters))
            .map_err(|error| Trouble::new(error.to_string()))
    }

    /// What no test may do, whatever it is about: panic or break the content policy in the page, or tell secrets in the log.
    async fn went_clean(&self) -> Outcome {
        let console = self.browser.console().await?;
        let never = ["panicked", "Uncaught", "Content Security Policy"];
        if let Some(line) = console
            .iter()
            .find(|line| never.iter().any(|word| line.contains(word)))
        {
            return Err(Trouble::new(format!("the console says {line}")));
        }
        let log = self.backend_log();
        // Session tokens begin like every JSON object in base64.
        let secrets = [
            self.api_key(),
            &self.orders.install.webhook_secret,
            &self.orders.plugin.1,
            "eyJ",
        ];
        if secrets.iter().any(|secret| log.contains(secret)) {
            return Err(Trouble::new("the backend's log tells a secret"));
        }
        Ok(())
    }

    async fn leave_traces(&self) {
        let folder = &self.orders.folder;
        let html = self.web().source().await.unwrap_or_default();
        let console = self.browser.console().await.unwrap_or_default().join("\n");
        picture::take(self.web(), folder.join("failed.png"))
            .await
            .ok();
        for (file, text) in [
            ("failed.html", html),
            ("console.log", console),
            ("backend.log", self.backend_log()),
        ] {
            std::fs::write(folder.join(file), text).ok();
        }
        eprintln!("{}: traces in {}", self.name, folder.display());
    }
}

fn restaurant(setup: &Setup, listen: &Place) -> Config {
    let mut config = Config {
        plugin_url: format!("http://{listen}"),
        ..Config::on_free_ports()
    };
    config.products = setup.products;
    config.lines = setup.lines;
    for tenant in &mut config.tenants {
        tenant.limits = setup.limits;
        tenant.consent = setup.consent;
        if let Some(scopes) = &setup.scopes {
            tenant.scopes.clone_from(scopes);
        }
    }
    if setup.generation == Generation::Mixed {
        config.tenants[0].generation = Generation::Mixed;
    }
    config
}
