//! The table of endpoints (C:E.1): path, scope, bucket, handler.

use super::catalogue_write::{categories, ingredients, methods, products};
use super::{Call, Handled, accounts, catalogue, create, people, update};
use crate::config::Generation;
use crate::restaurant::account::Kind::{Packet, Table};
use crate::world::Tenant;

/// The two rate buckets (C:I).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// 120 a minute.
    Read,
    /// 20 a minute.
    Write,
}

/// One endpoint.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path below `/plugin-api/`.
    pub path: &'static str,
    /// Scope it needs.
    pub scope: &'static str,
    /// Bucket it draws from.
    pub bucket: Bucket,
    /// What it does.
    pub handler: fn(&mut Call<'_>) -> Handled,
}

const fn get(
    path: &'static str,
    scope: &'static str,
    handler: fn(&mut Call<'_>) -> Handled,
) -> Route {
    Route {
        method: "GET",
        path,
        scope,
        bucket: Bucket::Read,
        handler,
    }
}

const fn post(
    path: &'static str,
    scope: &'static str,
    handler: fn(&mut Call<'_>) -> Handled,
) -> Route {
    Route {
        method: "POST",
        path,
        scope,
        bucket: Bucket::Write,
        handler,
    }
}

/// Every endpoint the simulator has.
pub static ROUTES: &[Route] = &[
    get("packets/get", "orders:read", |call| {
        accounts::get(call, Packet)
    }),
    get("packets/open", "orders:read", |call| {
        accounts::open(call, Packet)
    }),
    post("packets/update-orders", "orders:write", |call| {
        accounts::update_orders(call, Packet)
    }),
    post("packets/update-payments", "orders:write", |call| {
        accounts::update_payments(call, Packet)
    }),
    get("tables/get", "orders:read", |call| {
        accounts::get(call, Table)
    }),
    get("tables/open", "orders:read", |call| {
        accounts::open(call, Table)
    }),
    get("tables/layout", "orders:read", accounts::layout),
    post("tables/update-orders", "orders:write", |call| {
        accounts::update_orders(call, Table)
    }),
    post("tables/update-payments", "orders:write", |call| {
        accounts::update_payments(call, Table)
    }),
    get("products/get", "products:read", catalogue::product),
    get("products/list", "products:read", catalogue::products),
    get("categories/get", "products:read", catalogue::category),
    get("categories/list", "products:read", catalogue::categories),
    get(
        "payment-methods/list",
        "payment_methods:read",
        catalogue::methods,
    ),
    get("customers/get", "customers:read", people::customer),
    get("customers/list", "customers:read", people::customers),
    get("users/get", "users:read", people::users),
    get("ingredients/list", "ingredients:read", people::ingredients),
    post("packets/create", "orders:write", create::packet),
    post("packets/update", "orders:write", update::packet),
    post("tables/create", "orders:write", create::table),
    post("products/create", "products:write", products::create),
    post("products/update", "products:write", products::update),
    post("products/delete", "products:write", products::delete),
    post("categories/create", "products:write", categories::create),
    post("categories/update", "products:write", categories::update),
    post("categories/delete", "products:write", categories::delete),
    post(
        "payment-methods/create",
        "payment_methods:write",
        methods::create,
    ),
    post(
        "payment-methods/update",
        "payment_methods:write",
        methods::update,
    ),
    post(
        "payment-methods/delete",
        "payment_methods:write",
        methods::delete,
    ),
    post(
        "ingredients/create",
        "ingredients:write",
        ingredients::create,
    ),
    post(
        "ingredients/update",
        "ingredients:write",
        ingredients::update,
    ),
    post(
        "ingredients/delete",
        "ingredients:write",
        ingredients::delete,
    ),
];

/// Endpoints that older servers do not have (C:E.1 "absent").
const NEWER_ONLY: [&str; 1] = ["tables/create"];

/// The endpoint of a request, if this restaurant's server has it.
pub fn find(method: &str, path: &str, tenant: &Tenant) -> Option<&'static Route> {
    let path = path.strip_prefix("/plugin-api/")?;
    let route = ROUTES
        .iter()
        .find(|route| route.method == method && route.path == path)?;
    let too_new = tenant.generation == Generation::Older && NEWER_ONLY.contains(&path);
    let switched_off =
        !tenant.switches.table_writes && method == "POST" && path.starts_with("tables/");
    if too_new || switched_off {
        None
    } else {
        Some(route)
    }
}
