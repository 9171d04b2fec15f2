//! One question asked by many at once is asked of the platform once.
use crate::clock::Clock;
use crate::metrics::METRICS;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;

/// How old an answer may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Good answers for so long, failures for so long: a broken question is not put by everybody at once.
    UpTo {
        /// How long a good answer serves.
        good: Duration,
        /// How long a failure serves.
        bad: Duration,
    },
    /// Only answers to a question that was put after mine.
    AskedAfterMe,
}

/// The last answer to one question, and the queue of those who wait for the next.
pub struct Flight<T, E> {
    landed: Mutex<Option<Landed<T, E>>>,
    /// Raised when answers so far count no more.
    generation: AtomicU64,
}

struct Landed<T, E> {
    generation: u64,
    asked: Duration,
    answered: Duration,
    answer: Result<Arc<T>, E>,
    /// The last good answer, of whatever age.
    good: Option<Arc<T>>,
}

impl<T, E> Default for Flight<T, E> {
    fn default() -> Self {
        Flight {
            landed: Mutex::new(None),
            generation: AtomicU64::new(0),
        }
    }
}

impl<T, E: Clone> Flight<T, E> {
    /// An answer of this age, asking only if there is none. Whoever asks may go away: the next in the queue asks again.
    pub async fn get<F>(&self, clock: &dyn Clock, age: Age, ask: F) -> Result<Arc<T>, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let came = clock.elapsed();
        let mut landed = self.landed.lock().await;
        let generation = self.generation.load(Ordering::SeqCst);
        if let Some(last) = landed.as_ref()
            && last.serves(age, came, clock.elapsed(), generation)
        {
            METRICS.count("adisyon_coalesced_reads_total", String::new());
            return last.answer.clone();
        }
        let asked = clock.elapsed();
        let answer = ask.await.map(Arc::new);
        let good = match &answer {
            Ok(good) => Some(good.clone()),
            Err(_) => landed.take().and_then(|last| last.good),
        };
        *landed = Some(Landed {
            generation,
            asked,
            answered: clock.elapsed(),
            answer: answer.clone(),
            good,
        });
        answer
    }

    /// Answers so far count no more.
    pub fn invalidate(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// The last good answer, of whatever age.
    pub async fn last_good(&self) -> Option<Arc<T>> {
        self.landed.lock().await.as_ref()?.good.clone()
    }
}

impl<T, E> Landed<T, E> {
    fn serves(&self, age: Age, came: Duration, now: Duration, generation: u64) -> bool {
        if self.generation != generation {
            return false;
        }
        match age {
            Age::AskedAfterMe => self.asked > came,
            Age::UpTo { good, bad } => {
                let limit = if self.answer.is_ok() { good } else { bad };
                now.saturating_sub(self.answered) < limit || self.answered > came
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::{HandClock, SystemClock};
    use std::sync::atomic::AtomicUsize;
    use tokio::sync::Notify;

    const MINUTE: Age = Age::UpTo {
        good: Duration::from_secs(60),
        bad: Duration::from_millis(10),
    };

    async fn ask(
        asked: &AtomicUsize,
        answer: Result<u32, &'static str>,
    ) -> Result<u32, &'static str> {
        asked.fetch_add(1, Ordering::SeqCst);
        answer
    }

    #[tokio::test]
    async fn a_good_answer_serves_until_it_is_old_or_invalid() {
        let (flight, clock, asked) = (Flight::default(), HandClock::default(), AtomicUsize::new(0));
        for (advance, invalidate, expected) in [
            (0, false, 1),
            (59_999, false, 1),
            (1, false, 2),
            (0, true, 3),
        ] {
            clock.advance(advance);
            if invalidate {
                flight.invalidate();
            }
            assert_eq!(
                *flight
                    .get(&clock, MINUTE, ask(&asked, Ok(7)))
                    .await
                    .unwrap(),
                7
            );
            assert_eq!(asked.load(Ordering::SeqCst), expected);
        }
    }

    #[tokio::test]
    async fn a_failure_serves_shortly_and_the_last_good_answer_is_kept() {
        let (flight, clock, asked) = (Flight::default(), HandClock::default(), AtomicUsize::new(0));
        flight
            .get(&clock, MINUTE, ask(&asked, Ok(7)))
            .await
            .unwrap();
        flight.invalidate();
        for (advance, expected) in [(0, 2), (9, 2), (1, 3)] {
            clock.advance(advance);
            assert!(
                flight
                    .get(&clock, MINUTE, ask(&asked, Err("down")))
                    .await
                    .is_err()
            );
            assert_eq!(asked.load(Ordering::SeqCst), expected);
        }
        assert_eq!(flight.last_good().await.as_deref(), Some(&7));
    }

    /// Ten ask while a first question is on its way.
    async fn crowd(age: Age, answer: Result<u32, &'static str>) -> usize {
        let clock = Arc::new(SystemClock::new());
        let flight = Arc::new(Flight::<u32, &'static str>::default());
        let (asked, open, began) = (
            Arc::new(AtomicUsize::new(0)),
            Arc::new(Notify::new()),
            Arc::new(Notify::new()),
        );
        let first = tokio::spawn({
            let (flight, clock, asked, open, began) = (
                flight.clone(),
                clock.clone(),
                asked.clone(),
                open.clone(),
                began.clone(),
            );
            async move {
                let question = async {
                    began.notify_one();
                    open.notified().await;
                    ask(&asked, answer).await
                };
                flight.get(&*clock, age, question).await
            }
        });
        began.notified().await;
        let waiting: Vec<_> = (0..10)
            .map(|_| {
                let (flight, clock, asked) = (flight.clone(), clock.clone(), asked.clone());
                tokio::spawn(async move { flight.get(&*clock, age, ask(&asked, answer)).await })
            })
            .collect();
        tokio::task::yield_now().await;
        open.notify_one();
        first.await.unwrap().ok();
        for one in waiting {
            one.await.unwrap().ok();
        }
        asked.load(Ordering::SeqCst)
    }

    #[tokio::test]
    async fn many_who_ask_at_once_share_one_answer_also_a_bad_one() {
        assert_eq!(crowd(MINUTE, Ok(1)).await, 1);
        assert_eq!(crowd(MINUTE, Err("down")).await, 1);
    }

    #[tokio::test]
    async fn who_must_see_the_present_shares_only_the_next_question() {
        assert_eq!(crowd(Age::AskedAfterMe, Ok(1)).await, 2);
    }

    #[tokio::test]
    async fn who_goes_away_does_not_block_the_queue() {
        let (flight, clock, asked) = (Flight::default(), SystemClock::new(), AtomicUsize::new(0));
        let never = flight.get(&clock, MINUTE, std::future::pending::<Result<u32, &str>>());
        assert!(
            tokio::time::timeout(Duration::from_millis(1), never)
                .await
                .is_err()
        );
        assert_eq!(
            *flight
                .get(&clock, MINUTE, ask(&asked, Ok(7)))
                .await
                .unwrap(),
            7
        );
    }
}
