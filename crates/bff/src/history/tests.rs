#![allow(clippy::unwrap_used)]
use super::*;
use crate::store::trial::{on_both, sandbox};
use adisyon_wire::history::Span;
use adisyon_wire::save::{Outcome, Wrote};
use adisyon_wire::session::Role;

fn entry(bill: &str, at: i64, outcome: Outcome) -> Entry {
    Entry {
        at,
        kind: "table".into(),
        bill: bill.into(),
        sale: None,
        user: "u-7".into(),
        role: Role::Staff,
        outcome,
        wrote: vec![Wrote::Cart],
        reread: false,
        unknown: false,
        total: Span {
            before: 0,
            after: 1,
        },
        paid: Span {
            before: 0,
            after: 0,
        },
        lines: vec![],
        untouched: 0,
        payments: vec![],
    }
}

#[tokio::test]
async fn a_bills_history_is_its_own_newest_first_and_each_attempt_told_once() {
    on_both(async |trial| {
        let (key, other) = (sandbox("tn_1"), sandbox("tn_2"));
        trial.shelf(&key).admit().await.unwrap();
        trial.shelf(&other).admit().await.unwrap();
        for (name, bill, at, outcome) in [
            ("a", "masa-1", 10, Outcome::Changed),
            ("a", "masa-1", 20, Outcome::Saved),
            ("a", "masa-1", 20, Outcome::Saved),
            ("b", "masa-2", 30, Outcome::Saved),
        ] {
            add(&trial, &key, name, &entry(bill, at, outcome))
                .await
                .unwrap();
        }
        let table = BillRef::Table("masa-1".into());
        let told = of_bill(&trial, &key, &table).await.unwrap();
        let outcomes: Vec<_> = told.entries.iter().map(|entry| entry.outcome).collect();
        assert_eq!(outcomes, [Outcome::Saved, Outcome::Changed]);
        assert!(!told.more);
        let packet = BillRef::Packet("masa-1".into());
        assert!(
            of_bill(&trial, &key, &packet)
                .await
                .unwrap()
                .entries
                .is_empty()
        );
        assert!(
            of_bill(&trial, &other, &table)
                .await
                .unwrap()
                .entries
                .is_empty()
        );
        let whole = between(&trial, &key, 10, 30).await.unwrap();
        assert_eq!(whole.len(), 2);
        assert!(between(&trial, &other, 0, 99).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn more_than_is_shown_is_said() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        trial.shelf(&key).admit().await.unwrap();
        for at in 0..=MAX_SHOWN {
            let entry = entry("m", at as i64, Outcome::Saved);
            add(&trial, &key, &at.to_string(), &entry).await.unwrap();
        }
        let told = of_bill(&trial, &key, &BillRef::Table("m".into()))
            .await
            .unwrap();
        assert_eq!((told.entries.len(), told.more), (MAX_SHOWN, true));
        assert_eq!(told.entries[0].at, MAX_SHOWN as i64);
    })
    .await;
}

#[tokio::test]
async fn an_uninstalled_restaurant_gets_no_history() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let told = add(&trial, &key, "a", &entry("m", 1, Outcome::Saved)).await;
        assert_eq!(told, Err(StoreError::Gone));
    })
    .await;
}
