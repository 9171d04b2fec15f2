//! What is open.
use super::bill::{aged, is_cut_off};
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

pub(super) async fn show(State(app): State<Arc<App>>, who: Who) -> Result<Response, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    let failure = match app.boards.get(&who.install).await {
        Ok(board) => return Ok(Json(&*board).into_response()),
        Err(failure) => failure,
    };
    match app.boards.last(&who.install).await {
        Some(board) if is_cut_off(&app, &who, &failure) => {
            let ms = app.clock.wall_ms().saturating_sub(board.read_at);
            let age = Duration::from_millis(u64::try_from(ms).unwrap_or(0));
            Ok((aged(age), Json(&*board)).into_response())
        }
        _ => Err(Refuse::upstream(failure, scope::ORDERS_READ)),
    }
}
