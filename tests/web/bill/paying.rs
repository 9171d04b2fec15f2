use super::*;
use crate::stage::{choose, type_into};
use wasm_bindgen_test::*;

#[wasm_bindgen_test]
async fn one_touch_pays_what_remains() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay-rest]");
    screen
        .until_says("[data-testid=bill-remaining]", "₺0,00")
        .await;
    assert_eq!(screen.page.all("[data-testid=payment]").len(), 2);
    screen.until_is("[data-testid=pay-rest]", false).await;
}

#[wasm_bindgen_test]
async fn a_typed_payment_takes_method_and_amount() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay]");
    screen.until_is("dialog[open]", true).await;
    let card = screen.page.all("dialog .method input")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(card).click();
    type_into(&screen.page.get("#pay-amount").await, "100,5");
    screen.until_says("[data-testid=pay-done]", "₺100,50").await;
    screen.click("[data-testid=pay-done]");
    screen
        .until_says("[data-testid=bill-paid]", "₺150,50")
        .await;
    assert!(screen.says(".pay-row.is-added").contains("Kredi Kartı"));
}

#[wasm_bindgen_test]
async fn an_amount_with_two_meanings_is_asked_and_never_guessed() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay]");
    type_into(&screen.page.get("#pay-amount").await, "1.234");
    screen
        .until_says("dialog .problem", "“1.234” iki türlü okunur")
        .await;
    screen.click("[data-testid=pay-done]");
    assert!(screen.is("dialog"));
    let meanings: Vec<String> = screen
        .page
        .all("[data-testid=meaning]")
        .iter()
        .map(|one| one.text_content().unwrap())
        .collect();
    assert_eq!(meanings, ["₺1.234,00", "₺1,23"]);
    let small = screen.page.all("[data-testid=meaning]")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(small).click();
    screen.until_says("[data-testid=pay-done]", "₺1,23").await;
    screen.click("[data-testid=pay-done]");
    screen.until_says("[data-testid=bill-paid]", "₺51,23").await;
}

#[wasm_bindgen_test]
async fn a_discount_needs_its_name() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay-discount]");
    type_into(&screen.page.get("#pay-amount").await, "10");
    screen
        .until_says("[data-testid=pay-done]", "İndirimin nedenini yazın")
        .await;
    type_into(&screen.page.get("#pay-title").await, "Müdavim");
    screen
        .until_says("[data-testid=pay-done]", "Müdavim ekle")
        .await;
    screen.click("[data-testid=pay-done]");
    screen.until_says("[data-testid=bill-paid]", "₺60,00").await;
    assert!(screen.says(".totals-sub").contains("₺10,00"));
}

#[wasm_bindgen_test]
async fn a_payment_can_be_changed_taken_off_and_taken_back() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=payment-open]");
    type_into(&screen.page.get("#pay-amount").await, "20");
    screen.click("[data-testid=pay-done]");
    screen.until_says("[data-testid=bill-paid]", "₺20,00").await;
    screen.click("[data-testid=payment-open]");
    screen.until_is("[data-testid=pay-remove]", true).await;
    screen.click("[data-testid=pay-remove]");
    screen.until_says("[data-testid=bill-paid]", "₺0,00").await;
    screen.click("[data-testid=repay]");
    screen.until_says("[data-testid=bill-paid]", "₺20,00").await;
}

#[wasm_bindgen_test]
async fn payments_that_are_not_shown_are_closed_and_lines_stay_open() {
    let screen = open(&house("1 Ayran @45 #ayran-01 | unshown 20"))
        .ready()
        .await;
    screen
        .until_says("#notices", "Ödemelerin dökümü görünmüyor")
        .await;
    assert!(!screen.is("[data-testid=pay]"));
    assert!(screen.is("[data-testid=qty-inc]"));
}

