//! One bill.
use super::input::Id;
use super::who::Who;
use crate::app::App;
use crate::bills::Seen;
use crate::installs::scope;
use crate::refuse::Refuse;
use crate::upstream::refusal::Failure;
use adisyon_bill::BillRef;
use axum::extract::State;
use axum::http::header::{AGE, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

pub(super) async fn packet(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
) -> Result<Response, Refuse> {
    show(&app, &who, BillRef::Packet(id)).await
}

pub(super) async fn table(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
) -> Result<Response, Refuse> {
    show(&app, &who, BillRef::Table(id)).await
}

async fn show(app: &App, who: &Who, bill: BillRef) -> Result<Response, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    let failure = match app.bills.show(&who.install, &bill).await {
        Ok(seen) => return Ok(json(&seen).into_response()),
        Err(failure) => failure,
    };
    match app.bills.last(&who.install, &bill) {
        Some((seen, age)) if is_cut_off(app, who, &failure) => {
            Ok((aged(age), json(&seen)).into_response())
        }
        _ => Err(Refuse::upstream(failure, scope::ORDERS_READ)),
    }
}

fn json(seen: &Seen) -> ([(HeaderName, HeaderValue); 1], String) {
    let kind = HeaderValue::from_static("application/json");
    ([(CONTENT_TYPE, kind)], seen.json())
}

/// True while this restaurant's road to the platform is closed: then what was read last is better than nothing, if it says its age.
pub(super) fn is_cut_off(app: &App, who: &Who, failure: &Failure) -> bool {
    matches!(failure, Failure::Fault(_)) && app.client.breakers().is_closed(&who.install.key)
}

/// How old an answer is; an answer without it is of now.
pub(super) fn aged(age: Duration) -> [(HeaderName, HeaderValue); 1] {
    [(AGE, HeaderValue::from(age.as_secs().max(1)))]
}
