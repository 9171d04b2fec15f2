#![allow(clippy::unwrap_used)]
use super::*;
use crate::believed::KEPT;
use crate::store::trial::{Trial, on_both, sandbox};

fn scopes(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn fixed(key: &InstallKey, secret: &str) -> Install {
    Install {
        key: key.clone(),
        api_key: Secret::new("configured"),
        webhook_secret: Secret::new(secret),
        scopes: scopes("orders:read"),
    }
}

fn directory(trial: &Trial, fixed: Option<Install>) -> Directory {
    Directory::new(trial.store.clone(), trial.hand.clone(), fixed)
}

async fn connect(directory: &Directory, key: &InstallKey, secret: &str) {
    let (api_key, secret) = (Secret::new("k"), Secret::new(secret));
    let scopes = scopes("orders:read");
    let connected = directory.connect(key, &api_key, &secret, &scopes);
    connected.await.unwrap();
}

async fn secret(directory: &Directory, key: &InstallKey) -> Option<String> {
    let install = directory.find(key).await.unwrap();
    install.map(|install| install.webhook_secret.reveal().to_owned())
}

#[tokio::test]
async fn a_connected_restaurant_is_known_at_once_and_forgotten_at_once() {
    on_both(async |trial| {
        let (directory, key) = (directory(&trial, None), sandbox("tn_1"));
        assert_eq!(secret(&directory, &key).await, None);
        connect(&directory, &key, "wh_1").await;
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_1"));
        connect(&directory, &key, "wh_2").await;
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_2"));
        directory.remove(&key).await.unwrap();
        assert_eq!(secret(&directory, &key).await, None);
    })
    .await;
}

#[tokio::test]
async fn what_another_replica_changed_is_known_soon() {
    on_both(async |trial| {
        let (here, key) = (directory(&trial, None), sandbox("tn_1"));
        let there = trial.again().await;
        let elsewhere = directory(&there, None);
        connect(&here, &key, "wh_1").await;
        assert_eq!(secret(&here, &key).await.as_deref(), Some("wh_1"));
        elsewhere.remove(&key).await.unwrap();
        trial.hand.advance(KEPT.as_millis() as i64);
        assert_eq!(secret(&here, &key).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_connected_restaurant_is_known_while_the_store_is_silent_and_not_once_it_is_gone() {
    on_both(async |trial| {
        let (directory, key) = (directory(&trial, None), sandbox("tn_1"));
        connect(&directory, &key, "wh_1").await;
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_1"));
        trial.store.close().await;
        trial.hand.advance(KEPT.as_millis() as i64);
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_1"));
        directory.gone(&key);
        let found = directory.find(&key).await;
        assert_eq!(found.err(), Some(StoreError::Unreachable));
    })
    .await;
}

#[tokio::test]
async fn the_configured_install_needs_no_store() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let directory = directory(&trial, Some(fixed(&key, "wh_env")));
        trial.store.close().await;
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_env"));
        let other = directory.find(&sandbox("tn_2")).await;
        assert_eq!(other.err(), Some(StoreError::Unreachable));
    })
    .await;
}

#[tokio::test]
async fn connecting_anew_replaces_the_configured_install_and_uninstalling_ends_it() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let directory = directory(&trial, Some(fixed(&key, "wh_env")));
        directory.admit_fixed().await.unwrap();
        connect(&directory, &key, "wh_new").await;
        assert_eq!(secret(&directory, &key).await.as_deref(), Some("wh_new"));
        directory.remove(&key).await.unwrap();
        assert_eq!(secret(&directory, &key).await, None);
    })
    .await;
}

#[tokio::test]
async fn granted_scopes_follow_the_platform() {
    on_both(async |trial| {
        let (one, two) = (sandbox("tn_1"), sandbox("tn_2"));
        let directory = directory(&trial, Some(fixed(&one, "wh_env")));
        connect(&directory, &two, "wh").await;
        for key in [one, two] {
            let scopes = scopes("orders:write");
            let told = directory.set_scopes(&key, &scopes, LastTold(5));
            assert!(told.await.unwrap());
            let install = directory.find(&key).await.unwrap().unwrap();
            assert!(install.grants("orders:write") && !install.grants("orders:read"));
        }
    })
    .await;
}
