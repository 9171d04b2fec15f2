//! The real thing: the backend over HTTP, the simulator behind it, and scripts told to both from outside.
mod backend;
mod faults;
mod road;
mod told;
mod words;

pub use road::Client;

use crate::desk::{Ask, Desk, Opened, Outcome, Reply, Seen};
use crate::model::panel::{self, Change};
use crate::model::{Account, House};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, BillRef, Catalogue, Problem};
use adisyon_wire::bill::BillReply;
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::edit::EditJson;
use adisyon_wire::refusal::{Refusal as No, RefusalCode};
use adisyon_wire::routes::{PACKET, PRODUCTS, SAVE_PACKET, SAVE_TABLE, TABLE, with_id};
use adisyon_wire::save::{SaveReply, SaveRequest};
use backend::Backend;
use road::Answer;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use words::{refusal, reply_of, struck};

/// The longest wait for something that must happen.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(5);
/// Seconds that a limited write is told to wait: more than the backend sits out.
const LONG: u32 = 60;

/// A desk in front of a backend and a simulator of its own.
pub struct Whole {
    runtime: Runtime,
    sim: restomenum_sim::Running,
    install: restomenum_sim::TenantConfig,
    plugin_id: String,
    backend: Option<Backend>,
    http: Client,
    /// Where the backend keeps what survives a restart.
    database: PathBuf,
    token: String,
    /// The account at hand.
    bill: BillRef,
    house: Option<House>,
    /// The last entry of the platform's log that was looked at.
    logged: u64,
    /// The next life-long name for a row of the panel.
    next_uid: u64,
}

impl Whole {
    /// Starts a simulator; each script gets a backend of its own.
    pub fn new(database: PathBuf) -> io::Result<Whole> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let mut config = restomenum_sim::Config::on_free_ports();
        config.tenants.truncate(1);
        config.tenants[0].limits = false;
        let install = config.tenants[0].clone();
        let plugin_id = config.plugin_id.clone();
        let sim = runtime.block_on(restomenum_sim::start(config))?;
        Ok(Whole {
            http: Client::new(),
            runtime,
            sim,
            install,
            plugin_id,
            backend: None,
            database,
            token: String::new(),
            bill: BillRef::Packet(String::new()),
            house: None,
            logged: 0,
            next_uid: 0,
        })
    }

    fn control(&self, call: &str, body: &Value) -> Result<Value, String> {
        let url = format!("http://{}/_sim/{call}", self.sim.panel);
        let answer = self
            .runtime
            .block_on(self.http.post(&url, None, body.to_string()))?;
        answer.expect(call)
    }

    fn look(&self, call: &str) -> Result<Value, String> {
        let url = format!("http://{}/_sim/{call}", self.sim.panel);
        self.runtime
            .block_on(self.http.get(&url, None))?
            .expect(call)
    }

    fn backend_url(&self, path: &str) -> Result<String, String> {
        let backend = self.backend.as_ref().ok_or("no backend runs")?;
        Ok(format!("{}{path}", backend.url))
    }

    fn start_backend(&mut self) -> Result<(), String> {
        let backend = Backend::start(&self.sim, &self.install, &self.plugin_id, &self.database)?;
        self.backend = Some(backend);
        // Tokens live for two minutes; a script lasts seconds.
        let minted = self.look("token?role=staff")?;
        self.token = minted["token"].as_str().ok_or("no token")?.to_owned();
        Ok(())
    }

    fn stop_backend(&mut self) {
        if let Some(backend) = self.backend.take() {
            backend.stop();
        }
    }

    fn page_get(&self, path: &str) -> Result<Answer, String> {
        let url = self.backend_url(path)?;
        self.runtime
            .block_on(self.http.get(&url, Some(&self.token)))
    }

    fn path(&self, packet: &str, table: &str) -> String {
        match &self.bill {
            BillRef::Packet(id) => with_id(packet, id),
            BillRef::Table(id) => with_id(table, id),
        }
    }

    fn opened(reply: BillReply) -> Result<Opened, String> {
        let revision = reply.revision.clone();
        let bill = Bill::try_from(reply.bill).map_err(|why| format!("{why:?}"))?;
        Ok(Opened {
            bill: Arc::new(bill),
            revision,
            // What the backend remembers cannot be seen from outside.
            remembered: BTreeSet::new(),
        })
    }

    fn load_account(&mut self, account: &Account) -> Result<(), String> {
        self.control("load", &json!({ "accounts": [told::account(account)] }))?;
        Ok(())
    }

    fn load_menu(&self, house: &House) -> Result<(), String> {
        let body = json!({
            "clear": ["products", "methods", "sections"],
            "products": house.products.iter().map(told::product).collect::<Vec<_>>(),
            "methods": house.methods.iter().map(told::method).collect::<Vec<_>>(),
            "sections": [told::section(house)],
        });
        self.control("load", &body)?;
        Ok(())
    }

    fn request(&self, ask: &Ask<'_>) -> Result<(String, String), String> {
        let request = SaveRequest {
            revision: ask.revision.to_owned(),
            attempt: ask.attempt.to_owned(),
            edits: ask.edits.iter().map(EditJson::from).collect(),
        };
        let url = self.backend_url(&self.path(SAVE_PACKET, SAVE_TABLE))?;
        let body = serde_json::to_string(&request).map_err(|why| why.to_string())?;
        Ok((url, body))
    }

    fn reply(&mut self, answer: Answer) -> Result<Reply, String> {
        if answer.status == 200 {
            let reply: SaveReply = answer.read()?;
            return reply_of(reply);
        }
        let no: No = answer.read()?;
        if no.code == RefusalCode::OutcomeUnknown {
            return Ok(Reply {
                outcome: Outcome::Unknown,
                now: None,
                wrote: Vec::new(),
                problems: Vec::new(),
                estimate: None,
            });
        }
        if no.code == RefusalCode::BadRequest {
            return Err(format!("the backend refuses the edits: {:?}", no.detail));
        }
        let trouble = Trouble::Refused(format!("{:?}", no.code));
        Ok(Reply {
            outcome: Outcome::NotSaved,
            now: Some(self.open()?),
            wrote: Vec::new(),
            problems: vec![Problem::new(Place::Bill, trouble)],
            estimate: None,
        })
    }
}

