//! What the platform says about the install itself.
use super::*;

#[tokio::test]
async fn uninstalling_deletes_everything_before_it_is_acknowledged_even_while_a_save_runs() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        let key = sandbox("tn_1");
        let shelf = trial.shelf(&key);
        let lines = [("l".to_owned(), "p".to_owned())];
        shelf.remember_lines("s", &lines).await.unwrap();
        let gone = body("evt_u", "app.uninstalled", json!({}));
        assert_eq!(send(&trial, &door, &gone).await, Ok(Taken::Fresh));
        assert_eq!(heard(&mut listener), [Signal::Uninstalled(key.clone())]);
        assert!(door.directory().find(&key).await.unwrap().is_none());
        // The save that still runs wants to remember what it wrote.
        let late = shelf.remember_lines("s", &lines).await;
        assert_eq!(late, Err(crate::store::StoreError::Gone));
        assert!(shelf.line_products("s").await.unwrap().is_empty());
        assert_eq!(send(&trial, &door, &gone).await, Err(Rejection::Unknown));
    })
    .await;
}

#[tokio::test]
async fn lifecycle_words_are_kept_or_told() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        let key = sandbox("tn_1");
        for (id, kind, data) in [
            (
                "1",
                "app.installed",
                json!({"version": "1", "scopes": ["orders:write"]}),
            ),
            ("2", "subscription.past_due", json!({})),
            ("3", "delivery.degraded", json!({"hint": "timeouts"})),
            (
                "4",
                "customer.redact",
                json!({"customerId": "c-9", "deletedAt": 1}),
            ),
        ] {
            let sent = send(&trial, &door, &body(id, kind, data)).await;
            assert_eq!(sent, Ok(Taken::Fresh), "{kind}");
        }
        let install = door.directory().find(&key).await.unwrap().unwrap();
        assert!(install.grants("orders:write") && !install.grants("orders:read"));
        let standings = trial.shelf(&key).standings().await.unwrap();
        let states: Vec<_> = standings.iter().map(|standing| &*standing.state).collect();
        assert_eq!(states, ["degraded", "past_due"]);
        let told = [
            Signal::Install(key.clone()),
            Signal::Redacted(key, "c-9".into()),
        ];
        assert_eq!(heard(&mut listener), told);
    })
    .await;
}
