//! The command line.
use adisyon_proof::contract::Contract;
use std::path::PathBuf;

/// The help text.
pub const USAGE: &str =
    "usage: cargo xtask proof [--scripts N] [--whole M] [--seed S] [--workers W]
       cargo xtask proof --replay FILE|SEED|whole:SEED
       cargo xtask contract [--i-mean-production] [--account packet:ID|table:ID]

  --scripts N   scripts of the pure part                      (20000)
  --whole M     scripts on the real backend and simulator     (one for fifty of the pure part, at least 20)
  --minutes T   so long instead: three quarters the pure part, the rest the whole
  --seed S      the first seed; each script takes the next    (1)
  --workers W   scripts at once       (one for each core in the pure part, 8 in the whole)
  --replay X    one script again, told step by step

contract reads RESTOMENUM_API_KEY and RESTOMENUM_BASE; without a key it checks the simulator.";

/// Scripts of the pure part.
const SCRIPTS: u64 = 20_000;
/// So many scripts of the pure part for one of the whole, which takes as much longer.
const ONE_IN: u64 = 50;
/// The fewest of the whole part, unless somebody says otherwise.
const FEW: u64 = 20;
/// Waiting costs no processor, so many of the whole part play at once.
pub const WORKERS: usize = 8;

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
    /// Not a number of scripts but a time.
    pub minutes: Option<u64>,
    /// Scripts at once, if somebody said.
    pub workers: Option<usize>,
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
    let mut whole = None;
    let mut options = Options {
        scripts: SCRIPTS,
        whole: 0,
        seed: 1,
        minutes: None,
        workers: None,
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
            "--whole" => whole = Some(number(&value()?)?),
            "--seed" => options.seed = number(&value()?)?,
            "--minutes" => options.minutes = Some(number(&value()?)?),
            "--workers" => options.workers = Some(number(&value()?)?.clamp(1, 64) as usize),
            "--replay" => return Ok(Asked::Replay(replayed(&value()?))),
            "--help" | "-h" => return Ok(Asked::Help),
            other => return Err(format!("{other} is not an option\n\n{USAGE}")),
        }
    }
    options.whole = whole.unwrap_or_else(|| (options.scripts / ONE_IN).max(FEW));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn proof(words: &str) -> Options {
        match read(words.split_whitespace().map(str::to_owned)) {
            Ok(Asked::Proof(options)) => options,
            Ok(_) => panic!("not a proof: {words}"),
            Err(says) => panic!("{says}"),
        }
    }

    #[test]
    fn the_whole_part_always_runs_along_unless_it_is_switched_off() {
        let counts = |words: &str| (proof(words).scripts, proof(words).whole);
        assert_eq!(counts(""), (20_000, 400));
        assert_eq!(counts("--scripts 100"), (100, 20));
        assert_eq!(counts("--scripts 100 --whole 0"), (100, 0));
        assert_eq!(proof("--seed 77 --workers 999").seed, 77);
        assert_eq!(proof("--workers 999").workers, Some(64));
        assert_eq!(proof("--minutes 3").minutes, Some(3));
    }

    #[test]
    fn what_is_not_understood_is_said_with_the_usage() {
        let says = |words: &str| {
            read(words.split_whitespace().map(str::to_owned))
                .err()
                .unwrap()
        };
        assert!(says("--script 5").contains("usage:"));
        assert!(says("--seed").contains("needs a value"));
        assert!(says("--seed five").contains("not a whole number"));
    }

    #[test]
    fn a_failing_script_is_replayed_from_its_file_or_its_seed() {
        let replay = |word: &str| match read(["--replay".to_owned(), word.to_owned()].into_iter()) {
            Ok(Asked::Replay(replayed)) => replayed,
            _ => panic!("not a replay: {word}"),
        };
        assert!(matches!(replay("12"), Replayed::Pure(12)));
        assert!(matches!(replay("whole:12"), Replayed::Whole(12)));
        assert!(matches!(
            replay("target/proof/12.script"),
            Replayed::File(_)
        ));
    }
}
