//! Saving a bill.
use super::input::{Id, Posted, is_attempt};
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::refuse::Refuse;
use crate::save::Job;
use adisyon_bill::check::Policy;
use adisyon_bill::{BillRef, Edit};
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::save::{MAX_EDITS, SaveRequest};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

/// The longest revision that is looked at.
const MAX_REVISION: usize = 100;

pub(super) async fn packet(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    posted: Posted<SaveRequest>,
) -> Result<Response, Refuse> {
    save(&app, who, BillRef::Packet(id), posted.0).await
}

pub(super) async fn table(
    State(app): State<Arc<App>>,
    who: Who,
    Id(id): Id,
    posted: Posted<SaveRequest>,
) -> Result<Response, Refuse> {
    save(&app, who, BillRef::Table(id), posted.0).await
}

async fn save(
    app: &App,
    who: Who,
    bill: BillRef,
    request: SaveRequest,
) -> Result<Response, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    who.needs(scope::ORDERS_WRITE)?;
    if app.stopping.load(Ordering::SeqCst) {
        return Err(RefusalCode::Busy.into());
    }
    let policy = app.decisions.policy(&who.caller).await;
    let job = job(who, bill, request, policy)?;
    app.saves
        .save(job)
        .await
        .map(|reply| Json(&*reply).into_response())
}

/// Everything in the request is bounded before the model sees it.
fn job(who: Who, bill: BillRef, request: SaveRequest, policy: Policy) -> Result<Job, Refuse> {
    let wrong = |what: &str| Refuse::with_detail(RefusalCode::BadRequest, what);
    if !is_attempt(&request.attempt) {
        return Err(wrong("attempt"));
    }
    if request.edits.len() > MAX_EDITS {
        return Err(wrong("edits"));
    }
    if request.revision.len() > MAX_REVISION {
        return Err(wrong("revision"));
    }
    let text = serde_json::to_vec(&request).map_err(|_| wrong("edits"))?;
    let edits = request
        .edits
        .into_iter()
        .map(Edit::try_from)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|unreadable| wrong(&unreadable.to_string()))?;
    Ok(Job {
        caller: who.caller,
        install: who.install,
        bill,
        revision: request.revision,
        attempt: request.attempt,
        digest: Sha256::digest(text).into(),
        edits,
        policy,
        base: OnceLock::new(),
    })
}
