#![allow(clippy::unwrap_used)]
use super::*;
use crate::store::trial::{on_both, sandbox};

fn sale(install: &InstallKey, name: &str) -> SaleKey {
    SaleKey {
        install: install.clone(),
        sale: name.into(),
    }
}

#[tokio::test]
async fn lines_answers_and_capability_survive_a_restart() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        trial.shelf(&key).admit().await.unwrap();
        let first = Remembered::new(trial.store.clone(), trial.hand.clone());
        let learned = Capability {
            lines_seen: true,
            identities_refused: true,
            plain_echo: Some(false),
            ..Capability::default()
        };
        let line = |name: &str| vec![(name.to_owned(), ProductId::new("mc-1"))];
        first.remember(&sale(&key, "s"), line("l-1")).await;
        first
            .remember(&SaleKey::answers(&key), line("Çay@500"))
            .await;
        first.set_capability(&key, learned).await;
        first
            .remember(&SaleKey::answers(&key), line("Su@300"))
            .await;
        first
            .take_back(&SaleKey::answers(&key), vec!["Su@300".to_owned()])
            .await;
        let again = trial.again().await;
        let second = Remembered::new(again.store.clone(), again.hand.clone());
        assert!(second.lines(&sale(&key, "s")).await.contains_key("l-1"));
        assert!(
            second
                .lines(&SaleKey::answers(&key))
                .await
                .contains_key("Çay@500")
        );
        let answers = second.lines(&SaleKey::answers(&key)).await;
        assert!(!answers.contains_key("Su@300"), "taken back");
        assert_eq!(second.capability(&key).await, learned);
    })
    .await;
}

#[tokio::test]
async fn what_is_learned_is_known_at_once_here_and_soon_elsewhere() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        trial.shelf(&key).admit().await.unwrap();
        let there = trial.again().await;
        let [here, elsewhere] =
            [&trial, &there].map(|trial| Remembered::new(trial.store.clone(), trial.hand.clone()));
        let sale = sale(&key, "s");
        assert!(here.lines(&sale).await.is_empty());
        assert!(elsewhere.lines(&sale).await.is_empty());
        here.remember(&sale, vec![("l".into(), ProductId::new("p"))])
            .await;
        assert_eq!(here.lines(&sale).await.len(), 1);
        trial.hand.advance(KEPT.as_millis() as i64);
        assert_eq!(elsewhere.lines(&sale).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_store_nothing_is_remembered_and_nothing_fails() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let memory = Remembered::new(trial.store.clone(), trial.hand.clone());
        trial.store.close().await;
        memory
            .remember(&sale(&key, "s"), vec![("l".into(), ProductId::new("p"))])
            .await;
        assert!(memory.lines(&sale(&key, "s")).await.is_empty());
        assert_eq!(memory.capability(&key).await, Capability::default());
    })
    .await;
}
