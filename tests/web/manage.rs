//! The managers' rooms, on answers of the backend.
use crate::bill::answer;
use crate::stage::{
    Backend, Mounted, Reply, Seen, choose, fetched, json, press, refused, screen, type_into, until,
};
use adisyon::manage::{self, Start};
use adisyon_wire::settings::Settings;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const PRODUCTS: &str = r#"{"read_at":1790000000000,"writable":true,"records":[
 {"id":"p-1","owner":"ours","fields":{"title":"Ayran","price":4500,"category":"c-1","tax":10000,"active":true}},
 {"id":"p-2","owner":"theirs","fields":{"title":"Künefe","price":22000,"category":"c-1","tax":10000,"active":true}}]}"#;
const CATEGORIES: &str = r#"{"read_at":1790000000000,"writable":true,"records":[
 {"id":"c-1","owner":"ours","fields":{"title":"İçecekler"}}]}"#;
const NONE: &str = r#"{"read_at":1790000000000,"writable":true,"records":[]}"#;

async fn at(tab: &'static str) -> Mounted {
    let room = fetched(manage::room()).await;
    screen(move |api| {
        (room.screen)(
            api,
            Start {
                tab: Some(tab.to_owned()),
                id: None,
                went: Callback::new(|_| {}),
                leave: Callback::new(|()| {}),
            },
        )
    })
}

fn menu(seen: &Seen) -> Reply {
    match seen.path.as_str() {
        "/api/catalogue/products" => json(200, PRODUCTS),
        "/api/catalogue/categories" => json(200, CATEGORIES),
        _ => json(200, "{}"),
    }
}

fn settings(own: Option<u32>) -> Reply {
    answer(&Settings {
        marketplace_carts: false,
        staff_discount: own,
        usual_discount: Some(20),
        subscription: None,
        delivery: None,
        throttle: None,
    })
}

