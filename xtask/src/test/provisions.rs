//! What the suites need besides cargo, fetched while the first suites already run.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::page;
use crate::stop::Outcome;
use crate::system::{self, CHROMEDRIVER, CHROMIUM, FIREFOX, NPM, POSTGRES};
use crate::tools::{self, Tool};

use super::suite::Suite;

/// One thing a suite waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// Chromium and its driver.
    Chromium,
    /// Firefox.
    Firefox,
    /// PostgreSQL, if it can be had: without it its tests are skipped, and say so.
    Postgres,
    /// One of the pinned tools.
    Tool(Tool),
    /// axe-core, and npm to fetch it.
    Axe,
    /// The built page in `dist/`.
    Page,
}

/// In the order they are fetched: what is needed first comes first.
const ORDER: [Need; 10] = [
    Need::Tool(Tool::WasmTarget),
    Need::Postgres,
    Need::Chromium,
    Need::Firefox,
    Need::Tool(Tool::WasmBindgen),
    Need::Tool(Tool::Geckodriver),
    Need::Axe,
    Need::Tool(Tool::Trunk),
    Need::Page,
    Need::Tool(Tool::CargoDeny),
];

type Fetched = (Mutex<HashMap<Need, Outcome>>, Condvar);

/// The fetching under way.
#[derive(Debug)]
pub struct Provisions(Arc<Fetched>);

impl Provisions {
    /// Starts fetching what these suites need.
    pub fn begin(suites: &[Suite]) -> Self {
        let asked: Vec<Need> = ORDER
            .into_iter()
            .filter(|need| suites.iter().any(|suite| suite.needs().contains(need)))
            .collect();
        let fetched = Arc::new(Fetched::default());
        let theirs = Arc::clone(&fetched);
        thread::spawn(move || {
            for need in asked {
                let outcome = need.fetch();
                theirs
                    .0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(need, outcome);
                theirs.1.notify_all();
            }
        });
        Self(fetched)
    }

    /// Waits until all of these are there, or one cannot be had.
    pub fn wait(&self, needs: &[Need]) -> Outcome {
        let (fetched, change) = &*self.0;
        let mut fetched = fetched.lock().unwrap_or_else(PoisonError::into_inner);
        for need in needs {
            loop {
                match fetched.get(need) {
                    Some(Ok(())) => break,
                    Some(Err(stop)) => return Err(stop.clone()),
                    None => fetched = change.wait(fetched).unwrap_or_else(PoisonError::into_inner),
                }
            }
        }
        Ok(())
    }
}

impl Need {
    fn fetch(self) -> Outcome {
        match self {
            Self::Chromium => system::install(&[CHROMIUM, CHROMEDRIVER]),
            Self::Firefox => system::install(&[FIREFOX]),
            Self::Postgres => system::install(&[POSTGRES]).or(Ok(())),
            Self::Tool(tool) => tools::install(&[tool]),
            Self::Axe => system::install(&[NPM]).and_then(|()| tools::install(&[Tool::Axe])),
            Self::Page => page::build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_suite_needs_is_fetched() {
        for suite in Suite::ALL {
            for need in suite.needs() {
                assert!(ORDER.contains(need), "{need:?} of {}", suite.name());
            }
        }
    }
}
