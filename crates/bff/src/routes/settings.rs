//! What managers decide for their restaurant.
use super::input::Posted;
use super::who::Who;
use crate::app::App;
use crate::refuse::Refuse;
use crate::store::{Shelf, StandingKind, StoreError};
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::settings::{Settings, SettingsChange, Standing};
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

pub(super) async fn show(State(app): State<Arc<App>>, who: Who) -> Result<Json<Settings>, Refuse> {
    who.manages()?;
    let shelf = app.store.shelf(&who.caller.install);
    settings(&app, shelf).await.map(Json).map_err(Refuse::store)
}

pub(super) async fn change(
    State(app): State<Arc<App>>,
    who: Who,
    Posted(change): Posted<SettingsChange>,
) -> Result<Json<Settings>, Refuse> {
    who.manages()?;
    if change.staff_discount.is_some_and(|percent| percent > 100) {
        return Err(Refuse::with_detail(
            RefusalCode::BadRequest,
            "staff_discount",
        ));
    }
    let decided = app.decisions.decide(&who.caller, &change).await;
    decided.map_err(Refuse::store)?;
    let shelf = app.store.shelf(&who.caller.install);
    settings(&app, shelf).await.map(Json).map_err(Refuse::store)
}

async fn settings(app: &App, shelf: Shelf<'_>) -> Result<Settings, StoreError> {
    let standings = shelf.standings().await?;
    let said = |kind| {
        let standing = standings.iter().find(|standing| standing.kind == kind)?;
        Some(Standing {
            state: standing.state.clone(),
            at: standing.at_ms,
        })
    };
    let decided = shelf.decided().await?;
    Ok(Settings {
        marketplace_carts: decided.marketplace_carts,
        staff_discount: decided.staff_discount,
        usual_discount: Some(app.decisions.usual_discount()),
        subscription: said(StandingKind::Subscription),
        delivery: said(StandingKind::Delivery),
        throttle: said(StandingKind::Throttle),
    })
}
