use super::*;
use crate::stage::{dispatch, press, type_into};
use adisyon::bill::state::Event;
use adisyon_bill::Money;
use adisyon_bill::catalogue::{Choice, OptionGroup};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;

/// The menu with a dürüm that needs a choice.
fn with_rules() -> Catalogue {
    let mut products = menu(MENU).products().to_vec();
    let mut durum = products[1].clone();
    durum.id = "durum".into();
    durum.title = "Adana Dürüm".to_owned();
    durum.price = Money::from_minor(21_000);
    let choice = |title: &str, price| Choice {
        id: None,
        title: title.to_owned(),
        price: Money::from_minor(price),
    };
    durum.groups = vec![OptionGroup {
        key: "g".to_owned(),
        title: "Acı".to_owned(),
        min: 1,
        max: Some(1),
        multiple: false,
        choices: vec![choice("Acılı", 0), choice("Acısız", 500)],
    }];
    products.push(durum);
    Catalogue::new(products, Vec::new(), menu(MENU).methods, false)
}

pub(super) async fn search(screen: &Screen, text: &str) {
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    field.focus().unwrap();
    type_into(&field, text);
    // The list of this text, not the one before it.
    until("the list follows", || {
        let said = screen.says("#finder [role=status]");
        said.contains(text) || said.contains("gösteriliyor")
    })
    .await;
    screen.until_is("[data-testid=catalogue-item]", true).await;
}

#[wasm_bindgen_test]
async fn a_product_is_found_whatever_marks_are_typed_and_added_with_one_touch() {
    let screen = open(&house(BILL)).ready().await;
    search(&screen, "KUNEFE").await;
    assert_eq!(screen.page.all("[data-testid=catalogue-item]").len(), 1);
    screen.click("[data-testid=catalogue-item]");
    screen
        .until_says("[data-testid=bill-total]", "₺455,00")
        .await;
    assert_eq!(screen.page.all(".line.is-added").len(), 1);
}

#[wasm_bindgen_test]
async fn rows_stay_while_somebody_types_and_one_that_changed_under_the_finger_is_not_picked() {
    let screen = open(&house(BILL)).ready().await;
    search(&screen, "ayran").await;
    let row = screen.page.get("[data-testid=catalogue-item]").await;
    dispatch(&row, "pointerdown");
    search(&screen, "künefe").await;
    assert!(row.inner_text().contains("Künefe"), "the same element");
    // The finger meant what it came down on; the next touch means what is there now.
    row.click();
    row.click();
    screen
        .until_says("[data-testid=bill-total]", "₺455,00")
        .await;
    assert_eq!(screen.page.all(".line.is-added").len(), 1);
    assert!(!screen.says(".line.is-added").contains("Ayran"));
}

#[wasm_bindgen_test]
async fn the_same_plain_product_again_becomes_one_more_of_it() {
    let screen = open(&house(BILL)).ready().await;
    for total in ["₺455,00", "₺675,00"] {
        search(&screen, "künefe").await;
        screen.click("[data-testid=catalogue-item]");
        screen.until_says("[data-testid=bill-total]", total).await;
    }
    assert_eq!(screen.page.all(".line.is-added").len(), 1);
}

#[wasm_bindgen_test]
async fn arrows_and_enter_pick_from_the_list_and_the_active_row_is_named() {
    let screen = open(&house(BILL)).ready().await;
    search(&screen, "a").await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    press(&field, "ArrowDown");
    press(&field, "ArrowDown");
    screen
        .until_is("[data-testid=catalogue-item][aria-selected=true]", true)
        .await;
    let active = screen.page.find("[aria-selected=true]").unwrap();
    assert_eq!(
        field.get_attribute("aria-activedescendant"),
        Some(active.id())
    );
    let title = active
        .query_selector(".row-title")
        .unwrap()
        .unwrap()
        .text_content()
        .unwrap();
    press(&field, "Enter");
    screen.until_is(".line.is-added", true).await;
    assert_eq!(screen.says(".line.is-added .line-title"), title);
}

#[wasm_bindgen_test]
async fn what_the_arrows_chose_stays_chosen_when_the_menu_changes_under_them() {
    let screen = open(&house(BILL)).ready().await;
    search(&screen, "a").await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    press(&field, "ArrowDown");
    let title = || screen.says("[data-testid=catalogue-item][aria-selected=true] .row-title");
    until("a row is chosen", || !title().is_empty()).await;
    let meant = title();
    let mut products = menu(MENU).products().to_vec();
    let mut newer = products[0].clone();
    (newer.id, newer.title) = ("newer".into(), "A".to_owned());
    products.push(newer);
    let changed = Catalogue::new(products, Vec::new(), menu(MENU).methods, false);
    screen.desk.happen(Event::CatalogueRead(Arc::new(changed)));
    let first = || screen.says("[data-testid=catalogue-item] .row-title");
    until("another product stands first", || first() == "A").await;
    until("it is still chosen", || title() == meant).await;
    press(&field, "Enter");
    screen.until_is(".line.is-added", true).await;
    assert_eq!(screen.says(".line.is-added .line-title"), meant);
}

#[wasm_bindgen_test]
async fn a_product_with_rules_opens_its_dialog_and_the_button_says_what_is_missing() {
    let house = house(BILL);
    house.borrow_mut().catalogue = with_rules();
    let screen = open(&house).ready().await;
    search(&screen, "dürüm").await;
    screen.click("[data-testid=catalogue-item]");
    screen
        .until_says("[data-testid=option-done]", "Acı seçin")
        .await;
    screen.click("[data-testid=option-done]");
    assert!(
        screen.is("dialog"),
        "nothing is added while a choice is missing"
    );
    let choice = screen.page.all("dialog .choice input")[1].clone();
    choice.unchecked_into::<web_sys::HtmlElement>().click();
    screen
        .until_says("[data-testid=option-done]", "215,00")
        .await;
    screen.click("[data-testid=option-done]");
    screen.until_is("dialog", false).await;
    screen
        .until_says("[data-testid=bill-total]", "₺450,00")
        .await;
    assert!(
        screen
            .says(".line.is-added .line-detail")
            .contains("Acısız +5,00")
    );
}

#[wasm_bindgen_test]
async fn an_empty_result_says_so_and_clearing_helps() {
    let screen = open(&house(BILL)).ready().await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    field.focus().unwrap();
    type_into(&field, "8690504");
    screen
        .until_says(".finder-none", "“8690504” bulunamadı")
        .await;
    screen.click(".finder-none button");
    screen.until_is(".finder-none", false).await;
}

#[wasm_bindgen_test]
async fn what_is_closed_or_sold_out_is_marked_before_it_is_added_and_its_lines_stay() {
    let house = house(BILL);
    let mut products = menu(MENU).products().to_vec();
    products[0].active = false;
    products[1].stock = Some(0);
    products[2].stock = Some(2_000);
    house.borrow_mut().catalogue = Catalogue::new(products, Vec::new(), menu(MENU).methods, false);
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, BILL, "r2"))];
    let screen = open(&house).ready().await;
    for (query, mark) in [
        ("lahmacun", "Satışta değil"),
        ("ayran", "Tükendi"),
        ("künefe", "Son 2"),
    ] {
        search(&screen, query).await;
        screen
            .until_says("[data-testid=catalogue-item]", mark)
            .await;
    }
    // The lines that have them are kept, and the bill can be saved.
    screen.click("[data-testid=catalogue-item]");
    screen.until_is(".line.is-added", true).await;
    assert!(!screen.is(".line.is-trouble"));
    screen.click("[data-testid=save]");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
}