#[wasm_bindgen_test]
async fn cash_shows_the_change_and_only_what_is_due_is_written() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay]");
    screen.until_is("dialog[open]", true).await;
    let offers: Vec<String> = screen
        .page
        .all("dialog .cash .btn")
        .iter()
        .map(|one| one.text_content().unwrap())
        .collect();
    assert_eq!(offers, ["Tam 185", "190", "200"]);
    assert!(
        !screen.is("[data-testid=change]"),
        "nothing goes back of the exact sum"
    );
    screen.click("[data-testid=pay-note]:last-child");
    screen
        .until_says("[data-testid=change-sum]", "₺15,00")
        .await;
    screen
        .until_says("[data-testid=change]", "Adisyona ₺185,00 yazılır")
        .await;
    screen.until_says("[data-testid=pay-done]", "₺185,00").await;
    type_into(&screen.page.get("#pay-amount").await, "1.000,00");
    screen
        .until_says("[data-testid=change-sum]", "₺815,00")
        .await;
    screen.click("[data-testid=pay-done]");
    screen
        .until_says("[data-testid=bill-paid]", "₺235,00")
        .await;
    screen
        .until_says("[data-testid=bill-remaining]", "₺0,00")
        .await;
}

#[wasm_bindgen_test]
async fn cash_is_offered_in_the_notes_of_its_currency() {
    let house = house(BILL);
    house.borrow_mut().head = |head| head.currency = Some("RUB".to_owned());
    let screen = open(&house).ready().await;
    screen.click("[data-testid=pay]");
    screen.until_is("dialog[open]", true).await;
    let offers = screen.page.all("dialog .cash .btn");
    let offers: Vec<String> = offers
        .iter()
        .map(|one| one.text_content().unwrap())
        .collect();
    assert_eq!(offers, ["Tam 185", "200", "500", "1.000", "2.000", "5.000"]);
}

#[wasm_bindgen_test]
async fn a_card_gives_no_change_and_too_much_is_told() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay]");
    screen.until_is("dialog[open]", true).await;
    let card = screen.page.all("dialog .method input")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(card).click();
    type_into(&screen.page.get("#pay-amount").await, "200");
    screen.until_says("#pay-amount-about", "₺15,00").await;
    assert!(!screen.is("[data-testid=change]"));
}

#[wasm_bindgen_test]
async fn an_amount_is_read_as_it_was_meant_in_every_common_form() {
    let screen = open(&house("1 Künefe @5000 #kunefe-1")).ready().await;
    screen.click("[data-testid=pay]");
    let field = screen.page.get("#pay-amount").await;
    assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
    assert_eq!(field.get_attribute("inputmode").as_deref(), Some("decimal"));
    for (typed, meant) in [
        ("12,5", "₺12,50"),
        ("12.50", "₺12,50"),
        ("1.234,50", "₺1.234,50"),
        ("1,234.50", "₺1.234,50"),
        ("12.", "₺12,00"),
        (".5", "₺0,50"),
        ("1234", "₺1.234,00"),
    ] {
        type_into(&field, typed);
        screen.until_says("[data-testid=pay-done]", meant).await;
    }
}

#[wasm_bindgen_test]
async fn a_discount_may_be_a_percentage_of_the_bill_and_has_a_limit() {
    let house = house(BILL);
    house.borrow_mut().rights.discount_cap = Some(20);
    let screen = open(&house).ready().await;
    screen.click("[data-testid=pay-discount]");
    type_into(&screen.page.get("#pay-title").await, "Müdavim");
    let percent = screen.page.all("dialog .seg-btn")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(percent).click();
    screen.until_is("[data-testid=percent]", true).await;
    type_into(&screen.page.get("#pay-amount").await, "12,5");
    // 12.5 percent of 235.
    screen.until_says("[data-testid=pay-done]", "₺29,38").await;
    type_into(&screen.page.get("#pay-amount").await, "101");
    screen
        .until_says("dialog .problem", "0 ile 100 arasında")
        .await;
    screen.click("[data-testid=percent]");
    screen.until_says("[data-testid=pay-done]", "₺11,75").await;
    type_into(&screen.page.get("#pay-amount").await, "30");
    screen.click("[data-testid=pay-done]");
    screen
        .until_says("[data-code=discount_over_limit]", "En çok yüzde 20")
        .await;
}

