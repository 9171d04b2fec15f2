//! The simulator with an account that was entered at its pretend panel: what a person prepares on a real sandbox.
use crate::whole::Client;
use restomenum_sim::{Config, Running};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// The product that is entered: it has an option, so that options are asked about.
const PRODUCT: &str = "ck-0001";
/// The account that it is entered on.
const ACCOUNT: &str = "table:masa-3";

/// A running simulator.
pub struct Simulated {
    runtime: Runtime,
    sim: Running,
    config: Config,
    http: Client,
}

impl Simulated {
    /// Starts one, which answers as the newest or as an older server, and limits nothing yet: nobody should wait for a pretend minute.
    pub fn start(newer: bool) -> Result<Simulated, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        let runtime = runtime.map_err(|why| why.to_string())?;
        let mut config = Config::on_free_ports();
        config.tenants.truncate(1);
        config.tenants[0].limits = false;
        let sim = runtime
            .block_on(restomenum_sim::start(config.clone()))
            .map_err(|why| why.to_string())?;
        let simulated = Simulated {
            runtime,
            sim,
            config,
            http: Client::new(),
        };
        let generation = if newer { "newest" } else { "older" };
        simulated.control("set", &json!({ "generation": generation }))?;
        Ok(simulated)
    }

    /// From now on it limits as the platform does.
    pub fn limit(&self) -> Result<(), String> {
        self.control("set", &json!({ "limits": true })).map(drop)
    }

    /// Its address.
    pub fn base(&self) -> String {
        format!("http://{}", self.sim.api)
    }

    /// Its install's key.
    pub fn key(&self) -> String {
        self.config.tenants[0].api_key.clone()
    }

    /// Enters what C:L.3 asks for: a line with a note, a surcharge and a discount. Gives the account's name.
    pub fn enter_account(&self) -> Result<String, String> {
        let note =
            json!({ "account": ACCOUNT, "op": "add", "product": PRODUCT, "note": "az pişmiş" });
        let account = self.control("staff", &note)?;
        let lines = account["account"]["lines"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let panel = lines.iter().rev().find(|line| line["lineId"].is_null());
        let line = panel
            .and_then(|line| line["id"].as_str())
            .ok_or("the panel entered nothing")?;
        self.control(
            "staff",
            &json!({ "account": ACCOUNT, "op": "extra", "line": line, "amount": 5 }),
        )?;
        self.control(
            "staff",
            &json!({ "account": ACCOUNT, "op": "discount", "line": line, "amount": 2 }),
        )?;
        Ok(ACCOUNT.to_owned())
    }

    fn control(&self, call: &str, body: &Value) -> Result<Value, String> {
        let url = format!("http://{}/_sim/{call}", self.sim.panel);
        let answer = self
            .runtime
            .block_on(self.http.post(&url, None, body.to_string()))?;
        answer.expect(call)
    }
}
