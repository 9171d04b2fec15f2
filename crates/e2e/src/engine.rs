//! Which browser the tests run in, and how it is asked for.

use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel,
};

use crate::paths;
use crate::picture::Scheme;
use crate::setup::Setup;
use crate::trouble::Outcome;

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

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium: every test.
    Chromium,
    /// Firefox: the tests that need nothing of Chromium's own protocol.
    Firefox,
}

impl Engine {
    /// What `ADISYON_E2E_BROWSER` names; Chromium if it names nothing else.
    pub(crate) fn asked() -> Self {
        match std::env::var("ADISYON_E2E_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            _ => Self::Chromium,
        }
    }

    /// One session of it, as the setup asks.
    pub(crate) fn capabilities(self, setup: &Setup) -> Outcome<Capabilities> {
        let is_shown = std::env::var_os("ADISYON_E2E_SHOW").is_some();
        match self {
            Self::Chromium => chromium(setup, is_shown),
            Self::Firefox => firefox(setup, is_shown),
        }
    }
}

fn chromium(setup: &Setup, is_shown: bool) -> Outcome<Capabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&paths::chromium()?.to_string_lossy())?;
    for switch in SWITCHES.iter().chain(&setup.switches) {
        wanted.add_arg(switch)?;
    }
    if !is_shown {
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
    Ok(wanted.into())
}

fn firefox(setup: &Setup, is_shown: bool) -> Outcome<Capabilities> {
    let mut wanted = DesiredCapabilities::firefox();
    wanted.set_firefox_binary(&paths::firefox()?.to_string_lossy())?;
    if !is_shown {
        wanted.set_headless()?;
    }
    let mut preferences = FirefoxPreferences::new();
    let scheme = i32::from(setup.scheme == Scheme::Dark);
    preferences.set("ui.systemUsesDarkTheme", scheme)?;
    // Its console goes to the driver's output, where we listen.
    preferences.set("devtools.console.stdout.content", true)?;
    wanted.set_preferences(preferences)?;
    Ok(wanted.into())
}
