use super::*;
use crate::stage::type_into;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::HtmlElement;

fn shares(screen: &Screen) -> Vec<String> {
    let amounts = screen.page.all("[data-testid=share]");
    let said = amounts.iter().map(|row| {
        let part = |selector: &str| row.query_selector(selector).unwrap();
        let amount = part("[data-testid=share-amount]")
            .unwrap()
            .text_content()
            .unwrap();
        let paid = if part(".mark-ok").is_some() {
            " paid"
        } else {
            ""
        };
        format!("{amount}{paid}")
    });
    said.collect()
}

async fn until_shares(screen: &Screen, expected: &[&str]) {
    until(&format!("{expected:?}"), || shares(screen) == expected).await;
}

fn nth(screen: &Screen, selector: &str, at: usize) -> HtmlElement {
    screen.page.all(selector)[at].clone().unchecked_into()
}

async fn divided() -> Screen {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=split]");
    until_shares(&screen, &["92,50", "92,50"]).await;
    until("the focus goes there", || {
        document().active_element().unwrap().id() == "split"
    })
    .await;
    screen
}

/// Pays the n-th open part with the n-th method.
async fn pay(screen: &Screen, share: usize, method: usize) {
    nth(screen, "[data-testid=share-pay]", share).click();
    screen.until_is("dialog[open]", true).await;
    nth(screen, "dialog .method input", method).click();
    screen.click("[data-testid=pay-done]");
    screen.until_is("dialog[open]", false).await;
}

#[wasm_bindgen_test]
async fn equal_parts_are_paid_each_by_its_method_and_stay_on_screen() {
    let screen = divided().await;
    screen.click("#split [data-testid=qty-inc]");
    until_shares(&screen, &["61,67", "61,67", "61,66"]).await;
    assert!(screen.says("[data-testid=share]").contains("artan ₺0,01"));
    pay(&screen, 1, 1).await;
    until_shares(&screen, &["61,67", "61,67 paid", "61,66"]).await;
    let paid = nth(&screen, "[data-testid=share]", 1)
        .text_content()
        .unwrap();
    assert!(paid.contains("Kredi Kartı"), "{paid}");
    screen
        .until_says("[data-testid=bill-remaining]", "₺123,33")
        .await;
    screen
        .until_says("[data-testid=split-left]", "₺123,33")
        .await;
    // The sum is spoken with the bill's totals, and once is enough.
    let spoken = screen.says("[data-testid=split-left] [role=status]");
    assert_eq!(spoken, "Ödenecek 2 pay");
    pay(&screen, 0, 0).await;
    pay(&screen, 0, 0).await;
    until_shares(&screen, &["61,67 paid", "61,67 paid", "61,66 paid"]).await;
    screen
        .until_says("[data-testid=bill-remaining]", "₺0,00")
        .await;
}

#[wasm_bindgen_test]
async fn a_part_that_is_paid_in_cash_shows_its_change() {
    let screen = divided().await;
    nth(&screen, "[data-testid=share-pay]", 0).click();
    type_into(&screen.page.get("#pay-amount").await, "100");
    screen.until_says("[data-testid=change-sum]", "₺7,50").await;
    screen.click("[data-testid=pay-done]");
    until_shares(&screen, &["92,50 paid", "92,50"]).await;
}

#[wasm_bindgen_test]
async fn a_guest_who_pays_half_in_cash_and_half_by_card_pays_one_part() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=split]");
    until_shares(&screen, &["92,50", "92,50"]).await;
    nth(&screen, "[data-testid=share-pay]", 0).click();
    type_into(&screen.page.get("#pay-amount").await, "50");
    screen.click("[data-testid=pay-done]");
    // What is left of it is not the other guest's.
    until_shares(&screen, &["42,50", "92,50"]).await;
    assert!(
        screen
            .says("[data-testid=share]")
            .contains("Ödendi: ₺50,00")
    );
    screen.desk.flush();
    drop(screen);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=kept-take]");
    until_shares(&screen, &["42,50", "92,50"]).await;
    pay(&screen, 0, 1).await;
    until_shares(&screen, &["92,50 paid", "92,50"]).await;
    let said = screen.says("[data-testid=share]");
    assert!(said.contains("Nakit, Kredi Kartı"), "{said}");
    screen.click("[data-testid=split-undo]");
    screen.until_says("[data-testid=bill-paid]", "₺50,00").await;
}

#[wasm_bindgen_test]
async fn undoing_the_split_gives_the_bill_back_in_one_piece() {
    let screen = divided().await;
    pay(&screen, 0, 0).await;
    screen
        .until_says("[data-testid=bill-paid]", "₺142,50")
        .await;
    screen.click("[data-testid=split-undo]");
    screen.until_is("[data-testid=split-panel]", false).await;
    screen.until_says("[data-testid=bill-paid]", "₺50,00").await;
    screen.until_is("[data-testid=split]", true).await;
}

