//! The suites: what each needs and runs.

use std::fs;
use std::process::Command;

use crate::places;
use crate::proof;
use crate::run;
use crate::stop::{Outcome, Stop};
use crate::system::{CHROMEDRIVER, POSTGRES};
use crate::tools::Tool;

use super::provisions::Need;
use super::stream;
use super::tally::Tally;

/// A named set of tests or checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// Formatting.
    Fmt,
    /// Every native test of the workspace; the store's also on PostgreSQL.
    Native,
    /// Random scripts against the rules of saving, and against backend and simulator.
    Proof,
    /// The backend's tests over the road on a throwaway PostgreSQL.
    Postgres,
    /// Clippy with warnings as errors, natively and for the browser.
    Clippy,
    /// The page's tests in headless Chromium.
    PageChromium,
    /// The page's tests in headless Firefox.
    PageFirefox,
    /// The whole road in Chromium.
    E2e,
    /// The part of it that matters most, in Firefox.
    E2eFirefox,
    /// Licences, bans, sources, and advisories where their database can be had.
    Deny,
}

/// What the suite `proof` plays: the same scripts each time, so that who changes something sees what it changed.
const PROOF: [&str; 6] = ["--scripts", "20000", "--whole", "300", "--seed", "1"];

const WASM: &str = "wasm32-unknown-unknown";

impl Suite {
    /// In the order they run: what needs nothing runs while the tools are fetched.
    pub const ALL: [Self; 10] = [
        Self::Fmt,
        Self::Native,
        Self::Proof,
        Self::Postgres,
        Self::Clippy,
        Self::PageChromium,
        Self::PageFirefox,
        Self::E2e,
        Self::E2eFirefox,
        Self::Deny,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Native => "native",
            Self::Proof => "proof",
            Self::Postgres => "postgres",
            Self::Clippy => "clippy",
            Self::PageChromium => "page-chromium",
            Self::PageFirefox => "page-firefox",
            Self::E2e => "e2e",
            Self::E2eFirefox => "e2e-firefox",
            Self::Deny => "deny",
        }
    }

    /// What must be there before it runs.
    pub const fn needs(self) -> &'static [Need] {
        const TARGET: Need = Need::Tool(Tool::WasmTarget);
        const BINDGEN: Need = Need::Tool(Tool::WasmBindgen);
        match self {
            Self::Fmt | Self::Proof => &[],
            Self::Native | Self::Postgres => &[Need::Postgres],
            Self::Clippy => &[TARGET],
            Self::PageChromium => &[TARGET, Need::Chromium, BINDGEN],
            Self::PageFirefox => &[
                TARGET,
                Need::Firefox,
                BINDGEN,
                Need::Tool(Tool::Geckodriver),
            ],
            Self::E2e => &[
                Need::Chromium,
                Need::Axe,
                TARGET,
                BINDGEN,
                Need::Tool(Tool::Trunk),
                Need::Page,
            ],
            Self::E2eFirefox => &[
                Need::Firefox,
                TARGET,
                BINDGEN,
                Need::Tool(Tool::Geckodriver),
                Need::Tool(Tool::Trunk),
                Need::Page,
            ],
            Self::Deny => &[Need::Tool(Tool::CargoDeny)],
        }
    }

    /// Runs it; `rest` goes to the test programs.
    pub fn run(self, rest: &[String]) -> Tally {
        match self {
            Self::Fmt => check(run::cargo().args(["fmt", "--all", "--check"])),
            Self::Native => native(rest),
            Self::Proof => tests(&mut proof::command(&PROOF), &[]),
            Self::Postgres => postgres(rest),
            Self::Clippy => clippy(),
            Self::PageChromium => page("CHROMEDRIVER", CHROMEDRIVER.find(), rest),
            Self::PageFirefox => page("GECKODRIVER", places::find("geckodriver"), rest),
            Self::E2e => e2e(&[], rest, &[]),
            Self::E2eFirefox => e2e(&IN_FIREFOX, rest, &[("ADISYON_E2E_BROWSER", "firefox")]),
            Self::Deny => deny(),
        }
    }
}

