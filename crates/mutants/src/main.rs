//! `cargo run -p adisyon-mutants`: which changes to the bill model would its tests overlook?
//!
//! `cargo mutants` decides which mutants there are and would build the crate once for each. Here nearly all of them stand in
//! one build, each behind a switch ([`sites`], [`weave`]), so that a mutant costs one run of the tests. What no switch can express (a
//! constant, an opaque return type) is built on its own. Figures and what they mean: `docs/lossless.md`.

use std::path::Path;
use std::process::ExitCode;

mod alone;
mod build;
mod list;
mod options;
mod outcome;
mod runs;
mod sites;
mod stage;
mod weave;

use options::Options;
use outcome::{Outcome, Outcomes};
use stage::Stage;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Whether no mutant lived.
fn run() -> Result<bool, String> {
    let options = Options::read(std::env::args().skip(1))?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .ok_or("this crate stands two folders below the workspace")?;
    let mutants = list::of(root)?;
    let mut outcomes = Outcomes::open(root.join("target/mutants.txt"), &mutants, options.all)?;
    let wanted: Vec<usize> = (0..mutants.len())
        .filter(|at| mutants[*at].name.contains(&options.part))
        .filter(|at| outcomes.is_open(&mutants[*at]))
        .collect();
    println!("{} mutants, {} to decide", mutants.len(), wanted.len());

    let stage = Stage::set(root)?;
    let woven = build::all_that_compile(&stage, &mutants, &wanted)?;
    runs::sound(&woven.tests)?;
    for at in &woven.unviable {
        outcomes.add(&mutants[*at], Outcome::Unviable)?;
    }
    let room = |at: &usize| (*at, outcome::room(&mutants[*at].file));
    let switched: Vec<_> = woven.switched.iter().map(room).collect();
    runs::each(&woven.tests, &switched, options.workers, |at, outcome| {
        outcomes.add(&mutants[at], outcome)
    })?;
    for at in &woven.alone {
        let outcome = alone::decide(&stage, &mutants[*at])?;
        outcomes.add(&mutants[*at], outcome)?;
    }
    print!("{}", outcomes.table(&mutants));
    Ok(outcomes.lived() == 0)
}