#[wasm_bindgen_test]
async fn some_of_a_line_makes_a_part_and_earlier_payments_are_shared() {
    let screen = divided().await;
    nth(&screen, "#split .seg-btn", 1).click();
    until_shares(&screen, &["185,00"]).await;
    screen.click("[data-testid=split-lines] [data-testid=qty-inc]");
    // 95 of 235 with 50 paid: 95 × 185 / 235.
    screen
        .until_says("[data-testid=split-take]", "₺74,79")
        .await;
    screen.click("[data-testid=split-take]");
    until_shares(&screen, &["74,79", "110,21"]).await;
    let left = nth(&screen, "[data-testid=split-lines] label", 0);
    let left = left.text_content().unwrap();
    assert_eq!(left, "1 Lahmacun95,00", "what is left, not the whole line");
    screen.click("[data-testid=share-drop]");
    until_shares(&screen, &["185,00"]).await;
}

#[wasm_bindgen_test]
async fn a_line_that_was_picked_and_taken_off_makes_no_part() {
    let screen = divided().await;
    nth(&screen, "#split .seg-btn", 1).click();
    until_shares(&screen, &["185,00"]).await;
    screen.click("[data-testid=split-lines] input[type=checkbox]");
    screen
        .until_says("[data-testid=split-take]", "₺35,43")
        .await;
    screen.line("ayran-01", "[data-testid=qty-dec]").click();
    until_shares(&screen, &["140,00"]).await;
    screen.click("[data-testid=split-take]");
    adisyon::clock::sleep(std::time::Duration::from_millis(20)).await;
    assert_eq!(shares(&screen), ["140,00"]);
    assert!(screen.is("[data-testid=split-take][aria-disabled=true]"));
}

#[wasm_bindgen_test]
async fn a_bill_that_was_settled_meanwhile_is_found_undivided() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=split]");
    until_shares(&screen, &["92,50", "92,50"]).await;
    drop(screen);
    house.borrow_mut().bill = BILL.replace("paid 50", "paid 235");
    let screen = open(&house).ready().await;
    screen
        .until_says("[data-testid=bill-remaining]", "₺0,00")
        .await;
    screen.until_is("[data-testid=split-panel]", false).await;
}

#[wasm_bindgen_test]
async fn no_part_is_paid_where_payments_are_closed() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=split]");
    until_shares(&screen, &["92,50", "92,50"]).await;
    drop(screen);
    house.borrow_mut().bill = BILL.replace("paid 50 cash #pay-0001", "unshown 50");
    let screen = open(&house).ready().await;
    until_shares(&screen, &["92,50", "92,50"]).await;
    let pay = nth(&screen, "[data-testid=share-pay]", 0);
    assert_eq!(pay.get_attribute("aria-disabled").as_deref(), Some("true"));
    pay.click();
    adisyon::clock::sleep(std::time::Duration::from_millis(20)).await;
    assert!(!screen.is("dialog[open]"));
}

#[wasm_bindgen_test]
async fn persons_share_a_line_and_what_nobody_took_is_the_rest() {
    let screen = divided().await;
    nth(&screen, "#split .seg-btn", 2).click();
    until_shares(&screen, &["0,00", "0,00", "185,00"]).await;
    let dots = "[data-testid=split-persons] .dot-btn";
    nth(&screen, dots, 0).focus().unwrap();
    nth(&screen, dots, 0).click();
    nth(&screen, dots, 1).click();
    // Lahmacun 190 over two, ayran 45 to nobody; 50 are paid.
    until_shares(&screen, &["74,79", "74,79", "35,42"]).await;
    let focused = document().active_element().unwrap();
    assert!(
        focused.is_same_node(Some(&nth(&screen, dots, 0))),
        "the focus stays"
    );
    pay(&screen, 2, 0).await;
    until_shares(&screen, &["74,79", "74,79", "35,42 paid"]).await;
}

#[wasm_bindgen_test]
async fn a_named_sum_is_a_part_and_one_that_is_too_large_is_none() {
    let screen = divided().await;
    nth(&screen, "#split .seg-btn", 3).click();
    let field = screen.page.get("#split-sum").await;
    type_into(&field, "1.234");
    screen.click("[data-testid=split-take]");
    type_into(&field, "200");
    screen.until_says("#split-sum-about", "₺15,00").await;
    screen.click("[data-testid=split-take]");
    until_shares(&screen, &["185,00"]).await;
    type_into(&field, "100,50");
    screen.click("[data-testid=split-take]");
    until_shares(&screen, &["100,50", "84,50"]).await;
}

#[wasm_bindgen_test]
async fn a_divided_bill_is_still_divided_when_it_is_opened_again() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=split]");
    until_shares(&screen, &["92,50", "92,50"]).await;
    screen.click("#split [data-testid=qty-inc]");
    until_shares(&screen, &["61,67", "61,67", "61,66"]).await;
    drop(screen);
    let screen = open(&house).ready().await;
    until_shares(&screen, &["61,67", "61,67", "61,66"]).await;
    screen.click("[data-testid=split-undo]");
    drop(screen);
    let screen = open(&house).ready().await;
    assert!(!screen.is("[data-testid=split-panel]"));
}
