//! What a page says of itself to the others at its bill. Kept in memory alone, and not for long.
use super::input::{MAX_ID, Posted, is_attempt};
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::live::roll::Page;
use crate::refuse::Refuse;
use adisyon_wire::live::Holding;
use adisyon_wire::refusal::RefusalCode;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

pub(super) async fn hold(
    State(app): State<Arc<App>>,
    who: Who,
    Posted(holding): Posted<Holding>,
) -> Result<StatusCode, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    let legal = |line: &String| {
        !line.is_empty() && line.chars().count() <= MAX_ID && !line.chars().any(char::is_control)
    };
    if !is_attempt(&holding.page) || !holding.line.iter().all(legal) {
        return Err(Refuse::with_detail(RefusalCode::BadRequest, "page or line"));
    }
    let page = Page {
        user: who.caller.user,
        name: holding.page,
    };
    app.live.hold(&who.install.key, &page, holding.line);
    Ok(StatusCode::NO_CONTENT)
}