impl Desk for Whole {
    fn set(&mut self, house: &House, account: &Account) -> Result<(), String> {
        self.stop_backend();
        backend::forget(&self.database)?;
        self.disarm()?;
        self.control("set", &told::settings(house))?;
        self.load_menu(house)?;
        self.control(
            "load",
            &json!({ "clear": ["accounts"], "accounts": [told::account(account)] }),
        )?;
        self.bill = told::bill_ref(account);
        self.house = Some(house.clone());
        self.next_uid = account.next_uid;
        self.start_backend()?;
        self.seen()?;
        Ok(())
    }

    fn open(&mut self) -> Result<Opened, String> {
        let answer = self.page_get(&self.path(PACKET, TABLE))?;
        if answer.status != 200 {
            return Err(format!("opening: {} {}", answer.status, answer.text()));
        }
        Whole::opened(answer.read()?)
    }

    fn catalogue(&mut self) -> Result<Arc<Catalogue>, String> {
        if self.backend.is_none() {
            // It died in the last save; whoever asks next finds it up again.
            self.start_backend()?;
        }
        let answer = self.page_get(PRODUCTS)?;
        let json: CatalogueJson = answer.read()?;
        let catalogue = Catalogue::from(json);
        Ok(Arc::new(catalogue))
    }

    fn save(&mut self, ask: &Ask<'_>) -> Result<Reply, String> {
        self.arm(ask.roads)?;
        let dies = ask.roads.iter().any(|road| road.kills());
        let answer = if dies {
            self.crash(ask)?
        } else {
            let (url, body) = self.request(ask)?;
            Some(
                self.runtime
                    .block_on(self.http.post(&url, Some(&self.token), body))?,
            )
        };
        self.disarm()?;
        match answer {
            Some(answer) => self.reply(answer),
            None => Ok(Reply {
                outcome: Outcome::Crashed,
                now: None,
                wrote: Vec::new(),
                problems: Vec::new(),
                estimate: None,
            }),
        }
    }

    fn together(
        &mut self,
        first: &Ask<'_>,
        second: &Ask<'_>,
    ) -> Option<Result<[Reply; 2], String>> {
        Some(self.both(first, second))
    }

    fn panel(&mut self, house: &House, change: &Change) -> Result<(), String> {
        let mut account = self.truth()?;
        let before = account.clone();
        account.next_uid = self.next_uid;
        panel::change(&mut account, house, change);
        self.next_uid = account.next_uid;
        account.next_uid = before.next_uid;
        if account == before {
            return Ok(());
        }
        self.load_account(&account)
    }

    fn menu(&mut self, house: &House, heard: bool) -> Result<(), String> {
        self.load_menu(house)?;
        self.house = Some(house.clone());
        if heard { self.restart() } else { Ok(()) }
    }

    fn restart(&mut self) -> Result<(), String> {
        self.stop_backend();
        self.start_backend()
    }

    fn truth(&mut self) -> Result<Account, String> {
        let state = self.look("state?log=no")?;
        let kind = if self.bill.is_table() {
            "table"
        } else {
            "packet"
        };
        let accounts = state["accounts"].as_array().ok_or("no accounts")?;
        let is = |one: &&Value| one["kind"] == kind && one["id"] == self.bill.id();
        told::read(accounts.iter().find(is).ok_or("the account is gone")?)
    }

    fn seen(&mut self) -> Result<Seen, String> {
        let log = self.look("log")?;
        let entries = log["log"].as_array().ok_or("no log")?;
        let mut seen = Seen::default();
        let mut next = self.logged;
        for entry in entries {
            let number = entry["number"]
                .as_u64()
                .ok_or("a log entry without number")?;
            let write = entry["path"]
                .as_str()
                .is_some_and(|path| path.contains("/update-"));
            next = next.max(number + 1);
            if number < self.logged {
                continue;
            }
            if let Some(word) = entry["fault"].as_str() {
                seen.struck.extend(struck(word, write, &entry["status"]));
            }
            if !write {
                continue;
            }
            match entry["message"].as_str() {
                Some("plugin.rateLimited") => {}
                Some(message) => seen.refused.push(refusal(message)),
                None if entry["status"] == 200 => seen.done += 1,
                None => {}
            }
        }
        self.logged = next;
        Ok(seen)
    }
}

impl Whole {
    fn both(&mut self, first: &Ask<'_>, second: &Ask<'_>) -> Result<[Reply; 2], String> {
        let (a, b) = (self.request(first)?, self.request(second)?);
        let token = Some(self.token.as_str());
        let http = &self.http;
        let (one, two) = self.runtime.block_on(async {
            tokio::join!(http.post(&a.0, token, a.1), http.post(&b.0, token, b.1))
        });
        let (one, two) = (one?, two?);
        Ok([self.reply(one)?, self.reply(two)?])
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.stop_backend();
        // Without a backend the file is of no use; a leftover harms nobody.
        let _ = backend::forget(&self.database);
    }
}
