//! Waiting for conditions. It costs nothing while all is well, and a busy machine may take its time.
#![allow(dead_code)]

use std::time::{Duration, Instant};

/// Nothing that is waited for takes so long on any machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is asked.
const PAUSE: Duration = Duration::from_millis(10);
/// How often something is tried that must be quick.
const TRIES: usize = 5;

/// Waits until it holds.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds().await {
        assert!(Instant::now() < end, "waited {PATIENCE:?} for {what}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Passes if one of a few tries in a row takes less than the limit: a busy machine delays some of them, a slow program all.
pub async fn within(limit: Duration, mut attempt: impl AsyncFnMut()) {
    let mut took = Vec::new();
    for _ in 0..TRIES {
        let began = Instant::now();
        attempt().await;
        took.push(began.elapsed());
        if took.last().is_some_and(|took| *took < limit) {
            return;
        }
    }
    panic!("never within {limit:?}: {took:?}");
}
