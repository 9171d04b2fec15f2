//! Every endpoint of the platform has a rule in the simulator, a route in the backend, a screen and tests: the table is `coverage.txt`, and
//! what it says is held against the code. `docs/coverage.md` is written from it: `ADISYON_WRITE=1 cargo test --test coverage`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What stands for one endpoint of the platform.
#[derive(Clone)]
struct Row {
    /// Its path at the platform.
    endpoint: &'static str,
    /// The backend's routes that use it, by their constants in `crates/wire/src/routes.rs`.
    routes: Vec<&'static str>,
    /// Where it is shown: a room of the page.
    screen: &'static str,
    /// Tests by name: the simulator's rule, the backend over the road, the page in a browser.
    tests: [&'static str; 3],
}

/// The rows, one a line.
const TABLE: &str = include_str!("coverage.txt");

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let parts: Vec<&str> = line.split(" | ").collect();
    let [endpoint, routes, screen, tests @ ..] = parts.as_slice() else {
        panic!("{line}");
    };
    Row {
        endpoint,
        routes: routes.split(' ').collect(),
        screen,
        tests: tests.try_into().unwrap(),
    }
}

/// Routes that are our own: they stand for no single endpoint of the platform.
const OWN: [&str; 8] = [
    "SESSION",
    "LIVE",
    "PRESENCE",
    "OFTEN",
    "PACKET_HISTORY",
    "TABLE_HISTORY",
    "HISTORY",
    "SETTINGS",
];

/// Where each of a row's tests is looked for.
const SUITES: [&str; 3] = [
    "crates/sim/tests",
    "crates/bff/tests",
    "crates/e2e/tests/desk",
];

const DOCUMENT: &str = "docs/coverage.md";

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn code(folder: &str) -> String {
    let texts = sources::files(folder, "rs").into_iter();
    texts.map(|(_, text)| text).collect()
}

/// The simulator's endpoints: path, method, and the function that holds its rules.
fn simulated() -> BTreeMap<String, (&'static str, String)> {
    let text = read("crates/sim/src/plugin_api/routes.rs");
    let table = text.split_once("ROUTES: &[Route] = &[").unwrap().1;
    let table = table.split_once("\n];").unwrap().0;
    let mut found = BTreeMap::new();
    for (method, call) in [("GET", "get("), ("POST", "post(")] {
        // Each entry begins on a line of its own; what follows belongs to it until the next begins.
        for entry in table.split(&format!("\n    {call}")).skip(1) {
            let entry = entry.split("\n    get(").next().unwrap();
            let entry = entry.split("\n    post(").next().unwrap();
            let mut texts = entry.split('"');
            let path = texts.nth(1).unwrap().to_owned();
            let rest = texts.nth(2).unwrap();
            let rule = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                .find(|word| word.contains("::"));
            found.insert(path, (method, rule.unwrap().to_owned()));
        }
    }
    found
}

/// The backend's routes: the constant's name and its path.
fn declared() -> BTreeMap<String, String> {
    let text = read("crates/wire/src/routes.rs");
    let constants = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub const "));
    constants
        .filter_map(|line| {
            let (name, rest) = line.split_once(':')?;
            Some((name.to_owned(), rest.split('"').nth(1)?.to_owned()))
        })
        .collect()
}

/// Names of the tests of a folder.
fn tests(folder: &str) -> BTreeSet<String> {
    let text = code(folder);
    let mut names = BTreeSet::new();
    for part in text
        .split("#[tokio::test")
        .skip(1)
        .chain(text.split("#[test]").skip(1))
    {
        let after = part.split_once("fn ").map(|(_, after)| after);
        let name = after.and_then(|after| after.split('(').next());
        names.extend(name.map(str::to_owned));
    }
    names
}

