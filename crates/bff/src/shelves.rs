//! The catalogue as managers keep it: lists shared for seconds, writes that everything kept hears of, and whose each record is.
use crate::clock::SharedClock;
use crate::flight::{Age, Flight};
use crate::installs::{Install, InstallKey};
use crate::refuse::Refuse;
use crate::stock::Stocks;
use crate::store::Store;
use crate::upstream::client::Client;
use crate::upstream::read::List;
use crate::upstream::records::{self, Write};
use crate::upstream::refusal::{Failure, Refused};
use crate::upstream::shape::records::record;
use adisyon_wire::manage::{Kind, Owner, Record, Reply, Shelf, Trouble};
use adisyon_wire::refusal::RefusalCode;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a list is kept.
const KEPT: Duration = Duration::from_secs(30);
/// How long nobody asks again after a failure.
const FAILED: Duration = Duration::from_secs(1);
/// The platform's word for a create whose twin is still under way.
const IN_PROGRESS: &str = "Duplicate request already in progress";

type Lists = HashMap<(InstallKey, Kind), Arc<Flight<List, Failure>>>;

/// The records of all restaurants.
pub struct Shelves {
    client: Arc<Client>,
    clock: SharedClock,
    store: Arc<Store>,
    stocks: Arc<Stocks>,
    lists: Mutex<Lists>,
}

impl Shelves {
    /// Nothing read yet.
    pub fn new(
        client: Arc<Client>,
        clock: SharedClock,
        store: Arc<Store>,
        stocks: Arc<Stocks>,
    ) -> Shelves {
        Shelves {
            client,
            clock,
            store,
            stocks,
            lists: Mutex::default(),
        }
    }

    /// Nothing of this restaurant is kept any more in memory.
    pub fn leave(&self, install: &InstallKey) {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|(whose, _), _| whose != install);
    }

    /// All records of a kind.
    pub async fn list(&self, install: &Install, kind: Kind) -> Result<Shelf, Refuse> {
        let list = self.read(install, kind).await?;
        let owners = self.owners(install, kind).await;
        let entries = list.entries.iter();
        Ok(Shelf {
            records: entries
                .filter_map(|entry| self.owned(kind, entry, &owners))
                .collect(),
            read_at: self.clock.wall_ms(),
            truncated: list.truncated,
            total: list.total,
            writable: install.grants(records::write_scope(kind)),
        })
    }

    /// One record, as new as the platform gives it.
    pub async fn get(&self, install: &Install, kind: Kind, id: &str) -> Result<Record, Refuse> {
        let refuse = |failure| Refuse::upstream(failure, records::read_scope(kind));
        let single = records::get(&self.client, install, kind, id).await;
        let entry = match single.map_err(refuse)? {
            Some(entry) => Some(entry),
            None => {
                let list = self.read(install, kind).await?;
                let is_it = |entry: &&Value| named(kind, entry).as_deref() == Some(id);
                list.entries.iter().find(is_it).cloned()
            }
        };
        let owners = self.owners(install, kind).await;
        entry
            .and_then(|entry| self.owned(kind, &entry, &owners))
            .ok_or(RefusalCode::NotFound.into())
    }

    /// Writes, remembers whose the record is, and lets everything that is kept follow.
    pub async fn write(
        &self,
        install: &Install,
        kind: Kind,
        write: Write<'_>,
    ) -> Result<Reply, Refuse> {
        let (id, creates) = match &write {
            Write::Create(..) => (None, true),
            Write::Update(id, _) | Write::Delete(id) => (Some((*id).to_owned()), false),
        };
        let deletes = matches!(write, Write::Delete(_));
        let written = records::write(&self.client, install, kind, write).await;
        self.forget(&install.key);
        match written {
            Ok(entry) => {
                let id = entry.as_ref().and_then(|entry| named(kind, entry)).or(id);
                if let Some(id) = &id {
                    let made = (!deletes).then_some(true);
                    self.remember(install, kind, id, made).await;
                }
                let record = entry.and_then(|entry| record(kind, &entry, Owner::Ours));
                if record.is_none() && !deletes {
                    return Err(RefusalCode::PlatformFault.into());
                }
                Ok(Reply {
                    record,
                    ..Reply::default()
                })
            }
            Err(Failure::Refused(Refused::Other(words))) if creates && words == IN_PROGRESS => {
                Err(RefusalCode::Busy.into())
            }
            Err(Failure::Refused(refused)) => match records::trouble(&refused) {
                Some((trouble, detail)) => {
                    if let (Trouble::NotOwned, Some(id)) = (trouble, &id) {
                        self.remember(install, kind, id, Some(false)).await;
                    }
                    Ok(Reply {
                        troubles: vec![trouble],
                        detail,
                        ..Reply::default()
                    })
                }
                None => Err(Refuse::upstream(refused.into(), records::write_scope(kind))),
            },
            Err(fault) => Err(Refuse::upstream(fault, records::write_scope(kind))),
        }
    }

    /// Lists so far count no more.
    pub fn invalidate(&self, install: &InstallKey) {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        for ((whose, _), flight) in lists.iter() {
            if whose == install {
                flight.invalidate();
            }
        }
    }

    /// A write may have been done even if it failed: nothing kept is believed.
    fn forget(&self, install: &InstallKey) {
        self.invalidate(install);
        self.stocks.invalidate(install);
    }

    async fn read(&self, install: &Install, kind: Kind) -> Result<Arc<List>, Refuse> {
        let flight = {
            let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
            let key = (install.key.clone(), kind);
            lists.entry(key).or_default().clone()
        };
        let age = Age::UpTo {
            good: KEPT,
            bad: FAILED,
        };
        let read = records::list(&self.client, install, kind);
        let list = flight.get(&*self.clock, age, read).await;
        list.map_err(|failure| Refuse::upstream(failure, records::read_scope(kind)))
    }

    fn owned(&self, kind: Kind, entry: &Value, owners: &HashMap<String, bool>) -> Option<Record> {
        let mut record = record(kind, entry, Owner::Unknown)?;
        record.owner = match owners.get(&record.id) {
            Some(true) => Owner::Ours,
            Some(false) => Owner::Theirs,
            None => Owner::Unknown,
        };
        Some(record)
    }

    /// Without the store every record is of unknown origin: the platform still decides.
    async fn owners(&self, install: &Install, kind: Kind) -> HashMap<String, bool> {
        let made = self.store.shelf(&install.key).made(kind.path()).await;
        made.unwrap_or_else(|error| {
            tracing::warn!(%error, "made");
            HashMap::new()
        })
    }

    async fn remember(&self, install: &Install, kind: Kind, id: &str, ours: Option<bool>) {
        let shelf = self.store.shelf(&install.key);
        let done = match ours {
            Some(ours) => shelf.set_made(kind.path(), id, ours).await,
            None => shelf.unmake(kind.path(), id).await,
        };
        if let Err(error) = done {
            tracing::warn!(%error, "made");
        }
    }
}

fn named(kind: Kind, entry: &Value) -> Option<String> {
    record(kind, entry, Owner::Unknown).map(|record| record.id)
}
