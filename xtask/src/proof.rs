//! `proof` and `contract`: the program of `crates/proof`, built as the tests are.

use std::process::Command;

use crate::run;
use crate::stop::{Outcome, Stop};

/// The command with these arguments.
pub fn command(arguments: &[&str]) -> Command {
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "adisyon-proof", "--"]);
    cargo.args(arguments);
    cargo
}

/// Runs it; its own exit code is ours.
pub fn proof(arguments: &[String]) -> Outcome {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let status = command(&arguments)
        .status()
        .map_err(Stop::while_("cargo could not be started"))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Err(Stop {
        code: code.unwrap_or(1),
        says: String::new(),
    })
}

/// The suite against a server, or without a key against the simulator.
pub fn contract(arguments: &[String]) -> Outcome {
    let mut words = vec!["contract".to_owned()];
    words.extend_from_slice(arguments);
    proof(&words)
}
