//! Asking again until something holds.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::trouble::{Outcome, Trouble};

/// The longest a test waits for one condition; a loaded machine with two browsers needs most of it.
pub const LIMIT: Duration = Duration::from_secs(60);
/// How often it asks.
const PAUSE: Duration = Duration::from_millis(40);

/// Asks until the answer is `Some`. Trouble while asking (a part drawn anew under our hands) counts as "not yet"; the last
/// one is told when the time is over.
pub async fn until<T>(
    what: impl Into<String>,
    mut ask: impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let end = Instant::now() + LIMIT;
    loop {
        let last = match ask().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(trouble) => Some(trouble),
        };
        if Instant::now() >= end {
            let what = what.into();
            let last = last.map_or(String::new(), |trouble| format!(" ({trouble})"));
            return Err(Trouble::new(format!(
                "waited {} s for {what}{last}",
                LIMIT.as_secs()
            )));
        }
        sleep(PAUSE).await;
    }
}
