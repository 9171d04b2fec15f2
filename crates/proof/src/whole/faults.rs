//! Bad roads: faults of the simulator before and after a write, and a backend that dies there.
use super::road::Answer;
use super::{LONG, PATIENCE, PAUSE, Whole};
use crate::desk::Ask;
use crate::script::Road;
use serde_json::{Value, json};
use std::time::Instant;

impl Whole {
    /// Puts the roads before the writes to come.
    pub(super) fn arm(&self, roads: &[Road]) -> Result<(), String> {
        for (at, road) in roads.iter().enumerate() {
            let fault = match road {
                Road::Clear | Road::CrashReading => json!({ "kind": "delay", "delayMs": 0 }),
                Road::CutBefore => json!({ "kind": "drop" }),
                Road::CutAfter => json!({ "kind": "lost" }),
                Road::Error => json!({ "kind": "status", "status": 500 }),
                Road::ErrorAfter => json!({ "kind": "status-after", "status": 500 }),
                Road::Limited => json!({ "kind": "status", "status": 429, "retryAfter": LONG }),
                Road::Twice => json!({ "kind": "twice" }),
                Road::CrashBefore => json!({ "kind": "hang" }),
                Road::CrashAfter => json!({ "kind": "silent" }),
            };
            let mut fault = fault;
            fault["path"] = json!("/update-");
            fault["method"] = json!("POST");
            self.control("fault", &fault)?;
            if *road == Road::CrashReading {
                // A save reads before its first write and after each.
                let read = |fault: Value| {
                    let mut fault = fault;
                    fault["path"] = json!("s/get");
                    fault["method"] = json!("GET");
                    self.control("fault", &fault)
                };
                read(json!({ "kind": "delay", "delayMs": 0, "times": at + 1 }))?;
                read(json!({ "kind": "hang" }))?;
            }
        }
        Ok(())
    }

    pub(super) fn disarm(&self) -> Result<(), String> {
        let url = format!("http://{}/_sim/fault", self.sim.panel);
        self.runtime
            .block_on(self.http.delete(&url))?
            .expect("fault")?;
        Ok(())
    }

    /// Saves while a request of the backend hangs, and lets the backend die there.
    pub(super) fn crash(&mut self, ask: &Ask<'_>) -> Result<Option<Answer>, String> {
        let (url, body) = self.request(ask)?;
        let (http, token) = (self.http.clone(), self.token.clone());
        let asked = self
            .runtime
            .spawn(async move { http.post(&url, Some(&token), body).await });
        let begun = Instant::now();
        loop {
            if asked.is_finished() {
                // It never came to that request.
                let answer = self
                    .runtime
                    .block_on(asked)
                    .map_err(|why| why.to_string())?;
                return answer.map(Some);
            }
            if self.hangs()? {
                break;
            }
            if begun.elapsed() > PATIENCE {
                return Err("a save neither ended nor hung".to_owned());
            }
            std::thread::sleep(PAUSE);
        }
        if let Some(backend) = self.backend.take() {
            backend.kill();
        }
        asked.abort();
        Ok(None)
    }

    pub(super) fn hangs(&self) -> Result<bool, String> {
        let log = self.look("log")?;
        let entries = log["log"].as_array().ok_or("no log")?;
        let struck = |entry: &Value| matches!(entry["fault"].as_str(), Some("hang" | "silent"));
        let new = |entry: &&Value| {
            entry["number"]
                .as_u64()
                .is_some_and(|number| number >= self.logged)
        };
        Ok(entries.iter().filter(new).any(struck))
    }
}
