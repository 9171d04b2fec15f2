//! Building the page: trunk, then the compressed twins; nothing at all when nothing changed.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;

use crate::places;
use crate::press;
use crate::run;
use crate::stop::{Outcome, Stop};
use crate::tools;

/// Folders whose files end up in the page.
const FOLDERS: [&str; 6] = [
    "src",
    "style",
    "locales",
    "crates/bill",
    "crates/json",
    "crates/wire",
];
/// Single files that do.
const FILES: [&str; 8] = [
    "index.html",
    "boot.js",
    "build.rs",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
];

/// Installs what is missing and builds the page into `dist/`, unless what lies there was built from the same sources.
pub fn build() -> Outcome {
    tools::install(&tools::FOR_BUILDING)?;
    if stamp().is_some_and(|written| Some(written) == current()) {
        eprintln!("dist/ is up to date");
        return Ok(());
    }
    run::check(run::cargo().args(["fetch", "--locked"]))?;
    run::check(&mut trunk(&["build", "--release"]))?;
    eprintln!("compressing dist/");
    press::folder(&places::dist())?;
    let Some(now) = current() else {
        return Err(Stop::failed("dist/ cannot be read"));
    };
    let stamp = stamp_file();
    fs::create_dir_all(stamp.parent().unwrap_or(&stamp)).map_err(Stop::while_(stamp.display()))?;
    fs::write(&stamp, now).map_err(Stop::while_(stamp.display()))
}

/// A trunk command that finds this program for its hook, so that the hook waits for no other cargo.
pub fn trunk(arguments: &[&str]) -> std::process::Command {
    let mut trunk = run::command("trunk");
    trunk
        .args(arguments)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    // trunk takes only "true" and "false" here, and CI systems set the variable to what they like.
    trunk.env_remove("NO_COLOR");
    trunk.env("ADISYON_XTASK", places::this_program());
    trunk
}

fn stamp_file() -> PathBuf {
    places::root().join("target/page/built")
}

fn stamp() -> Option<String> {
    fs::read_to_string(stamp_file()).ok()
}

/// One number for the sources and one for `dist/`: both must be as they were after the last build.
fn current() -> Option<String> {
    let root = places::root();
    let mut sources: Vec<PathBuf> = FILES
        .iter()
        .map(|file| root.join(file))
        .filter(|file| file.is_file())
        .collect();
    for folder in FOLDERS
        .map(|folder| root.join(folder))
        .iter()
        .filter(|folder| folder.is_dir())
    {
        sources.extend(press::files(folder).ok()?);
    }
    let built = press::files(&places::dist()).ok()?;
    Some(format!(
        "{:016x} {:016x}",
        digest(&sources)?,
        digest(&built)?
    ))
}

fn digest(files: &[PathBuf]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file).ok()?;
        hasher.write(file.as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Some(hasher.finish())
}
