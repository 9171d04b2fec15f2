//! Few writes left at the platform: told after a save, until there is one more.
use super::{Ask, Editing};
use adisyon_wire::save::Left;

/// Few writes are left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tight {
    /// So many, and in how many seconds it is one more.
    pub left: Left,
    /// When that is, in milliseconds since 1970: then this is not true any more.
    pub until: i64,
}

impl Editing {
    /// What the answer of a save said about the limit, beside what else follows from it.
    pub(super) fn hear_left(&mut self, left: Option<Left>, now: i64, asks: Vec<Ask>) -> Vec<Ask> {
        self.tight = left.map(|left| Tight {
            left,
            until: now + i64::from(left.refill) * 1000,
        });
        self.loosen(now, asks)
    }

    /// Forgets what is not true any more, else asks to be woken when that is so. Whoever wakes earlier wakes this too.
    pub(super) fn loosen(&mut self, now: i64, mut asks: Vec<Ask>) -> Vec<Ask> {
        self.tight = self.tight.filter(|tight| tight.until > now);
        let woken = asks.iter().any(|ask| matches!(ask, Ask::Wake(_)));
        if let (Some(tight), false) = (self.tight, woken) {
            asks.push(Ask::Wake(tight.until));
        }
        asks
    }
}
