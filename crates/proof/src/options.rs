//! The command line.
use adisyon_proof::contract::Contract;
use std::path::PathBuf;

/// The help text.
pub const USAGE: &str =
    "usage: cargo xtask proof [--scripts N] [--whole M] [--seed S] [--workers W]
       cargo xtask proof --replay FILE|SEED|whole:SEED
       cargo xtask contract [--i-mean-production] [--account packet:ID|table:ID]

  --scripts N   scripts of the pure part                      (20000)
  --whole M     scripts on the real backend and simulator     (0)
  --seed S      the first seed; each script takes the next    (1)
  --workers W   scripts of the whole part at once             (8)
  --replay X    one script again, told step by step

contract reads RESTOMENUM_API_KEY and RESTOMENUM_BASE; without a key it checks the simulator.";

/// Scripts of the pure part.
const SCRIPTS: u64 = 20_000;
/// Waiting costs no processor, so many play at once.
const WORKERS: usize = 8;

/// What the command line asks for.
pub enum Asked {
    /// Random scripts.
    Proof(Options),
    /// One script.
    Replay(Replayed),
    /// The contract suite.
    Contract(Contract),
    /// The help text.
    Help,
}

/// How many scripts, from which seed.
pub struct Options {
    /// Of the pure part.
    pub scripts: u64,
    /// Of the whole part.
    pub whole: u64,
    /// The first seed.
    pub seed: u64,
    /// Scripts of the whole part at once.
    pub workers: usize,
}

/// Which script again.
pub enum Replayed {
    /// A file.
    File(PathBuf),
    /// A seed of the pure part.
    Pure(u64),
    /// A seed of the whole part.
    Whole(u64),
}

/// Reads it; the error is a sentence.
pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut options = Options {
        scripts: SCRIPTS,
        whole: 0,
        seed: 1,
        workers: WORKERS,
    };
    while let Some(flag) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{flag} needs a value\n\n{USAGE}"))
        };
        match flag.as_str() {
            "contract" => return contract(arguments).map(Asked::Contract),
            "--scripts" => options.scripts = number(&value()?)?,
            "--whole" => options.whole = number(&value()?)?,
            "--seed" => options.seed = number(&value()?)?,
            "--workers" => options.workers = number(&value()?)?.clamp(1, 64) as usize,
            "--replay" => return Ok(Asked::Replay(replayed(&value()?))),
            "--help" | "-h" => return Ok(Asked::Help),
            other => return Err(format!("{other} is not an option\n\n{USAGE}")),
        }
    }
    Ok(Asked::Proof(options))
}

fn number(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("{text} is not a whole number"))
}

fn replayed(text: &str) -> Replayed {
    let whole = text
        .strip_prefix("whole:")
        .and_then(|seed| seed.parse().ok());
    match (whole, text.parse()) {
        (Some(seed), _) => Replayed::Whole(seed),
        (None, Ok(seed)) => Replayed::Pure(seed),
        _ => Replayed::File(PathBuf::from(text)),
    }
}

fn contract(mut arguments: impl Iterator<Item = String>) -> Result<Contract, String> {
    let mut contract = Contract::from_env(|name| std::env::var(name).ok());
    while let Some(flag) = arguments.next() {
        match flag.as_str() {
            "--i-mean-production" => contract.production = true,
            "--account" => {
                let account = arguments
                    .next()
                    .ok_or("--account needs packet:ID or table:ID")?;
                contract.account = Some(account);
            }
            other => return Err(format!("{other} is not an option of contract\n\n{USAGE}")),
        }
    }
    Ok(contract)
}
