//! The closed list of routes: a table of contents.
mod action;
mod answers;
mod bill;
mod board;
mod catalogue;
mod connect;
mod file;
mod health;
mod history;
mod input;
mod intake;
mod live;
mod often;
mod people;
mod presence;
mod products;
mod save;
mod session;
mod settings;
mod webhook;
mod who;

use crate::app::App;
use crate::connect::page::STYLE_PATH;
use crate::door;
use crate::refuse::Refuse;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::routes;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use std::sync::Arc;

/// Alive: the process answers.
pub const LIVE: &str = "/health/live";
/// Ready: new work is taken.
pub const READY: &str = "/health/ready";

/// Figures for Prometheus.
pub const METRICS: &str = "/metrics";

/// Where the panel sends a manager's browser to connect a restaurant. C:D.1.
pub const CONNECT: &str = "/connect";
/// Where that ends well: reloading it spends no code.
pub const CONNECTED: &str = "/connected";
/// Where the platform tells what happened. C:D.4.
pub const WEBHOOK: &str = "/webhook";

/// Where the platform asks before it closes a bill, and where buttons of the panel lead. C:D.8.
pub const ACTION: &str = "/action";

/// Every route there is; whatever else is asked for is a file of the page or nothing.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(routes::SESSION, get(session::show))
        .route(routes::BOARD, get(board::show))
        .route(routes::LIVE, get(live::stream))
        .route(routes::PRESENCE, post(presence::hold))
        .route(routes::PRODUCTS, get(products::show))
        .route(routes::OFTEN, get(often::show))
        .route(routes::PACKET, get(bill::packet))
        .route(routes::TABLE, get(bill::table))
        .route(routes::SAVE_PACKET, post(save::packet))
        .route(routes::SAVE_TABLE, post(save::table))
        .route(routes::ANSWERS_PACKET, post(answers::packet))
        .route(routes::ANSWERS_TABLE, post(answers::table))
        .route(routes::SEAT_TABLE, post(intake::seat))
        .route(routes::PACKET_FIELDS, post(intake::fields))
        .route(routes::ORDERS, post(intake::order))
        .route(routes::ORDER, get(intake::ordered))
        .route(routes::CUSTOMERS, get(people::customers))
        .route(routes::CUSTOMER, get(people::customer))
        .route(routes::STAFF, get(people::staff))
        .route(routes::PACKET_HISTORY, get(history::packet))
        .route(routes::TABLE_HISTORY, get(history::table))
        .route(routes::HISTORY, get(history::restaurant))
        .route(routes::SETTINGS, get(settings::show).put(settings::change))
        .route(
            routes::RECORDS,
            get(catalogue::list).post(catalogue::create),
        )
        .route(routes::RECORD, get(catalogue::get).post(catalogue::update))
        .route(routes::DELETE_RECORD, post(catalogue::delete))
        .route(CONNECT, get(connect::connect).head(connect::spend_nothing))
        .route(CONNECTED, get(connect::connected))
        .route(STYLE_PATH, get(connect::style))
        .route(WEBHOOK, post(webhook::receive))
        .route(ACTION, post(action::answer))
        .route(LIVE, get(health::live))
        .route(READY, get(health::ready))
        .route(METRICS, get(health::metrics))
        .fallback(file::show)
        .method_not_allowed_fallback(async || Refuse::from(RefusalCode::NotAllowed))
        .layer(from_fn_with_state(app.clone(), door::pass))
        .with_state(app)
}
