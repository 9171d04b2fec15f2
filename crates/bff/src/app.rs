//! Everything that a request may need, made once.
use crate::assets::Assets;
use crate::bills::Bills;
use crate::boards::Boards;
use crate::budget::Budgets;
use crate::chores::{self, Followers};
use crate::clock::{SharedClock, SystemClock};
use crate::config::Config;
use crate::connect::Connect;
use crate::decisions::Decisions;
use crate::directory::Directory;
use crate::gates::{Gates, Tongues};
use crate::headers::Headers;
use crate::installs::Install;
use crate::intake::Intake;
use crate::live::sights::Sights;
use crate::live::{self, Live};
use crate::pace::Pace;
use crate::remembered::Remembered;
use crate::save::{Saves, Tools};
use crate::secret::SecretKey;
use crate::shelves::Shelves;
use crate::stock::Stocks;
use crate::store::seal::Keyring;
use crate::store::{Kept, Store, StoreError};
use crate::upstream::client::Client;
use crate::webhooks::Webhooks;
use crate::webhooks::across;
use crate::webhooks::signal::Signals;
use crate::webhooks::work::Desk;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// How long the start waits for a database that does not answer.
const STORE_START: Duration = Duration::from_secs(30);
/// The pause between tries.
const STORE_PAUSE: Duration = Duration::from_millis(500);

/// The whole of the program.
pub struct App {
    /// Audience of session tokens.
    pub plugin_id: String,
    /// What survives a restart.
    pub store: Arc<Store>,
    /// Restaurants.
    pub directory: Arc<Directory>,
    /// What their managers decided.
    pub decisions: Arc<Decisions>,
    /// Where restaurants connect.
    pub connect: Connect,
    /// Where the platform tells what happened.
    pub webhooks: Webhooks,
    /// Time.
    pub clock: SharedClock,
    /// Headers of every answer.
    pub headers: Headers,
    /// The page's files.
    pub assets: Assets,
    /// Catalogues.
    pub stocks: Arc<Stocks>,
    /// What is remembered of lines and servers.
    pub memory: Arc<Remembered>,
    /// The catalogue's records for managers.
    pub shelves: Arc<Shelves>,
    /// Reader of bills.
    pub bills: Arc<Bills>,
    /// Reader of what is open.
    pub boards: Arc<Boards>,
    /// How fast one person may ask.
    pub pace: Pace,
    /// Who follows.
    pub live: Arc<Live>,
    /// Writer of bills.
    pub saves: Arc<Saves>,
    /// Opens tables and packets.
    pub intake: Arc<Intake>,
    /// The road to the platform, for what is passed through.
    pub client: Arc<Client>,
    /// Who answers the platform's questions.
    pub gates: Gates,
    /// Blinds names that the browser keeps.
    pub blind: SecretKey,
    /// No new work is taken.
    pub stopping: AtomicBool,
    /// Ends with this.
    _chores: JoinSet<()>,
}

