//! What the store said of restaurants, believed for a moment because every request asks, and for longer while the store is silent.
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::store::StoreError;
use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long an answer is believed. What changes here or is told by another replica is forgotten at once; this is for what nobody told.
pub const KEPT: Duration = Duration::from_secs(2);
/// How long the last answer is believed while the store does not answer.
pub const SILENCE: Duration = Duration::from_secs(5 * 60);
/// The most answers kept: names come from tokens that are not verified yet.
const MAX_KEPT: usize = 10_000;

/// One question about restaurants, and the answers.
pub struct Believed<T> {
    clock: SharedClock,
    answers: Mutex<HashMap<InstallKey, Answer<T>>>,
    /// Counts changes, so that an answer that was on its way meanwhile is not kept.
    changes: AtomicU64,
}

#[derive(Clone)]
struct Answer<T> {
    value: T,
    /// When it was asked for.
    asked: Duration,
    /// Until then nobody asks again.
    until: Duration,
}

impl<T: Clone> Believed<T> {
    /// Nothing is known yet.
    pub fn new(clock: SharedClock) -> Believed<T> {
        Believed {
            clock,
            answers: Mutex::default(),
            changes: AtomicU64::new(0),
        }
    }

    /// What is believed of this restaurant; asks if nothing is, or if it is time to. Meanwhile others get what was said last.
    pub async fn get<F>(&self, key: &InstallKey, ask: F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let now = self.clock.elapsed();
        if let Some(answer) = self.answers().get_mut(key) {
            if now < answer.until {
                return Ok(answer.value.clone());
            }
            answer.until = now + KEPT;
        }
        let changes = self.changes.load(Ordering::SeqCst);
        let said = ask.await;
        let mut answers = self.answers();
        match said {
            Ok(value) => {
                if self.changes.load(Ordering::SeqCst) == changes {
                    let (value, asked) = (value.clone(), now);
                    let until = now + KEPT;
                    let answer = Answer {
                        value,
                        asked,
                        until,
                    };
                    keep(&mut answers, key, answer, now);
                }
                Ok(value)
            }
            Err(error) => {
                if let Some(last) = answers.remove(key)
                    && error.may_pass()
                    && now < last.asked + SILENCE
                {
                    let value = last.value.clone();
                    answers.insert(key.clone(), last);
                    return Ok(value);
                }
                Err(error)
            }
        }
    }

    /// What was said counts no more.
    pub fn forget(&self, key: &InstallKey) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        self.answers().remove(key);
    }

    fn answers(&self) -> MutexGuard<'_, HashMap<InstallKey, Answer<T>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keep<T>(
    answers: &mut HashMap<InstallKey, Answer<T>>,
    key: &InstallKey,
    answer: Answer<T>,
    now: Duration,
) {
    if answers.len() >= MAX_KEPT {
        answers.retain(|_, answer| now < answer.until);
    }
    if answers.len() < MAX_KEPT || answers.contains_key(key) {
        answers.insert(key.clone(), answer);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::HandClock;
    use crate::store::trial::sandbox;
    use std::sync::Arc;
    use std::sync::atomic::AtomicUsize;

    type Said = Result<u32, StoreError>;
    const DOWN: Said = Err(StoreError::Unreachable);

    struct Trial {
        hand: Arc<HandClock>,
        believed: Believed<u32>,
        asked: AtomicUsize,
        key: InstallKey,
    }

    impl Trial {
        fn new() -> Trial {
            let hand = Arc::new(HandClock::default());
            let believed = Believed::new(hand.clone());
            let (asked, key) = (AtomicUsize::new(0), sandbox("tn_1"));
            Trial {
                hand,
                believed,
                asked,
                key,
            }
        }

        async fn get(&self, said: Said) -> Said {
            let ask = async {
                self.asked.fetch_add(1, Ordering::SeqCst);
                said
            };
            self.believed.get(&self.key, ask).await
        }

        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }

        fn advance(&self, by: Duration) {
            self.hand.advance(i64::try_from(by.as_millis()).unwrap());
        }
    }

    #[tokio::test]
    async fn the_store_is_asked_once_in_a_while_and_at_once_after_a_change() {
        let trial = Trial::new();
        assert_eq!(trial.get(Ok(1)).await, Ok(1));
        assert_eq!((trial.get(Ok(2)).await, trial.asked()), (Ok(1), 1));
        trial.advance(KEPT);
        assert_eq!((trial.get(Ok(3)).await, trial.asked()), (Ok(3), 2));
        trial.believed.forget(&trial.key);
        assert_eq!((trial.get(Ok(4)).await, trial.asked()), (Ok(4), 3));
    }

    #[tokio::test]
    async fn an_answer_from_before_a_change_is_not_kept() {
        let trial = Trial::new();
        let overtaken = async {
            trial.believed.forget(&trial.key);
            Ok(1)
        };
        assert_eq!(trial.believed.get(&trial.key, overtaken).await, Ok(1));
        assert_eq!(trial.get(Ok(2)).await, Ok(2));
    }

    #[tokio::test]
    async fn while_one_asks_again_the_others_wait_for_nobody() {
        let trial = Trial::new();
        trial.get(Ok(1)).await.unwrap();
        trial.advance(KEPT);
        let slow = async { Ok(trial.get(DOWN).await.unwrap() + 1) };
        assert_eq!(trial.believed.get(&trial.key, slow).await, Ok(2));
        assert_eq!(trial.asked(), 1, "nobody else asked");
    }

    #[tokio::test]
    async fn a_silent_store_is_bridged_for_minutes_and_not_over_a_change() {
        let trial = Trial::new();
        assert_eq!(trial.get(DOWN).await, DOWN, "nothing is made up");
        trial.get(Ok(1)).await.unwrap();
        trial.advance(SILENCE - Duration::from_millis(1));
        assert_eq!(trial.get(DOWN).await, Ok(1));
        trial.advance(KEPT);
        assert_eq!(trial.get(DOWN).await, DOWN);
        trial.get(Ok(1)).await.unwrap();
        trial.believed.forget(&trial.key);
        assert_eq!(trial.get(DOWN).await, DOWN);
    }

    #[tokio::test]
    async fn what_cannot_be_read_any_more_is_not_believed() {
        let trial = Trial::new();
        trial.get(Ok(1)).await.unwrap();
        trial.advance(KEPT);
        let sealed = Err(StoreError::Sealed);
        assert_eq!(trial.get(sealed.clone()).await, sealed);
        assert_eq!(trial.get(DOWN).await, DOWN);
    }
}
