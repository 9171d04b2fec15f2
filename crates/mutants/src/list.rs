//! Which mutants there are: as `cargo mutants --list` says, with the configuration in `.cargo/mutants.toml`.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// The crate that is changed.
pub const CRATE: &str = "adisyon-bill";

/// One change to one place of the source.
#[derive(Debug, Clone, Deserialize)]
pub struct Mutant {
    /// Place and change in words; no two mutants have the same.
    pub name: String,
    /// Source file, from the workspace's root.
    pub file: String,
    /// What kind of change.
    pub genre: Genre,
    /// What stands there instead.
    pub replacement: String,
    /// What is replaced.
    pub span: Span,
}

/// The kinds of changes `cargo mutants` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Genre {
    /// A function's body becomes a constant.
    FnValue,
    /// Another operator between two expressions, or an assigning one.
    BinaryOperator,
    /// A `!` or `-` is taken away.
    UnaryOperator,
    /// A guard is always or never true.
    MatchArmGuard,
    /// An arm is taken away where a later one takes everything.
    MatchArm,
    /// A field is taken away where `..` gives it.
    StructField,
}

/// Lines and columns count from one, columns in characters, `end` is the first place after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Span {
    /// The first character.
    pub start: Place,
    /// After the last one.
    pub end: Place,
}

/// A place in a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub struct Place {
    /// From one.
    pub line: usize,
    /// From one.
    pub column: usize,
}

/// Asks `cargo-mutants` (another path in `CARGO_MUTANTS`) for the list; nothing is built.
pub fn of(root: &Path) -> Result<Vec<Mutant>, String> {
    let program = std::env::var("CARGO_MUTANTS").unwrap_or_else(|_| "cargo-mutants".to_owned());
    let said = Command::new(&program)
        .args(["mutants", "--list", "--json", "--package", CRATE])
        .current_dir(root)
        .output()
        .map_err(|error| {
            format!("{program}: {error}; `cargo install cargo-mutants --version 27.1.0 --locked`")
        })?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned());
    }
    serde_json::from_slice(&said.stdout)
        .map_err(|error| format!("the list of cargo-mutants: {error}"))
}