/// A command that is one check.
fn check(command: &mut Command) -> Tally {
    let words = run::words(command);
    match stream::run(command, |_| {}) {
        Ok(well) => Tally::check(well, &words),
        Err(stop) => Tally::not_run(stop.says),
    }
}

/// A command that runs test programs.
fn tests(command: &mut Command, rest: &[String]) -> Tally {
    let words = run::words(command);
    if !rest.is_empty() {
        command.arg("--").args(rest);
    }
    let mut tally = Tally::default();
    match stream::run(command, |line| tally.read(line)) {
        Ok(well) => tally.ended(well, &words),
        Err(stop) => tally.add(Tally::not_run(stop.says)),
    }
    tally
}

/// Everything, and what is built into the backend only when it is asked for.
fn native(rest: &[String]) -> Tally {
    let mut tally = tests(
        run::cargo().args(["test", "--workspace", "--no-fail-fast"]),
        rest,
    );
    if rest.is_empty() {
        let traced = [
            "test",
            "--workspace",
            "--lib",
            "--features",
            TRACED,
            "trace::",
        ];
        tally.add(tests(run::cargo().args(traced), &[]));
    }
    tally
}

/// The server is the system's; each test program starts its own, on a socket in a folder that goes with it.
fn postgres(rest: &[String]) -> Tally {
    if POSTGRES.find().is_none() {
        let mut tally = Tally::check(true, "skipped");
        let why = "skipped: PostgreSQL is not installed (Debian's package: postgresql)";
        tally.remarks.push(why.to_owned());
        return tally;
    }
    // `--workspace` as in the native suite, so that nothing is built twice with other features.
    let mut cargo = run::cargo();
    cargo
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(BACKEND.iter().flat_map(|test| ["--test", *test]))
        .env("ADISYON_TEST_DATABASE", "postgres");
    tests(&mut cargo, rest)
}

/// Spans for OpenTelemetry.
const TRACED: &str = "adisyon-bff/trace";

/// The backend's tests over the road, by their files.
const BACKEND: [&str; 12] = [
    "catalogue",
    "doors",
    "fleet",
    "gates",
    "installed",
    "lost",
    "opening",
    "people",
    "program",
    "reading",
    "refused",
    "saving",
];

/// Natively, the end-to-end tests (plain `cargo test` leaves them out, and so does --all-targets), and for the browser.
fn clippy() -> Tally {
    let mut tally = Tally::default();
    for what in [
        &["--workspace", "--all-targets"][..],
        &["--workspace", "--test", "desk"],
        &["--workspace", "--lib", "--bins", "--features", TRACED],
        &["--package", "adisyon", "--all-targets", "--target", WASM],
    ] {
        tally.add(check(
            run::cargo()
                .arg("clippy")
                .args(what)
                .args(["--", "-D", "warnings"]),
        ));
    }
    tally
}

