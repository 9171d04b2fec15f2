//! A new packet, on answers of the backend.
use crate::bill::{MENU, answer, house};
use crate::stage::{
    Backend, Mounted, Reply, Seen, fetched, json, refused, screen, type_into, until,
};
use adisyon::bill;
use adisyon::order::order_screen;
use adisyon_bill::notation::menu;
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::session::Session;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

struct Order {
    page: Mounted,
    opened: RwSignal<Option<String>>,
}

async fn order() -> Order {
    let room = fetched(bill::room()).await;
    let owner = Owner::new();
    let opened = owner.with(|| RwSignal::new(None));
    // What became of it outlives the screen.
    std::mem::forget(owner);
    let page = screen(move |_| {
        order_screen(
            room,
            Callback::new(|()| {}),
            Callback::new(move |id| opened.set(Some(id))),
        )
    });
    Order { page, opened }
}

/// A backend that answers an order so.
fn with(orders: impl FnMut() -> Reply + 'static) -> Backend {
    let (house, mut orders) = (house(""), orders);
    Backend::new(move |seen: &Seen| {
        let house = house.borrow();
        match seen.path.as_str() {
            "/api/session" => answer(&Session {
                role: house.role,
                rights: house.rights,
                environment: "sandbox".to_owned(),
                draft_space: house.space.clone(),
            }),
            "/api/products" => answer(&CatalogueJson::from(&menu(MENU))),
            "/api/orders" => orders(),
            _ => json(404, r#"{"code":"not_found","request_id":"r"}"#),
        }
    })
}

/// Künefe onto the order.
async fn add_one(order: &Order) {
    type_into(
        &order.page.get("[data-testid=catalogue-search]").await,
        "kunefe",
    );
    until("the product", || {
        order.page.all("[data-testid=catalogue-item]").len() == 1
    })
    .await;
    order.page.get("[data-testid=catalogue-item]").await.click();
    order.page.get("[data-testid=line]").await;
}

async fn for_somebody(order: &Order) {
    type_into(&order.page.get("#order-name").await, "Deniz Örnek");
    type_into(&order.page.get("#order-address").await, "Deneme Sokak 1");
}

async fn press(order: &Order) {
    // What was typed reaches the form after the event, as it does for a person.
    tick().await;
    order.page.get("[data-testid=order-open]").await.click();
}

#[wasm_bindgen_test]
async fn lines_and_a_customer_make_a_packet() {
    let backend = with(|| json(200, r#"{"packet":"1791","lines":[],"fields":[]}"#));
    let order = order().await;
    add_one(&order).await;
    for_somebody(&order).await;
    press(&order).await;
    until("the packet", || order.opened.get_untracked().is_some()).await;
    assert_eq!(order.opened.get_untracked().as_deref(), Some("1791"));
    let sent = {
        let seen = backend.seen.borrow();
        let sent = seen.iter().find(|one| one.path == "/api/orders");
        sent.and_then(|one| one.body.clone()).unwrap()
    };
    let sent = JsFuture::from(sent).await.unwrap().as_string().unwrap();
    assert!(
        sent.contains("Deniz Örnek") && sent.contains("\"add\""),
        "{sent}"
    );
}

#[wasm_bindgen_test]
async fn an_order_of_nothing_or_for_nobody_is_not_sent_and_says_what_is_missing() {
    let backend = with(|| json(200, r#"{"packet":"1791","lines":[],"fields":[]}"#));
    let order = order().await;
    press(&order).await;
    until("the name to be asked for", || {
        let name = order.page.find("#order-name");
        name.is_some_and(|name| name.get_attribute("aria-invalid").is_some())
    })
    .await;
    for_somebody(&order).await;
    press(&order).await;
    order.page.get("[data-testid=toast]").await;
    assert_eq!(backend.count("/api/orders"), 0);
}

#[wasm_bindgen_test]
async fn an_order_that_is_refused_stays_with_its_lines_and_its_customer() {
    let _backend = with(|| refused(403, "role_denied"));
    let order = order().await;
    add_one(&order).await;
    for_somebody(&order).await;
    press(&order).await;
    order.page.get(".notice").await;
    assert_eq!(order.opened.get_untracked(), None);
    assert_eq!(order.page.all("[data-testid=line]").len(), 1);
    let name = order.page.get("#order-name").await;
    assert_eq!(
        js_sys::Reflect::get(&name, &"value".into()).unwrap(),
        "Deniz Örnek"
    );
}

#[wasm_bindgen_test]
async fn while_it_is_on_its_way_the_button_waits_and_sends_nothing_twice() {
    let backend = with(|| Reply::Silence);
    let order = order().await;
    add_one(&order).await;
    for_somebody(&order).await;
    press(&order).await;
    until("the wait", || {
        let button = order.page.find("[data-testid=order-open]").unwrap();
        button.get_attribute("aria-busy").is_some()
    })
    .await;
    press(&order).await;
    until("one request", || backend.count("/api/orders") == 1).await;
}
