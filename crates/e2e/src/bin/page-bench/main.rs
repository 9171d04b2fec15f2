//! `cargo xtask bench page`: how fast the page is felt, beside the same page written by hand.
//!
//! Arguments: the folder of the hand-written page, the file with the previous release's figures, then perhaps `--keep` (write the
//! figures there), `--quick` (a few samples of each, to see that everything runs) and names of groups (`opening`, `felt`, `within`,
//! `cycles`: only these).
#![forbid(unsafe_code)]

mod figures;
mod kept;
mod line;
mod measure;
mod stage;

use std::path::PathBuf;
use std::process::ExitCode;

use adisyon_e2e::{Desk, Outcome, Setup};

use figures::{Figure, Headings};
use kept::Kept;
use measure::{Group, Samples};
use stage::Stage;

/// What was asked for.
struct Asked {
    plain: PathBuf,
    release: PathBuf,
    keep: bool,
    quick: bool,
    groups: Vec<Group>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [plain, release, options @ ..] = arguments.as_slice() else {
        eprintln!("run it by `cargo xtask bench page`");
        return ExitCode::from(2);
    };
    let asked = Asked {
        plain: plain.into(),
        release: release.into(),
        keep: options.iter().any(|option| option == "--keep"),
        quick: options.iter().any(|option| option == "--quick"),
        groups: groups(options),
    };
    let setup = Setup {
        lines: 200,
        products: 2000,
        ..Setup::default()
    };
    Desk::run_alone("page-bench", setup, async |desk| run(desk, &asked).await).await;
    ExitCode::SUCCESS
}

/// The groups that were named; all if none was.
fn groups(options: &[String]) -> Vec<Group> {
    let named = options.iter().filter_map(|option| Group::named(option));
    let named: Vec<Group> = named.collect();
    match named.is_empty() {
        true => Group::ALL.to_vec(),
        false => named,
    }
}

async fn run(desk: &mut Desk, asked: &Asked) -> Outcome {
    let before = Kept::read(&std::fs::read_to_string(&asked.release).unwrap_or_default());
    let machine = machine(desk).await?;
    println!("{machine}");
    if !before.said.is_empty() {
        println!("before: {}", before.said);
    }
    println!(
        "\n{}",
        Headings {
            before: before.release()
        }
    );
    let stage = Stage::set(desk, asked.plain.clone()).await?;
    let samples = if asked.quick {
        Samples::FEW
    } else {
        Samples::ENOUGH
    };
    let mut all: Vec<Figure> = Vec::new();
    let mut tell = |figures: Vec<Figure>| {
        for figure in figures {
            println!("{}", figure.line(before.of(&figure.name)));
            all.push(figure);
        }
    };
    for group in &asked.groups {
        measure::group(&stage, *group, samples, &mut tell).await?;
    }
    if asked.keep {
        let said = format!("{}, {machine}", env!("CARGO_PKG_VERSION"));
        std::fs::write(&asked.release, Kept::write(&said, &all))?;
        println!("\nkept in {}", asked.release.display());
    }
    Ok(())
}

/// Processor and browser.
async fn machine(desk: &Desk) -> Outcome<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("a processor", |model| {
        model.trim_start_matches([' ', '\t', ':'])
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let browser = desk
        .devtools("Browser.getVersion", serde_json::json!({}))
        .await?;
    let browser = browser["product"]
        .as_str()
        .unwrap_or("a browser")
        .to_owned();
    Ok(format!("{cores} cores of {model}; {browser}"))
}