/// The page's tests through one driver. The runner takes the first driver variable it finds, so only one may be set.
fn page(variable: &str, driver: Option<std::path::PathBuf>, rest: &[String]) -> Tally {
    let (Some(driver), Ok(files)) = (driver, page_tests()) else {
        return Tally::not_run("the driver or the folder tests/ is not there".to_owned());
    };
    let mut cargo = run::cargo();
    cargo
        .args(["test", "--package", "adisyon", "--no-fail-fast"])
        .args(["--target", WASM]);
    for file in &files {
        cargo.args(["--test", file]);
    }
    if files.is_empty() {
        return Tally::default();
    }
    for other in [
        "CHROMEDRIVER",
        "GECKODRIVER",
        "SAFARIDRIVER",
        "MSEDGEDRIVER",
    ] {
        cargo.env_remove(other);
    }
    // A loaded machine starts a browser slowly; the runner's own limit is 20 s.
    cargo
        .env(variable, driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    tests(&mut cargo, rest)
}

/// The files in `tests/` that run in a browser: those that say so.
fn page_tests() -> Outcome<Vec<String>> {
    let folder = places::root().join("tests");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Stop::while_(folder.display()))? {
        let file = entry.map_err(Stop::while_(folder.display()))?.path();
        let file = if file.is_dir() {
            file.join("main.rs")
        } else {
            file
        };
        let in_browser = fs::read_to_string(&file)
            .is_ok_and(|text| text.contains("wasm_bindgen_test_configure!"));
        let name = if file.ends_with("main.rs") {
            file.parent().and_then(|parent| parent.file_name())
        } else {
            file.file_stem()
        };
        if let (true, Some(name)) = (in_browser, name) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// What a till lives on: scanning, typing money, cash, splitting, discounts, the keyboard, saving, opening, leaving, merging.
const IN_FIREFOX: [&str; 18] = [
    "a_barcode_of_two_products_is_asked_and_an_arrow_and_enter_add_exactly_one",
    "a_bill_in_three_parts_is_paid_by_three_methods_over_two_saves",
    "a_changed_quantity_is_saved_and_nothing_else_changes",
    "a_clash_is_settled_by_keys_alone",
    "a_double_click_on_save_writes_once",
    "a_lost_answer_is_found_saved_by_reading_again",
    "a_product_with_options_is_found_with_plain_letters_and_added",
    "a_quantity_is_a_spin_button",
    "a_scan_while_something_is_typed_leaves_it_alone_and_an_unknown_one_is_named",
    "a_table_of_the_board_opens_and_leads_back",
    "an_amount_that_reads_two_ways_is_asked",
    "back_asks_and_staying_changes_nothing",
    "cash_gives_change_and_only_what_is_due_is_written",
    "every_dialog_keeps_the_keys_and_gives_the_focus_back",
    "scan_two_scan_two_with_the_focus_in_a_field_gives_two_of_each",
    "staff_may_give_what_is_configured_and_a_manager_more",
    "the_keyboard_alone_leads_from_the_board_to_a_saved_bill",
    "when_what_had_the_focus_goes_something_near_takes_it",
];

/// The end-to-end tests, or those whose names hold one of these words, with more environment. `--workspace` as in the native
/// suite, so that nothing is built twice with other features.
pub(super) fn e2e(only: &[&str], rest: &[String], environment: &[(&str, &str)]) -> Tally {
    let built = check(run::cargo().args(["build", "--workspace", "--bins"]));
    if built.failed > 0 {
        return built;
    }
    let only = only.iter().map(|name| (*name).to_owned());
    let rest: Vec<String> = only.chain(rest.iter().cloned()).collect();
    tests(
        run::cargo()
            .args(["test", "--workspace", "--test", "desk", "--no-fail-fast"])
            .envs(environment.iter().copied()),
        &rest,
    )
}

fn deny() -> Tally {
    let cargo_deny = || run::command("cargo-deny");
    let mut tally = check(cargo_deny().args(["check", "licenses", "bans", "sources"]));
    if stream::run(cargo_deny().args(["fetch", "db"]), |_| {}) == Ok(true) {
        tally.add(check(cargo_deny().args([
            "check",
            "--disable-fetch",
            "advisories",
        ])));
    } else {
        tally
            .remarks
            .push("advisories skipped: their database cannot be had from here".to_owned());
    }
    tally
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_test_of_the_backend_is_forgotten_on_postgresql() {
        let folder = places::root().join("crates/bff/tests");
        let files = fs::read_dir(folder).unwrap().flatten();
        let names = files.map(|file| file.path().file_stem().unwrap().to_owned());
        let mut names: Vec<_> = names.filter(|name| name != "house").collect();
        names.sort();
        assert_eq!(names, BACKEND);
    }

    #[test]
    fn whatever_is_to_run_in_firefox_is_a_test() {
        let folder = places::root().join("crates/e2e/tests/desk");
        let files = fs::read_dir(folder).unwrap().flatten();
        let texts: Vec<String> = files
            .map(|file| fs::read_to_string(file.path()).unwrap())
            .collect();
        for name in IN_FIREFOX {
            let test = format!("async fn {name}()");
            assert!(texts.iter().any(|text| text.contains(&test)), "{name}");
        }
    }
}
