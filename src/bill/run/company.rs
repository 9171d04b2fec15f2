//! Others at the bill: what is heard of them, and what is told of this page.
use super::{Desk, Heart};
use crate::bill::others::Other;
use leptos::prelude::*;

impl Desk {
    /// These are here now.
    pub(super) fn hear_others(self, others: Vec<Other>) {
        // The screen may be gone.
        let same = self.company.try_with_untracked(|shown| *shown == others);
        if same == Some(false) {
            self.company.set(others);
        }
    }

    /// The person has this line in hand, or none: the others see it.
    pub fn hold(self, line: Option<String>) {
        self.heart.try_update_value(|heart: &mut Heart| {
            if let Some(follow) = &heart.follow {
                follow.hold(line);
            }
        });
    }
}
