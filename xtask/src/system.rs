//! Programs from the system's packages: browsers, their drivers, npm.

use crate::places;
use crate::run;
use crate::stop::{Outcome, Stop};

/// A program of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// What it is to a person.
    title: &'static str,
    /// Names it goes by, the first found counts.
    names: &'static [&'static str],
    /// Debian's package for it.
    package: &'static str,
    /// An environment variable that may name it instead.
    variable: Option<&'static str>,
}

/// Chromium or Chrome.
pub const CHROMIUM: Program = Program {
    title: "Chromium (or Chrome)",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    package: "chromium",
    variable: None,
};
/// The WebDriver of Chromium.
pub const CHROMEDRIVER: Program = Program {
    title: "chromedriver, of the browser's version",
    names: &["chromedriver"],
    package: "chromium-driver",
    variable: Some("CHROMEDRIVER"),
};
/// Firefox.
pub const FIREFOX: Program = Program {
    title: "Firefox",
    names: &["firefox", "firefox-esr"],
    package: "firefox-esr",
    variable: None,
};
/// Node's package tool; fetches axe-core and nothing else.
pub const NPM: Program = Program {
    title: "npm",
    names: &["npm"],
    package: "npm",
    variable: None,
};

/// PostgreSQL's server, for tests on a throwaway one.
pub const POSTGRES: Program = Program {
    title: "PostgreSQL",
    names: &[],
    package: "postgresql",
    variable: None,
};

/// The web server that the backend is measured beside.
pub const NGINX: Program = Program {
    title: "nginx",
    names: &["nginx"],
    package: "nginx-light",
    variable: None,
};
/// Asks a web server as fast as it can.
pub const WRK: Program = Program {
    title: "wrk",
    names: &["wrk"],
    package: "wrk",
    variable: None,
};

impl Program {
    /// Where it is.
    pub fn find(&self) -> Option<std::path::PathBuf> {
        if *self == POSTGRES {
            return postgres();
        }
        let named = self
            .variable
            .and_then(std::env::var_os)
            .map(std::path::PathBuf::from);
        named
            .filter(|path| path.is_file())
            .or_else(|| self.names.iter().find_map(|name| places::find(name)))
    }
}

/// The server of the newest version: Debian keeps it outside the path.
fn postgres() -> Option<std::path::PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let servers = versions.map(|version| version.path().join("bin/postgres"));
    servers.filter(|server| server.is_file()).max()
}

/// Installs what is missing with apt where we may, else says exactly what to install.
pub fn install(programs: &[Program]) -> Outcome {
    let missing: Vec<&Program> = programs
        .iter()
        .filter(|program| program.find().is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    let titles: Vec<&str> = missing.iter().map(|program| program.title).collect();
    let Some(before) = apt() else {
        return Err(Stop::failed(format!(
            "missing: {}. Install it with your system's package tool (on Debian and Ubuntu, as root: apt-get install {}) and run this again",
            titles.join(", "),
            packages.join(" ")
        )));
    };
    eprintln!(
        "installing {} from the system's packages",
        titles.join(", ")
    );
    run::check(&mut apt_get(&before, &["update", "-qq"]))?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    run::check(&mut apt_get(&before, &arguments))
}

/// What to put before `apt-get`: nothing for root, `sudo -n` for who may; `None` where neither works.
fn apt() -> Option<Vec<&'static str>> {
    places::find("apt-get")?;
    let root = run::capture(run::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if root {
        return Some(Vec::new());
    }
    places::find("sudo")?;
    run::capture(run::command("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n"])
}

fn apt_get(before: &[&str], arguments: &[&str]) -> std::process::Command {
    let words: Vec<&str> = before
        .iter()
        .copied()
        .chain(["apt-get"])
        .chain(arguments.iter().copied())
        .collect();
    let mut command = run::command(words[0]);
    command
        .args(&words[1..])
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