/// Everything that is missing, row by row.
fn gaps(rows: &[Row]) -> Vec<String> {
    let (simulated, declared) = (simulated(), declared());
    let mounted = read("crates/bff/src/routes/mod.rs");
    let page = code("src/app");
    let suites = SUITES.map(tests);
    let mut gaps = Vec::new();
    for endpoint in simulated.keys() {
        let count = rows.iter().filter(|row| row.endpoint == endpoint).count();
        if count != 1 {
            gaps.push(format!("{endpoint} stands in {count} rows"));
        }
    }
    for row in rows {
        let mut gap = |what: &str| gaps.push(format!("{}: {what}", row.endpoint));
        if !simulated.contains_key(row.endpoint) {
            gap("the simulator does not have it");
        }
        if row.routes.is_empty() {
            gap("it has no route");
        }
        for route in &row.routes {
            if !declared.contains_key(*route) || !is_mounted(&mounted, route) {
                gap(&format!("the backend has no route {route}"));
            }
        }
        let screen = Path::new("src").join(row.screen);
        if !screen.is_dir() || !page.contains(&format!("{}::", row.screen)) {
            gap(&format!("the page does not show {}", row.screen));
        }
        for ((suite, folder), name) in suites.iter().zip(SUITES).zip(row.tests) {
            if !suite.contains(name) {
                gap(&format!("{folder} has no test {name}"));
            }
        }
    }
    for route in declared.keys() {
        let used = rows.iter().any(|row| row.routes.contains(&route.as_str()));
        if !used && !OWN.contains(&route.as_str()) {
            gaps.push(format!("no row uses the route {route}"));
        }
    }
    gaps
}

fn is_mounted(mounted: &str, route: &str) -> bool {
    let name = format!("routes::{route}");
    let after = mounted.split(&name).skip(1);
    after
        .map(|rest| rest.chars().next())
        .any(|next| next == Some(','))
}

fn document() -> String {
    let (simulated, declared) = (simulated(), declared());
    let mut text = String::from(
        "# What covers the platform\n\n\
         Written by `ADISYON_WRITE=1 cargo test --test coverage`, which without the variable fails when a row has a gap or this file is\n\
         not what it would write. Tests: the simulator's rule, the backend over the road, the page in a browser.\n\n\
         | endpoint | simulator | backend | screen | tests |\n|---|---|---|---|---|\n",
    );
    for row in rows() {
        let (method, rule) = &simulated[row.endpoint];
        let routes = row
            .routes
            .iter()
            .map(|route| format!("`{}`", declared[*route]));
        let routes: Vec<String> = routes.collect();
        let tests = row.tests.map(|name| format!("`{name}`")).join("<br>");
        let _ = writeln!(
            text,
            "| {method} `{}` | `{rule}` | {} | `src/{}` | {tests} |",
            row.endpoint,
            routes.join("<br>"),
            row.screen,
        );
    }
    text.push_str(
        "\nThe platform's questions before a closing (`table.close`, `packet.close`) are answered at `/action`: `crates/bff/tests/gates.rs`,\n\
         `src/gate`, `crates/e2e/tests/desk/gate.rs`.\n",
    );
    text
}

#[test]
fn every_endpoint_has_a_rule_a_route_a_screen_and_tests() {
    let gaps = gaps(&rows());
    assert!(gaps.is_empty(), "\n{}\n", gaps.join("\n"));
}

#[test]
fn the_document_says_what_the_table_says() {
    assert!(gaps(&rows()).is_empty(), "there are gaps");
    let expected = document();
    if std::env::var_os("ADISYON_WRITE").is_some() {
        fs::write(DOCUMENT, &expected).unwrap();
    }
    let written = fs::read_to_string(DOCUMENT).unwrap_or_default();
    assert!(
        written == expected,
        "{DOCUMENT} is out of date: ADISYON_WRITE=1 cargo test --test coverage"
    );
}

#[test]
fn a_row_that_loses_anything_is_a_gap() {
    let with = |change: &dyn Fn(&mut Row)| {
        let mut rows = rows();
        change(&mut rows[0]);
        gaps(&rows).len()
    };
    assert_eq!(with(&|_| ()), 0);
    assert_eq!(with(&|row| row.tests[0] = "no_such_rule"), 1);
    assert_eq!(with(&|row| row.tests[1] = row.tests[0]), 1);
    assert_eq!(with(&|row| row.tests[2] = "no_such_way"), 1);
    assert_eq!(with(&|row| row.screen = "nowhere"), 1);
    // The route that nobody uses any more is a gap as well.
    assert_eq!(with(&|row| row.routes = vec!["NO_SUCH_ROUTE"]), 2);
    assert!(with(&|row| row.endpoint = "packets/nothing") >= 2);
    assert!(!gaps(&rows()[1..]).is_empty());
}
