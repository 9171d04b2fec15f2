//! The project's commands. `cargo xtask` lists them.

mod children;
mod demo;
mod desk;
mod measure;
mod page;
mod places;
mod ports;
mod press;
mod proof;
mod run;
mod script;
mod secrets;
mod size;
mod stop;
mod style;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

use stop::{Outcome, Stop};

const USAGE: &str = "usage: cargo xtask COMMAND

  demo [--port N]   build everything, start it on loopback and print one address
  dev [--port N]    the same with the page rebuilt on every change
  test [SUITE...]   run every check, or only the named suites
  proof [--scripts N] [--whole M] [--seed S] [--replay X]
                    random restaurants, waiters and faults against the rules of saving, and against backend and simulator
  contract [--i-mean-production] [--account packet:ID|table:ID]
                    hold the contract against the server of RESTOMENUM_API_KEY, else against the simulator
  build             build the page into dist/, with compressed twins
  pictures [LANGUAGE]
                    every screen in light and dark at three widths, in target/pictures/
  size              what the first open loads, against the budget
  bench bff         the backend's figures beside nginx's, with wrk
  bench page [--keep] [--quick] [opening] [felt] [within] [cycles]
                    how fast the page is felt in Chromium, beside a hand-written page and the last release; --keep keeps the
                    figures as the release's, --quick takes a few samples only, names of groups leave out the others
  soak [--minutes N]
                    steady load for minutes: memory, connections, errors
  setup             install the tools that demo, dev and build need
  style             join style/*.css and the page's script (trunk calls this)
";

fn main() -> ExitCode {
    places::this_program();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match obey(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if !stop.says.is_empty() {
                eprintln!("{}", stop.says);
            }
            ExitCode::from(stop.code)
        }
    }
}

fn obey(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Stop::usage(USAGE));
    };
    match (command.as_str(), rest) {
        ("build", []) => page::build(),
        ("demo", options) => demo::demo(options),
        ("dev", options) => demo::dev(options),
        ("test", suites) => test::test(suites),
        ("proof", options) => proof::proof(options),
        ("contract", options) => proof::contract(options),
        ("pictures", options) => test::pictures(options),
        ("size", []) => size::size(),
        ("bench", [what]) if what == "bff" => measure::bench(),
        ("bench", [what, options @ ..])
            if what == "page" && options.iter().all(|one| of_page(one)) =>
        {
            measure::page(options)
        }
        ("soak", options) => measure::soak(options),
        ("setup", []) => tools::install(&tools::FOR_BUILDING),
        ("style", []) => page::forget_chunks()
            .and_then(|()| style::style())
            .and_then(|()| script::script()),
        ("help" | "--help" | "-h", _) => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Stop::usage(format!(
            "cargo xtask {} is not a command.\n\n{USAGE}",
            arguments.join(" ")
        ))),
    }
}

fn of_page(option: &str) -> bool {
    let known = ["--keep", "--quick", "opening", "felt", "within", "cycles"];
    known.contains(&option)
}
