//! One bill.
use super::input::Id;
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use adisyon_bill::BillRef;
use adisyon_wire::bill::BillReply;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

pub(super) async fn packet(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
) -> Result<Json<BillReply>, Refuse> {
    show(&app, &who, BillRef::Packet(id)).await
}

pub(super) async fn table(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
) -> Result<Json<BillReply>, Refuse> {
    show(&app, &who, BillRef::Table(id)).await
}

async fn show(app: &App, who: &Who, bill: BillRef) -> Result<Json<BillReply>, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    match app.bills.show(&who.install, &bill).await {
        Ok(seen) => Ok(Json(seen.reply())),
        Err(failure) => Err(Refuse::upstream(failure, scope::ORDERS_READ)),
    }
}