impl App {
    /// Puts the rooms together.
    pub async fn new(config: Config) -> io::Result<App> {
        let clock: SharedClock = Arc::new(SystemClock::new());
        let store = Arc::new(store(&config, &clock).await?);
        let mut chores = JoinSet::new();
        #[cfg(feature = "trace")]
        if let Some(collector) = &config.collector {
            crate::trace::start(collector, &mut chores);
        }
        let mut signals = Signals::default();
        // Before anything is told: the first word of the other replicas' road is that who is there must be asked.
        let heard = signals.listen();
        if let Some(pool) = store.postgres() {
            across::connect(pool, &mut signals, &mut chores);
        }
        let (reads, writes) = (config.reads_per_minute, config.writes_per_minute);
        let budgets = Budgets::new(clock.clone(), signals.clone(), reads, writes);
        let client = Arc::new(Client::new(config.bases.clone(), budgets, clock.clone()));
        let pace = Pace::new(clock.clone(), reads);
        let fixed = config.install.map(Install::from);
        let directory = Arc::new(Directory::new(store.clone(), clock.clone(), fixed));
        directory.admit_fixed().await.map_err(unusable)?;
        let decisions = Arc::new(Decisions::new(
            store.clone(),
            clock.clone(),
            signals.clone(),
            config.staff_discount,
        ));
        let memory = Arc::new(Remembered::new(store.clone(), clock.clone()));
        let stocks = Arc::new(Stocks::new(client.clone(), clock.clone()));
        let sights = Arc::new(Sights::new(clock.clone()));
        let bills = Arc::new(Bills::new(
            client.clone(),
            clock.clone(),
            config.plugin_id.clone(),
            memory.clone(),
            stocks.clone(),
            sights.clone(),
        ));
        let boards = Arc::new(Boards::new(client.clone(), clock.clone()));
        let tongues = Arc::new(Tongues::default());
        let saves = Arc::new(Saves::new(Tools {
            client: client.clone(),
            clock: clock.clone(),
            store: store.clone(),
            memory: memory.clone(),
            stocks: stocks.clone(),
            boards: boards.clone(),
            bills: bills.clone(),
            signals: signals.clone(),
        }));
        let intake = Arc::new(Intake {
            client: client.clone(),
            clock: clock.clone(),
            store: store.clone(),
            memory: memory.clone(),
            stocks: stocks.clone(),
            boards: boards.clone(),
            bills: bills.clone(),
            saves: saves.clone(),
            owner: process().map_err(io::Error::other)?,
        });
        let shelves = Arc::new(Shelves::new(
            client.clone(),
            clock.clone(),
            store.clone(),
            stocks.clone(),
        ));
        let desk = Desk {
            directory: directory.clone(),
            store: store.clone(),
            signals,
        };
        let live = Arc::new(Live::new(live::Tools {
            bills: bills.clone(),
            boards: boards.clone(),
            stocks: stocks.clone(),
            directory: directory.clone(),
            sights,
            client: client.clone(),
            reads_per_minute: reads,
            signals: desk.signals.clone(),
            replica: process().map_err(io::Error::other)?,
        }));
        chores.spawn(chores::forget_on_signal(
            heard,
            Followers {
                stocks: stocks.clone(),
                shelves: shelves.clone(),
                boards: boards.clone(),
                memory: memory.clone(),
                tongues: tongues.clone(),
                directory: directory.clone(),
                decisions: decisions.clone(),
                live: live.clone(),
                client: client.clone(),
            },
        ));
        chores.spawn(live.clone().pulse());
        let kept = Kept {
            history_days: config.history_days,
        };
        chores.spawn(chores::prune(store.clone(), kept));
        let gates = Gates {
            client: client.clone(),
            saves: saves.clone(),
            tongues,
        };
        let connect = Connect {
            client: client.clone(),
            directory: directory.clone(),
            signals: desk.signals.clone(),
            plugin_id: config.plugin_id.clone(),
            client_secret: config.client_secret,
        };
        let blind = match config.secret_key {
            Some(key) => key,
            None => SecretKey::random().map_err(io::Error::other)?,
        };
        let mut assets = Assets::load(&config.dist)?;
        assets.name_panels(&config.panel_origins);
        Ok(App {
            webhooks: Webhooks::new(desk, clock.clone(), config.plugin_id.clone()),
            plugin_id: config.plugin_id,
            headers: Headers::new(&config.panel_origins),
            assets,
            store,
            directory,
            decisions,
            connect,
            boards,
            clock,
            stocks,
            memory,
            bills,
            pace,
            live,
            saves,
            intake,
            client,
            gates,
            shelves,
            blind,
            stopping: AtomicBool::new(false),
            _chores: chores,
        })
    }
}

/// Opens the store. A server may start together with us: it is waited for.
async fn store(config: &Config, clock: &SharedClock) -> io::Result<Store> {
    let end = clock.elapsed() + STORE_START;
    loop {
        let ring = Keyring::new(config.secret_key.as_ref(), &config.old_secret_keys);
        match Store::open(&config.database, ring, clock.clone()).await {
            Err(error) if error.may_pass() && clock.elapsed() < end => {
                tracing::warn!(%error, "waiting for the database");
                sleep(STORE_PAUSE).await;
            }
            opened => return opened.map_err(unusable),
        }
    }
}

/// A name of this process among the replicas.
fn process() -> Result<String, getrandom::Error> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn unusable(error: StoreError) -> io::Error {
    io::Error::other(format!("ADISYON_DATABASE_URL: {error}"))
}
