//! What the restaurant sells often, for who may see what it sells.
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::often;
use crate::refuse::Refuse;
use adisyon_wire::often::OftenReply;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    who: Who,
) -> Result<Json<OftenReply>, Refuse> {
    who.needs(scope::PRODUCTS_READ)?;
    let told = often::of(&app.store, &who.caller.install, app.clock.wall_ms()).await;
    told.map(Json).map_err(Refuse::store)
}
