//! One headless browser window for each test.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver};

use crate::driver::Driver;
use crate::engine::Engine;
use crate::setup::Setup;
use crate::trouble::{Outcome, Trouble};

/// What a scanner lets pass between two keys.
const PACE: Duration = Duration::from_millis(8);
/// The longest a script may run in the page (axe-core on a long bill).
const SCRIPT: Duration = Duration::from_secs(60);

/// One browser window.
#[derive(Debug)]
pub struct Browser {
    pub(crate) web: WebDriver,
    engine: Engine,
    driver: Arc<Driver>,
}

impl Browser {
    /// Opens a window as the setup asks.
    pub async fn open(setup: &Setup) -> Outcome<Self> {
        let engine = Engine::asked();
        let driver = Driver::for_session(engine)?;
        let web = WebDriver::new(&driver.url, engine.capabilities(setup)?).await?;
        web.set_script_timeout(SCRIPT).await?;
        let browser = Self {
            web,
            engine,
            driver,
        };
        browser.resize(setup.window).await?;
        Ok(browser)
    }

    /// Sets the inner size. Chromium's windows themselves cannot be as narrow as a phone; Firefox's can.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Outcome {
        if self.engine == Engine::Firefox {
            let frame = "return [window.outerWidth - window.innerWidth, window.outerHeight - window.innerHeight]";
            let frame = self.web.execute(frame, Vec::new()).await?;
            let more = |at: usize| {
                let pixels = frame.json()[at].as_u64().unwrap_or_default();
                u32::try_from(pixels).unwrap_or_default()
            };
            self.web
                .set_window_rect(0, 0, width + more(0), height + more(1))
                .await?;
            return Ok(());
        }
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) -> Outcome {
        let network = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.protocol("Network.enable", json!({})).await?;
        self.protocol("Network.emulateNetworkConditions", network)
            .await?;
        Ok(())
    }

    /// Touches the window at this point, in CSS pixels, and lets go.
    pub async fn tap(&self, (x, y): (f64, f64)) -> Outcome {
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.protocol("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        self.touch("touchStart", Some((x, y))).await?;
        self.touch("touchEnd", None).await
    }

    /// Puts a finger down, moves it in steps and lifts it.
    pub async fn swipe(&self, from: (f64, f64), to: (f64, f64)) -> Outcome {
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.protocol("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        self.touch("touchStart", Some(from)).await?;
        for step in 1..=8 {
            let part = f64::from(step) / 8.0;
            let at = |from: f64, to: f64| from + (to - from) * part;
            self.touch("touchMove", Some((at(from.0, to.0), at(from.1, to.1))))
                .await?;
        }
        self.touch("touchEnd", None).await
    }

    async fn touch(&self, kind: &str, at: Option<(f64, f64)>) -> Outcome {
        let points: Vec<Value> = at
            .into_iter()
            .map(|(x, y)| json!({ "x": x, "y": y }))
            .collect();
        let event = json!({ "type": kind, "touchPoints": points });
        self.protocol("Input.dispatchTouchEvent", event).await?;
        Ok(())
    }

    /// Types digits as a scanner does, into whatever has the focus; a line's end is Enter. Chromium is told when each was pressed, so
    /// that a busy machine makes no person of the scanner; Firefox gets them as fast as its driver types.
    pub async fn scan(&self, digits: &str) -> Outcome {
        if self.engine == Engine::Firefox {
            let focused = self.web.active_element().await?;
            let enter = char::from(Key::Enter).to_string();
            focused.send_keys(digits.replace('\n', &enter)).await?;
            return Ok(());
        }
        let mut at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        for digit in digits.chars() {
            at += PACE;
            let (key, text, code, number) = match digit {
                '\n' => ("Enter".to_owned(), "\r".to_owned(), "Enter".to_owned(), 13),
                digit => {
                    let code = format!("Digit{digit}");
                    (digit.to_string(), digit.to_string(), code, u32::from(digit))
                }
            };
            for kind in ["keyDown", "keyUp"] {
                let text = if kind == "keyDown" { &*text } else { "" };
                let event = json!({ "type": kind, "key": key, "text": text, "code": code, "windowsVirtualKeyCode": number, "timestamp": at.as_secs_f64() });
                self.protocol("Input.dispatchKeyEvent", event).await?;
            }
        }
        Ok(())
    }

    /// Chromium's own protocol; trouble in another browser.
    pub(crate) async fn protocol(&self, method: &str, with: Value) -> Outcome<Value> {
        if self.engine != Engine::Chromium {
            return Err(Trouble::new(format!("{method} is Chromium's alone")));
        }
        Ok(self.web.cdp().send_raw(method, with).await?)
    }

    /// What the browser's console says since the last call: level and text.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        if self.engine == Engine::Firefox {
            return Ok(self.driver.said());
        }
        let entries = self.web.browser_log().await?;
        Ok(entries
            .iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }
}
