//! Running a command while reading along, with an end even when it hangs.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::children::{own_group, signal};
use crate::run;
use crate::stop::{Outcome, Stop};

/// The longest that one command of a suite may take, a cold build included.
const LIMIT: Duration = Duration::from_secs(25 * 60);
/// How often we look whether it has ended.
const PAUSE: Duration = Duration::from_millis(100);

/// The command under way, for Ctrl+C: in its own group it does not hear the terminal.
static RUNNING: Mutex<Option<u32>> = Mutex::new(None);

/// From now on Ctrl+C and SIGTERM end the running command's whole group, and us.
pub fn end_with_us() -> Outcome {
    ctrlc::set_handler(|| {
        if let Some(id) = *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
            signal(id, "KILL");
        }
        std::process::exit(130);
    })
    .map_err(|error| Stop::failed(format!("signals cannot be heard: {error}")))
}

/// Runs a command, shows each line and hands it on. Says whether the command ended well.
pub fn run(command: &mut Command, mut each_line: impl FnMut(&str)) -> Outcome<bool> {
    let words = run::words(command);
    println!("$ {words}");
    own_group(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Stop::while_(format_args!("{words} could not be started")))?;
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some(child.id());
    let lines = lines(&mut child);
    let ended = follow(&mut child, &lines, &mut each_line);
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = None;
    // Whatever it left behind (a browser of a crashed test) ends with it.
    signal(child.id(), "KILL");
    ended.ok_or_else(|| {
        Stop::failed(format!(
            "{words} was ended after {} minutes",
            LIMIT.as_secs() / 60
        ))
    })
}

/// `None` when the time was over. Does not wait for the pipes to close: a forgotten grandchild may hold them.
fn follow(
    child: &mut Child,
    lines: &Receiver<String>,
    each_line: &mut impl FnMut(&str),
) -> Option<bool> {
    let end = Instant::now() + LIMIT;
    let mut status = None;
    loop {
        match lines.recv_timeout(PAUSE) {
            Ok(line) => {
                println!("{line}");
                each_line(&line);
                continue;
            }
            Err(RecvTimeoutError::Timeout) if status.is_some() => return status,
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(PAUSE);
                if status.is_some() {
                    return status;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        status = child.try_wait().ok()?.map(|status| status.success());
        if Instant::now() > end {
            signal(child.id(), "KILL");
            child.wait().ok();
            return None;
        }
    }
}

fn lines(child: &mut Child) -> Receiver<String> {
    let (send, lines) = channel();
    pass_on(child.stdout.take(), send.clone());
    pass_on(child.stderr.take(), send);
    lines
}

fn pass_on(stream: Option<impl Read + Send + 'static>, send: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while lines
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if send.send(text).is_err() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_streams_are_read_and_the_ending_is_told() {
        let mut seen = Vec::new();
        let well = run(
            Command::new("sh").args(["-c", "echo one; echo two >&2; exit 3"]),
            |line| seen.push(line.to_owned()),
        );
        seen.sort();
        assert!(!well.unwrap());
        assert_eq!(seen, ["one", "two"]);
    }

    #[test]
    fn a_forgotten_grandchild_does_not_hold_us() {
        let began = Instant::now();
        assert!(
            run(
                Command::new("sh").args(["-c", "sleep 60 & echo done"]),
                |_| {}
            )
            .unwrap()
        );
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}
