//! The ends and returns of accounts as the panel brings them about (C:D.8): closing, reopening, merging, cancelling.

use super::bill_ref;
use crate::config::Generation;
use crate::json::Json;
use crate::restaurant::account::{Account, Kind};
use crate::shape::account::channel;
use crate::webhooks::event::Actor;
use crate::world::Tenant;
use serde_json::{Value, json};

/// The longest list of closed accounts kept for reopening.
const MAX_CLOSED: usize = 500;

/// Closes an account, paid or not. The event names the closing record; a table's slug on newer servers.
pub fn close(tenant: &mut Tenant, kind: Kind, id: &str, now: u64) -> Result<(), String> {
    let mut account = take(tenant, kind, id)?;
    let slug = account.id.clone();
    let class = if kind == Kind::Table {
        "TABLE"
    } else {
        channel(account.entegrasyon.as_deref())
    };
    if kind == Kind::Packet || tenant.generation == Generation::Older {
        account.id = closing_record(&account);
    }
    let more = json!({"status": account.status, "channel": class, "closedAt": now});
    tenant.tell_account("closed", &mut account, more, Actor::Staff, now);
    account.id = slug;
    if tenant.closed.len() == MAX_CLOSED {
        tenant.closed.remove(0);
    }
    tenant.closed.push(account);
    Ok(())
}

/// The id of the record a closed account leaves behind: its life-long identity, where it has one.
fn closing_record(account: &Account) -> String {
    account
        .uuid
        .clone()
        .unwrap_or_else(|| format!("closed-{}", account.id))
}

/// Opens a closed account again: a table's id gets the mark, a packet's becomes the closing record's.
pub fn reopen(tenant: &mut Tenant, kind: Kind, id: &str, now: u64) -> Result<(), String> {
    let found = tenant
        .closed
        .iter()
        .rposition(|account| account.kind == kind && account.id == id);
    let mut account = tenant
        .closed
        .remove(found.ok_or_else(|| format!("{id} was not closed"))?);
    let sale = closing_record(&account);
    account.id = if kind == Kind::Table {
        format!("{id}*")
    } else {
        sale.clone()
    };
    let from = json!({"saleId": sale, "docNo": account.doc_no, "closedAt": now});
    tenant.tell_account(
        "reopened",
        &mut account,
        json!({"reopenedFrom": from}),
        Actor::Staff,
        now,
    );
    tenant.restaurant.accounts.push(account);
    Ok(())
}

/// `{from, into}`: everything of one account moves to another; the first is deleted.
pub fn merge(tenant: &mut Tenant, wish: &Json, now: u64) -> Result<(), String> {
    let (kind, from) = bill_ref::read(wish, "from")?;
    let (into_kind, into) = bill_ref::read(wish, "into")?;
    if tenant.restaurant.account(into_kind, into).is_none() || (kind, from) == (into_kind, into) {
        return Err(format!("no other open account {into}"));
    }
    let mut gone = take(tenant, kind, from)?;
    let moved_to = json!({"type": into_kind.word(), "id": into});
    let more = json!({"deleteReason": "merged", "movedTo": moved_to});
    tenant.tell_account("deleted", &mut gone, more, Actor::Staff, now);
    if let Some(mut target) = tenant.restaurant.account(into_kind, into).cloned() {
        target
            .lines
            .extend(gone.lines.into_iter().filter(|line| !line.is_cover()));
        target.payments.extend(gone.payments);
        changed(tenant, target, "order_moved", now);
    }
    Ok(())
}

/// Cancels a packet. The body of this event was never captured by the vendor; it is the account here.
pub fn cancel(tenant: &mut Tenant, kind: Kind, id: &str, now: u64) -> Result<(), String> {
    let mut account = take(tenant, kind, id)?;
    tenant.tell_account("cancelled", &mut account, Value::Null, Actor::Staff, now);
    Ok(())
}

/// Stores an account the panel changed and tells about it.
pub fn changed(tenant: &mut Tenant, mut account: Account, what: &str, now: u64) {
    tenant.tell_account(
        "updated",
        &mut account,
        json!({"changed": what}),
        Actor::Staff,
        now,
    );
    if let Some(slot) = tenant.restaurant.account_mut(account.kind, &account.id) {
        *slot = account;
    }
}

fn take(tenant: &mut Tenant, kind: Kind, id: &str) -> Result<Account, String> {
    let accounts = &mut tenant.restaurant.accounts;
    let index = accounts
        .iter()
        .position(|account| account.kind == kind && account.id == id);
    index
        .map(|index| accounts.remove(index))
        .ok_or_else(|| format!("no open account {id}"))
}