#[wasm_bindgen_test]
async fn a_percentage_that_becomes_a_sum_is_the_sum_that_it_was() {
    let screen = open(&house(BILL)).ready().await;
    screen.click("[data-testid=pay-discount]");
    type_into(&screen.page.get("#pay-title").await, "Müdavim");
    let unit = |at: usize| {
        let unit = screen.page.all("dialog .seg-btn")[at].clone();
        wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(unit).click();
    };
    let field = screen.page.get("#pay-amount").await;
    let says = |text: &'static str| {
        let field = field.clone();
        let value = move || js_sys::Reflect::get(&field, &"value".into()).unwrap();
        async move { until(text, || value() == text).await }
    };
    unit(1);
    screen.until_is("[data-testid=percent]", true).await;
    type_into(&field, "50");
    // Half of 235 is no 50 lira.
    screen.until_says("[data-testid=pay-done]", "₺117,50").await;
    unit(0);
    says("117,50").await;
    screen.until_says("[data-testid=pay-done]", "₺117,50").await;
    unit(1);
    says("").await;
    screen.until_is("[data-testid=percent]", true).await;
    type_into(&field, "10");
    screen.click("[data-testid=pay-all]");
    says("185,00").await;
    screen.until_is("[data-testid=percent]", false).await;
    screen.until_says("[data-testid=pay-done]", "₺185,00").await;
    // Nor is it a sum of money that is taken.
    unit(1);
    screen.until_is("[data-testid=percent]", true).await;
    type_into(&field, "10");
    screen.until_says("[data-testid=pay-done]", "₺23,50").await;
    let card = screen.page.all("dialog .method input")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(card).click();
    says("23,50").await;
    screen.until_says("[data-testid=pay-done]", "₺23,50").await;
}

#[wasm_bindgen_test]
async fn giving_a_line_away_asks_for_a_manager() {
    let house = house(BILL);
    house.borrow_mut().rights.discount_cap = Some(100);
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=line-open]").click();
    let field = screen.page.get("#line-discount").await;
    let percent = screen.page.all("dialog .seg-btn")[1].clone();
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(percent).click();
    screen.until_is("[data-testid=percent]", true).await;
    type_into(&field, "100");
    screen.until_says("#line-discount-about", "₺45,00").await;
    choose(&screen.page.get("#line-reason").await, "treat");
    screen.click("[data-testid=line-apply]");
    screen
        .until_says("[data-code=discount_over_limit]", "yalnız yönetici")
        .await;
    house.borrow_mut().rights.discount_cap = None;
    drop(screen);
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=line-open]").click();
    type_into(&screen.page.get("#line-discount").await, "45");
    choose(&screen.page.get("#line-reason").await, "treat");
    screen.click("[data-testid=line-apply]");
    screen
        .until_says("[data-testid=bill-total]", "₺190,00")
        .await;
    assert!(!screen.is("[data-code=discount_over_limit]"));
}

#[wasm_bindgen_test]
async fn a_line_s_discount_asks_why_and_is_saved_with_its_reason() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=line-open]").click();
    assert!(!screen.is("#line-reason"), "nothing is given yet");
    type_into(&screen.page.get("#line-discount").await, "5");
    let why = screen.page.get("#line-reason").await;
    screen
        .until_says("[data-testid=line-apply]", "İndirimin nedenini seçin")
        .await;
    screen.click("[data-testid=line-apply]");
    assert!(screen.is("dialog[open]"), "not without a reason");
    choose(&why, "regular");
    screen
        .until_says("[data-testid=line-apply]", "Uygula")
        .await;
    screen.click("[data-testid=line-apply]");
    screen.until_is("dialog", false).await;
    house
        .borrow_mut()
        .saves
        .push(answer(&saved(Outcome::Saved, BILL, "r2")));
    screen.click("[data-testid=save]");
    until("the save", || {
        screen.backend.count("/api/tables/masa-12/save") > 0
    })
    .await;
    let sent = serde_json::to_string(&screen.sent().await[0].edits).unwrap();
    assert_eq!(
        sent,
        r#"[{"discount":["ayran-01",500]},{"reason":["ayran-01","regular"]}]"#
    );
}
