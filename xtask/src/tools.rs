//! The pinned tools: what they are, whether they are there, and how they are installed.

use std::fs;

use crate::places;
use crate::run;
use crate::stop::{Outcome, Stop};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
const AXE: &str = "4.14.1";
const WASM: &str = "wasm32-unknown-unknown";

/// These tools run for seconds: their own slow release profiles would cost minutes for nothing.
const CHEAP: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Something the project needs that cargo does not bring by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    /// The standard library for the browser.
    WasmTarget,
    /// `wasm-bindgen` and its test runner, at exactly the version in Cargo.lock.
    WasmBindgen,
    /// Builds the page.
    Trunk,
    /// Drives Firefox.
    Geckodriver,
    /// Checks licences, bans, sources and advisories.
    CargoDeny,
    /// Checks a page for barriers; a script, from the npm registry.
    Axe,
}

/// What `demo`, `dev` and `build` need.
pub const FOR_BUILDING: [Tool; 3] = [Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk];

/// Installs whichever of these tools are missing, and says which is under way.
pub fn install(tools: &[Tool]) -> Outcome {
    let missing: Vec<Tool> = tools
        .iter()
        .copied()
        .filter(|tool| !tool.is_here())
        .collect();
    for (done, tool) in missing.iter().enumerate() {
        eprintln!(
            "installing {} into {} ({} of {}; needed once, takes up to a few minutes)",
            tool.title()?,
            places::tools().display(),
            done + 1,
            missing.len()
        );
        tool.install()?;
        if !tool.is_here() {
            return Err(Stop::failed(format!(
                "{} was installed but does not run",
                tool.title()?
            )));
        }
    }
    if !missing.is_empty() {
        // Only speeds up one tool after another; what is kept is the programs.
        fs::remove_dir_all(building()).ok();
    }
    Ok(())
}

impl Tool {
    fn title(self) -> Outcome<String> {
        Ok(match self {
            Self::WasmTarget => format!("the {WASM} target"),
            Self::WasmBindgen => format!("wasm-bindgen {}", wasm_bindgen()?),
            Self::Trunk => format!("trunk {TRUNK}"),
            Self::Geckodriver => format!("geckodriver {GECKODRIVER}"),
            Self::CargoDeny => format!("cargo-deny {CARGO_DENY}"),
            Self::Axe => format!("axe-core {AXE}"),
        })
    }

    fn is_here(self) -> bool {
        match self {
            Self::WasmTarget => wasm_target_is_here(),
            Self::WasmBindgen => wasm_bindgen().is_ok_and(|version| {
                ["wasm-bindgen", "wasm-bindgen-test-runner"]
                    .iter()
                    .all(|program| says(program, &version))
            }),
            Self::Trunk => says("trunk", TRUNK),
            Self::Geckodriver => says("geckodriver", GECKODRIVER),
            Self::CargoDeny => says("cargo-deny", CARGO_DENY),
            Self::Axe => axe_is_here(),
        }
    }

    fn install(self) -> Outcome {
        match self {
            Self::WasmTarget => add_wasm_target(),
            // Its own lock file asks for a crate of the TLS stack that we do not use; without it, nothing is left to lock.
            Self::WasmBindgen => cargo_install(
                "wasm-bindgen-cli",
                &wasm_bindgen()?,
                &["--no-default-features"],
            ),
            Self::Trunk => cargo_install("trunk", TRUNK, &["--locked", "--no-default-features"]),
            Self::Geckodriver => cargo_install("geckodriver", GECKODRIVER, &["--locked"]),
            Self::CargoDeny => cargo_install("cargo-deny", CARGO_DENY, &["--locked"]),
            Self::Axe => install_axe(),
        }
    }
}

fn building() -> std::path::PathBuf {
    places::tools().join("build")
}

fn cargo_install(package: &str, version: &str, more: &[&str]) -> Outcome {
    let mut cargo = run::cargo();
    cargo
        .args(["install", package, "--version", version, "--force"])
        .args(more)
        .arg("--root")
        .arg(places::tools())
        .env("CARGO_TARGET_DIR", building())
        .envs(CHEAP);
    run::check(&mut cargo)
}

/// Whether a program prints this version as one of its words.
fn says(program: &str, version: &str) -> bool {
    places::find(program)
        .and_then(|found| run::capture(run::command(found).arg("--version")))
        .is_some_and(|printed| printed.split_whitespace().any(|word| word == version))
}

/// The version of wasm-bindgen in Cargo.lock: the tool must be equal to it.
fn wasm_bindgen() -> Outcome<String> {
    let lock = places::root().join("Cargo.lock");
    let text = fs::read_to_string(&lock).map_err(Stop::while_(lock.display()))?;
    locked(&text, "wasm-bindgen").ok_or_else(|| Stop::failed("Cargo.lock names no wasm-bindgen"))
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock
        .lines()
        .skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_string())
}

fn wasm_target_is_here() -> bool {
    run::capture(run::command("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir())
}

fn add_wasm_target() -> Outcome {
    if places::find("rustup").is_none() {
        return Err(Stop::failed(format!(
            "the {WASM} target is missing and rustup is not installed: install the target with your system's Rust packages, or use https://rustup.rs"
        )));
    }
    run::check(run::command("rustup").args(["target", "add", WASM]))
}

fn axe_is_here() -> bool {
    let manifest = places::axe().with_file_name("package.json");
    let asked = format!("\"version\": \"{AXE}\"");
    places::axe().is_file() && fs::read_to_string(manifest).is_ok_and(|text| text.contains(&asked))
}

fn install_axe() -> Outcome {
    let folder = places::tools().join("npm");
    fs::create_dir_all(&folder).map_err(Stop::while_(folder.display()))?;
    let mut npm = run::command("npm");
    npm.args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ])
    .arg(&folder)
    .arg(format!("axe-core@{AXE}"));
    run::check(&mut npm)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }

    #[test]
    fn our_own_lock_file_names_wasm_bindgen() {
        assert!(wasm_bindgen().is_ok());
    }
}
