//! The moment at which a bill can be read.
use leptos::prelude::*;

/// The name under which the first painted bill is marked for measuring.
pub const SHOWN: &str = "adisyon:bill-shown";

/// Marks the moment at which what was just drawn has been painted.
pub fn painted() {
    // The frame after the next one begins when the first with the bill has been painted.
    request_animation_frame(|| {
        request_animation_frame(|| {
            if let Some(clock) = window().performance() {
                // A name of letters is always accepted.
                let _ = clock.mark(SHOWN);
            }
        });
    });
}
