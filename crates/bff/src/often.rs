//! What a restaurant sells often: learned from the lines that its saves and orders added, told to its pages. Products and numbers alone.
use crate::installs::InstallKey;
use crate::store::{Shelf, Store, StoreError};
use adisyon_bill::{Edit, LineKey, ProductId};
use adisyon_wire::often::{Often, OftenReply};

/// How often a change is tried while others are faster.
const TRIES: usize = 8;

/// What is sold often at `now`, milliseconds since 1970.
pub async fn of(store: &Store, install: &InstallKey, now: i64) -> Result<OftenReply, StoreError> {
    let kept = store.shelf(install).often().await?;
    let often = kept.as_deref().map(Often::read).unwrap_or_default();
    Ok(OftenReply {
        products: often.weighs(now),
    })
}

/// Counts the lines that these edits added to a bill, which holds them since `now`. To be called once for an attempt. Failing is logged:
/// the lines themselves are written and answered for.
pub(crate) async fn learn(store: &Store, install: &InstallKey, edits: &[Edit], now: i64) {
    let added = added(edits);
    if added.is_empty() {
        return;
    }
    match count(store.shelf(install), &added, now).await {
        Ok(true) => {}
        Ok(false) => tracing::warn!("what was sold is not counted: too many count at once"),
        // Uninstalled meanwhile: nothing may be kept.
        Err(StoreError::Gone) => {}
        Err(error) => tracing::warn!(%error, "what was sold is not counted"),
    }
}

/// Replicas count at the same time: what was read is put back only over itself.
async fn count(shelf: Shelf<'_>, added: &[&ProductId], now: i64) -> Result<bool, StoreError> {
    for _ in 0..TRIES {
        let before = shelf.often().await?;
        let mut often = before.as_deref().map(Often::read).unwrap_or_default();
        for product in added {
            often.sold(product, now);
        }
        if shelf.set_often(before.as_deref(), &often.write()).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The product of each line that was added and not taken off again.
fn added(edits: &[Edit]) -> Vec<&ProductId> {
    let mut added: Vec<(&LineKey, &ProductId)> = Vec::new();
    for edit in edits {
        match edit {
            Edit::Add(new) => added.push((&new.key, &new.product)),
            Edit::Remove(key) => added.retain(|(line, _)| *line != key),
            _ => {}
        }
    }
    added.into_iter().map(|(_, product)| product).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{on_both, sandbox};
    use adisyon_bill::edit::NewLine;
    use adisyon_bill::{Money, Quantity};

    const NOW: i64 = 1_791_400_000_000;

    fn add(name: &str, product: &str) -> Edit {
        Edit::Add(NewLine {
            key: LineKey::new(name),
            product: ProductId::new(product),
            quantity: Quantity::pieces(7),
            options: vec![],
            note: String::new(),
            discount: Money::ZERO,
            reason: None,
        })
    }

    async fn told(store: &Store, key: &InstallKey) -> Vec<String> {
        let told = of(store, key, NOW).await.unwrap().products;
        told.into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn an_added_line_is_one_pick_whatever_its_quantity_and_none_if_it_was_taken_off() {
        let edits = [
            add("1", "çay"),
            add("2", "ayran"),
            add("3", "çay"),
            Edit::Quantity(LineKey::new("9"), Quantity::pieces(2)),
            Edit::Remove(LineKey::new("2")),
        ];
        let names: Vec<_> = added(&edits).iter().map(|id| id.as_str()).collect();
        assert_eq!(names, ["çay", "çay"]);
    }

    #[tokio::test]
    async fn everybody_who_counts_at_once_is_counted() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            store.shelf(&key).admit().await.unwrap();
            let (ayran, cay) = ([add("1", "ayran")], [add("1", "çay"), add("2", "çay")]);
            tokio::join!(
                learn(&store, &key, &ayran, NOW),
                learn(&store, &key, &cay, NOW),
                learn(&store, &key, &ayran, NOW),
                learn(&store, &key, &ayran, NOW),
            );
            assert_eq!(told(&store, &key).await, ["ayran", "çay"]);
            let weights = of(&store, &key, NOW).await.unwrap().products;
            assert_eq!(weights[0].weight * 2, weights[1].weight * 3);
        })
        .await;
    }

    #[tokio::test]
    async fn nothing_is_kept_of_who_is_not_installed_or_added_nothing() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            learn(&store, &key, &[add("1", "çay")], NOW).await;
            assert_eq!(told(&store, &key).await, [""; 0]);
            store.shelf(&key).admit().await.unwrap();
            learn(&store, &key, &[], NOW).await;
            assert_eq!(store.shelf(&key).often().await, Ok(None));
        })
        .await;
    }
}
