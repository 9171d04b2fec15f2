use super::*;
use crate::stage::type_into;
use wasm_bindgen_test::*;

/// Changes something and goes away without saving, as a reload does.
async fn gone_with_a_draft(house: &Shared) {
    let screen = open(house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    window()
        .dispatch_event(&web_sys::Event::new("pagehide").unwrap())
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_draft_is_offered_after_a_reload_with_its_age_and_comes_back() {
    let house = house(BILL);
    gone_with_a_draft(&house).await;
    let screen = open(&house).ready().await;
    screen
        .until_says("#notices", "Kaydedilmemiş 1 değişiklik var")
        .await;
    assert!(screen.says("#notices").contains("Az önce"));
    assert_eq!(screen.says("[data-testid=bill-total]"), "₺235,00");
    screen.click("[data-testid=kept-take]");
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    screen.until_is("[data-testid=kept-take]", false).await;
}

#[wasm_bindgen_test]
async fn a_draft_not_wanted_is_not_offered_again() {
    let house = house(BILL);
    gone_with_a_draft(&house).await;
    let screen = open(&house).ready().await;
    screen.until_is("[data-testid=kept-drop]", true).await;
    screen.click("[data-testid=kept-drop]");
    screen.until_is("[data-testid=kept-drop]", false).await;
    drop(screen);
    let screen = open(&house).ready().await;
    assert!(!screen.is("[data-testid=kept-take]"));
}

#[wasm_bindgen_test]
async fn a_saved_draft_is_not_offered_again() {
    let house = house(BILL);
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, BILL, "r2"))];
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    screen.click("[data-testid=save]");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    drop(screen);
    let screen = open(&house).ready().await;
    assert!(!screen.is("[data-testid=kept-take]"));
}

#[wasm_bindgen_test]
async fn another_user_is_not_offered_the_draft() {
    let house = house(BILL);
    gone_with_a_draft(&house).await;
    house.borrow_mut().space.push_str("-other");
    let screen = open(&house).ready().await;
    assert!(!screen.is("[data-testid=kept-take]"));
}

#[wasm_bindgen_test]
async fn a_draft_is_brought_onto_the_bill_of_today() {
    let house = house(BILL);
    gone_with_a_draft(&house).await;
    house.borrow_mut().bill = format!("{BILL} | 1 Künefe @220 #kunefe-1");
    house.borrow_mut().revision = "r2".to_owned();
    let screen = open(&house).ready().await;
    screen.until_is("[data-testid=kept-take]", true).await;
    screen.click("[data-testid=kept-take]");
    screen
        .until_says("[data-testid=bill-total]", "₺500,00")
        .await;
    assert_eq!(screen.page.all("[data-testid=line]").len(), 3);
}

#[wasm_bindgen_test]
async fn leaving_with_changes_offers_three_ways() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    screen.click("[data-testid=back]");
    screen.until_is("[data-testid=leave-stay]", true).await;
    screen.click("[data-testid=leave-stay]");
    screen.until_is("dialog", false).await;
    assert!(!screen.left.get_untracked());
    screen.click("[data-testid=back]");
    screen.until_is("[data-testid=leave-discard]", true).await;
    screen.click("[data-testid=leave-discard]");
    until("left", || screen.left.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn what_was_typed_in_the_search_is_no_change() {
    let screen = open(&house(BILL)).ready().await;
    type_into(
        &screen.page.get("[data-testid=catalogue-search]").await,
        "künefe",
    );
    screen.click("[data-testid=back]");
    until("left", || screen.left.get_untracked()).await;
}
