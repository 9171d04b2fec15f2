//! Long-running programs we look after: each in a process group of its own, its output prefixed, none left behind.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::run;
use crate::stop::{Outcome, Stop};

/// How long a program may take to end by itself after being asked.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a program may take to become ready.
const READY: Duration = Duration::from_secs(60);
/// How often we look.
const PAUSE: Duration = Duration::from_millis(50);

static STOPPING: AtomicBool = AtomicBool::new(false);

/// The programs, in the order they were started. Dropping them stops them, last started first.
#[derive(Debug, Default)]
pub struct Children {
    running: Vec<(&'static str, Child)>,
}

impl Children {
    /// Listens for Ctrl+C and SIGTERM from now on; a second one ends us at once.
    pub fn new() -> Outcome<Self> {
        ctrlc::set_handler(|| {
            if STOPPING.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
        })
        .map_err(|error| Stop::failed(format!("signals cannot be heard: {error}")))?;
        Ok(Self::default())
    }

    /// Starts one more.
    pub fn start(&mut self, name: &'static str, command: &mut Command) -> Outcome {
        own_group(command);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(Stop::while_(format_args!(
                "{} could not be started",
                run::words(command)
            )))?;
        prefix(name, child.stdout.take());
        prefix(name, child.stderr.take());
        self.running.push((name, child));
        Ok(())
    }

    /// Waits until an address answers, unless somebody dies or we are told to stop.
    pub fn wait_for(&mut self, name: &str, ready: impl Fn() -> bool) -> Outcome {
        let end = Instant::now() + READY;
        while !ready() {
            self.all_well()?;
            if Instant::now() > end {
                return Err(Stop::failed(format!(
                    "{name} is not ready after {} s",
                    READY.as_secs()
                )));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Waits for Ctrl+C; a program that ends by itself is a failure.
    pub fn watch(&mut self) -> Outcome {
        while !STOPPING.load(Ordering::SeqCst) {
            self.all_well()?;
            thread::sleep(PAUSE);
        }
        eprintln!("stopping");
        Ok(())
    }

    fn all_well(&mut self) -> Outcome {
        if STOPPING.load(Ordering::SeqCst) {
            return Err(Stop {
                code: 130,
                says: "stopped".to_owned(),
            });
        }
        for (name, child) in &mut self.running {
            if let Ok(Some(status)) = child.try_wait() {
                return Err(Stop::failed(format!(
                    "{name} ended by itself ({status}); see its last lines above"
                )));
            }
        }
        Ok(())
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        for (_, child) in self.running.iter().rev() {
            signal(child.id(), "TERM");
        }
        let end = Instant::now() + PATIENCE;
        for (name, child) in self.running.iter_mut().rev() {
            while child.try_wait().is_ok_and(|status| status.is_none()) && Instant::now() < end {
                thread::sleep(PAUSE);
            }
            if child.try_wait().is_ok_and(|status| status.is_none()) {
                eprintln!("{name} did not stop by itself and is ended");
                signal(child.id(), "KILL");
                child.kill().ok();
                child.wait().ok();
            }
        }
    }
}

/// Puts a command's process and its offspring into a group of their own, so that one signal reaches all.
pub fn own_group(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

/// Sends a signal to the whole group of a child; where there are no groups, ends the child.
pub fn signal(id: u32, signal: &str) {
    let status = if cfg!(unix) {
        Command::new("kill")
            .args([&format!("-{signal}"), "--", &format!("-{id}")])
            .stderr(Stdio::null())
            .status()
    } else {
        Command::new("taskkill")
            .args(["/T", "/F", "/PID", &id.to_string()])
            .stderr(Stdio::null())
            .status()
    };
    // A group that is gone already is what we wanted.
    drop(status);
}

fn prefix(name: &'static str, stream: Option<impl Read + Send + 'static>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while lines
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            eprintln!("{name:<6}| {}", String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
    });
}
