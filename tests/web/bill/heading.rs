use super::*;
use adisyon_bill::bill::Customer;
use wasm_bindgen_test::*;

const DAY: i64 = 24 * 60 * 60 * 1000;

#[wasm_bindgen_test]
async fn an_order_for_another_day_says_which_day() {
    let year = |ms: i64| {
        let at = js_sys::Date::new(&(ms as f64).into());
        format!(".{}", at.get_full_year())
    };
    let now = adisyon::clock::now();
    let house = house(BILL);
    house.borrow_mut().head = |head| head.scheduled = Some(adisyon::clock::now());
    let screen = open(&house).ready().await;
    screen.until_says(".head-sub", "için").await;
    let said = screen.says(".head-sub");
    assert!(!said.contains(&year(now)), "{said}: today needs no date");
    drop(screen);
    house.borrow_mut().head = |head| head.scheduled = Some(adisyon::clock::now() + 3 * DAY);
    let screen = open(&house).ready().await;
    screen.until_says(".head-sub", "için").await;
    let said = screen.says(".head-sub");
    assert!(said.contains(&year(now + 3 * DAY)), "{said}");
}

#[wasm_bindgen_test]
async fn of_a_customer_who_is_hidden_the_region_is_shown() {
    let house = house(BILL);
    house.borrow_mut().head = |head| {
        head.customer = Some(Customer {
            id: Some("cu-5501".to_owned()),
            region: Some("Merkez".to_owned()),
            ..Customer::default()
        });
    };
    let screen = open(&house).ready().await;
    screen.until_says(".facts", "Müşteri #").await;
    screen.until_says(".facts", "Merkez").await;
}
