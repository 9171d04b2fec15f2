//! The contract suite: the experiments of C:L.3 as checks, against a real server or the simulator.
//!
//! A rule that adisyon relies on must hold, or the suite fails. An open question has an answer, which is told; where the real server
//! answers otherwise than the simulator, the simulator is wrong and that is told, too.
mod client;
mod packet;
mod panel;
mod prepared;
mod report;
mod sums;

use client::Server;
use report::{Finding, differences, tell};
use std::fmt;

/// The platform's own addresses (C:D.2).
const SANDBOX: &str = "https://sandbox.plugins.restomenum.app";
const PRODUCTION: &str = "https://plugins.restomenum.app";

/// What to check.
#[derive(Clone, Default)]
pub struct Contract {
    /// The key of an install; none checks the simulator.
    key: Option<String>,
    /// Where the server is.
    base: Option<String>,
    /// `production` or `sandbox`.
    environment: Option<String>,
    /// Said by the person who runs it.
    pub production: bool,
    /// An account entered in the panel, as `packet:ID` or `table:ID`.
    pub account: Option<String>,
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contract at {}", self.address())
    }
}

impl Contract {
    /// Reads `RESTOMENUM_API_KEY`, `RESTOMENUM_BASE` and `RESTOMENUM_ENVIRONMENT`; an empty value counts as missing.
    pub fn from_env(lookup: impl Fn(&str) -> Option<String>) -> Contract {
        let filled = |name: &str| lookup(name).filter(|value| !value.trim().is_empty());
        Contract {
            key: filled("RESTOMENUM_API_KEY"),
            base: filled("RESTOMENUM_BASE").map(|base| base.trim_end_matches('/').to_owned()),
            environment: filled("RESTOMENUM_ENVIRONMENT"),
            production: false,
            account: None,
        }
    }

    fn address(&self) -> &str {
        let usual = if self.environment.as_deref() == Some("production") {
            PRODUCTION
        } else {
            SANDBOX
        };
        self.base.as_deref().unwrap_or(usual)
    }

    /// What is neither the sandbox nor on this machine may be somebody's restaurant.
    fn may_be_production(&self) -> bool {
        let address = self.address();
        let said = self.environment.as_deref() == Some("production");
        let here = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
        // What stands before an @ is no address.
        said || address.contains('@')
            || address != SANDBOX && !here.iter().any(|start| address.starts_with(start))
    }
}

/// Runs the suite; the number of rules that do not hold.
pub fn run(contract: &Contract) -> Result<usize, String> {
    let Some(key) = &contract.key else {
        println!("no RESTOMENUM_API_KEY: checking the simulator");
        let newest = tell("simulator, newest", &simulated(true)?);
        return Ok(newest + tell("simulator, older", &simulated(false)?));
    };
    if contract.may_be_production() && !contract.production {
        return Err(format!(
            "{} may be a real restaurant. The suite opens a packet there and writes to it. If that is what you want, say --i-mean-production.",
            contract.address()
        ));
    }
    let server = Server::new(contract.address(), key)?;
    let packet::Checked { findings, newer } = packet::check(&server, || Ok(()))?;
    let mut real = findings;
    match &contract.account {
        Some(account) => real.extend(panel::check(&server, account)?),
        None => {
            println!("no --account: what the panel enters is not checked (see docs/lossless.md)")
        }
    }
    let broken = tell(contract.address(), &real);
    let wrong = differences(&real, &simulated(newer)?);
    for line in &wrong {
        println!("the simulator is wrong: {line}");
    }
    if wrong.is_empty() {
        println!("the simulator answers every question of these as the server does");
    }
    Ok(broken)
}

/// The same suite against the simulator, with an account entered at its pretend panel.
fn simulated(newer: bool) -> Result<Vec<Finding>, String> {
    let sim = prepared::Simulated::start(newer)?;
    let server = Server::new(&sim.base(), &sim.key())?;
    let account = sim.enter_account()?;
    let mut findings = panel::check(&server, &account)?;
    findings.extend(packet::check(&server, || sim.limit())?.findings);
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(base: Option<&str>, environment: Option<&str>) -> Contract {
        Contract {
            key: Some("tn.plugin.key".to_owned()),
            base: base.map(str::to_owned),
            environment: environment.map(str::to_owned),
            ..Contract::default()
        }
    }

    #[test]
    fn whatever_may_be_a_real_restaurant_is_refused_unless_it_is_meant() {
        for (base, environment, real) in [
            (None, None, false),
            (None, Some("sandbox"), false),
            (None, Some("production"), true),
            (Some(PRODUCTION), None, true),
            (
                Some("https://plugins.restomenum.app.evil.example"),
                None,
                true,
            ),
            (Some("http://127.0.0.1:8790"), None, false),
            (Some("http://127.0.0.1.example"), None, true),
            (Some("http://127.0.0.1:80@real.example"), None, true),
            (Some("http://localhost:8790"), Some("production"), true),
        ] {
            assert_eq!(
                at(base, environment).may_be_production(),
                real,
                "{base:?} {environment:?}"
            );
        }
        let refused = run(&at(Some(PRODUCTION), None)).unwrap_err();
        assert!(refused.contains("--i-mean-production"), "{refused}");
        assert!(!refused.contains("tn.plugin.key"));
    }

    #[test]
    fn the_simulator_keeps_every_rule_that_is_relied_on_in_both_generations() {
        for (newer, least) in [(true, 40), (false, 18)] {
            let findings = simulated(newer).unwrap();
            let broken: Vec<_> = findings.iter().filter(|one| one.is_broken()).collect();
            assert!(broken.is_empty(), "{broken:#?}");
            assert!(findings.len() >= least, "{newer}: {}", findings.len());
        }
    }

    #[test]
    fn a_server_on_this_machine_is_checked_without_a_flag_and_a_missing_account_is_said() {
        let sim = prepared::Simulated::start(true).unwrap();
        let mut contract = at(Some(&sim.base()), None);
        contract.key = Some(sim.key());
        // The simulator itself, as a server on this machine: nothing is broken, and it agrees with itself.
        assert_eq!(run(&contract).unwrap(), 0);
        contract.account = Some("table:no-such-table".to_owned());
        let gone = run(&contract).unwrap_err();
        assert!(gone.contains("no-such-table"), "{gone}");
    }
}
