//! Where the things lie that a test starts, and what to do when one is not there.

use std::env;
use std::path::{Path, PathBuf};

use crate::trouble::{Outcome, Trouble};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The built page.
pub fn dist() -> Outcome<PathBuf> {
    let dist = env::var_os("ADISYON_E2E_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    there(
        dist.join("index.html"),
        "build the page with `cargo xtask build`",
    )?;
    Ok(dist)
}

/// The built backend: beside the test program's folder, as cargo lays them out.
pub fn backend() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("ADISYON_E2E_BFF") {
        return there(named.into(), "ADISYON_E2E_BFF must name it");
    }
    let test = env::current_exe()?;
    let profile = test.ancestors().nth(2).unwrap_or(&test);
    let program = profile.join(format!("adisyon-bff{}", env::consts::EXE_SUFFIX));
    there(program, "build it with `cargo build -p adisyon-bff`")
}

/// The axe-core script.
pub fn axe() -> Outcome<PathBuf> {
    there(
        tools().join("npm/node_modules/axe-core/axe.min.js"),
        "`cargo xtask test e2e` fetches it; by hand: npm install --prefix <tools>/npm axe-core",
    )
}

/// The tools folder.
fn tools() -> PathBuf {
    env::var_os("ADISYON_TOOLS")
        .filter(|folder| !folder.is_empty())
        .map_or_else(
            || {
                env::home_dir()
                    .unwrap_or_else(root)
                    .join(".cache/adisyon/tools")
            },
            |folder| root().join(folder),
        )
}

/// chromedriver.
pub fn chromedriver() -> Outcome<PathBuf> {
    program(
        "CHROMEDRIVER",
        &["chromedriver"],
        "install Debian's chromium-driver or name it in CHROMEDRIVER",
    )
}

/// Chromium or Chrome.
pub fn chromium() -> Outcome<PathBuf> {
    program(
        "CHROMIUM",
        &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ],
        "install Debian's chromium or name it in CHROMIUM",
    )
}

/// geckodriver: where the tools are installed, else on PATH.
pub fn geckodriver() -> Outcome<PathBuf> {
    let installed = tools().join("bin/geckodriver");
    if env::var_os("GECKODRIVER").is_none() && installed.is_file() {
        return Ok(installed);
    }
    program(
        "GECKODRIVER",
        &["geckodriver"],
        "`cargo xtask test e2e-firefox` fetches it",
    )
}

/// Firefox.
pub fn firefox() -> Outcome<PathBuf> {
    program(
        "FIREFOX",
        &["firefox", "firefox-esr"],
        "install Debian's firefox-esr or name it in FIREFOX",
    )
}

/// Where `Desk::picture` puts its pictures.
pub fn pictures() -> PathBuf {
    root().join("target/pictures")
}

/// Where a failing test leaves its picture and logs.
pub fn left(test: &str) -> PathBuf {
    root().join("target/e2e").join(test)
}

fn program(variable: &str, names: &[&str], remedy: &str) -> Outcome<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|path| !path.is_empty()) {
        return there(named.into(), remedy);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| Trouble::new(format!("{} is missing: {remedy}", names[0])))
}

fn there(path: PathBuf, remedy: &str) -> Outcome<PathBuf> {
    if path.is_file() {
        return Ok(path);
    }
    Err(Trouble::new(format!(
        "{} is missing: {remedy}",
        path.display()
    )))
}
