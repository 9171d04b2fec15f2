//! The WebDriver programs: one chromedriver for a whole test program, one geckodriver for each session, since it serves one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::engine::Engine;
use crate::paths;
use crate::trouble::{Outcome, Trouble};

static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// A running driver; the last session to let go ends it.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
    said: Arc<Mutex<Vec<String>>>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Driver {
    /// A driver for one more session.
    pub(crate) fn for_session(engine: Engine) -> Outcome<Arc<Self>> {
        if engine == Engine::Firefox {
            let ports = ["--port=0", "--websocket-port=0"];
            let gecko = Command::new(paths::geckodriver()?);
            return Ok(Arc::new(start(gecko, &ports, "Listening on ")?));
        }
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return Ok(running);
        }
        let chrome = Command::new(paths::chromedriver()?);
        let ready = "started successfully on port ";
        let started = Arc::new(start(chrome, &["--port=0"], ready)?);
        *shared = Arc::downgrade(&started);
        Ok(started)
    }

    /// What driver and browser printed since the last call.
    pub(crate) fn said(&self) -> Vec<String> {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *said)
    }
}

fn start(mut program: Command, arguments: &[&str], ready: &str) -> Outcome<Driver> {
    let mut child = program
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let Some(stdout) = child.stdout.take() else {
        return Err(Trouble::new("a driver without output"));
    };
    let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
    let port = lines.by_ref().find_map(|line| port(&line, ready));
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&said);
    // A full pipe would stop it.
    std::thread::spawn(move || {
        for line in lines {
            heard
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
        }
    });
    let mut driver = Driver {
        child,
        url: String::new(),
        said,
    };
    let Some(port) = port else {
        return Err(Trouble::new(format!(
            "the driver did not start: {:?}",
            driver.child.try_wait()
        )));
    };
    driver.url = format!("http://127.0.0.1:{port}");
    Ok(driver)
}

/// The port in `... was started successfully on port 12345.` and `... Listening on 127.0.0.1:12345`.
fn port(line: &str, ready: &str) -> Option<u16> {
    let said = line.split_once(ready)?.1.trim_end_matches('.');
    said.rsplit(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn each_driver_s_port_is_read_from_what_it_says() {
        let chrome = "ChromeDriver was started successfully on port 40123.";
        assert_eq!(port(chrome, "started successfully on port "), Some(40123));
        let gecko = "1795348461000\tgeckodriver\tINFO\tListening on 127.0.0.1:40124";
        assert_eq!(port(gecko, "Listening on "), Some(40124));
        assert_eq!(
            port("Only local connections are allowed.", "on port "),
            None
        );
    }
}
