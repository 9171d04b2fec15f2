//! Counting what must be finished before the program may end.
use std::sync::Arc;
use tokio::sync::watch;

/// How many are running.
pub(super) struct Running(Arc<watch::Sender<usize>>);

/// One of them, until dropped.
pub struct Counted(Arc<watch::Sender<usize>>);

impl Default for Running {
    fn default() -> Self {
        Running(Arc::new(watch::Sender::new(0)))
    }
}

impl Running {
    pub(super) fn enter(&self) -> Counted {
        self.0.send_modify(|count| *count += 1);
        Counted(self.0.clone())
    }

    pub(super) fn count(&self) -> usize {
        *self.0.borrow()
    }

    pub(super) async fn idle(&self) {
        // Invariant: the sender lives as long as this borrow, so waiting cannot fail.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn idle_waits_for_the_last_one() {
        let running = Running::default();
        let (one, two) = (running.enter(), running.enter());
        assert_eq!(running.count(), 2);
        let waited = tokio::spawn({
            let running = Running(running.0.clone());
            async move { running.idle().await }
        });
        drop(one);
        tokio::task::yield_now().await;
        assert!(!waited.is_finished());
        drop(two);
        assert!(waited.await.is_ok());
    }
}
