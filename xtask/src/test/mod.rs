//! `test`: every check, with one summary at the end.

mod pictures;
mod provisions;
mod stream;
mod suite;
mod tally;

use std::time::Instant;

use crate::run;
use crate::stop::{Outcome, Stop};

pub use pictures::pictures;
use provisions::Provisions;
use suite::Suite;
use tally::Tally;

/// Runs all suites or the named ones; what follows `--` goes to the test programs.
pub fn test(arguments: &[String]) -> Outcome {
    let (names, rest) = match arguments.iter().position(|word| word == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (arguments, &arguments[..0]),
    };
    let suites = chosen(names)?;
    run::without_progress_bars();
    stream::end_with_us()?;
    let provisions = Provisions::begin(&suites);
    let mut report = Vec::new();
    for suite in suites {
        println!("\n== {} ==", suite.name());
        let began = Instant::now();
        let mut tally = match provisions.wait(suite.needs()) {
            Ok(()) => suite.run(rest),
            Err(stop) => Tally::not_run(stop.says),
        };
        tally.must_have_run();
        report.push((suite, tally, began.elapsed().as_secs()));
    }
    conclude(&report)
}

fn chosen(names: &[String]) -> Outcome<Vec<Suite>> {
    if names.is_empty() {
        return Ok(Suite::ALL.to_vec());
    }
    let known = Suite::ALL.map(Suite::name).join(", ");
    let find = |name: &String| Suite::ALL.into_iter().find(|suite| suite.name() == name);
    names
        .iter()
        .map(|name| {
            find(name).ok_or_else(|| {
                Stop::usage(format!("no suite is called {name}; there are: {known}"))
            })
        })
        .collect()
}

fn conclude(report: &[(Suite, Tally, u64)]) -> Outcome {
    println!(
        "\n{:<14} {:>7} {:>7} {:>8}",
        "suite", "passed", "failed", "seconds"
    );
    let (mut passed, mut failed) = (0, 0);
    for (suite, tally, seconds) in report {
        println!(
            "{:<14} {:>7} {:>7} {seconds:>8}",
            suite.name(),
            tally.passed,
            tally.failed
        );
        for remark in &tally.remarks {
            println!("{:14} {remark}", "");
        }
        passed += tally.passed;
        failed += tally.failed;
    }
    println!("\n{passed} passed, {failed} failed");
    if failed > 0 {
        return Err(Stop {
            code: 1,
            says: String::new(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn all_suites_run_when_none_is_named_and_only_the_named_ones_else() {
        assert_eq!(chosen(&[]).unwrap().len(), Suite::ALL.len());
        assert_eq!(chosen(&["fmt".to_owned()]).unwrap(), [Suite::Fmt]);
    }

    #[test]
    fn an_unknown_suite_is_a_wrong_call_that_names_the_known_ones() {
        let stop = chosen(&["everything".to_owned()]).unwrap_err();
        assert_eq!(stop.code, 2);
        assert!(stop.says.contains("page-firefox"));
    }

    #[test]
    fn one_failure_in_any_suite_is_a_failure_of_the_whole() {
        let good = Tally {
            passed: 3,
            ..Tally::default()
        };
        let bad = Tally {
            passed: 3,
            failed: 1,
            ..Tally::default()
        };
        assert!(conclude(&[(Suite::Fmt, good.clone(), 1)]).is_ok());
        assert_eq!(
            conclude(&[(Suite::Fmt, good, 1), (Suite::Native, bad, 1)])
                .unwrap_err()
                .code,
            1
        );
    }
}
