//! The reads, one function each. C:E.2, C:E.4.
use super::client::{Again, Client, Print};
use super::refusal::{Failure, Fault, Refused};
use super::shape;
use crate::installs::Install;
use adisyon_bill::BillRef;
use serde_json::Value;

/// A list as it came, and whether the platform cut it.
pub struct List {
    /// The entries.
    pub entries: Vec<Value>,
    /// `truncated` beside `data`. C:E.4.
    pub truncated: bool,
    /// `total` beside `data`: how many there are in all, where the list was cut.
    pub total: Option<i64>,
}

/// The account of an open packet or table.
pub async fn account(client: &Client, install: &Install, bill: &BillRef) -> Result<Value, Failure> {
    let (resource, query) = address(bill);
    account_of(client.read(install, resource, &query).await?)
}

/// The account of an open packet or table, or that it is byte for byte the one of this print.
pub async fn account_again(
    client: &Client,
    install: &Install,
    bill: &BillRef,
    known: Option<&Print>,
) -> Result<Again, Failure> {
    let (resource, query) = address(bill);
    match client.read_again(install, resource, &query, known).await? {
        Again::New(body, print) => Ok(Again::New(account_of(body)?, print)),
        same => Ok(same),
    }
}

fn address(bill: &BillRef) -> (&'static str, [(&'static str, &str); 1]) {
    match bill {
        BillRef::Packet(id) => ("packets/get", [("packetId", id)]),
        BillRef::Table(id) => ("tables/get", [("id", id)]),
    }
}

/// The account in an answer.
pub fn account_of(mut body: Value) -> Result<Value, Failure> {
    let data = match body.get_mut("data") {
        Some(data) => data.take(),
        None => body,
    };
    // Upstream: some answers for nothing are empty instead of a refusal. C:F "data of a list".
    match &data {
        Value::Null => Err(Refused::NotFound.into()),
        Value::Object(fields) if !fields.is_empty() => Ok(data),
        Value::Object(_) => Err(Refused::ScopeDenied.into()),
        _ => Err(Fault::Unreadable("data").into()),
    }
}

/// A list without parameters: `packets/open`, `products/list` and their like. No array means "not authorised".
pub async fn list(client: &Client, install: &Install, resource: &str) -> Result<List, Failure> {
    let mut body = client.read(install, resource, &[]).await?;
    let truncated = shape::text::flag(&body, "truncated");
    let total = shape::number::whole(body.get("total"));
    let data = match body.get_mut("data") {
        Some(data) => data.take(),
        None => body,
    };
    match data {
        Value::Array(entries) => Ok(List {
            entries,
            truncated,
            total,
        }),
        _ => Err(Refused::ScopeDenied.into()),
    }
}

/// One product: what a cut list does not hold.
pub async fn product(client: &Client, install: &Install, id: &str) -> Result<Value, Failure> {
    let body = client.read(install, "products/get", &[("id", id)]).await?;
    Ok(shape::data(&body).clone())
}

/// Whether customers are shown with a name: true or false, none if there is no customer to tell by. C:G.6.
pub async fn shows_names(client: &Client, install: &Install) -> Result<Option<bool>, Failure> {
    let body = client
        .read(install, "customers/list", &[("limit", "1")])
        .await?;
    let first = shape::list(&body).and_then(<[Value]>::first);
    Ok(first.map(|customer| customer.get("name").is_some_and(|name| !name.is_null())))
}

/// How many customers a page holds: the most that the platform gives. C:E.4.
const CUSTOMERS: &str = "500";

/// A page of customers, from the beginning or after a cursor, and where the next begins. C:E.4 `customers/list`.
pub async fn customers(
    client: &Client,
    install: &Install,
    after: Option<&str>,
) -> Result<(Vec<Value>, Option<String>), Failure> {
    let mut query = vec![("limit", CUSTOMERS)];
    query.extend(after.map(|after| ("after", after)));
    let body = client.read(install, "customers/list", &query).await?;
    let entries = shape::list(&body).ok_or(Refused::ScopeDenied)?.to_vec();
    let next = shape::text::id(body.get("nextCursor"));
    let more = body.get("hasMore") != Some(&Value::Bool(false));
    // Upstream: a cursor that leads to itself would never end.
    let next = next.filter(|next| more && Some(next.as_str()) != after);
    Ok((entries, next))
}

/// One customer. C:E.4 `customers/get`.
pub async fn customer(client: &Client, install: &Install, id: &str) -> Result<Value, Failure> {
    let query = [("customerId", id)];
    let body = client.read(install, "customers/get", &query).await?;
    Ok(shape::data(&body).clone())
}
