//! A bucket of tokens that fills steadily. Pure: the time is an argument.
use std::time::Duration;

/// One token, in the parts that are counted: a minute of a limit of one fills exactly one.
const WHOLE: u128 = 60_000;

/// A bucket. Times are of a clock that never goes back.
#[derive(Clone, Debug)]
pub struct Bucket {
    capacity: u32,
    per_minute: u32,
    /// In parts of `WHOLE`.
    level: u128,
    at: Duration,
}

impl Bucket {
    /// A full bucket that holds `capacity` and gains `per_minute`.
    pub fn full(capacity: u32, per_minute: u32, now: Duration) -> Bucket {
        Bucket {
            capacity,
            per_minute,
            level: u128::from(capacity) * WHOLE,
            at: now,
        }
    }

    /// What is in it, in whole tokens.
    pub fn left(&mut self, now: Duration) -> u32 {
        self.fill(now);
        u32::try_from(self.level / WHOLE).unwrap_or(u32::MAX)
    }

    /// Takes `count` if at least `reserve` stay; else says how long it takes until that is so.
    pub fn take(&mut self, count: u32, reserve: u32, now: Duration) -> Result<(), Duration> {
        self.fill(now);
        let needed = (u128::from(count) + u128::from(reserve)) * WHOLE;
        if self.level >= needed {
            self.level -= u128::from(count) * WHOLE;
            return Ok(());
        }
        Err(self.until(needed))
    }

    /// How long until it holds so many.
    pub fn wait_for(&mut self, count: u32, now: Duration) -> Duration {
        self.fill(now);
        self.until(u128::from(count) * WHOLE)
    }

    /// Somebody else took everything: nothing is left, and so many are owed.
    pub fn drain(&mut self, now: Duration) {
        self.fill(now);
        self.level = 0;
    }

    /// Another limit from now on; what is over it is lost.
    pub fn set(&mut self, capacity: u32, per_minute: u32, now: Duration) {
        self.fill(now);
        self.capacity = capacity;
        self.per_minute = per_minute;
        self.level = self.level.min(u128::from(capacity) * WHOLE);
    }

    fn until(&self, needed: u128) -> Duration {
        let missing = needed.saturating_sub(self.level);
        let per_minute = u128::from(self.per_minute.max(1));
        let ms = missing.div_ceil(per_minute);
        Duration::from_millis(u64::try_from(ms).unwrap_or(u64::MAX))
    }

    fn fill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.at).as_millis();
        self.at = self.at.max(now);
        let gained = passed * u128::from(self.per_minute);
        self.level = (self.level + gained).min(u128::from(self.capacity) * WHOLE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn it_gives_what_it_holds_and_then_what_it_gains() {
        let mut bucket = Bucket::full(3, 20, at(0));
        for _ in 0..3 {
            assert_eq!(bucket.take(1, 0, at(0)), Ok(()));
        }
        assert_eq!(bucket.take(1, 0, at(0)), Err(at(3000)));
        assert_eq!(bucket.take(1, 0, at(2999)), Err(at(1)));
        assert_eq!(bucket.take(1, 0, at(3000)), Ok(()));
        assert_eq!(bucket.left(at(1_000_000)), 3, "never more than it holds");
    }

    #[test]
    fn who_must_leave_a_reserve_waits_earlier() {
        let mut bucket = Bucket::full(10, 60, at(0));
        assert_eq!(bucket.take(1, 9, at(0)), Ok(()));
        assert_eq!(bucket.take(1, 9, at(0)), Err(at(1000)));
        assert_eq!(bucket.take(1, 0, at(0)), Ok(()));
        assert_eq!(bucket.wait_for(10, at(0)), at(2000));
    }

    #[test]
    fn in_any_minute_it_gives_at_most_what_it_holds_and_gains() {
        let mut bucket = Bucket::full(10, 30, at(0));
        let given = (0..60_000)
            .filter(|ms| bucket.take(1, 0, at(*ms)).is_ok())
            .count();
        assert!((39..=40).contains(&given), "{given}");
    }

    #[test]
    fn drained_it_begins_anew_and_a_smaller_limit_holds_at_once() {
        let mut bucket = Bucket::full(10, 60, at(0));
        bucket.drain(at(0));
        assert_eq!(bucket.left(at(5000)), 5);
        bucket.set(2, 6, at(5000));
        assert_eq!(bucket.left(at(5000)), 2);
    }
}
