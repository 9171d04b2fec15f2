#![allow(clippy::unwrap_used)]
use super::*;
use crate::store::trial::{on_both, sandbox};

const NAME: &str = "attempt-0123456789abcdef";

fn attempt<'a>(bill: &'a BillRef, owner: &'a str) -> Attempt<'a> {
    Attempt {
        bill,
        name: NAME,
        owner,
    }
}

#[tokio::test]
async fn an_attempt_has_one_owner_and_one_answer() {
    on_both(async |trial| {
        let (key, bill) = (sandbox("tn_1"), BillRef::Table("masa-1".into()));
        let shelf = trial.shelf(&key);
        shelf.admit().await.unwrap();
        let (one, two) = (attempt(&bill, "one"), attempt(&bill, "two"));
        assert_eq!(shelf.claim(one).await.unwrap(), Claim::Mine);
        assert!(matches!(
            shelf.claim(two).await.unwrap(),
            Claim::Running { .. }
        ));
        assert!(!shelf.end_attempt(two, "wrong").await.unwrap());
        assert!(shelf.end_attempt(one, "saved").await.unwrap());
        for who in [one, two] {
            let done = Claim::Done {
                answer: "saved".into(),
            };
            assert_eq!(shelf.claim(who).await.unwrap(), done);
        }
    })
    .await;
}

#[tokio::test]
async fn a_silent_owner_is_followed_by_one_other_who_sees_its_note() {
    on_both(async |trial| {
        let (key, bill) = (sandbox("tn_1"), BillRef::Packet("7".into()));
        let shelf = trial.shelf(&key);
        shelf.admit().await.unwrap();
        let (one, two, three) = (
            attempt(&bill, "one"),
            attempt(&bill, "two"),
            attempt(&bill, "three"),
        );
        shelf.claim(one).await.unwrap();
        trial.hand.advance(LEASE_MS / 2);
        assert!(shelf.note_attempt(one, "cart").await.unwrap());
        trial.hand.advance(LEASE_MS - 1);
        assert!(matches!(
            shelf.claim(two).await.unwrap(),
            Claim::Running { .. }
        ));
        trial.hand.advance(1);
        let abandoned = Claim::Abandoned {
            note: "cart".into(),
        };
        let (first, second) = tokio::join!(shelf.claim(two), shelf.claim(three));
        let claims = [first.unwrap(), second.unwrap()];
        assert_eq!(
            claims.iter().filter(|claim| **claim == abandoned).count(),
            1,
            "{claims:?}"
        );
        assert!(!shelf.note_attempt(one, "late").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn an_attempt_that_wrote_nothing_may_be_tried_again() {
    on_both(async |trial| {
        let (key, bill) = (sandbox("tn_1"), BillRef::Table("masa-1".into()));
        let shelf = trial.shelf(&key);
        shelf.admit().await.unwrap();
        let one = attempt(&bill, "one");
        shelf.claim(one).await.unwrap();
        shelf.drop_attempt(one).await.unwrap();
        assert_eq!(
            shelf.claim(attempt(&bill, "two")).await.unwrap(),
            Claim::Mine
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_name_on_another_bill_is_another_attempt() {
    on_both(async |trial| {
        let key = sandbox("tn_1");
        let shelf = trial.shelf(&key);
        shelf.admit().await.unwrap();
        for bill in [BillRef::Table("1".into()), BillRef::Packet("1".into())] {
            assert_eq!(
                shelf.claim(attempt(&bill, "one")).await.unwrap(),
                Claim::Mine
            );
        }
    })
    .await;
}

#[tokio::test]
async fn with_the_bills_turn_an_unfinished_attempt_is_taken_over_at_once() {
    on_both(async |trial| {
        let (key, bill) = (sandbox("tn_1"), BillRef::Packet("7".into()));
        let shelf = trial.shelf(&key);
        shelf.admit().await.unwrap();
        let (one, two) = (attempt(&bill, "one"), attempt(&bill, "two"));
        assert_eq!(shelf.claim_in_turn(one).await.unwrap(), Claim::Mine);
        assert!(shelf.note_attempt(one, "cart").await.unwrap());
        let abandoned = Claim::Abandoned {
            note: "cart".into(),
        };
        assert_eq!(shelf.claim_in_turn(two).await.unwrap(), abandoned);
        assert!(!shelf.note_attempt(one, "late").await.unwrap());
        assert!(!shelf.end_attempt(one, "late").await.unwrap());
        shelf.drop_attempt(one).await.unwrap();
        assert!(shelf.end_attempt(two, "saved").await.unwrap());
        let done = Claim::Done {
            answer: "saved".into(),
        };
        assert_eq!(shelf.claim_in_turn(one).await.unwrap(), done);
    })
    .await;
}

#[tokio::test]
async fn an_uninstalled_restaurant_has_no_attempts_and_gets_none() {
    on_both(async |trial| {
        let (key, bill) = (sandbox("tn_1"), BillRef::Table("masa-1".into()));
        let shelf = trial.shelf(&key);
        let one = attempt(&bill, "one");
        assert_eq!(shelf.claim_in_turn(one).await, Err(StoreError::Gone));
        shelf.admit().await.unwrap();
        shelf.claim_in_turn(one).await.unwrap();
        shelf.leave().await.unwrap();
        assert!(!shelf.note_attempt(one, "cart").await.unwrap());
    })
    .await;
}
