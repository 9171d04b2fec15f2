//! The panel's listener: the pretend panel's files and, under `/_sim/`, the control API its switches and tests use.

mod ask;
mod bill_ref;
mod install;
mod life;
mod load;
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
use crate::webhooks::deliver;
use crate::world::{Tenant, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

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
pub async fn serve(shared: &Arc<Shared>, request: Request) -> Answer {
    let Some(call) = request.path.strip_prefix("/_sim/") else {
        return panel::file(&request.path);
    };
    let empty = Json::Map(BTreeMap::new());
    let body = if request.body.is_empty() {
        Some(empty)
    } else {
        Json::parse(&request.body)
    };
    let Some(body) = body else {
        return failed("the body is not JSON");
    };
    let named = request
        .query
        .get("tenant")
        .or_else(|| body.get("tenant").and_then(Json::text));
    let index = match tenant(&shared.world(), named) {
        Ok(index) => index,
        Err(message) => return failed(&message),
    };
    let result = match (request.method.as_str(), call) {
        ("POST", "gate") => Some(ask::gate(shared, index, &body).await),
        ("POST", "action") => Some(ask::action(shared, index, &body).await),
        ("POST", "event") => Some(ask::event(shared, index, &body).await),
        ("GET", _) => read(shared, &request, call, index, named.is_some()),
        ("POST", _) => write(&mut shared.world(), call, index, &body),
        ("DELETE", "fault") => {
            shared.world().faults.clear();
            Some(Ok(json!({"ok": true, "armed": 0})))
        }
        _ => None,
    };
    deliver::flush(shared);
    match result {
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

fn read(
    shared: &Shared,
    request: &Request,
    call: &str,
    index: usize,
    named: bool,
) -> Option<Controlled> {
    let world = shared.world();
    let one = &world.tenants[index];
    let only = if named { Some(one.id.as_str()) } else { None };
    Some(match call {
        "state" => Ok(state::state(
            &world,
            index,
            request.query.get("log") != Some("no"),
            now_ms(),
        )),
        "log" => Ok(state::log(&world, only)),
        "catalogue" => Ok(state::catalogue(one)),
        "installs" => Ok(state::installs(&world, &shared.surroundings)),
        "deliveries" => Ok(state::deliveries(&world, only)),
        "token" => mint::mint(one, &request.query),
        "fault" => Ok(json!({"ok": true, "armed": world.faults.len()})),
        _ => return None,
    })
}

fn write(world: &mut World, call: &str, index: usize, body: &Json) -> Option<Controlled> {
    let now = now_ms();
    Some(match call {
        "fault" => Fault::read(body).map(|fault| {
            world.faults.push(fault);
            json!({"ok": true, "armed": world.faults.len()})
        }),
        "set" => set::set(&mut world.tenants[index], body, now),
        "load" => load::load(&mut world.tenants[index], body, now),
        "staff" => staff::edit(&mut world.tenants[index], body, now),
        "connect" => install::connect(world, index, body, now),
        "uninstall" => install::uninstall(&mut world.tenants[index], now),
        "reset" => reset(world, body),
        _ => return None,
    })
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
