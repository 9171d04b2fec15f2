//! Headless Chromium through one chromedriver per test program, one session per test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use serde_json::json;
use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel,
    WebDriver,
};

use crate::paths;
use crate::picture::Scheme;
use crate::setup::Setup;
use crate::trouble::{Outcome, Trouble};

/// As root and in containers Chromium needs the first two; the next keep it from looking for the network. The last two keep
/// the frame in the panel's process, or its console, its network and its speed would be out of the driver's reach; origins
/// stay as separate as ever.
const SWITCHES: [&str; 11] = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process",
    // So that a script may read the role and the name that assistive technology is told.
    "--enable-blink-features=ComputedAccessibilityInfo",
];

/// The longest a script may run in the page (axe-core on a long bill).
const SCRIPT: Duration = Duration::from_secs(60);

static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// A running chromedriver; the last session to let go ends it.
#[derive(Debug)]
struct Driver {
    child: Child,
    url: String,
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// One browser window.
#[derive(Debug)]
pub struct Browser {
    pub(crate) web: WebDriver,
    _driver: Arc<Driver>,
}

impl Browser {
    /// Opens a window as the setup asks.
    pub async fn open(setup: &Setup) -> Outcome<Self> {
        let driver = shared()?;
        let web = WebDriver::new(&driver.url, capabilities(setup)?).await?;
        web.set_script_timeout(SCRIPT).await?;
        let browser = Self {
            web,
            _driver: driver,
        };
        browser.resize(setup.window).await?;
        Ok(browser)
    }

    /// Sets the inner size; windows themselves cannot be as narrow as a phone.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Outcome {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.web
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) -> Outcome {
        let cdp = self.web.cdp();
        let network = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.emulateNetworkConditions", network)
            .await?;
        Ok(())
    }

    /// Touches the window at this point, in CSS pixels, and lets go.
    pub async fn tap(&self, (x, y): (f64, f64)) -> Outcome {
        let cdp = self.web.cdp();
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        cdp.send_raw("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        cdp.send_raw("Input.dispatchTouchEvent", down).await?;
        let up = json!({ "type": "touchEnd", "touchPoints": [] });
        cdp.send_raw("Input.dispatchTouchEvent", up).await?;
        Ok(())
    }

    /// What the browser's console says since the last call: level and text.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        let entries = self.web.browser_log().await?;
        Ok(entries
            .iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }
}

fn capabilities(setup: &Setup) -> Outcome<ChromeCapabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&paths::chromium()?.to_string_lossy())?;
    for switch in SWITCHES.iter().chain(&setup.switches) {
        wanted.add_arg(switch)?;
    }
    if std::env::var_os("ADISYON_E2E_SHOW").is_none() {
        wanted.add_arg("--headless=new")?;
    }
    let (width, height) = setup.window;
    wanted.add_arg(&format!("--window-size={width},{height}"))?;
    // Reaches the framed page too, which emulation of the top page does not.
    let scheme = match setup.scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    wanted.add_arg(&format!("--blink-settings=preferredColorScheme={scheme}"))?;
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(wanted)
}

fn shared() -> Outcome<Arc<Driver>> {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(running) = shared.upgrade() {
        return Ok(running);
    }
    let started = Arc::new(start()?);
    *shared = Arc::downgrade(&started);
    Ok(started)
}

fn start() -> Outcome<Driver> {
    let mut child = Command::new(paths::chromedriver()?)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let Some(stdout) = child.stdout.take() else {
        return Err(Trouble::new("chromedriver has no output"));
    };
    let mut lines = BufReader::new(stdout).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| port(&line));
    // Nobody reads on, but a full pipe would stop it.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    let mut driver = Driver {
        child,
        url: String::new(),
    };
    let Some(port) = port else {
        return Err(Trouble::new(format!(
            "chromedriver did not start: {:?}",
            driver.child.try_wait()
        )));
    };
    driver.url = format!("http://127.0.0.1:{port}");
    Ok(driver)
}

/// The port in `... was started successfully on port 12345.`
fn port(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?
        .1
        .trim_end_matches('.')
        .parse()
        .ok()
}
