//! Figures for whoever watches over the program, in Prometheus's text form. Labels are words of our own: no restaurant, no bill, no
//! person. One set per process, as every such library has it.
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The figures of this process.
pub static METRICS: Metrics = Metrics {
    counted: Mutex::new(BTreeMap::new()),
    timed: Mutex::new(BTreeMap::new()),
};

/// Upper ends of the buckets of durations, in milliseconds.
const ENDS: [u64; 12] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000];

/// Name and labels as they are written.
type Series = (&'static str, String);

/// Counters and histograms.
pub struct Metrics {
    counted: Mutex<BTreeMap<Series, u64>>,
    timed: Mutex<BTreeMap<Series, Times>>,
}

#[derive(Default)]
struct Times {
    within: [u64; ENDS.len()],
    count: u64,
    sum_ms: u64,
}

/// What each name means, in the order in which they are written.
const MEANINGS: [(&str, &str); 12] = [
    ("adisyon_requests_seconds", "Answers by route and status."),
    ("adisyon_refusals_total", "Refusals by route and code."),
    (
        "adisyon_upstream_seconds",
        "The platform's answers by resource and outcome.",
    ),
    (
        "adisyon_limited_total",
        "Requests that a limit of the platform held back, by who said so.",
    ),
    (
        "adisyon_coalesced_reads_total",
        "Reads that another's answer served.",
    ),
    ("adisyon_saves_total", "Saves by outcome."),
    (
        "adisyon_merges_total",
        "Saves that met a bill changed by somebody else.",
    ),
    ("adisyon_webhooks_total", "Webhooks by what became of them."),
    (
        "adisyon_webhook_lag_seconds",
        "From an event to its webhook here.",
    ),
    ("adisyon_live_pages", "Pages that follow now."),
    (
        "adisyon_budget_left",
        "The least that is left at any restaurant.",
    ),
    (
        "adisyon_breakers_open",
        "Restaurants whose road to the platform is closed.",
    ),
];

impl Metrics {
    /// One more of something. Labels in Prometheus's form without braces, of words of our own.
    pub fn count(&self, name: &'static str, labels: String) {
        *locked(&self.counted).entry((name, labels)).or_default() += 1;
    }

    /// Something took so long.
    pub fn time(&self, name: &'static str, labels: String, took: Duration) {
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let mut timed = locked(&self.timed);
        let times = timed.entry((name, labels)).or_default();
        times.count += 1;
        times.sum_ms = times.sum_ms.saturating_add(ms);
        for (within, end) in times.within.iter_mut().zip(ENDS) {
            *within += u64::from(ms <= end);
        }
    }

    /// Everything as text, with these present values.
    pub fn text(&self, gauges: &[(&'static str, String, u64)]) -> String {
        let (counted, timed) = (locked(&self.counted), locked(&self.timed));
        let mut text = String::with_capacity(8 << 10);
        for (name, meaning) in MEANINGS {
            let kind = match () {
                () if name.ends_with("_total") => "counter",
                () if name.ends_with("_seconds") => "histogram",
                () => "gauge",
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "# HELP {name} {meaning}\n# TYPE {name} {kind}");
            for ((_, labels), value) in counted.iter().filter(|((of, _), _)| *of == name) {
                let _ = writeln!(text, "{name}{} {value}", braced(labels));
            }
            for ((_, labels), times) in timed.iter().filter(|((of, _), _)| *of == name) {
                times.write(&mut text, name, labels);
            }
            for (_, labels, value) in gauges.iter().filter(|(of, ..)| *of == name) {
                let _ = writeln!(text, "{name}{} {value}", braced(labels));
            }
        }
        text
    }
}

impl Times {
    fn write(&self, text: &mut String, name: &str, labels: &str) {
        let more = if labels.is_empty() { "" } else { "," };
        for (end, within) in ENDS.iter().zip(self.within) {
            let end = seconds(*end);
            let _ = writeln!(text, "{name}_bucket{{{labels}{more}le=\"{end}\"}} {within}");
        }
        let (count, sum) = (self.count, seconds(self.sum_ms));
        let _ = writeln!(text, "{name}_bucket{{{labels}{more}le=\"+Inf\"}} {count}");
        let _ = writeln!(text, "{name}_sum{} {sum}", braced(labels));
        let _ = writeln!(text, "{name}_count{} {count}", braced(labels));
    }
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

fn braced(labels: &str) -> String {
    match labels.is_empty() {
        true => String::new(),
        false => format!("{{{labels}}}"),
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_prometheus_s_form() {
        let metrics = Metrics {
            counted: Mutex::default(),
            timed: Mutex::default(),
        };
        metrics.count("adisyon_saves_total", "outcome=\"saved\"".into());
        metrics.count("adisyon_saves_total", "outcome=\"saved\"".into());
        let took = Duration::from_millis(7);
        metrics.time(
            "adisyon_upstream_seconds",
            "resource=\"packets/get\"".into(),
            took,
        );
        let text = metrics.text(&[("adisyon_live_pages", String::new(), 3)]);
        for line in [
            "# TYPE adisyon_saves_total counter",
            "adisyon_saves_total{outcome=\"saved\"} 2",
            "adisyon_upstream_seconds_bucket{resource=\"packets/get\",le=\"0.005\"} 0",
            "adisyon_upstream_seconds_bucket{resource=\"packets/get\",le=\"0.010\"} 1",
            "adisyon_upstream_seconds_bucket{resource=\"packets/get\",le=\"+Inf\"} 1",
            "adisyon_upstream_seconds_sum{resource=\"packets/get\"} 0.007",
            "adisyon_live_pages 3",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
    }
}
