//! Customers and staff. Nothing of them is kept here: whoever may no longer be shown is shown no longer.
use super::input::Id;
use super::intake::is_id;
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use crate::upstream::read;
use crate::upstream::shape::person;
use adisyon_wire::people::{CustomersReply, Person, StaffReply};
use adisyon_wire::refusal::RefusalCode;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::sync::Arc;

/// Where a page of customers begins.
#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

pub(super) async fn customers(
    State(app): State<Arc<App>>,
    who: Who,
    Query(from): Query<From>,
) -> Result<Json<CustomersReply>, Refuse> {
    who.needs(scope::CUSTOMERS_READ)?;
    let after = from.after.as_deref();
    if after.is_some_and(|after| !is_id(after)) {
        return Err(Refuse::with_detail(RefusalCode::BadRequest, "after"));
    }
    let page = read::customers(&app.client, &who.install, after).await;
    let (entries, next) = page.map_err(refuse)?;
    Ok(Json(CustomersReply {
        personal: person::shows_names(&entries),
        customers: entries.iter().filter_map(person::customer).collect(),
        next,
    }))
}

pub(super) async fn customer(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
) -> Result<Json<Person>, Refuse> {
    who.needs(scope::CUSTOMERS_READ)?;
    if !is_id(&id) {
        return Err(Refuse::with_detail(RefusalCode::BadRequest, "id"));
    }
    let entry = read::customer(&app.client, &who.install, &id).await;
    let entry = entry.map_err(refuse)?;
    let found = person::customer(&entry).ok_or(RefusalCode::NotFound)?;
    Ok(Json(found))
}

pub(super) async fn staff(
    State(app): State<Arc<App>>,
    who: Who,
) -> Result<Json<StaffReply>, Refuse> {
    who.needs(scope::USERS_READ)?;
    let list = read::list(&app.client, &who.install, "users/get").await;
    let list = list.map_err(|failure| Refuse::upstream(failure, scope::USERS_READ))?;
    Ok(Json(StaffReply {
        staff: list.entries.iter().filter_map(person::staff).collect(),
    }))
}

fn refuse(failure: crate::upstream::refusal::Failure) -> Refuse {
    Refuse::upstream(failure, scope::CUSTOMERS_READ)
}
