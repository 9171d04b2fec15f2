#![allow(clippy::unwrap_used)]
use super::*;
use crate::secret::SecretKey;
use crate::store::seal::Keyring;
use crate::store::trial::{on_both, sandbox};

fn scopes(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

async fn connect(store: &Store, key: &InstallKey, secret: &str) {
    let (api_key, secret) = (Secret::new("tn.p.k"), Secret::new(secret));
    let shelf = store.shelf(key);
    shelf
        .connect(&api_key, &secret, &scopes("orders:read"))
        .await
        .unwrap();
}

async fn secret(store: &Store, key: &InstallKey) -> Option<String> {
    let install = store.shelf(key).install().await.unwrap();
    install.map(|install| install.webhook_secret.reveal().to_owned())
}

#[tokio::test]
async fn connecting_again_replaces_key_secret_and_scopes() {
    on_both(async |store| {
        let key = sandbox("tn_1");
        connect(&store, &key, "wh_1").await;
        connect(&store, &key, "wh_2").await;
        assert_eq!(secret(&store, &key).await.as_deref(), Some("wh_2"));
    })
    .await;
}

#[tokio::test]
async fn one_tenant_has_an_install_of_its_own_in_each_environment() {
    on_both(async |store| {
        let here = sandbox("tn_1");
        let there = InstallKey {
            environment: Environment::Production,
            ..here.clone()
        };
        connect(&store, &here, "wh_s").await;
        assert_eq!(secret(&store, &there).await, None);
        connect(&store, &there, "wh_p").await;
        store.shelf(&there).leave().await.unwrap();
        assert_eq!(secret(&store, &there).await, None);
        assert_eq!(secret(&store, &here).await.as_deref(), Some("wh_s"));
    })
    .await;
}

#[tokio::test]
async fn no_secret_stands_in_the_database_as_it_is() {
    on_both(async |store| {
        connect(&store, &sandbox("tn_1"), "wh_plain").await;
        let all = "SELECT api_key, webhook_secret FROM installs";
        let held = rows!(store, (String, String), all).unwrap();
        let shown = format!("{held:?}");
        assert!(
            !shown.contains("wh_plain") && !shown.contains("tn.p.k"),
            "{shown}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_older_word_about_scopes_does_not_undo_a_later_one() {
    on_both(async |store| {
        let key = sandbox("tn_1");
        connect(&store, &key, "wh").await;
        let shelf = store.shelf(&key);
        let more = scopes("orders:read orders:write");
        assert!(shelf.set_scopes(&more, LastTold(20)).await.unwrap());
        assert!(!shelf.set_scopes(&scopes("x"), LastTold(10)).await.unwrap());
        assert_eq!(shelf.install().await.unwrap().unwrap().scopes, more);
        connect(&store, &key, "wh").await;
        assert!(shelf.set_scopes(&more, LastTold(10)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_an_old_key_sealed_is_sealed_anew_at_start_and_lost_without_it() {
    on_both(async |mut trial| {
        let key = sandbox("tn_1");
        connect(&trial, &key, "wh_kept").await;
        let ring = |current: u8, old: &[u8]| {
            let old: Vec<_> = old.iter().map(|byte| SecretKey::new([*byte; 32])).collect();
            Keyring::new(Some(&SecretKey::new([current; 32])), &old)
        };
        trial.turn_keys(ring(9, &[]));
        let lost = trial.shelf(&key).install().await;
        assert_eq!(lost.err(), Some(StoreError::Sealed));
        trial.turn_keys(ring(9, &[crate::store::trial::KEY]));
        assert_eq!(secret(&trial, &key).await.as_deref(), Some("wh_kept"));
        assert_eq!(trial.reseal().await, Ok(1));
        assert_eq!(trial.reseal().await, Ok(0));
        trial.turn_keys(ring(9, &[]));
        assert_eq!(secret(&trial, &key).await.as_deref(), Some("wh_kept"));
    })
    .await;
}

#[tokio::test]
async fn leaving_deletes_everything_and_nothing_can_be_left_behind_afterwards() {
    on_both(async |store| {
        let key = sandbox("tn_1");
        connect(&store, &key, "wh").await;
        let shelf = store.shelf(&key);
        let lines = [("l".to_owned(), "p".to_owned())];
        shelf.remember_lines("s", &lines).await.unwrap();
        shelf.set_delivered("evt").await.unwrap();
        shelf.set_marketplace_carts(true, "u").await.unwrap();
        assert!(shelf.leave().await.unwrap());
        assert!(shelf.install().await.unwrap().is_none());
        assert_eq!(
            shelf.remember_lines("s", &lines).await,
            Err(StoreError::Gone)
        );
        assert_eq!(shelf.set_delivered("evt").await, Err(StoreError::Gone));
        connect(&store, &key, "wh").await;
        assert!(shelf.line_products("s").await.unwrap().is_empty());
        assert!(!shelf.was_delivered("evt").await.unwrap());
        assert!(!shelf.decided().await.unwrap().marketplace_carts);
    })
    .await;
}
