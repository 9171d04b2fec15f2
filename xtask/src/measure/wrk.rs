//! wrk, and what it says.

use crate::run;
use crate::stop::{Outcome, Stop};
use crate::system::{self, WRK};

/// What one run measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Requests answered.
    pub requests: u64,
    /// A second.
    pub per_second: f64,
    /// Half of the answers took at most this.
    pub p50: String,
    /// Of a hundred answers all but one.
    pub p99: String,
    /// Answers that were no success, and broken connections.
    pub errors: u64,
}

/// Asks this address for so many seconds over so many connections, on each one thing after the other.
pub fn run(url: &str, token: &str, connections: u32, seconds: u32) -> Outcome<Run> {
    system::install(&[WRK])?;
    let mut command = run::command("wrk");
    command
        .args(["-t", "1", "-c", &connections.to_string(), "--latency"])
        .args(["-d", &format!("{seconds}s")])
        .args(["-H", &format!("Authorization: Bearer {token}"), url]);
    let said = run::capture(&mut command).ok_or_else(|| Stop::failed("wrk failed"))?;
    read(&said).ok_or_else(|| Stop::failed(format!("wrk said:\n{said}")))
}

/// wrk's `950.00us`, `1.03ms` or `1.20s` in milliseconds.
pub fn milliseconds(time: &str) -> Option<f64> {
    let units = [("us", 0.001), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0)];
    units.iter().find_map(|(unit, scale)| {
        let number: f64 = time.strip_suffix(unit)?.parse().ok()?;
        Some(number * scale)
    })
}

fn read(said: &str) -> Option<Run> {
    let lines = || said.lines().map(str::trim);
    let after = |name: &str| {
        let mut found = lines().filter_map(|line| line.strip_prefix(name));
        found.next().map(|rest| rest.trim().to_owned())
    };
    let requests =
        lines().find_map(|line| line.split_once(" requests in ")?.0.trim().parse().ok())?;
    let not_good = after("Non-2xx or 3xx responses:").and_then(|count| count.parse().ok());
    let broken = after("Socket errors:").map_or(0, |line| {
        let counts = line.split(|c: char| !c.is_ascii_digit());
        counts.filter_map(|count| count.parse::<u64>().ok()).sum()
    });
    Some(Run {
        requests,
        per_second: after("Requests/sec:")?.parse().ok()?,
        p50: after("50%")?,
        p99: after("99%")?,
        errors: not_good.unwrap_or(0) + broken,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_unit() {
        for (time, ms) in [
            ("950.00us", 0.95),
            ("1.25ms", 1.25),
            ("1.50s", 1500.0),
            ("2.00m", 120_000.0),
        ] {
            let read = milliseconds(time).unwrap_or_default();
            assert!((read - ms).abs() < 1e-9, "{time}: {read}");
        }
        assert_eq!(milliseconds("soon"), None);
    }

    #[test]
    fn what_wrk_says_is_read() {
        let said = "Running 2s test @ http://127.0.0.1:1/\n  1 threads and 16 connections\n  Latency Distribution\n     50%    1.03ms\n     75%    1.20ms\n     99%    3.31ms\n  30000 requests in 2.00s, 98.00MB read\n  Socket errors: connect 0, read 1, write 0, timeout 2\n  Non-2xx or 3xx responses: 4\nRequests/sec:  15000.25\nTransfer/sec:     49.00MB\n";
        let run = Run {
            requests: 30_000,
            per_second: 15_000.25,
            p50: "1.03ms".into(),
            p99: "3.31ms".into(),
            errors: 7,
        };
        assert_eq!(read(said), Some(run));
        assert_eq!(read("unable to connect"), None);
    }
}
