//! The panel's listener: the pretend panel's files and, under `/_sim/`, the control API its switches and tests use.

mod bill_ref;
mod mint;
mod set;
mod staff;
mod state;

use crate::clock::now_ms;
use crate::faults::Fault;
use crate::http::{Answer, Request};
use crate::json::Json;
use crate::panel;
use crate::server::Shared;
use crate::world::{Tenant, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;

/// What was bound.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// The plugin API's address.
    pub api: SocketAddr,
    /// The panel's address.
    pub panel: SocketAddr,
}

/// What a control call gives; an error is a text for whoever wrote the call.
pub type Controlled = Result<Value, String>;

/// Serves one request of the panel's listener.
pub async fn serve(shared: &Shared, request: Request) -> Answer {
    let Some(call) = request.path.strip_prefix("/_sim/") else {
        return panel::file(&request.path);
    };
    let body = if request.body.is_empty() {
        Some(Json::Map(BTreeMap::new()))
    } else {
        Json::parse(&request.body)
    };
    let Some(body) = body else {
        return failed("the body is not JSON");
    };
    match control(shared, &request, call, &body) {
        Some(Ok(value)) => Answer::json(200, &value),
        Some(Err(message)) => failed(&message),
        None => Answer::json(
            404,
            &json!({"ok": false, "message": "no such control call"}),
        ),
    }
}

fn failed(message: &str) -> Answer {
    Answer::json(400, &json!({"ok": false, "message": message}))
}

fn control(shared: &Shared, request: &Request, call: &str, body: &Json) -> Option<Controlled> {
    let mut world = shared.world();
    let world = &mut *world;
    let asked = request
        .query
        .get("tenant")
        .or_else(|| body.get("tenant").and_then(Json::text))
        .map(str::to_owned);
    let result = match (request.method.as_str(), call) {
        ("GET", "state") => tenant(world, asked.as_deref()).map(|index| {
            let with_log = request.query.get("log") != Some("no");
            state::state(world, index, with_log, now_ms())
        }),
        ("GET", "log") => Ok(state::log(world, asked.as_deref())),
        ("GET", "catalogue") => {
            tenant(world, asked.as_deref()).map(|index| state::catalogue(&world.tenants[index]))
        }
        ("GET", "installs") => Ok(state::installs(world, &shared.surroundings)),
        ("GET", "token") => tenant(world, asked.as_deref())
            .and_then(|i| mint::mint(&world.tenants[i], &request.query)),
        ("GET", "fault") => Ok(json!({"ok": true, "armed": world.faults.len()})),
        ("POST", "fault") => Fault::read(body).map(|fault| {
            world.faults.push(fault);
            json!({"ok": true, "armed": world.faults.len()})
        }),
        ("DELETE", "fault") => {
            world.faults.clear();
            Ok(json!({"ok": true, "armed": 0}))
        }
        ("POST", "set") => tenant(world, asked.as_deref())
            .and_then(|i| set::set(&mut world.tenants[i], body, now_ms())),
        ("POST", "staff") => tenant(world, asked.as_deref())
            .and_then(|i| staff::edit(&mut world.tenants[i], body, now_ms())),
        ("POST", "reset") => reset(world, body),
        _ => return None,
    };
    Some(result)
}

/// The tenant asked for, else the first.
fn tenant(world: &World, asked: Option<&str>) -> Result<usize, String> {
    match asked {
        None if world.tenants.is_empty() => Err("there is no tenant".to_owned()),
        None => Ok(0),
        Some(id) => {
            let found = world
                .tenants
                .iter()
                .position(|tenant: &Tenant| tenant.id == id);
            found.ok_or_else(|| format!("no tenant {id}"))
        }
    }
}

/// Everything as at the start, optionally with another number of products or lines.
fn reset(world: &mut World, body: &Json) -> Controlled {
    let mut config = world.config.clone();
    let size = |key: &str, now: usize| match body.get(key) {
        None => Ok(now),
        Some(json) => {
            let value = json.whole().and_then(|whole| usize::try_from(whole).ok());
            value.ok_or_else(|| format!("{key} must be a whole number"))
        }
    };
    config.products = size("products", config.products)?.min(crate::config::MAX_PRODUCTS);
    config.lines = size("lines", config.lines)?;
    let at_start = world.config.clone();
    *world = World::new(config);
    world.config = at_start;
    Ok(json!({"ok": true}))
}
