//! Many scripts, one after the other or several at once.
use crate::make::{Reach, script};
use crate::play::{Failure, play};
use crate::pure::Pure;
use crate::script::Script;
use crate::shrink::shrink;
use crate::tally::Tally;
use crate::whole::Whole;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// The most failing scripts that are made smaller and told; the others are only counted.
const TOLD: usize = 20;

/// A failing script, made smaller.
pub struct Failed {
    /// The script.
    pub script: Script,
    /// How it fails.
    pub failure: Failure,
}

/// What came of many scripts.
#[derive(Default)]
pub struct Run {
    /// What happened.
    pub tally: Tally,
    /// How many failed.
    pub failures: usize,
    /// The first of them.
    pub failed: Vec<Failed>,
}

/// The pure part.
pub fn pure(first: u64, scripts: u64) -> Run {
    let mut run = Run::default();
    let mut desk = Pure::new();
    for seed in first..first.saturating_add(scripts) {
        let drawn = script(seed, Reach::Pure);
        run.tally.scripts += 1;
        if let Err(failure) = play(&mut desk, &drawn, &mut run.tally) {
            run.failures += 1;
            if run.failed.len() < TOLD {
                let (script, failure) = shrink(&mut desk, &drawn, failure);
                run.failed.push(Failed { script, failure });
            }
        }
    }
    run
}

/// The whole part, on several desks at once.
pub fn whole(first: u64, scripts: u64, workers: usize, folder: &Path) -> Result<Run, String> {
    let next = AtomicU64::new(first);
    let end = first.saturating_add(scripts);
    let run = Mutex::new(Run::default());
    let work = |worker: usize| -> Result<(), String> {
        let database = folder.join(format!("whole-{worker}.sqlite"));
        let mut desk = Whole::new(database).map_err(|error| error.to_string())?;
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return Ok(());
            }
            one(&mut desk, seed, &run);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(move || work(worker)))
            .collect();
        threads
            .into_iter()
            .try_for_each(|thread| match thread.join() {
                Ok(outcome) => outcome,
                Err(_) => Err("a worker of the whole part panicked".to_owned()),
            })
    })?;
    run.into_inner()
        .map_err(|_| "a worker of the whole part panicked".to_owned())
}

fn one(desk: &mut Whole, seed: u64, run: &Mutex<Run>) {
    let drawn = script(seed, Reach::Whole);
    let mut tally = Tally {
        scripts: 1,
        ..Tally::default()
    };
    let outcome = play(desk, &drawn, &mut tally);
    let shrunk = outcome.err().map(|failure| shrink(desk, &drawn, failure));
    let Ok(mut run) = run.lock() else {
        return;
    };
    run.tally.add(&tally);
    if let Some((script, failure)) = shrunk {
        run.failures += 1;
        if run.failed.len() < TOLD {
            run.failed.push(Failed { script, failure });
        }
    }
}
