//! Opening tables and packets, and the fields of a packet.
use super::input::{Id, Posted, is_attempt};
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::intake::OrderJob;
use crate::refuse::Refuse;
use adisyon_bill::Edit;
use adisyon_wire::order::{MAX_EDITS, OrderReply, OrderRequest};
use adisyon_wire::packet::{FieldsChange, FieldsReply, SERVICES, STATUSES};
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::seat::{MAX_GUESTS, SeatRequest, Seated};
use axum::Json;
use axum::extract::State;
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub(super) async fn seat(
    State(app): State<Arc<App>>,
    who: Who,
    Id(table): Id,
    Posted(request): Posted<SeatRequest>,
) -> Result<Json<Seated>, Refuse> {
    may_write(&app, &who)?;
    if table.contains('/') {
        return Err(wrong("id"));
    }
    if !is_attempt(&request.attempt) {
        return Err(wrong("attempt"));
    }
    if request.guests > MAX_GUESTS {
        return Err(wrong("guests"));
    }
    let seated = app.intake.seat(&who.install, &table, &request).await;
    seated.map(Json)
}

pub(super) async fn fields(
    State(app): State<Arc<App>>,
    who: Who,
    Id(packet): Id,
    Posted(change): Posted<FieldsChange>,
) -> Result<Json<FieldsReply>, Refuse> {
    may_write(&app, &who)?;
    let one_of = |text: &Option<String>, all: &[&str]| match text {
        Some(text) => all.contains(&text.as_str()),
        None => true,
    };
    if !one_of(&change.status, &STATUSES) {
        return Err(wrong("status"));
    }
    if !one_of(&change.service, &SERVICES) {
        return Err(wrong("service"));
    }
    let reply = app.intake.change(who.install, packet, change).await;
    reply.map(Json)
}

pub(super) async fn order(
    State(app): State<Arc<App>>,
    who: Who,
    Posted(request): Posted<OrderRequest>,
) -> Result<Json<OrderReply>, Refuse> {
    may_write(&app, &who)?;
    if !is_attempt(&request.attempt) {
        return Err(wrong("attempt"));
    }
    if request.edits.len() > MAX_EDITS {
        return Err(wrong("edits"));
    }
    if request.customer.id.as_ref().is_some_and(|id| !is_id(id)) {
        return Err(wrong("customer"));
    }
    let edits = request
        .edits
        .iter()
        .cloned()
        .map(Edit::try_from)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|unreadable| wrong(&unreadable.to_string()))?;
    let policy = app.decisions.policy(&who.caller).await;
    let job = OrderJob {
        install: who.install,
        request,
        edits,
        policy,
    };
    app.intake.order(job).await.map(Json)
}

pub(super) async fn ordered(
    State(app): State<Arc<App>>,
    who: Who,
    Id(attempt): Id,
) -> Result<Json<OrderReply>, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    if !is_attempt(&attempt) {
        return Err(wrong("id"));
    }
    app.intake.ordered(&who.install, &attempt).await.map(Json)
}

fn may_write(app: &App, who: &Who) -> Result<(), Refuse> {
    who.needs(scope::ORDERS_READ)?;
    who.needs(scope::ORDERS_WRITE)?;
    if app.stopping.load(Ordering::SeqCst) {
        return Err(RefusalCode::Busy.into());
    }
    Ok(())
}

/// At most 200 characters, none of them a slash. C:E.4 `customers/get`.
pub(super) fn is_id(text: &str) -> bool {
    (1..=200).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control() || c == '/')
}

fn wrong(what: &str) -> Refuse {
    Refuse::with_detail(RefusalCode::BadRequest, what)
}
