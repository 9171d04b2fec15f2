//! A bill as the platform holds it now: read, understood, resolved against the catalogue, and stamped.
mod seen;

pub use seen::Seen;

use crate::clock::SharedClock;
use crate::consent::Consents;
use crate::flight::{Age, Flight};
use crate::installs::Install;
use crate::lanes::LaneKey;
use crate::live::sights::Sights;
use crate::memory::{Capability, Lines, Memory, SaleKey, answer_name};
use crate::stock::{Stock, Stocks};
use crate::upstream::client::{Again, Client, parsed};
use crate::upstream::read;
use crate::upstream::refusal::{Failure, Fault, Refused};
use crate::upstream::shape::account::{self, Known, Signs};
use crate::upstream::shape::stamp::stamps;
use adisyon_bill::fold::same_title;
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::{Line, LineKind};
use adisyon_bill::{Bill, BillRef, Catalogue, resolve};
use seen::{Grounds, Same};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The platform's name of the cover charge, where it is listed under an id of its own. C:G.6 row 10.
const COVER_TITLE: &str = "Kuver";

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

    /// Reads and understands. An answer that is byte for byte the last one is not taken apart again where everything else that the
    /// understanding rests on is the same too.
    async fn read(&self, install: &Install, bill: &BillRef) -> Result<Seen, Failure> {
        let before = self.sights.last(&install.key, bill).map(|(seen, _)| seen);
        let known = before.as_ref().and_then(|seen| seen.grounds());
        let (again, stock) = tokio::join!(
            read::account_again(&self.client, install, bill, known.map(|known| &known.print)),
            self.stocks.get(install)
        );
        let (account, print) = match again? {
            Again::New(account, print) => (account, print),
            Again::Same(answer) => {
                if let (Some(before), Some(known)) = (&before, known)
                    && self.still_holds(install, before, known, &stock).await
                {
                    return Ok(before.again(self.clock.wall_ms()));
                }
                let account = read::account_of(parsed(install, answer)?)?;
                (account, known.map_or([0; 32], |known| known.print))
            }
        };
        let signs = account::signs(&account);
        let (capability, personal) = self.about(install, signs).await;
        let known = Known {
            plugin_id: &self.plugin_id,
            dialect: capability.dialect(),
            plain_echo: capability.plain_echo.unwrap_or(true),
            personal,
        };
        let mut read = account::account(&account, bill, &known).map_err(Fault::Unreadable)?;
        let (lines, answers) = self.said(install, &read).await;
        if let Ok(stock) = &stock {
            resolve(&mut read, &stock.catalogue, &lines, &answers);
        }
        let grounds = Grounds {
            print,
            signs,
            capability,
            personal,
            catalogue: catalogue(&stock),
            lines,
            answers,
        };
        Ok(Seen::new(read, stamps(&account), self.clock.wall_ms(), stock).on(grounds))
    }

    /// True if the answer that was understood on these grounds would be understood in the same way now.
    async fn still_holds(
        &self,
        install: &Install,
        before: &Seen,
        known: &Grounds,
        stock: &Result<Arc<Stock>, Failure>,
    ) -> bool {
        let (capability, personal) = self.about(install, known.signs).await;
        let (lines, answers) = self.said(install, &before.bill).await;
        let now = Grounds {
            print: known.print,
            signs: known.signs,
            capability,
            personal,
            catalogue: catalogue(stock),
            lines,
            answers,
        };
        stock.is_ok() && now == *known
    }

    /// What the restaurant's server understands, and whether it shows us personal data.
    async fn about(&self, install: &Install, signs: Signs) -> (Capability, bool) {
        let capability = self.learn(install, signs).await;
        (capability, self.consents.personal(install, signs).await)
    }

    /// What was remembered of this sale's lines, and what people said about the restaurant's.
    async fn said(&self, install: &Install, bill: &Bill) -> (Arc<Lines>, Arc<Lines>) {
        let (of_sale, answers) = (
            SaleKey::of(&install.key, &bill.head),
            SaleKey::answers(&install.key),
        );
        tokio::join!(self.memory.lines(&of_sale), self.memory.lines(&answers))
    }

    /// The same sight with what was learned since.
    pub async fn understood(&self, install: &Install, seen: Seen) -> Seen {
        let Ok(stock) = &seen.stock else {
            return seen;
        };
        let mut bill = Bill::clone(&seen.bill);
        let (lines, answers) = self.said(install, &bill).await;
        resolve(&mut bill, &stock.catalogue, &lines, &answers);
        seen.with_bill(bill)
    }

    async fn learn(&self, install: &Install, signs: Signs) -> Capability {
        let known = self.memory.capability(&install.key).await;
        let learned = known.learn(signs);
        if learned != known {
            self.memory.set_capability(&install.key, learned).await;
        }
        learned
    }

    fn flights(&self) -> std::sync::MutexGuard<'_, HashMap<LaneKey, Arc<Flight<Seen, Failure>>>> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn catalogue(stock: &Result<Arc<Stock>, Failure>) -> Option<Same<Catalogue>> {
    let stock = stock.as_ref().ok()?;
    Some(Same(stock.catalogue.clone()))
}

fn resolve(bill: &mut Bill, catalogue: &Catalogue, lines: &Lines, answers: &Lines) {
    for line in &mut bill.lines {
        if line.kind != LineKind::Ordinary {
            continue;
        }
        let remembered = remembered(line, catalogue, lines, answers);
        line.resolution = resolve::resolve(line, catalogue, remembered);
        if line.resolution.product().is_none() && same_title(&line.title, COVER_TITLE) {
            line.kind = LineKind::Cover;
        }
    }
}

/// What we wrote or were told about this very line, else what a person said about its like.
fn remembered<'a>(
    line: &Line,
    catalogue: &Catalogue,
    lines: &'a Lines,
    answers: &'a Lines,
) -> Option<&'a ProductId> {
    let answer = || {
        let said = answers.get(&answer_name(line)?)?;
        resolve::answer_fits(line, catalogue, said).then_some(said)
    };
    lines.get(line.key.as_str()).or_else(answer)
}
