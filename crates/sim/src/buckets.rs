//! Rate limits per install (C:I): 120 reads and 20 writes a minute, counted apart.
//! How the platform counts is unknown; a sliding minute is the harsher way: no burst beyond the figure in any 60 s.

use std::collections::VecDeque;

/// Length of the window.
const WINDOW_MS: u64 = 60_000;

/// One bucket.
#[derive(Debug, Clone)]
pub struct Bucket {
    limit: usize,
    taken: VecDeque<u64>,
}

impl Bucket {
    /// A full bucket of `limit` requests a minute.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            taken: VecDeque::new(),
        }
    }

    /// Takes one request, or says after how many seconds there will be room.
    pub fn take(&mut self, now: u64) -> Result<(), u64> {
        while self
            .taken
            .front()
            .is_some_and(|taken| taken + WINDOW_MS <= now)
        {
            self.taken.pop_front();
        }
        if self.taken.len() < self.limit {
            self.taken.push_back(now);
            return Ok(());
        }
        let oldest = self.taken.front().copied().unwrap_or(now);
        Err((oldest + WINDOW_MS)
            .saturating_sub(now)
            .div_ceil(1000)
            .max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_figure_a_minute_and_then_names_the_wait() {
        let mut bucket = Bucket::new(2);
        assert_eq!(bucket.take(0), Ok(()));
        assert_eq!(bucket.take(10_000), Ok(()));
        assert_eq!(bucket.take(20_500), Err(40));
        assert_eq!(bucket.take(60_000), Ok(()));
        assert_eq!(bucket.take(60_001), Err(10));
    }
}
