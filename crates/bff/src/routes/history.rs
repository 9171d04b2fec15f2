//! What was done to bills, for managers: on the page, or as a file.
use super::input::Id;
use super::who::Who;
use crate::app::App;
use crate::history;
use crate::refuse::Refuse;
use adisyon_bill::BillRef;
use adisyon_wire::history::Entry;
use adisyon_wire::refusal::RefusalCode;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

/// How far back a file goes if it is not said, in days.
const DAYS: u32 = 31;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[derive(Deserialize)]
pub(super) struct Form {
    format: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reach {
    days: Option<u32>,
}

type Asked<T> = Result<Query<T>, axum::extract::rejection::QueryRejection>;

pub(super) async fn packet(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    form: Asked<Form>,
) -> Result<Response, Refuse> {
    of_bill(&app, &who, BillRef::Packet(id), form).await
}

pub(super) async fn table(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    form: Asked<Form>,
) -> Result<Response, Refuse> {
    of_bill(&app, &who, BillRef::Table(id), form).await
}

async fn of_bill(
    app: &App,
    who: &Who,
    bill: BillRef,
    form: Asked<Form>,
) -> Result<Response, Refuse> {
    who.manages()?;
    let Query(form) = form.map_err(|_| wrong("format"))?;
    let told = history::of_bill(&app.store, &who.caller.install, &bill).await;
    let told = told.map_err(Refuse::store)?;
    match form.format.as_deref() {
        None | Some("json") => Ok(Json(told).into_response()),
        Some("csv") => Ok(file(&told.entries)),
        Some(_) => Err(wrong("format")),
    }
}

pub(super) async fn restaurant(
    State(app): State<Arc<App>>,
    who: Who,
    reach: Asked<Reach>,
) -> Result<Response, Refuse> {
    who.manages()?;
    let Query(reach) = reach.map_err(|_| wrong("days"))?;
    let now = app.clock.wall_ms();
    let days = i64::from(reach.days.unwrap_or(DAYS));
    let from = now.saturating_sub(days.saturating_mul(DAY_MS));
    let install = &who.caller.install;
    let told = history::between(&app.store, install, from, now.saturating_add(1)).await;
    Ok(file(&told.map_err(Refuse::store)?))
}

fn wrong(what: &str) -> Refuse {
    Refuse::with_detail(RefusalCode::BadRequest, what)
}

fn file(entries: &[Entry]) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"adisyon.csv\""),
    ];
    (headers, history::csv::file(entries)).into_response()
}
