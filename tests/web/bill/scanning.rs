use super::*;
use adisyon::bill::scanner::GAP;
use adisyon_bill::Money;
use adisyon_bill::catalogue::{Choice, OptionGroup};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

const KUNEFE: &str = "8690000000012";
const DURUM: &str = "8690000000029";

/// The menu with barcodes, and a dürüm that needs a choice.
fn with_codes() -> Catalogue {
    let mut products = menu(MENU).products().to_vec();
    products[2].barcode = Some(KUNEFE.to_owned());
    let mut durum = products[1].clone();
    durum.id = "durum".into();
    durum.title = "Adana Dürüm".to_owned();
    durum.barcode = Some(DURUM.to_owned());
    durum.groups = vec![OptionGroup {
        key: "g".to_owned(),
        title: "Acı".to_owned(),
        min: 1,
        max: Some(1),
        multiple: false,
        choices: vec![Choice {
            id: None,
            title: "Acılı".to_owned(),
            price: Money::ZERO,
        }],
    }];
    products.push(durum);
    Catalogue::new(products, Vec::new(), menu(MENU).methods, false)
}

async fn at_the_counter() -> Screen {
    let house = house(BILL);
    house.borrow_mut().catalogue = with_codes();
    open(&house).ready().await
}

/// A key at whatever has the focus; true if it would have had its usual effect.
fn key(name: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_key(name);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let target: Element = document().active_element().unwrap();
    target.dispatch_event(&event).unwrap()
}

/// All keys in one go, as a scanner sends them.
fn scan(code: &str) {
    for sign in code.chars() {
        assert!(!key(&sign.to_string()), "{sign} would have landed");
    }
    assert!(!key("Enter"), "Enter would have pressed something");
}

/// Künefe and a smaller one under the same barcode.
async fn with_twins() -> Screen {
    let house = house(BILL);
    let mut products = with_codes().products().to_vec();
    let mut small = products[2].clone();
    small.id = "kunefe-small".into();
    small.title = "Küçük Künefe".to_owned();
    small.price = Money::from_minor(12_000);
    products.push(small);
    house.borrow_mut().catalogue = Catalogue::new(products, Vec::new(), menu(MENU).methods, false);
    open(&house).ready().await
}

#[wasm_bindgen_test]
async fn a_barcode_of_two_products_asks_which_and_adds_the_one_that_is_chosen() {
    let screen = with_twins().await;
    screen.page.get("[data-testid=save]").await.focus().unwrap();
    scan(KUNEFE);
    screen
        .until_is("dialog[open] [data-testid=scan-choices]", true)
        .await;
    assert_eq!(screen.page.all("[data-testid=scan-choice]").len(), 2);
    assert!(
        screen.is("[data-testid=scan-choice]:focus"),
        "ready for the keyboard"
    );
    assert!(!key("ArrowDown"));
    assert!(screen.is("li:last-child > [data-testid=scan-choice]:focus"));
    assert_eq!(
        screen.page.all(".line.is-added").len(),
        0,
        "nothing was guessed"
    );
    screen.click("dialog [data-product=kunefe-small]");
    screen.until_is("dialog[open]", false).await;
    screen
        .until_says("[data-testid=bill-total]", "₺355,00")
        .await;
    // The next digits are how many, as after any scan.
    rest().await;
    assert!(!key("2"));
    screen
        .until_says("[data-testid=bill-total]", "₺475,00")
        .await;
}

#[wasm_bindgen_test]
async fn a_scan_into_the_choice_presses_nothing_and_waits_for_its_turn() {
    let screen = with_twins().await;
    scan(KUNEFE);
    screen
        .until_is("[data-testid=scan-choice]:focus", true)
        .await;
    rest().await;
    scan(KUNEFE);
    assert_eq!(
        screen.page.all(".line.is-added").len(),
        0,
        "no choice was pressed"
    );
    assert!(screen.is("dialog[open] [data-testid=scan-choices]"));
    screen.click("[data-testid=scan-choice]");
    screen
        .until_says("[data-testid=bill-total]", "₺455,00")
        .await;
    // What was scanned into it is asked next.
    screen
        .until_is("dialog[open] [data-testid=scan-choices]", true)
        .await;
    screen.click("dialog [data-product=kunefe-small]");
    screen
        .until_says("[data-testid=bill-total]", "₺575,00")
        .await;
}

