//! The plugin API (C:E): the way of one request from the key to the answer.

mod accounts;
mod catalogue;
mod catalogue_write;
mod create;
mod idempotency;
pub mod oauth;
mod people;
mod reply;
mod road;
pub mod routes;
mod update;

use crate::clock::now_ms;
use crate::config::Generation;
use crate::faults;
use crate::http::{Answer, Outcome, Query, Request};
use crate::json::Json;
use crate::refusal::Refusal;
use crate::server::Shared;
use crate::shape::season::season;
use crate::webhooks::deliver;
use crate::world::{Logged, Tenant, World};
use routes::{Bucket, Route};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a handler works on.
pub struct Call<'a> {
    /// The restaurant of the key.
    pub tenant: &'a mut Tenant,
    /// The query.
    pub query: &'a Query,
    /// The body; an empty object when none was sent as JSON.
    pub body: &'a Json,
    /// Epoch milliseconds.
    pub now: u64,
    /// Path below `/plugin-api/`.
    pub path: &'static str,
    /// Whether this very request holds its idempotency key.
    pub holds_slot: bool,
}

/// What a handler gives: the whole body of the answer, or a refusal.
pub type Handled = Result<Value, Refusal>;

/// Serves one request, armed faults included, and logs it. The work goes on when the caller hangs up meanwhile, as
/// behind any real gateway.
pub async fn serve(shared: &Arc<Shared>, request: Request) -> Outcome {
    let shared = Arc::clone(shared);
    let work = tokio::spawn(async move { worked(&shared, &request).await });
    work.await.unwrap_or(Outcome::Drop)
}

async fn worked(shared: &Arc<Shared>, request: &Request) -> Outcome {
    let at = now_ms();
    let (tenant, fault) = {
        let mut world = shared.world();
        let tenant = tenant_of(&world, request);
        let fault = faults::take(
            &mut world.faults,
            &request.method,
            &request.path,
            tenant.as_deref(),
        );
        (tenant, fault)
    };
    let outcome = match &fault {
        Some(fault) => road::under_fault(shared, request, tenant.as_deref(), fault).await,
        None => Outcome::Answer(handle(&mut shared.world(), request, false)),
    };
    deliver::flush(shared);
    let status = if let Outcome::Answer(answer) = &outcome {
        answer.status
    } else {
        0
    };
    let entry = Logged {
        number: 0,
        at,
        took_ms: now_ms().saturating_sub(at),
        method: request.method.clone(),
        path: request.path.clone(),
        tenant,
        status,
        refused: refused(&outcome),
        fault: fault.map(|fault| fault.harm.word()),
    };
    shared.world().log(entry);
    outcome
}

fn tenant_of(world: &World, request: &Request) -> Option<String> {
    let key = request.bearer.as_deref()?;
    world
        .tenants
        .iter()
        .find(|tenant| tenant.api_key == key)
        .map(|tenant| tenant.id.clone())
}

fn refused(outcome: &Outcome) -> Option<String> {
    let Outcome::Answer(answer) = outcome else {
        return None;
    };
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    body["message"].as_str().map(str::to_owned)
}

/// Handles a request: key, route, bucket, scope, handler, in that order.
fn handle(world: &mut World, request: &Request, holds_slot: bool) -> Answer {
    let now = now_ms();
    if request.path == OAUTH_TOKEN && request.method == "POST" {
        return oauth::exchange(world, request, now);
    }
    let tenant = request.bearer.as_deref().and_then(|key| {
        let mut tenants = world.tenants.iter_mut();
        tenants.find(|tenant| tenant.installed && tenant.api_key == key)
    });
    let Some(tenant) = tenant else {
        return refusal_answer(&Refusal::unauthorized(), Generation::Newest);
    };
    let generation = tenant.generation;
    let Some(route) = routes::find(&request.method, &request.path, tenant) else {
        // What is not there yet answers without a plugin code (C:E.1).
        return Answer::html(404, &format!("Cannot {} {}", request.method, request.path));
    };
    let body = if request.method == "GET" || !request.json {
        Json::Map(BTreeMap::new())
    } else {
        match Json::parse(&request.body) {
            Some(body) => body,
            None => return Answer::html(400, "SyntaxError: Unexpected token in JSON"),
        }
    };
    let mut call = Call {
        tenant,
        query: &request.query,
        body: &body,
        now,
        path: route.path,
        holds_slot,
    };
    match admitted(&mut call, route) {
        Ok(mut body) => {
            season(&mut body);
            Answer::json(200, &body)
        }
        Err(refusal) => refusal_answer(&refusal, generation),
    }
}

/// The path of the code exchange, the only one without a key.
const OAUTH_TOKEN: &str = "/plugin-api/oauth/token";

fn admitted(call: &mut Call<'_>, route: &Route) -> Handled {
    if call.tenant.limits {
        let bucket = match route.bucket {
            Bucket::Read => &mut call.tenant.reads,
            Bucket::Write => &mut call.tenant.writes,
        };
        bucket.take(call.now).map_err(Refusal::rate_limited)?;
    }
    if !call.tenant.scopes.contains(route.scope) {
        return Err(Refusal::scope_denied());
    }
    (route.handler)(call)
}

fn refusal_answer(refusal: &Refusal, generation: Generation) -> Answer {
    let status = if generation == Generation::Older {
        refusal.older_status()
    } else {
        refusal.status
    };
    let mut body = json!({"success": false, "message": refusal.message});
    season(&mut body);
    let answer = Answer::json(status, &body);
    match refusal.retry_after {
        Some(seconds) => answer.with("retry-after", seconds.to_string()),
        None => answer,
    }
}
