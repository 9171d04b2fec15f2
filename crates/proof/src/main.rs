//! The program behind `cargo xtask proof` and `cargo xtask contract`.
mod options;

use adisyon_proof::desk::Desk;
use adisyon_proof::make::{Reach, script};
use adisyon_proof::play::play;
use adisyon_proof::pure::Pure;
use adisyon_proof::run::{Extent, Failed, Run, pure, whole};
use adisyon_proof::script::Script;
use adisyon_proof::tally::Tally;
use adisyon_proof::whole::Whole;
use options::{Asked, Options, Replayed, USAGE, WORKERS};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Where failing scripts and the databases of the whole part go.
const FOLDER: &str = "target/proof";

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1);
    let outcome = match options::read(arguments) {
        Ok(Asked::Help) => {
            println!("{USAGE}");
            Ok(0)
        }
        Ok(Asked::Proof(options)) => proof(&options),
        Ok(Asked::Replay(replayed)) => replay(&replayed),
        Ok(Asked::Contract(options)) => adisyon_proof::contract::run(&options),
        Err(says) => Err(says),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(says) => {
            eprintln!("{says}");
            ExitCode::from(2)
        }
    }
}

/// Plays both parts; the number of failing scripts.
fn proof(options: &Options) -> Result<usize, String> {
    let begun = Instant::now();
    let timed = options
        .minutes
        .map(|minutes| Duration::from_secs(minutes * 60));
    let extent = |scripts: u64, share: u32, workers: usize| Extent {
        first: options.seed,
        scripts: if timed.is_some() { u64::MAX } else { scripts },
        until: timed.map(|time| begun + time / 4 * share),
        workers: options.workers.unwrap_or(workers),
    };
    let mut failed = 0;
    if options.scripts > 0 {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        failed += told("pure", pure(extent(options.scripts, 3, cores))?, begun)?;
    }
    if options.whole > 0 {
        let begun = Instant::now();
        let run = whole(extent(options.whole, 4, WORKERS), &folder()?)?;
        failed += told("whole", run, begun)?;
    }
    Ok(failed)
}

/// Says what came of a part, and how each failing script is played again.
fn told(part: &str, run: Run, begun: Instant) -> Result<usize, String> {
    for Failed { script, failure } in &run.failed {
        println!("FAILED seed {} ({part}), act {}:", script.seed, failure.act);
        for wrong in &failure.wrong {
            println!("  {wrong}");
        }
        let file = folder()?.join(format!(
            "{}{}.script",
            if script.whole { "whole-" } else { "" },
            script.seed
        ));
        std::fs::write(&file, script.print(&failure.wrong.join("\n")))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        println!(
            "  play it again: cargo xtask proof --replay {}",
            file.display()
        );
    }
    let (seconds, tally) = (begun.elapsed().as_secs_f32(), &run.tally);
    if !run.seeds.is_empty() {
        println!("failing seeds ({part}): {:?}", run.seeds);
    }
    println!("{part}: {seconds:.1} s\n  {tally}");
    // In the words of the test programs, so that whoever counts those counts these.
    let verdict = if run.failures == 0 { "ok" } else { "FAILED" };
    let passed = tally.scripts - run.failures;
    println!(
        "test result: {verdict}. {passed} passed; {} failed; scripts of the {part} part",
        run.failures
    );
    Ok(run.failures)
}

fn folder() -> Result<PathBuf, String> {
    let folder = PathBuf::from(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    Ok(folder)
}

fn replay(replayed: &Replayed) -> Result<usize, String> {
    let script = match replayed {
        Replayed::File(file) => read(file)?,
        Replayed::Pure(seed) => script(*seed, Reach::Pure),
        Replayed::Whole(seed) => script(*seed, Reach::Whole),
    };
    let mut desk: Box<dyn Desk> = if script.whole {
        let database = folder()?.join("replay.sqlite");
        Box::new(Whole::new(database).map_err(|error| error.to_string())?)
    } else {
        Box::new(Pure::new())
    };
    let mut tally = Tally {
        talkative: true,
        ..Tally::default()
    };
    match play(desk.as_mut(), &script, &mut tally) {
        Ok(()) => {
            println!("it holds");
            Ok(0)
        }
        Err(found) => {
            println!("act {}:", found.act);
            found.wrong.iter().for_each(|wrong| println!("  {wrong}"));
            Ok(1)
        }
    }
}

fn read(file: &Path) -> Result<Script, String> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    Script::parse(&text).map_err(|error| format!("{}: {error}", file.display()))
}
