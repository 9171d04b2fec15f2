//! Every route of the page's, read from the router and the names it uses: a new one is here by itself.
#![allow(dead_code, clippy::unwrap_used)]

use adisyon_wire::manage::Kind;

const ROUTER: &str = include_str!("../../src/routes/mod.rs");
const NAMES: &str = include_str!("../../../wire/src/routes.rs");
const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// Method and path of every route; where records of several kinds are kept, one path for each kind.
pub fn every_route() -> Vec<(String, String)> {
    let mut routes = Vec::new();
    let table = ROUTER.split("pub fn router").nth(1).unwrap();
    for part in table.split(".route(").skip(1) {
        let (name, handlers) = part.split_once(',').unwrap();
        let Some(name) = name.trim().strip_prefix("routes::") else {
            continue;
        };
        let declared = format!("pub const {name}: &str = \"");
        let path = NAMES.split(&declared).nth(1).unwrap();
        let path = path.split('"').next().unwrap();
        let does = |method: &&str| {
            let (called, chained) = (format!(" {method}("), format!(").{method}("));
            handlers.contains(&called) || handlers.contains(&chained)
        };
        for method in METHODS.into_iter().filter(does) {
            let there = paths(path).into_iter();
            routes.extend(there.map(|path| (method.to_uppercase(), path)));
        }
    }
    assert!(routes.len() > 30, "{routes:?}");
    routes
}

/// True for what only managers may use.
pub fn is_for_managers(path: &str) -> bool {
    ["/history", "/settings", "/catalogue/"]
        .iter()
        .any(|part| path.contains(part))
}

fn paths(path: &str) -> Vec<String> {
    if !path.contains("{kind}") {
        return vec![path.replace("{id}", id_of(path))];
    }
    let of = |kind: Kind| {
        let id = match kind {
            Kind::Products => "ck-0001",
            Kind::Categories => "c-01",
            Kind::Methods => "pm-nakit",
            Kind::Ingredients => "in-01",
        };
        path.replace("{kind}", kind.path()).replace("{id}", id)
    };
    Kind::ALL.into_iter().map(of).collect()
}

fn id_of(path: &str) -> &'static str {
    match path {
        path if path.contains("packet") => "1791400223345",
        path if path.contains("customer") => "cu-5501",
        path if path.contains("order") => "an-order-of-nobody-0001",
        _ => "masa-3",
    }
}
