//! Who is looking and what they may do.
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use adisyon_wire::session::{Rights, Role, Session};
use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::Arc;

pub(super) async fn show(State(app): State<Arc<App>>, who: Who) -> Json<Session> {
    let policy = app.decisions.policy(&who.caller).await;
    let grants = |scope| who.install.grants(scope);
    // A scope that the platform denies is none, whatever was granted once.
    let (products, methods) = app
        .stocks
        .allowed(&who.install.key)
        .await
        .unwrap_or((true, true));
    Json(Session {
        role: who.caller.role,
        rights: Rights {
            read_bills: grants(scope::ORDERS_READ),
            write_bills: grants(scope::ORDERS_WRITE),
            read_products: products && grants(scope::PRODUCTS_READ),
            read_methods: methods && grants(scope::METHODS_READ),
            marketplace_carts: policy.marketplace_carts,
            discount_cap: policy.discount_cap,
            read_customers: grants(scope::CUSTOMERS_READ),
            read_staff: grants(scope::USERS_READ),
            read_history: who.caller.role == Role::Manager,
        },
        environment: who.caller.install.environment.to_string(),
        draft_space: draft_space(&app, &who),
    })
}

/// Under which name a browser keeps this user's drafts: without our key it cannot be led back to anybody.
fn draft_space(app: &App, who: &Who) -> String {
    let caller = &who.caller;
    // Invariant: HMAC takes keys of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(app.blind.reveal()).expect("a key of 32 bytes");
    let environment = caller.install.environment.as_str();
    for part in [
        "draft-space",
        environment,
        &caller.install.tenant,
        &caller.user,
    ] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..18])
}
