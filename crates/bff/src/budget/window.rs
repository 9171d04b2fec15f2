//! One limit of the platform, kept on our side: what was taken comes back a minute after it was taken. Pure: the time is an argument.
//!
//! How the platform counts is not known (C:L.2 question 14). A sliding minute is right for every way of counting so many a minute.
use std::collections::VecDeque;
use std::time::Duration;

/// What a limit counts over.
const MINUTE: Duration = Duration::from_secs(60);
/// So long without a refusal, and a limit that was learned is tried one higher.
const RECOVERY: Duration = Duration::from_secs(60);

/// One limit.
#[derive(Debug)]
pub struct Window {
    /// As configured; 0 is none.
    given: u32,
    /// As learned.
    limit: u32,
    taken: VecDeque<Duration>,
    closed_until: Duration,
    /// When the limit was learned, or last tried higher.
    learned_at: Duration,
}

impl Window {
    /// Nothing taken yet.
    pub fn new(given: u32) -> Window {
        Window {
            given,
            limit: given,
            taken: VecDeque::new(),
            closed_until: Duration::ZERO,
            learned_at: Duration::ZERO,
        }
    }

    /// Takes one if more than `reserve` are left; else says how long that takes.
    pub fn take(&mut self, reserve: u32, now: Duration) -> Result<(), Duration> {
        if self.given == 0 {
            return Ok(());
        }
        self.forget(now);
        if now < self.closed_until {
            return Err(self.closed_until - now);
        }
        if self.left(now) > reserve {
            self.taken.push_back(now);
            return Ok(());
        }
        Err(self.until(reserve.saturating_add(1), now))
    }

    /// Another replica took some.
    pub fn took_elsewhere(&mut self, now: Duration) {
        if self.given > 0 {
            self.forget(now);
            self.taken.push_back(now);
        }
    }

    /// The platform said: too much. If we thought that there was room, its limit is lower than ours, or we share it.
    pub fn refused(&mut self, wait: Duration, now: Duration) {
        // Who says that there is no limit wants to hear every answer of the platform.
        if self.given == 0 {
            return;
        }
        self.forget(now);
        let thought_room = self.taken.len() < self.limit as usize;
        if thought_room {
            let counted = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
            self.limit = counted.max(self.given / 4).max(1).min(self.limit);
        }
        self.learned_at = now;
        self.closed_until = self.closed_until.max(now + wait);
    }

    /// How many are left.
    pub fn left(&mut self, now: Duration) -> u32 {
        self.forget(now);
        if self.given == 0 {
            return u32::MAX;
        }
        if now < self.closed_until {
            return 0;
        }
        let taken = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        self.limit.saturating_sub(taken)
    }

    /// How long until so many are left.
    pub fn until(&mut self, count: u32, now: Duration) -> Duration {
        let closed = self.closed_until.saturating_sub(now);
        let (wanted, limit) = (count as usize, self.limit as usize);
        let over = (self.taken.len() + wanted).saturating_sub(limit);
        let back = match over.checked_sub(1).map(|at| self.taken.get(at)) {
            None => Duration::ZERO,
            Some(Some(taken)) => (*taken + MINUTE).saturating_sub(now),
            // More than the limit ever gives.
            Some(None) => MINUTE,
        };
        closed.max(back)
    }

    /// The limit as learned.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    fn forget(&mut self, now: Duration) {
        while self
            .taken
            .front()
            .is_some_and(|taken| *taken + MINUTE <= now)
        {
            self.taken.pop_front();
        }
        while self.limit < self.given && now >= self.learned_at + RECOVERY {
            self.limit += 1;
            self.learned_at += RECOVERY;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn in_any_minute_it_gives_its_limit_and_then_says_how_long() {
        let mut window = Window::new(2);
        assert_eq!(window.take(0, at(0)), Ok(()));
        assert_eq!(window.take(0, at(10)), Ok(()));
        assert_eq!(window.take(0, at(20)), Err(at(40)));
        assert_eq!(window.take(0, at(60)), Ok(()));
        assert_eq!(window.take(0, at(60)), Err(at(10)));
        assert_eq!(window.until(2, at(60)), at(60));
    }

    #[test]
    fn who_must_leave_a_reserve_steps_back_earlier() {
        let mut window = Window::new(10);
        for _ in 0..7 {
            assert_eq!(window.take(3, at(0)), Ok(()));
        }
        assert_eq!(window.take(3, at(0)), Err(at(60)));
        assert_eq!(window.take(0, at(0)), Ok(()));
        assert_eq!(window.left(at(0)), 2);
    }

    #[test]
    fn a_refusal_closes_it_for_the_time_said_and_teaches_a_lower_limit() {
        let mut window = Window::new(20);
        for second in 0..8 {
            assert_eq!(window.take(0, at(second)), Ok(()));
        }
        window.refused(at(9), at(8));
        assert_eq!(window.left(at(8)), 0);
        assert_eq!(window.take(0, at(16)), Err(at(1)));
        assert_eq!(window.limit(), 8);
        assert_eq!(window.take(0, at(17)), Err(at(43)), "the lower limit holds");
        assert_eq!(window.take(0, at(60)), Ok(()));
        window.left(at(8 + 60 * 5));
        assert_eq!(window.limit(), 13, "and is tried one higher each minute");
        window.left(at(100_000));
        assert_eq!(window.limit(), 20);
    }

    #[test]
    fn a_limit_is_never_learned_down_to_nothing() {
        let mut window = Window::new(20);
        window.refused(at(1), at(0));
        assert_eq!(window.limit(), 5);
    }

    #[test]
    fn where_there_is_no_limit_nothing_is_held_back() {
        let mut window = Window::new(0);
        for _ in 0..1000 {
            assert_eq!(window.take(100, at(0)), Ok(()));
        }
        window.refused(at(3), at(0));
        assert_eq!(window.take(0, at(1)), Ok(()));
        assert_eq!(window.left(at(1)), u32::MAX);
    }

    #[test]
    fn what_another_replica_takes_counts_here() {
        let mut window = Window::new(3);
        window.took_elsewhere(at(0));
        window.took_elsewhere(at(0));
        assert_eq!(window.take(0, at(0)), Ok(()));
        assert_eq!(window.take(0, at(0)), Err(at(60)));
    }
}
