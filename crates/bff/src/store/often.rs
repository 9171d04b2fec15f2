//! What a restaurant sells often, as one text whose content is [`crate::often`]'s.
use super::{Shelf, StoreError};

impl Shelf<'_> {
    /// The text; none if nothing was sold yet.
    pub async fn often(&self) -> Result<Option<String>, StoreError> {
        let found = rows!(
            self.store,
            (String,),
            "SELECT picks FROM often WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        Ok(found.into_iter().next().map(|(picks,)| picks))
    }

    /// Puts a text in place of the one that was read, none if there was none. False if somebody else was faster: then nothing is changed.
    pub async fn set_often(&self, before: Option<&str>, after: &str) -> Result<bool, StoreError> {
        let changed = match before {
            None => run!(
                self.store,
                "INSERT INTO often (environment, tenant, picks, at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                self.environment(),
                self.tenant(),
                after,
                self.now()
            ),
            Some(before) => run!(
                self.store,
                "UPDATE often SET picks = $1, at_ms = $2 WHERE environment = $3 AND tenant = $4 AND picks = $5",
                after,
                self.now(),
                self.environment(),
                self.tenant(),
                before
            ),
        };
        changed.map(|changed| changed > 0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::store::trial::{on_both, sandbox};
    use crate::store::{Kept, StoreError};

    const DAY_MS: i64 = 24 * 60 * 60 * 1000;

    #[tokio::test]
    async fn of_two_who_read_the_same_only_the_faster_one_changes_it() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            assert_eq!(shelf.set_often(None, "a").await, Err(StoreError::Gone));
            shelf.admit().await.unwrap();
            assert_eq!(shelf.often().await, Ok(None));
            for (before, after, taken) in [
                (None, "a", true),
                (None, "b", false),
                (Some("x"), "b", false),
                (Some("a"), "b", true),
                (Some("a"), "c", false),
            ] {
                let set = shelf.set_often(before, after).await;
                assert_eq!(set, Ok(taken), "{before:?} {after}");
            }
            assert_eq!(shelf.often().await.unwrap().as_deref(), Some("b"));
        })
        .await;
    }

    #[tokio::test]
    async fn it_is_a_restaurant_s_own_and_goes_with_it_or_with_time() {
        on_both(async |trial| {
            let (mine, theirs) = (sandbox("tn_1"), sandbox("tn_2"));
            for key in [&mine, &theirs] {
                trial.shelf(key).admit().await.unwrap();
            }
            let (mine, theirs) = (trial.shelf(&mine), trial.shelf(&theirs));
            mine.set_often(None, "mine").await.unwrap();
            assert_eq!(theirs.often().await, Ok(None));
            theirs.set_often(None, "theirs").await.unwrap();
            assert!(mine.leave().await.unwrap());
            assert_eq!(mine.often().await, Ok(None));
            assert_eq!(theirs.often().await.unwrap().as_deref(), Some("theirs"));
            let kept = Kept { history_days: 30 };
            trial.hand.advance(crate::store::prune::OFTEN_DAYS * DAY_MS);
            assert_eq!(trial.prune(kept).await, Ok(0));
            trial.hand.advance(1);
            assert_eq!(trial.prune(kept).await, Ok(1));
            assert_eq!(theirs.often().await, Ok(None));
        })
        .await;
    }
}
