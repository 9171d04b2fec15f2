//! A bill as the platform holds it now: read, understood, resolved against the catalogue, and stamped.
use crate::clock::SharedClock;
use crate::consent::Consents;
use crate::flight::{Age, Flight};
use crate::installs::Install;
use crate::lanes::LaneKey;
use crate::live::sights::Sights;
use crate::memory::{Capability, Memory, SaleKey, answer_name};
use crate::stock::{Stock, Stocks};
use crate::upstream::client::Client;
use crate::upstream::read;
use crate::upstream::refusal::{Failure, Fault, Refused};
use crate::upstream::shape::account::{self, Known, Signs};
use crate::upstream::shape::stamp::{Stamps, stamps};
use adisyon_bill::fold::same_title;
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::{Line, LineKind};
use adisyon_bill::{Bill, BillRef, Catalogue, resolve};
use adisyon_wire::bill::{BillJson, BillReply};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The platform's name of the cover charge, where it is listed under an id of its own. C:G.6 row 10.
const COVER_TITLE: &str = "Kuver";

/// A bill as it was at one moment.
#[derive(Clone)]
pub struct Seen {
    /// The bill.
    pub bill: Arc<Bill>,
    /// Stamps of its content.
    pub stamps: Stamps,
    /// When it was read, milliseconds since 1970.
    pub read_at: i64,
    /// The catalogue it was resolved with, or why there is none: then nothing may be written.
    pub stock: Result<Arc<Stock>, Failure>,
}

impl Seen {
    /// As the page gets it.
    pub fn reply(&self) -> BillReply {
        BillReply {
            bill: BillJson::from(&*self.bill),
            revision: self.stamps.revision(),
            read_at: self.read_at,
        }
    }
}

/// The reader of bills.
pub struct Bills {
    client: Arc<Client>,
    clock: SharedClock,
    plugin_id: String,
    memory: Arc<dyn Memory>,
    consents: Consents,
    stocks: Arc<Stocks>,
    sights: Arc<Sights>,
    flights: Mutex<HashMap<LaneKey, Arc<Flight<Seen, Failure>>>>,
}

impl Bills {
    /// A reader.
    pub fn new(
        client: Arc<Client>,
        clock: SharedClock,
        plugin_id: String,
        memory: Arc<dyn Memory>,
        stocks: Arc<Stocks>,
        sights: Arc<Sights>,
    ) -> Bills {
        Bills {
            consents: Consents::new(client.clone(), clock.clone()),
            client,
            clock,
            plugin_id,
            memory,
            stocks,
            sights,
            flights: Mutex::default(),
        }
    }

    /// The bill for a page. Pages that ask while others wait share the next read, never one that began before they asked.
    pub async fn show(&self, install: &Install, bill: &BillRef) -> Result<Arc<Seen>, Failure> {
        let key = LaneKey {
            install: install.key.clone(),
            bill: bill.clone(),
        };
        let flight = self.flights().entry(key.clone()).or_default().clone();
        let answer = flight
            .get(&*self.clock, Age::AskedAfterMe, self.fresh(install, bill))
            .await;
        drop(flight);
        let mut flights = self.flights();
        // Nobody else waits: the map must not grow with every bill ever shown.
        if flights
            .get(&key)
            .is_some_and(|flight| Arc::strong_count(flight) == 1)
        {
            flights.remove(&key);
        }
        answer
    }

    /// The last sight of a bill and its age, for when the platform cannot be asked.
    pub fn last(&self, install: &Install, bill: &BillRef) -> Option<(Arc<Seen>, Duration)> {
        self.sights.last(&install.key, bill)
    }

    /// The bill by a read of its own. Whoever watches the bill sees what was read.
    pub async fn fresh(&self, install: &Install, bill: &BillRef) -> Result<Seen, Failure> {
        let asked = self.sights.now();
        let read = self.read(install, bill).await;
        match &read {
            Ok(seen) => self.sights.saw(&install.key, bill, asked, seen),
            Err(Failure::Refused(Refused::NotFound)) => {
                self.sights.missed(&install.key, bill, asked);
            }
            Err(_) => {}
        }
        read
    }

    async fn read(&self, install: &Install, bill: &BillRef) -> Result<Seen, Failure> {
        let (account, stock) = tokio::join!(
            read::account(&self.client, install, bill),
            self.stocks.get(install)
        );
        let account = account?;
        let signs = account::signs(&account);
        let capability = self.learn(install, signs).await;
        let known = Known {
            plugin_id: &self.plugin_id,
            dialect: capability.dialect(),
            plain_echo: capability.plain_echo.unwrap_or(true),
            personal: self.consents.personal(install, signs).await,
        };
        let mut read = account::account(&account, bill, &known).map_err(Fault::Unreadable)?;
        if let Ok(stock) = &stock {
            self.resolve(install, &mut read, &stock.catalogue).await;
        }
        Ok(Seen {
            stamps: stamps(&account),
            bill: Arc::new(read),
            read_at: self.clock.wall_ms(),
            stock,
        })
    }

    /// The same sight with what was learned since.
    pub async fn understood(&self, install: &Install, mut seen: Seen) -> Seen {
        if let Ok(stock) = &seen.stock {
            let mut bill = Bill::clone(&seen.bill);
            self.resolve(install, &mut bill, &stock.catalogue).await;
            seen.bill = Arc::new(bill);
        }
        seen
    }

    async fn learn(&self, install: &Install, signs: Signs) -> Capability {
        let known = self.memory.capability(&install.key).await;
        let learned = known.learn(signs);
        if learned != known {
            self.memory.set_capability(&install.key, learned).await;
        }
        learned
    }

    async fn resolve(&self, install: &Install, bill: &mut Bill, catalogue: &Catalogue) {
        let (of_sale, answers) = (
            SaleKey::of(&install.key, &bill.head),
            SaleKey::answers(&install.key),
        );
        let (lines, answers) =
            tokio::join!(self.memory.lines(&of_sale), self.memory.lines(&answers));
        for line in &mut bill.lines {
            if line.kind != LineKind::Ordinary {
                continue;
            }
            let remembered = remembered(line, catalogue, &lines, &answers);
            line.resolution = resolve::resolve(line, catalogue, remembered);
            if line.resolution.product().is_none() && same_title(&line.title, COVER_TITLE) {
                line.kind = LineKind::Cover;
            }
        }
    }

    fn flights(&self) -> std::sync::MutexGuard<'_, HashMap<LaneKey, Arc<Flight<Seen, Failure>>>> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What we wrote or were told about this very line, else what a person said about its like.
fn remembered<'a>(
    line: &Line,
    catalogue: &Catalogue,
    lines: &'a HashMap<String, ProductId>,
    answers: &'a HashMap<String, ProductId>,
) -> Option<&'a ProductId> {
    let answer = || {
        let said = answers.get(&answer_name(line)?)?;
        resolve::answer_fits(line, catalogue, said).then_some(said)
    };
    lines.get(line.key.as_str()).or_else(answer)
}
