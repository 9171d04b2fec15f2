use super::*;
use adisyon_bill::notation::product_id;
use adisyon_bill::resolve::Found;
use wasm_bindgen_test::*;

#[wasm_bindgen_test]
async fn a_blocked_save_leads_to_the_summary_and_the_summary_to_the_place() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 +30 #lahmacun-1";
    let screen = open(&house(text)).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_is("[data-line-id=lahmacun-1] [data-testid=problem]", true)
        .await;
    assert_eq!(
        screen.says("[data-line-id=lahmacun-1] [data-testid=problem]"),
        screen.says("[data-code=surcharge]")
    );
    screen.click("[data-testid=save]");
    screen.until_is("[data-testid=summary]", true).await;
    let has_focus = |selector: &str| {
        let active = document().active_element();
        active.is_some_and(|active| active.matches(selector).unwrap())
    };
    until("the summary has the focus", || {
        has_focus("[data-testid=summary]")
    })
    .await;
    screen
        .until_says("[data-testid=summary]", "Kaydedilmedi, 1 yer sizi bekliyor")
        .await;
    screen.click("[data-testid=summary] a");
    assert!(has_focus("[data-line-id=lahmacun-1]"));
    assert!(screen.sent().await.is_empty());
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    screen.until_is("[data-testid=summary]", false).await;
    screen.until_is("[data-testid=problem]", false).await;
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
}

#[wasm_bindgen_test]
async fn a_line_without_product_offers_the_likely_ones_and_the_whole_menu() {
    let house = house("1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1");
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=pick-product]", true).await;
    screen.click("[data-testid=pick-product]");
    screen
        .until_is("dialog [data-testid=catalogue-item]", true)
        .await;
    let wanted = format!(
        "dialog [data-product='{}']",
        product_id("Lahmacun").as_str()
    );
    screen.click(&wanted);
    screen.until_is("dialog", false).await;
    screen.until_is("[data-testid=problem]", false).await;
}

#[wasm_bindgen_test]
async fn a_probable_product_is_confirmed_at_its_line() {
    let screen = open(&house(
        "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 probable #lahmacun-1",
    ))
    .ready()
    .await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_says(
            "[data-line-id=lahmacun-1] [data-testid=problem]",
            "Menüdeki Lahmacun olmalı",
        )
        .await;
    assert!(
        !screen.is("[data-line-id=lahmacun-1].is-trouble"),
        "a question is no trouble"
    );
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    screen.until_is("[data-testid=problem]", false).await;
}

#[wasm_bindgen_test]
async fn paid_above_the_total_is_said_at_the_totals_with_the_amount_and_a_way_out() {
    let screen = open(&house(
        "2 Lahmacun @95 #lahmacun-1 | paid 190 cash #pay-0001",
    ))
    .ready()
    .await;
    screen.line("lahmacun-1", "[data-testid=qty-dec]").click();
    screen
        .until_says("#totals [data-testid=problem]", "₺95,00 fazla")
        .await;
    assert_eq!(screen.says("[data-testid=bill-remaining]"), "₺95,00");
    assert!(screen.says("#totals").contains("Fazla ödenen"));
    assert_eq!(screen.says(".save-due"), "Fazla ödenen₺95,00");
    screen.click("[data-testid=mend]");
    screen
        .until_says("[data-testid=bill-remaining]", "₺0,00")
        .await;
    screen.until_is("[data-testid=problem]", false).await;
}

#[wasm_bindgen_test]
async fn a_method_that_is_gone_is_said_at_its_row_with_others_to_choose() {
    let house =
        house("2 Lahmacun @95 #lahmacun-1 | paid 50 yemek #pay-0001 | paid 20 cash #pay-0002");
    let screen = open(&house).ready().await;
    assert!(
        !screen.is("[data-testid=problem]"),
        "an untouched payment is no problem"
    );
    screen.click("[data-testid=pay-rest]");
    screen
        .until_is(".pay-row.is-trouble [data-code=method_unknown]", true)
        .await;
    screen.click(".pay-row.is-trouble .btn-row button");
    screen.until_is("[data-testid=problem]", false).await;
}

#[wasm_bindgen_test]
async fn what_may_not_be_written_has_no_controls_and_a_reason() {
    let house = house(BILL);
    house.borrow_mut().rights.write_bills = false;
    let screen = open(&house).ready().await;
    screen
        .until_says("#notices", "Bu adisyon yalnız okunuyor")
        .await;
    for control in [
        ".stepper",
        "[data-testid=pay]",
        "[data-testid=catalogue-search]",
        "[data-testid=add-line]",
    ] {
        assert!(!screen.is(control), "{control}");
    }
    assert_eq!(screen.says("[data-testid=bill-total]"), "₺235,00");
}

#[wasm_bindgen_test]
async fn lines_of_a_marketplace_are_read_and_its_payments_open() {
    let screen = open(&house("1 Ayran @45 #ayran-01 | from yemeksepeti"))
        .ready()
        .await;
    screen.until_says("#notices", "Yemeksepeti").await;
    assert!(!screen.is(".stepper"));
    assert!(screen.is("[data-testid=pay]"));
}

#[wasm_bindgen_test]
async fn the_notation_s_unresolved_line_has_no_product() {
    // What the tests above stand on.
    let bill = bill("2 Lahmacun @95 unresolved #lahmacun-1");
    assert!(matches!(
        bill.lines[0].resolution.found,
        Found::Unresolved(_)
    ));
}
