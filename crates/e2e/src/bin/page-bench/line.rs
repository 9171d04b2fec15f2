//! The conditions: how fast processor and line are made.

use adisyon_e2e::{Desk, Outcome};
use serde_json::{Value, json};

/// 1.6 Mbit/s in bytes per second.
const SLOW: f64 = 1_600_000.0 / 8.0;
/// What a byte takes to the server and back over it, in milliseconds.
const FAR: u32 = 150;

/// How fast things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// As the machine is.
    Fast,
    /// The processor four times slower.
    Slow,
    /// The same over 1.6 Mbit/s with 150 ms to the server and back.
    Far,
}

impl Line {
    /// As the table says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fast => "",
            Self::Slow => ", 4x CPU",
            Self::Far => ", 4x CPU, 1.6 Mbit/s",
        }
    }

    /// Makes it so.
    pub async fn take(self, desk: &Desk) -> Outcome {
        let rate = if self == Self::Fast { 1 } else { 4 };
        desk.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
            .await?;
        let (latency, each_way) = if self == Self::Far {
            (FAR, SLOW)
        } else {
            (0, -1.0)
        };
        let network = json!({ "offline": false, "latency": latency, "downloadThroughput": each_way, "uploadThroughput": each_way });
        desk.devtools("Network.enable", json!({})).await?;
        desk.devtools("Network.emulateNetworkConditions", network)
            .await?;
        Ok(())
    }
}

/// The heap after a collection, in megabytes, and how many documents are alive.
pub async fn heap(desk: &Desk) -> Outcome<(f64, f64)> {
    // What a first collection lets go of, a second one takes.
    for _ in 0..2 {
        desk.devtools("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    desk.devtools("Performance.enable", json!({})).await?;
    let answer = desk.devtools("Performance.getMetrics", json!({})).await?;
    let metric = |wanted: &str| {
        let all = answer["metrics"].as_array().into_iter().flatten();
        all.filter(|one| one["name"] == wanted)
            .find_map(|one| one["value"].as_f64())
            .unwrap_or_default()
    };
    Ok((metric("JSHeapUsedSize") / MEGABYTE, metric("Documents")))
}

/// In bytes.
pub const MEGABYTE: f64 = 1024.0 * 1024.0;

/// A script of ours that answers with numbers, or with what went wrong.
pub async fn told(desk: &Desk, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
    let answer = desk.web().execute_async(script, arguments).await?;
    let answer = answer.json().clone();
    match answer["error"].as_str() {
        Some(error) => Err(adisyon_e2e::Trouble::new(error)),
        None => Ok(answer),
    }
}
