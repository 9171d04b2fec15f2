//! Customers, staff and stock cards (C:E.4).

use super::accounts::id_parameter;
use super::{Call, Handled, reply};
use crate::refusal::Refusal;
use crate::shape::{View, catalogue, person};
use serde_json::{Value, json};

const DEFAULT_PAGE: usize = 100;
const MAX_PAGE: usize = 500;
const MAX_CURSOR: usize = 200;
const MAX_USERS: usize = 200;
const MAX_INGREDIENTS: usize = 2000;

/// customers/get
pub fn customer(call: &mut Call<'_>) -> Handled {
    let id = id_parameter(call, "customerId", "customers")?;
    let view = View::of(call.tenant, call.now);
    let found = call
        .tenant
        .restaurant
        .customers
        .iter()
        .find(|customer| customer.id == id);
    Ok(reply::data(person::record(
        found.ok_or_else(|| Refusal::not_found("customers"))?,
        &view,
    )))
}

/// customers/list: a limit above the largest is clipped, a malformed cursor starts anew, an unknown one gives an
/// empty last page; all in silence.
pub fn customers(call: &mut Call<'_>) -> Handled {
    let view = View::of(call.tenant, call.now);
    let limit = call
        .query
        .get("limit")
        .and_then(|text| text.parse::<usize>().ok())
        .filter(|limit| *limit > 0);
    let limit = limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE);
    let after = call
        .query
        .get("after")
        .filter(|after| after.len() <= MAX_CURSOR && !after.contains('/'));
    let all = &call.tenant.restaurant.customers;
    let start = match after {
        None => 0,
        Some(cursor) => all
            .iter()
            .position(|customer| customer.id == cursor)
            .map_or(all.len(), |index| index + 1),
    };
    let page: Vec<Value> = all
        .iter()
        .skip(start)
        .take(limit)
        .map(|one| person::record(one, &view))
        .collect();
    let has_more = start + page.len() < all.len();
    let next = if has_more {
        all.get(start + page.len() - 1).map(|last| last.id.clone())
    } else {
        None
    };
    let mut answer = reply::data(Value::from(page));
    answer["nextCursor"] = json!(next);
    answer["hasMore"] = json!(has_more);
    Ok(answer)
}

/// users/get
pub fn users(call: &mut Call<'_>) -> Handled {
    let consent = call.tenant.consent;
    let users = call.tenant.restaurant.users.iter().take(MAX_USERS);
    Ok(reply::data(Value::from(
        users
            .map(|user| person::user(user, consent))
            .collect::<Vec<_>>(),
    )))
}

/// ingredients/list
pub fn ingredients(call: &mut Call<'_>) -> Handled {
    let all = &call.tenant.restaurant.ingredients;
    let list: Vec<Value> = all
        .iter()
        .take(MAX_INGREDIENTS)
        .map(catalogue::ingredient)
        .collect();
    let mut answer = reply::data(Value::from(list));
    if all.len() > MAX_INGREDIENTS {
        answer["truncated"] = json!(true);
    }
    Ok(answer)
}