async fn body(backend: &Backend, method: &str) -> String {
    let body = {
        let seen = backend.seen.borrow();
        let sent = seen.iter().find(|one| one.method == method);
        sent.and_then(|one| one.body.clone()).unwrap()
    };
    JsFuture::from(body).await.unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn records_are_listed_found_and_a_new_one_is_sent() {
    let backend = Backend::new(menu);
    let page = at("products").await;
    page.get("[data-testid=record]").await;
    assert_eq!(page.all("[data-testid=record]").len(), 2);
    type_into(&page.get("[data-testid=record-search]").await, "kunefe");
    until("one record", || {
        page.all("[data-testid=record]").len() == 1 && page.text().contains("Künefe")
    })
    .await;
    page.get("[data-testid=record-new]").await.click();
    type_into(&page.get("#field-title").await, "Şalgam");
    type_into(&page.get("#field-price").await, "40");
    type_into(&page.get("#field-tax").await, "10");
    choose(&page.get("#field-category").await, "c-1");
    page.get("[data-testid=record-save]").await.click();
    until("the record to be sent", || {
        backend.seen.borrow().iter().any(|one| one.method == "POST")
    })
    .await;
    let sent = body(&backend, "POST").await;
    assert!(sent.contains("Şalgam") && sent.contains("4000"), "{sent}");
}

#[wasm_bindgen_test]
async fn slash_leads_to_the_search_and_a_question_mark_shows_the_keys() {
    let _backend = Backend::new(menu);
    let page = at("products").await;
    let search = page.get("[data-testid=record-search]").await;
    let body = document().body().unwrap();
    press(&body, "?");
    let keys = page.get("dialog[open] [data-testid=keys]").await;
    assert!(keys.inner_text().contains("Hücreden hücreye"));
    press(&body, "/");
    assert_ne!(document().active_element(), Some(search.clone().into()));
    page.get("dialog .icon-btn").await.click();
    until("it is closed", || page.find("dialog").is_none()).await;
    press(&body, "/");
    assert_eq!(document().active_element(), Some(search.clone().into()));
    press(&search, "?");
    assert!(page.find("dialog").is_none(), "a letter like others");
}

#[wasm_bindgen_test]
async fn an_empty_list_says_so_and_still_takes_a_new_record() {
    let _backend = Backend::new(|_| json(200, NONE));
    let page = at("categories").await;
    page.get("[data-testid=record-new]").await;
    assert!(page.find("[data-testid=record]").is_none());
    assert!(
        page.text().contains("Bu aramaya uyan kayıt yok."),
        "{}",
        page.text()
    );
}

#[wasm_bindgen_test]
async fn a_list_that_cannot_be_read_says_why() {
    let _backend = Backend::script(vec![refused(403, "role_denied")]);
    let page = at("products").await;
    page.get("[data-testid=failure]").await;
    assert!(page.find("[data-testid=record-new]").is_none());
}

#[wasm_bindgen_test]
async fn a_long_wait_shows_itself() {
    let _backend = Backend::script(vec![Reply::Silence]);
    let page = at("products").await;
    until("the wait", || page.find(".waiting").is_some()).await;
}

#[wasm_bindgen_test]
async fn the_staff_s_limit_starts_with_what_holds_and_is_sent_when_it_is_one() {
    let backend = Backend::new(|seen| match seen.method.as_str() {
        "PUT" => settings(Some(15)),
        _ => settings(None),
    });
    let page = at("settings").await;
    let limit = page.get("#staff-limit").await;
    let value = || js_sys::Reflect::get(&limit, &"value".into()).unwrap();
    assert_eq!(value(), "20");
    type_into(&limit, "101");
    page.get("[data-testid=limit-save]").await.click();
    until("the limit to be refused", || {
        limit.get_attribute("aria-invalid").as_deref() == Some("true")
    })
    .await;
    assert!(backend.seen.borrow().iter().all(|one| one.method != "PUT"));
    type_into(&limit, "15");
    page.get("[data-testid=limit-save]").await.click();
    page.get("[data-testid=toast]").await;
    assert_eq!(body(&backend, "PUT").await, r#"{"staff_discount":15}"#);
    assert_eq!(value(), "15");
}

#[wasm_bindgen_test]
async fn who_may_not_decide_is_told_why_and_what_failed_keeps_what_was_typed() {
    let denied = Backend::script(vec![refused(403, "role_denied")]);
    let page = at("settings").await;
    page.get("[data-testid=failure]").await;
    assert!(page.find("#staff-limit").is_none());
    drop((page, denied));
    let down = Rc::new(Cell::new(false));
    let is_down = down.clone();
    let _backend = Backend::new(move |_| match is_down.get() {
        true => Reply::Broken,
        false => settings(Some(5)),
    });
    let page = at("settings").await;
    let limit = page.get("#staff-limit").await;
    down.set(true);
    type_into(&limit, "7");
    page.get("[data-testid=limit-save]").await.click();
    page.get("[data-testid=remedy]").await;
    assert_eq!(js_sys::Reflect::get(&limit, &"value".into()).unwrap(), "7");
}

#[wasm_bindgen_test]
async fn a_switch_that_was_not_saved_goes_back() {
    let _backend = Backend::new(|seen| match seen.method.as_str() {
        "PUT" => Reply::Broken,
        _ => settings(None),
    });
    let page = at("settings").await;
    let switch = page.get("[data-testid=carts]").await;
    let is_on = || js_sys::Reflect::get(&switch, &"checked".into()).unwrap() == true;
    switch.click();
    assert!(is_on(), "at once");
    page.get("[data-testid=remedy]").await;
    until("it goes back", || !is_on()).await;
}

#[wasm_bindgen_test]
async fn the_open_tab_is_in_sight_on_a_narrow_screen() {
    let _backend = Backend::new(|_| settings(None));
    let page = at("settings").await;
    let nav = page.get("nav.tabs").await;
    nav.set_attribute("style", "display: flex; overflow-x: auto; width: 120px")
        .unwrap();
    for tab in page.all("nav.tabs a") {
        tab.set_attribute("style", "flex: none; width: 90px")
            .unwrap();
    }
    page.get("[data-testid=tab-products]").await.click();
    page.get("[data-testid=tab-settings]").await.click();
    until("the tab in sight", || {
        let tab = page.find("[aria-current=page]").unwrap();
        let (tab, nav) = (
            tab.get_bounding_client_rect(),
            nav.get_bounding_client_rect(),
        );
        tab.left() >= nav.left() - 1.0 && tab.right() <= nav.right() + 1.0
    })
    .await;
}
