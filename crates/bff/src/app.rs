//! Everything that a request may need, made once.
use crate::assets::Assets;
use crate::bills::Bills;
use crate::boards::Boards;
use crate::clock::{SharedClock, SystemClock};
use crate::config::Config;
use crate::headers::Headers;
use crate::installs::{Install, Installs};
use crate::memory::{InProcess, Memory};
use crate::save::{Saves, Tools};
use crate::secret::SecretKey;
use crate::stock::Stocks;
use crate::upstream::client::Client;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The whole of the program.
pub struct App {
    /// Audience of session tokens.
    pub plugin_id: String,
    /// Restaurants.
    pub installs: Installs,
    /// Time.
    pub clock: SharedClock,
    /// Headers of every answer.
    pub headers: Headers,
    /// The page's files.
    pub assets: Assets,
    /// Catalogues.
    pub stocks: Arc<Stocks>,
    /// Reader of bills.
    pub bills: Arc<Bills>,
    /// Reader of what is open.
    pub boards: Arc<Boards>,
    /// Writer of bills.
    pub saves: Arc<Saves>,
    /// Blinds names that the browser keeps.
    pub blind: SecretKey,
    /// No new work is taken.
    pub stopping: AtomicBool,
}

impl App {
    /// Puts the rooms together.
    pub fn new(config: Config) -> io::Result<App> {
        let clock: SharedClock = Arc::new(SystemClock::new());
        let client = Arc::new(Client::new(config.bases.clone()));
        let memory: Arc<dyn Memory> = Arc::new(InProcess::default());
        let stocks = Arc::new(Stocks::new(client.clone(), clock.clone()));
        let bills = Arc::new(Bills::new(
            client.clone(),
            clock.clone(),
            config.plugin_id.clone(),
            memory.clone(),
            stocks.clone(),
        ));
        let boards = Arc::new(Boards::new(client.clone(), clock.clone()));
        let saves = Saves::new(Tools {
            client,
            clock: clock.clone(),
            memory,
            stocks: stocks.clone(),
            boards: boards.clone(),
            bills: bills.clone(),
        });
        let blind = match config.secret_key {
            Some(key) => key,
            None => SecretKey::random().map_err(io::Error::other)?,
        };
        let mut assets = Assets::load(&config.dist)?;
        assets.name_panels(&config.panel_origins);
        Ok(App {
            plugin_id: config.plugin_id,
            installs: Installs::new(config.install.map(Install::from)),
            headers: Headers::new(&config.panel_origins),
            assets,
            boards,
            clock,
            stocks,
            bills,
            saves: Arc::new(saves),
            blind,
            stopping: AtomicBool::new(false),
        })
    }
}
