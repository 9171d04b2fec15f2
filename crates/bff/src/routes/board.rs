//! What is open.
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) async fn show(State(app): State<Arc<App>>, who: Who) -> Result<Response, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    match app.boards.get(&who.install).await {
        Ok(board) => Ok(Json(&*board).into_response()),
        Err(failure) => Err(Refuse::upstream(failure, scope::ORDERS_READ)),
    }
}
