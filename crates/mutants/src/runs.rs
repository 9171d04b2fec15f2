//! Runs of the tests, each with one mutant on.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::outcome::Outcome;
use crate::sites::Number;

/// How much processor time a run may take; the tests need two seconds. The processor's, so that a busy machine makes no timeouts.
const LIMIT: &str = "60";
/// Address space of a run, in kilobytes: a list that grows without end is a mutant that is seen.
const SPACE: &str = "8000000";

/// Runs the tests with no mutant on: they must pass.
pub fn sound(tests: &Path) -> Result<(), String> {
    match one(tests, None, &[])? {
        Outcome::Missed => Ok(()),
        other => Err(format!("the tests do not pass without a mutant: {other:?}")),
    }
}

/// Runs all on some threads and tells each outcome. A mutant meets the tests of its own room first: most are seen there.
pub fn each(
    tests: &Path,
    mutants: &[(Number, &str)],
    workers: usize,
    tell: impl FnMut(Number, Outcome) -> Result<(), String> + Send,
) -> Result<(), String> {
    let next = AtomicUsize::new(0);
    let tell = Mutex::new(tell);
    let work = || -> Result<(), String> {
        while let Some((number, room)) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let near = one(tests, Some(*number), &[&format!("{room}::")])?;
            let outcome = match near {
                Outcome::Missed => one(tests, Some(*number), &["--skip", &format!("{room}::")])?,
                seen => seen,
            };
            let mut tell = tell.lock().map_err(|_| "a thread panicked")?;
            tell(*number, outcome)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| "a thread panicked".to_owned())?)
    })
}

/// Runs these tests once.
pub fn one(tests: &Path, mutant: Option<Number>, which: &[&str]) -> Result<Outcome, String> {
    let mut command = Command::new("sh");
    command
        .args(["-c", r#"ulimit -t "$0"; ulimit -v "$1"; shift; exec "$@""#])
        .arg(LIMIT)
        .arg(SPACE)
        .arg(tests)
        .args(["--test-threads", "1", "--quiet"])
        .args(which)
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0");
    if let Some(mutant) = mutant {
        command.env("MUTANT", mutant.to_string());
    }
    let said = command
        .output()
        .map_err(|error| format!("{}: {error}", tests.display()))?;
    let seen = String::from_utf8_lossy(&said.stderr);
    Ok(match said.status.code() {
        Some(0) => Outcome::Missed,
        Some(_) => Outcome::Caught(
            seen.lines()
                .find_map(|line| line.strip_prefix("seen by "))
                .unwrap_or_default()
                .to_owned(),
        ),
        None if killed_for_time(&said.status) => Outcome::Timeout,
        None => Outcome::Caught(String::new()),
    })
}

/// SIGXCPU, or SIGKILL at the hard limit.
fn killed_for_time(status: &std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    matches!(status.signal(), Some(24 | 9))
}
