//! What people say a line is.
use super::input::{Id, Posted};
use super::who::Who;
use crate::answers::Answers;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use adisyon_bill::BillRef;
use adisyon_wire::answers::{Answered, AnswersReply, AnswersRequest, MAX_ANSWERS};
use adisyon_wire::refusal::RefusalCode;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

pub(super) async fn packet(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    posted: Posted<AnswersRequest>,
) -> Result<Json<AnswersReply>, Refuse> {
    take(&app, &who, BillRef::Packet(id), posted.0).await
}

pub(super) async fn table(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    posted: Posted<AnswersRequest>,
) -> Result<Json<AnswersReply>, Refuse> {
    take(&app, &who, BillRef::Table(id), posted.0).await
}

/// An answer decides what later saves write: only who may write may answer.
async fn take(
    app: &App,
    who: &Who,
    bill: BillRef,
    request: AnswersRequest,
) -> Result<Json<AnswersReply>, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    who.needs(scope::ORDERS_WRITE)?;
    let wrong = |what: &str| Refuse::with_detail(RefusalCode::BadRequest, what);
    if request.answers.len() > MAX_ANSWERS {
        return Err(wrong("answers"));
    }
    let answers = request.answers.into_iter().map(Answered::try_from);
    let answers: Result<Vec<_>, _> = answers.collect();
    let answers = answers.map_err(|unreadable| wrong(&unreadable.to_string()))?;
    let room = Answers {
        bills: &app.bills,
        memory: &*app.memory,
    };
    match room.take(&who.install, &bill, &answers).await {
        Ok(taken) => Ok(Json(AnswersReply { taken })),
        Err((failure, scope)) => Err(Refuse::upstream(failure, scope)),
    }
}
