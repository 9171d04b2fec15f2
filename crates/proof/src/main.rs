//! Plays random scripts against the bill model: `adisyon-proof [SCRIPTS] [FIRST SEED]`, or one script's file again. Failing
//! scripts are made smaller and written to `target/proof/`; the last line says how many there were, and so does the exit code.
use adisyon_proof::make::{Reach, script};
use adisyon_proof::play::play;
use adisyon_proof::pure::Pure;
use adisyon_proof::script::Script;
use adisyon_proof::shrink::shrink;
use adisyon_proof::tally::Tally;
use std::path::Path;
use std::process::ExitCode;

/// The most failing scripts that are made smaller; the others are written as they are.
const SHRUNK: usize = 60;
/// Where failing scripts go.
const FOLDER: &str = "target/proof";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first() {
        Some(file) if file.ends_with(".script") => replay(Path::new(file)),
        _ => {
            number(&arguments, 0, 1000).and_then(|scripts| run(scripts, number(&arguments, 1, 1)?))
        }
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

fn number(arguments: &[String], at: usize, default: u64) -> Result<u64, String> {
    let Some(text) = arguments.get(at) else {
        return Ok(default);
    };
    text.parse()
        .map_err(|_| format!("{text} is neither a number nor a .script file"))
}

fn replay(file: &Path) -> Result<usize, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| told(&error))?;
    let script = Script::parse(&text).map_err(|error| told(&error))?;
    let mut tally = Tally {
        talkative: true,
        ..Tally::default()
    };
    match play(&mut Pure::new(), &script, &mut tally) {
        Ok(()) => {
            println!("it holds");
            Ok(0)
        }
        Err(found) => {
            println!("act {}: {:?}", found.act, found.wrong);
            Ok(1)
        }
    }
}

fn run(scripts: u64, first: u64) -> Result<usize, String> {
    let (mut tally, mut desk, mut failed) = (Tally::default(), Pure::new(), 0);
    for seed in first..first.saturating_add(scripts) {
        let drawn = script(seed, Reach::Pure);
        tally.scripts += 1;
        if let Err(found) = play(&mut desk, &drawn, &mut tally) {
            failed += 1;
            let (least, found) = match failed <= SHRUNK {
                true => shrink(&mut desk, &drawn, found),
                false => (drawn, found),
            };
            println!("seed {seed}, act {}: {:?}", found.act, found.wrong);
            keep(seed, &least.print(&found.wrong.join("\n")))?;
        }
    }
    println!("{failed} failed\n{tally}");
    Ok(failed)
}

fn keep(seed: u64, text: &str) -> Result<(), String> {
    let file = format!("{FOLDER}/{seed}.script");
    std::fs::create_dir_all(FOLDER)
        .and_then(|()| std::fs::write(&file, text))
        .map_err(|error| format!("{file}: {error}"))?;
    println!("  cargo run --release -p adisyon-proof -- {file}");
    Ok(())
}