/// A rest long enough to tell a person from a scanner.
async fn rest() {
    adisyon::clock::sleep(Duration::from_millis(GAP as u64 * 3)).await;
}

#[wasm_bindgen_test]
async fn a_scan_adds_one_wherever_the_focus_is() {
    let screen = at_the_counter().await;
    let places = [
        "[data-testid=catalogue-search]",
        "[data-line-id=ayran-01] [data-testid=qty]",
        "[data-testid=save]",
        "[data-testid=pay-rest]",
    ];
    for (at, place) in places.into_iter().enumerate() {
        let part = screen.page.get(place).await;
        part.focus().unwrap();
        let before = part
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value);
        scan(KUNEFE);
        let total = ["₺455,00", "₺675,00", "₺895,00", "₺1.115,00"][at];
        screen.until_says("[data-testid=bill-total]", total).await;
        let after = part
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value);
        assert_eq!(after, before, "{place}");
        rest().await;
    }
    assert_eq!(screen.page.all(".line.is-added").len(), 1);
    assert_eq!(screen.backend.count("/api/tables/masa-12/save"), 0);
}

#[wasm_bindgen_test]
async fn a_scan_works_beside_an_open_dialog_and_leaves_what_is_typed_there() {
    let screen = at_the_counter().await;
    screen.click("[data-testid=pay]");
    let field = screen.page.get("#pay-amount").await;
    field.focus().unwrap();
    crate::stage::type_into(&field, "12");
    scan(KUNEFE);
    screen
        .until_says("[data-testid=bill-total]", "₺455,00")
        .await;
    assert_eq!(field.unchecked_ref::<HtmlInputElement>().value(), "12");
    assert!(screen.is("dialog[open]"));
}

#[wasm_bindgen_test]
async fn scan_two_scan_two_orders_two_and_two() {
    let screen = at_the_counter().await;
    scan(KUNEFE);
    rest().await;
    assert!(!key("2"));
    screen
        .until_says("[data-testid=bill-total]", "₺675,00")
        .await;
    rest().await;
    scan(KUNEFE);
    rest().await;
    assert!(!key("2"));
    screen
        .until_says("[data-testid=bill-total]", "₺1.115,00")
        .await;
    let line = screen
        .page
        .find(".line.is-added [data-testid=qty]")
        .unwrap();
    assert_eq!(line.unchecked_ref::<HtmlInputElement>().value(), "4");
}

#[wasm_bindgen_test]
async fn an_unknown_barcode_is_named_and_changes_nothing() {
    let screen = at_the_counter().await;
    scan("8699999999999");
    until("the message", || {
        adisyon_said(&screen).contains("8699999999999 barkodu menüde yok")
    })
    .await;
    assert!(screen.says("[data-testid=bill-total]").contains("235,00"));
}

/// The short message of the page.
fn adisyon_said(screen: &Screen) -> String {
    screen.says("[data-testid=toast]")
}

#[wasm_bindgen_test]
async fn a_product_with_a_required_option_opens_its_dialog_and_the_next_one_waits() {
    let screen = at_the_counter().await;
    scan(DURUM);
    screen
        .until_says("[data-testid=option-done]", "Acı seçin")
        .await;
    rest().await;
    scan(DURUM);
    screen.click("dialog .choice input");
    screen.click("[data-testid=option-done]");
    screen.until_is(".line.is-added", true).await;
    // The second asks anew.
    screen
        .until_says("[data-testid=option-done]", "Acı seçin")
        .await;
}
