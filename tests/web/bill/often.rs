use super::finding::search;
use super::*;
use crate::stage::{Hurry, promise, type_into};
use adisyon_wire::often::Weighed;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::*;

/// So long the restaurant's answer is waited for.
const SOON: Duration = Duration::from_millis(300);

/// The restaurant sells this product, which weighs so much.
fn sells(house: &Shared, title: &str, weight: u32) -> Reply {
    let house = house.borrow();
    let mut products = house.catalogue.products().iter();
    let product = products.find(|one| one.title == title).unwrap();
    let product = Weighed {
        id: product.id.as_str().to_owned(),
        weight,
    };
    answer(&OftenReply {
        products: vec![product],
    })
}

/// What stands first while nothing is typed.
async fn first(screen: &Screen) -> String {
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    field.focus().unwrap();
    screen.until_is("[data-testid=catalogue-item]", true).await;
    screen.says("[data-testid=catalogue-item] .row-title")
}

#[wasm_bindgen_test]
async fn what_the_restaurant_sells_stands_first_on_a_device_that_knows_nothing() {
    let house = house(BILL);
    house.borrow_mut().often = sells(&house, "Künefe", 1);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Künefe");
    search(&screen, "lahmacun").await;
    screen.click("[data-testid=catalogue-item]");
    screen.until_is(".line.is-added", true).await;
    assert_eq!(
        screen.backend.count("/api/often"),
        1,
        "asked once for a bill"
    );
    drop(screen);
    // One pick here weighs more than the restaurant's remnant, and less than many.
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Lahmacun");
    drop(screen);
    house.borrow_mut().often = sells(&house, "Künefe", u32::MAX);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Künefe");
}

#[wasm_bindgen_test]
async fn a_menu_that_comes_before_it_is_known_who_asks_waits_for_its_order() {
    let house = house(BILL);
    let (when, known) = promise();
    house.borrow_mut().often = sells(&house, "Künefe", 1);
    house.borrow_mut().session_at = Some(when);
    let screen = open(&house).ready().await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    field.focus().unwrap();
    until("the menu", || {
        screen.desk.shows.catalogue.with_untracked(Option::is_some)
    })
    .await;
    known.call0(&JsValue::NULL).unwrap();
    assert_eq!(first(&screen).await, "Künefe");
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_late_moves_no_row_that_stands() {
    let house = house(BILL);
    let (when, keep) = promise();
    let late = sells(&house, "Künefe", 1);
    house.borrow_mut().often = Reply::Later(when, Box::new(late));
    let _hurry = Hurry::over(SOON);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Ayran", "the menu's order");
    keep.call0(&JsValue::NULL).unwrap();
    adisyon::clock::sleep(Duration::from_millis(20)).await;
    assert_eq!(first(&screen).await, "Ayran");
    screen.click("[data-testid=catalogue-item]");
    screen.until_is(".line.is-added", true).await;
    assert_eq!(first(&screen).await, "Ayran", "the next touch meant it too");
    search(&screen, "lahmacun").await;
    type_into(&screen.page.get("[data-testid=catalogue-search]").await, "");
    screen
        .until_says("[data-testid=catalogue-item] .row-title", "Künefe")
        .await;
}

#[wasm_bindgen_test]
async fn without_an_answer_the_device_s_own_stand_first_and_nothing_is_said() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    search(&screen, "lahmacun").await;
    screen.click("[data-testid=catalogue-item]");
    screen.until_is(".line.is-added", true).await;
    drop(screen);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Lahmacun");
    let said = screen.page.text();
    drop(screen);
    for none in [
        Reply::Broken,
        json(403, r#"{"code":"scope_denied","request_id":"r"}"#),
        json(200, "[]"),
    ] {
        house.borrow_mut().often = none;
        let screen = open(&house).ready().await;
        assert_eq!(first(&screen).await, "Lahmacun");
        assert_eq!(screen.page.text(), said);
    }
    house.borrow_mut().rights.read_products = false;
    let screen = open(&house).ready().await;
    screen.until_is("[data-testid=bill-total]", true).await;
    assert_eq!(screen.backend.count("/api/often"), 0);
}

#[wasm_bindgen_test]
async fn what_is_sold_often_stands_first_the_next_time_and_what_is_closed_does_not() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Ayran", "the menu's order");
    search(&screen, "lahmacun").await;
    screen.click("[data-testid=catalogue-item]");
    screen.until_is(".line.is-added", true).await;
    drop(screen);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Lahmacun");
    drop(screen);
    let mut products = house.borrow().catalogue.products().to_vec();
    products[0].active = false;
    let methods = menu(MENU).methods;
    house.borrow_mut().catalogue = Catalogue::new(products, Vec::new(), methods, false);
    let screen = open(&house).ready().await;
    assert_eq!(first(&screen).await, "Ayran");
}
