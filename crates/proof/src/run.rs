//! Many scripts, one after the other or several at once.
use crate::desk::Desk;
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
use std::time::Instant;

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
    /// Their seeds.
    pub seeds: Vec<u64>,
    /// The first of them.
    pub failed: Vec<Failed>,
}

/// Which scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// The first seed; each script takes the next.
    pub first: u64,
    /// How many.
    pub scripts: u64,
    /// None begins after this moment.
    pub until: Option<Instant>,
    /// At once.
    pub workers: usize,
}

impl Extent {
    fn has(&self, seed: u64) -> bool {
        let in_time = self.until.is_none_or(|end| Instant::now() < end);
        seed < self.first.saturating_add(self.scripts) && in_time
    }
}

/// The pure part, on several threads at once.
pub fn pure(extent: Extent) -> Result<Run, String> {
    let work = |_: usize, next: &AtomicU64, run: &Mutex<Run>| {
        let mut desk = Pure::new();
        each(next, extent, |seed| one(&mut desk, seed, Reach::Pure, run));
        Ok(())
    };
    spread(extent, work)
}

/// The whole part, on several desks at once.
pub fn whole(extent: Extent, folder: &Path) -> Result<Run, String> {
    let work = |worker: usize, next: &AtomicU64, run: &Mutex<Run>| {
        let database = folder.join(format!("whole-{worker}.sqlite"));
        let mut desk = Whole::new(database).map_err(|error| error.to_string())?;
        each(next, extent, |seed| one(&mut desk, seed, Reach::Whole, run));
        Ok(())
    };
    spread(extent, work)
}

fn each(next: &AtomicU64, extent: Extent, mut play: impl FnMut(u64)) {
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if !extent.has(seed) {
            return;
        }
        play(seed);
    }
}

/// Lets so many threads take one seed after the other.
fn spread(
    extent: Extent,
    work: impl Fn(usize, &AtomicU64, &Mutex<Run>) -> Result<(), String> + Sync,
) -> Result<Run, String> {
    let next = AtomicU64::new(extent.first);
    let run = Mutex::new(Run::default());
    let panicked = || "a worker panicked".to_owned();
    thread::scope(|scope| {
        let (work, next, run) = (&work, &next, &run);
        let threads: Vec<_> = (0..extent.workers)
            .map(|worker| scope.spawn(move || work(worker, next, run)))
            .collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(panicked())))
    })?;
    run.into_inner().map_err(|_| panicked())
}

fn one(desk: &mut dyn Desk, seed: u64, reach: Reach, run: &Mutex<Run>) {
    let drawn = script(seed, reach);
    let mut tally = Tally {
        scripts: 1,
        ..Tally::default()
    };
    let outcome = play(desk, &drawn, &mut tally);
    let told = run.lock().map_or(TOLD, |run| run.failed.len());
    let shrunk = outcome.err().map(|failure| match told < TOLD {
        true => shrink(desk, &drawn, failure),
        false => (drawn, failure),
    });
    let Ok(mut run) = run.lock() else {
        return;
    };
    run.tally.add(&tally);
    if let Some((script, failure)) = shrunk {
        run.failures += 1;
        run.seeds.push(seed);
        if run.failed.len() < TOLD {
            run.failed.push(Failed { script, failure });
        }
    }
}
