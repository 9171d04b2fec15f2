//! Which records of the catalogue this plugin created, and which turned out to be somebody else's: the platform tells neither in its
//! reads. C:E.5.
use super::{Shelf, StoreError};
use std::collections::HashMap;

impl Shelf<'_> {
    /// Ids of this kind with whether they are ours.
    pub async fn made(&self, kind: &str) -> Result<HashMap<String, bool>, StoreError> {
        let found = rows!(
            self.store,
            (String, i64),
            "SELECT id, ours FROM made WHERE environment = $1 AND tenant = $2 AND kind = $3",
            self.environment(),
            self.tenant(),
            kind
        )?;
        Ok(found
            .into_iter()
            .map(|(id, ours)| (id, ours != 0))
            .collect())
    }

    /// Remembers whether a record is ours.
    pub async fn set_made(&self, kind: &str, id: &str, ours: bool) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO made (environment, tenant, kind, id, ours, at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (environment, tenant, kind, id) DO UPDATE SET \
             ours = excluded.ours, at_ms = excluded.at_ms",
            self.environment(),
            self.tenant(),
            kind,
            id,
            i64::from(ours),
            self.now()
        )
        .map(drop)
    }

    /// The record is gone.
    pub async fn unmake(&self, kind: &str, id: &str) -> Result<(), StoreError> {
        run!(
            self.store,
            "DELETE FROM made WHERE environment = $1 AND tenant = $2 AND kind = $3 AND id = $4",
            self.environment(),
            self.tenant(),
            kind,
            id
        )
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::store::trial::{on_both, sandbox};

    #[tokio::test]
    async fn what_was_made_is_known_by_kind_until_it_is_gone() {
        on_both(async |store| {
            let (key, other) = (sandbox("tn_1"), sandbox("tn_2"));
            let shelf = store.shelf(&key);
            shelf.admit().await.unwrap();
            store.shelf(&other).admit().await.unwrap();
            shelf.set_made("products", "p-1", true).await.unwrap();
            shelf.set_made("products", "p-2", true).await.unwrap();
            shelf.set_made("products", "p-2", false).await.unwrap();
            let mut made: Vec<_> = shelf.made("products").await.unwrap().into_iter().collect();
            made.sort();
            assert_eq!(made, [("p-1".into(), true), ("p-2".into(), false)]);
            assert!(shelf.made("categories").await.unwrap().is_empty());
            assert!(
                store
                    .shelf(&other)
                    .made("products")
                    .await
                    .unwrap()
                    .is_empty()
            );
            shelf.unmake("products", "p-1").await.unwrap();
            assert_eq!(shelf.made("products").await.unwrap().len(), 1);
        })
        .await;
    }
}
