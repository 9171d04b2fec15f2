//! Customers and staff, through the whole road.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_wire::people::{CustomersReply, Person, StaffReply};
use adisyon_wire::routes::{CUSTOMER, CUSTOMERS, STAFF, with_id};
use house::{House, NEWEST};
use serde_json::{Value, json};

#[tokio::test]
async fn customers_come_page_by_page_and_without_consent_without_names() {
    let house = House::open().await;
    let page: CustomersReply = house.get(CUSTOMERS).await.read();
    assert!(page.personal && !page.customers.is_empty());
    let first = page.customers[0].clone();
    assert!(first.name.is_some());
    let one: Person = house.get(&with_id(CUSTOMER, &first.id)).await.read();
    assert_eq!(one.name, first.name);
    let rest: CustomersReply = house
        .get(&format!("{CUSTOMERS}?after={}", first.id))
        .await
        .read();
    assert_eq!(rest.customers.len(), page.customers.len() - 1);
    assert_eq!(rest.next, None);
    house.control("set", json!({ "consent": false })).await;
    let trimmed: CustomersReply = house.get(CUSTOMERS).await.read();
    assert!(!trimmed.personal);
    let shown = |person: &Person| person.name.is_some() || person.phone.is_some();
    assert!(!trimmed.customers.iter().any(shown));
    assert_eq!(house.get(&with_id(CUSTOMER, "no-such")).await.status, 404);
    assert_eq!(house.get("/api/customers?after=a%2Fb").await.status, 400);
}

#[tokio::test]
async fn staff_are_named_only_with_consent() {
    let house = House::open().await;
    let named: StaffReply = house.get(STAFF).await.read();
    assert!(named.staff.iter().any(|one| one.name.is_some()));
    house.control("set", json!({ "consent": false })).await;
    let trimmed: StaffReply = house.get(STAFF).await.read();
    assert!(!trimmed.staff.is_empty());
    assert!(trimmed.staff.iter().all(|one| one.name.is_none()));
}

#[tokio::test]
async fn people_need_their_scopes() {
    let house = House::with(NEWEST, |variables| {
        for (name, value) in variables.iter_mut() {
            if name == "RESTOMENUM_SCOPES" {
                *value = "orders:read,orders:write,products:read".into();
            }
        }
    })
    .await;
    for path in [
        CUSTOMERS.to_owned(),
        STAFF.to_owned(),
        with_id(CUSTOMER, "cu-1"),
    ] {
        let answer = house.get(&path).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (403, "scope_denied"),
            "{path}"
        );
    }
    let session: Value = house.get("/api/session").await.json();
    assert_eq!(session["rights"].get("read_customers"), None);
    assert_eq!(house.asked("customers/").await, 0);
}
