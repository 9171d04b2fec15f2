//! The catalogue for managers.
use super::input::{Posted, is_attempt};
use super::who::{Manager, Who};
use crate::app::App;
use crate::refuse::Refuse;
use crate::upstream::records::{Write, read_scope, write_scope};
use adisyon_wire::manage::{Change, Kind, Record, Reply, Shelf, Trouble, problems};
use adisyon_wire::refusal::RefusalCode;
use axum::Json;
use axum::extract::{Path, State};
use std::sync::Arc;

/// The longest id.
const MAX_ID: usize = 200;

type Answer = Result<Json<Reply>, Refuse>;

pub(super) async fn list(
    State(app): State<Arc<App>>,
    Manager(who): Manager,
    Path(kind): Path<String>,
) -> Result<Json<Shelf>, Refuse> {
    let kind = readable(&who, &kind)?;
    app.shelves.list(&who.install, kind).await.map(Json)
}

pub(super) async fn get(
    State(app): State<Arc<App>>,
    Manager(who): Manager,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Json<Record>, Refuse> {
    let kind = readable(&who, &kind)?;
    app.shelves
        .get(&who.install, kind, legal(&id)?)
        .await
        .map(Json)
}

pub(super) async fn create(
    State(app): State<Arc<App>>,
    Manager(who): Manager,
    Path(kind): Path<String>,
    Posted(change): Posted<Change>,
) -> Answer {
    let kind = writable(&who, &kind)?;
    if !is_attempt(&change.attempt) {
        return Err(Refuse::with_detail(RefusalCode::BadRequest, "attempt"));
    }
    let wrong = wrong(kind, &change, true);
    if !wrong.is_empty() {
        return Ok(told(wrong));
    }
    let write = Write::Create(&change.fields, &change.attempt);
    app.shelves.write(&who.install, kind, write).await.map(Json)
}

pub(super) async fn update(
    State(app): State<Arc<App>>,
    Manager(who): Manager,
    Path((kind, id)): Path<(String, String)>,
    Posted(change): Posted<Change>,
) -> Answer {
    let kind = writable(&who, &kind)?;
    let id = legal(&id)?;
    let wrong = wrong(kind, &change, false);
    if !wrong.is_empty() {
        return Ok(told(wrong));
    }
    let write = Write::Update(id, &change.fields);
    app.shelves.write(&who.install, kind, write).await.map(Json)
}

pub(super) async fn delete(
    State(app): State<Arc<App>>,
    Manager(who): Manager,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let kind = writable(&who, &kind)?;
    let write = Write::Delete(legal(&id)?);
    app.shelves.write(&who.install, kind, write).await.map(Json)
}

/// Only what the restaurant granted.
fn readable(who: &Who, kind: &str) -> Result<Kind, Refuse> {
    let kind = Kind::named(kind).ok_or(RefusalCode::NoRoute)?;
    who.needs(read_scope(kind))?;
    Ok(kind)
}

fn writable(who: &Who, kind: &str) -> Result<Kind, Refuse> {
    let kind = readable(who, kind)?;
    who.needs(write_scope(kind))?;
    Ok(kind)
}

fn legal(id: &str) -> Result<&str, Refuse> {
    let legal = !id.is_empty() && id.chars().count() <= MAX_ID && !id.chars().any(char::is_control);
    legal
        .then_some(id)
        .ok_or_else(|| Refuse::with_detail(RefusalCode::BadRequest, "id"))
}

fn wrong(kind: Kind, change: &Change, is_new: bool) -> Vec<Trouble> {
    let problems = problems(kind, &change.fields, is_new);
    problems
        .into_iter()
        .map(|(field, why)| Trouble::Field(field, why))
        .collect()
}

fn told(troubles: Vec<Trouble>) -> Json<Reply> {
    Json(Reply {
        troubles,
        ..Reply::default()
    })
}
