//! The real program as a process.
#![allow(dead_code, clippy::unwrap_used)]

use super::patience::PATIENCE;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The program as it is built for these tests.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_adisyon-bff");

/// A started program and everything it says.
pub struct Program {
    child: Child,
    pub url: String,
    said: Arc<Mutex<String>>,
    listener: Option<JoinHandle<()>>,
}

impl Program {
    /// Starts it on a port that the system gives, and waits until it says which.
    pub fn start(variables: &[(String, String)]) -> Program {
        let mut child = Command::new(PROGRAM)
            .env_clear()
            .env("ADISYON_LOG", "trace")
            .envs(variables.iter().cloned())
            .env("ADISYON_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut first = String::new();
        let url = loop {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended: {first}");
            first.push_str(&line);
            if let Some(address) = listening(&line) {
                break format!("http://{address}");
            }
        };
        let said = Arc::new(Mutex::new(first));
        let listener = std::thread::spawn({
            let said = said.clone();
            move || {
                let mut line = String::new();
                while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                    said.lock().unwrap().push_str(&line);
                    line.clear();
                }
            }
        });
        Program {
            child,
            url,
            said,
            listener: Some(listener),
        }
    }

    /// Ended at once, as by a power cut.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Frozen: it does nothing any more, and nothing of it ends.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Goes on after [`Program::freeze`].
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    /// Asked to stop; [`Program::stop`] waits for it.
    pub fn ask_to_stop(&self) {
        self.signal("-TERM");
    }

    fn signal(&self, which: &str) {
        let id = self.child.id().to_string();
        let mut kill = Command::new("kill");
        assert!(kill.args([which, &id]).status().unwrap().success());
    }

    /// Told to stop by a signal; everything it said and its exit code.
    pub fn stop(mut self) -> (String, Option<i32>) {
        self.signal("-TERM");
        let started = Instant::now();
        let code = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if started.elapsed() > PATIENCE => panic!("it does not stop"),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        self.listener.take().map(|listener| listener.join());
        let said = self.said.lock().unwrap().clone();
        (said, code)
    }
}

/// The address in the line that tells where it listens.
fn listening(line: &str) -> Option<String> {
    let said: Value = serde_json::from_str(line).ok()?;
    let here = said["message"] == "listening";
    here.then(|| said["address"].as_str().map(str::to_owned))?
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
