//! Deliveries in any order, and more than once.
use super::*;
use std::collections::HashMap;

const SALES: i64 = 20;
const EVENTS: i64 = 50;

/// A stream of numbers that is the same each time.
fn scrambled(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for at in (1..count).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        order.swap(at, (state >> 33) as usize % (at + 1));
    }
    order
}

fn event(sale: i64, sequence: i64) -> Value {
    let last = sequence == EVENTS;
    let kind = if last {
        "packet.closed"
    } else {
        "packet.updated"
    };
    let data = json!({"packetId": sale.to_string(), "uuid": format!("sale-{sale}")});
    let mut event = body(&format!("evt_{sale}_{sequence}"), kind, data);
    event["sequence"] = json!(sequence);
    event["sequenceScope"] = json!(format!("sq_{sale}"));
    event
}

#[tokio::test]
async fn a_thousand_webhooks_out_of_order_and_doubled_end_where_the_last_one_says() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        let all: Vec<Value> = (0..SALES)
            .flat_map(|sale| (1..=EVENTS).map(move |sequence| event(sale, sequence)))
            .collect();
        assert_eq!(all.len(), 1000);
        let doubled = scrambled(all.len() * 2);
        let mut told: HashMap<String, Vec<Change>> = HashMap::new();
        for (count, at) in doubled.into_iter().enumerate() {
            let sent = deliver(&trial, &door, &all[at % all.len()]).await;
            assert!(sent.is_ok(), "{sent:?}");
            // The channel is emptied on the way: it holds fewer than are sent.
            if count % 100 == 0 {
                collect(&mut listener, &mut told);
            }
        }
        door.drain().await;
        collect(&mut listener, &mut told);
        assert_eq!(told.len(), SALES as usize);
        for (sale, changes) in told {
            assert_eq!(changes.last(), Some(&Change::Ended), "{sale}");
            let ends = changes
                .iter()
                .filter(|change| **change == Change::Ended)
                .count();
            assert_eq!(ends, 1, "{sale}: {changes:?}");
        }
    })
    .await;
}

fn collect(listener: &mut Receiver<Signal>, told: &mut HashMap<String, Vec<Change>>) {
    for signal in heard(listener) {
        let Signal::Bill(changed) = signal else {
            panic!("{signal:?}");
        };
        told.entry(changed.sale.unwrap())
            .or_default()
            .push(changed.change);
    }
}

#[tokio::test]
async fn after_the_end_only_a_reopening_counts() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        for (id, kind, sequence) in [
            ("1", "table.closed", 5),
            ("2", "table.updated", 6),
            ("3", "table.reopened", 7),
            ("4", "table.updated", 8),
            ("5", "table.updated", 7),
        ] {
            let mut event = body(id, kind, json!({"tableId": "masa-7"}));
            event["sequence"] = json!(sequence);
            event["sequenceScope"] = json!("sq");
            send(&trial, &door, &event).await.unwrap();
        }
        door.drain().await;
        let changes: Vec<_> = heard(&mut listener)
            .into_iter()
            .map(|signal| match signal {
                Signal::Bill(changed) => changed.change,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(changes, [Change::Ended, Change::Reopened, Change::Updated]);
    })
    .await;
}

#[tokio::test]
async fn an_event_without_order_always_counts() {
    on_both(async |trial| {
        let door = connected(&trial).await;
        let mut listener = door.signals().listen();
        for id in ["1", "2"] {
            let event = body(id, "table.updated", json!({"tableId": "masa-7"}));
            send(&trial, &door, &event).await.unwrap();
        }
        door.drain().await;
        assert_eq!(heard(&mut listener).len(), 2);
    })
    .await;
}
