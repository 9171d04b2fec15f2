//! Running other programs: announced, from the repository's root, with the project's tools first on PATH.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::places;
use crate::stop::{Outcome, Stop};

static PLAIN: AtomicBool = AtomicBool::new(false);

/// From now on cargo draws no progress bars: several run at once and would draw over each other.
pub fn without_progress_bars() {
    PLAIN.store(true, Ordering::Relaxed);
}

/// A command in the root of the repository. Nothing we start reads from the terminal.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(places::root())
        .env("PATH", places::path())
        .stdin(Stdio::null());
    if PLAIN.load(Ordering::Relaxed) {
        command.env("CARGO_TERM_PROGRESS_WHEN", "never");
    }
    command
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The command as a person would type it.
pub fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut words = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        words.push(' ');
        words.push_str(&argument.to_string_lossy());
    }
    words
}

/// Runs a command with its output on ours; anything but success is a `Stop`.
pub fn check(command: &mut Command) -> Outcome {
    let words = words(command);
    eprintln!("$ {words}");
    let status = command
        .status()
        .map_err(Stop::while_(format_args!("{words} could not be started")))?;
    if status.success() {
        return Ok(());
    }
    Err(Stop::failed(format!("{words} failed ({status})")))
}

/// What a command prints, when it succeeds.
pub fn capture(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
