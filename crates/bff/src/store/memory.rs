//! What is remembered of lines (C:G.2 rung 3), of people's answers (rung 6), and of what a restaurant's server understands (C:G.4).
use super::{Shelf, StoreError};
use std::collections::HashMap;

impl Shelf<'_> {
    /// Line names of a sale with their products.
    pub async fn line_products(&self, sale: &str) -> Result<HashMap<String, String>, StoreError> {
        let found = rows!(
            self.store,
            (String, String),
            "SELECT line, product FROM line_products WHERE environment = $1 AND tenant = $2 AND sale = $3",
            self.environment(),
            self.tenant(),
            sale
        )?;
        Ok(found.into_iter().collect())
    }

    /// Adds to them; of one line the last word stays.
    pub async fn remember_lines(
        &self,
        sale: &str,
        lines: &[(String, String)],
    ) -> Result<(), StoreError> {
        each!(
            self.store,
            lines,
            (line, product) =>
            "INSERT INTO line_products (environment, tenant, sale, line, product, at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (environment, tenant, sale, line) DO UPDATE SET product = excluded.product, at_ms = excluded.at_ms",
            self.environment(),
            self.tenant(),
            sale,
            line,
            product,
            self.now()
        )
    }

    /// Forgets what these lines of a sale are.
    pub async fn forget_lines(&self, sale: &str, lines: &[String]) -> Result<(), StoreError> {
        each!(
            self.store,
            lines,
            line => "DELETE FROM line_products WHERE environment = $1 AND tenant = $2 AND sale = $3 AND line = $4",
            self.environment(),
            self.tenant(),
            sale,
            line
        )
    }

    /// What people said about lines of any sale: by title and unit price, as the asker names them.
    pub async fn answers(&self) -> Result<HashMap<String, String>, StoreError> {
        let found = rows!(
            self.store,
            (String, String),
            "SELECT name, product FROM answers WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        Ok(found.into_iter().collect())
    }

    /// Adds to them; of one name the last word stays.
    pub async fn remember_answers(&self, answers: &[(String, String)]) -> Result<(), StoreError> {
        each!(
            self.store,
            answers,
            (name, product) =>
            "INSERT INTO answers (environment, tenant, name, product, at_ms) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (environment, tenant, name) DO UPDATE SET product = excluded.product, at_ms = excluded.at_ms",
            self.environment(),
            self.tenant(),
            name,
            product,
            self.now()
        )
    }

    /// Forgets what was said under these names.
    pub async fn forget_answers(&self, names: &[String]) -> Result<(), StoreError> {
        each!(
            self.store,
            names,
            name => "DELETE FROM answers WHERE environment = $1 AND tenant = $2 AND name = $3",
            self.environment(),
            self.tenant(),
            name
        )
    }

    /// What is known of the restaurant's server, as the one who measured it wrote it down.
    pub async fn capability(&self) -> Result<Option<String>, StoreError> {
        let found = rows!(
            self.store,
            (String,),
            "SELECT known FROM capabilities WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        Ok(found.into_iter().next().map(|(known,)| known))
    }

    /// Replaces that.
    pub async fn set_capability(&self, known: &str) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO capabilities (environment, tenant, known, at_ms) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (environment, tenant) DO UPDATE SET known = excluded.known, at_ms = excluded.at_ms",
            self.environment(),
            self.tenant(),
            known,
            self.now()
        )
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{on_both, sandbox};

    fn pair(name: &str, product: &str) -> (String, String) {
        (name.to_owned(), product.to_owned())
    }

    #[tokio::test]
    async fn lines_are_remembered_per_sale_and_the_last_word_stays() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            shelf.admit().await.unwrap();
            let lines = [pair("l-1", "mc-1"), pair("l-2", "mc-2")];
            shelf.remember_lines("s", &lines).await.unwrap();
            shelf
                .remember_lines("s", &[pair("l-1", "mc-9")])
                .await
                .unwrap();
            let held = shelf.line_products("s").await.unwrap();
            assert_eq!((held.len(), held["l-1"].as_str()), (2, "mc-9"));
            shelf.forget_lines("s", &["l-1".into()]).await.unwrap();
            let held = shelf.line_products("s").await.unwrap();
            assert_eq!(held.keys().collect::<Vec<_>>(), ["l-2"]);
            assert!(shelf.line_products("t").await.unwrap().is_empty());
        })
        .await;
    }

    #[tokio::test]
    async fn no_restaurant_sees_what_another_remembers() {
        on_both(async |store| {
            let (mine, theirs) = (sandbox("tn_1"), sandbox("tn_2"));
            store.shelf(&mine).admit().await.unwrap();
            store.shelf(&theirs).admit().await.unwrap();
            let mine = store.shelf(&mine);
            mine.remember_lines("s", &[pair("l", "p")]).await.unwrap();
            mine.remember_answers(&[pair("Çay@1500", "p")])
                .await
                .unwrap();
            mine.set_capability("{}").await.unwrap();
            store
                .shelf(&theirs)
                .forget_answers(&["Çay@1500".into()])
                .await
                .unwrap();
            assert_eq!(mine.answers().await.unwrap().len(), 1);
            let theirs = store.shelf(&theirs);
            assert!(theirs.line_products("s").await.unwrap().is_empty());
            assert!(theirs.answers().await.unwrap().is_empty());
            assert_eq!(theirs.capability().await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn a_part_of_many_lines_is_never_kept() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            let lines: Vec<_> = (0..200).map(|at| pair(&at.to_string(), "p")).collect();
            assert_eq!(
                shelf.remember_lines("s", &lines).await,
                Err(StoreError::Gone)
            );
            shelf.admit().await.unwrap();
            shelf.remember_lines("s", &lines).await.unwrap();
            assert_eq!(shelf.line_products("s").await.unwrap().len(), 200);
        })
        .await;
    }
}
