use super::*;
use crate::stage::{choose, dispatch, type_into};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;

const ADANA: &str =
    "2 Adana[Acılı, Pide+15] @210 \"az pişmiş\" #adana-001 | 0.75 Kıyma @400 #kiyma-01 | kuver 20";

#[wasm_bindgen_test]
async fn a_bill_shows_its_lines_and_sums_and_marks_its_first_paint() {
    let screen = open(&house(BILL)).ready().await;
    assert_eq!(screen.page.all("[data-testid=line]").len(), 2);
    assert_eq!(screen.says("[data-testid=bill-total]"), "₺235,00");
    assert_eq!(screen.says("[data-testid=bill-paid]"), "₺50,00");
    assert_eq!(screen.says("[data-testid=bill-remaining]"), "₺185,00");
    let clock = window().performance().unwrap();
    until("the mark", || {
        clock.get_entries_by_name("adisyon:bill-shown").length() > 0
    })
    .await;
}

#[wasm_bindgen_test]
async fn options_notes_weights_and_the_cover_charge_are_shown() {
    let screen = open(&house(ADANA)).ready().await;
    let adana = screen
        .line("adana-001", ".line-detail")
        .text_content()
        .unwrap();
    assert!(
        adana.contains("Acılı · Pide +15,00") && adana.contains("az pişmiş"),
        "{adana}"
    );
    let weight: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(screen.line("kiyma-01", "[data-testid=qty]"));
    assert_eq!(weight.value(), "0,75");
    assert!(!screen.is("[data-line-id=kuver] .stepper"));
}

#[wasm_bindgen_test]
async fn plus_and_minus_move_the_line_the_sums_and_the_list_of_changes() {
    let screen = open(&house(BILL)).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺325,00")
        .await;
    screen
        .until_says("[data-testid=changes]", "1 değişiklik")
        .await;
    screen.click("[data-testid=changes] > summary");
    screen
        .until_says("[data-testid=changes]", "Ayran 1 yerine 3")
        .await;
    screen.line("ayran-01", "[data-testid=qty-dec]").click();
    screen.line("ayran-01", "[data-testid=qty-dec]").click();
    screen.until_is("[data-testid=changes]", false).await;
}

#[wasm_bindgen_test]
async fn minus_at_one_takes_the_line_off_and_it_can_be_taken_back() {
    let screen = open(&house(BILL)).ready().await;
    screen.line("ayran-01", "[data-testid=qty-dec]").click();
    screen
        .until_is("[data-line-id=ayran-01].is-removed", true)
        .await;
    screen
        .until_says("[data-testid=bill-total]", "₺190,00")
        .await;
    screen.line("ayran-01", "[data-testid=restore]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺235,00")
        .await;
    screen
        .until_is("[data-line-id=ayran-01] .stepper", true)
        .await;
}

#[wasm_bindgen_test]
async fn a_typed_quantity_takes_comma_and_dot_and_zero_takes_the_line_off() {
    let screen = open(&house(BILL)).ready().await;
    for (typed, total) in [("0,5", "₺212,50"), ("2.5", "₺302,50"), ("abc", "₺302,50")] {
        let field = screen.line("ayran-01", "[data-testid=qty]");
        type_into(&field, typed);
        dispatch(&field, "change");
        screen.until_says("[data-testid=bill-total]", total).await;
    }
    let field = screen.line("ayran-01", "[data-testid=qty]");
    type_into(&field, "0");
    dispatch(&field, "change");
    screen
        .until_is("[data-line-id=ayran-01].is-removed", true)
        .await;
}

#[wasm_bindgen_test]
async fn the_dialog_of_a_line_changes_options_note_and_discount_with_one_button() {
    let screen = open(&house(ADANA)).ready().await;
    screen.house.borrow_mut().catalogue = menu(ADANA);
    let screen = open(&screen.house.clone()).ready().await;
    screen.line("adana-001", "[data-testid=line-open]").click();
    screen.until_is("dialog[open] .choice", true).await;
    let choices = screen.page.all("dialog .choice input");
    choices[0]
        .clone()
        .dyn_into::<web_sys::HtmlElement>()
        .unwrap()
        .click();
    type_into(&screen.page.get("#line-note").await, "bol acılı");
    type_into(&screen.page.get("#line-discount").await, "20");
    choose(&screen.page.get("#line-reason").await, "late");
    screen.click("[data-testid=line-apply]");
    screen.until_is("dialog", false).await;
    let said = screen.says("[data-testid=changes]");
    assert!(said.contains("3 değişiklik"), "{said}");
    let detail = screen
        .line("adana-001", ".line-detail")
        .text_content()
        .unwrap();
    assert!(
        detail.contains("bol acılı") && detail.contains("−20,00"),
        "{detail}"
    );
    assert!(!detail.contains("Acılı ·"), "{detail}");
}

#[wasm_bindgen_test]
async fn a_click_on_one_line_builds_nothing_of_another_anew() {
    let lines: Vec<String> = (0..200)
        .map(|at| format!("1 Ayran @45 #ayran-{at:03}"))
        .collect();
    let screen = open(&house(&lines.join(" | "))).ready().await;
    let title = |key: &str| screen.line(key, ".line-title");
    let other = title("ayran-008");
    let field = screen.line("ayran-007", "[data-testid=qty]");
    screen.line("ayran-007", "[data-testid=qty-inc]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺9.045,00")
        .await;
    assert!(other.is_connected());
    assert!(field.is_connected(), "the field that has the focus stays");
    assert_eq!(screen.page.all(".line.is-changed").len(), 1);
}

#[wasm_bindgen_test]
async fn undo_and_redo_are_buttons_too() {
    let screen = open(&house(BILL)).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    screen.click("[data-testid=undo]");
    screen
        .until_says("[data-testid=bill-total]", "₺235,00")
        .await;
    screen.click("[data-testid=redo]");
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
}

#[wasm_bindgen_test]
async fn a_dialog_says_why_what_was_typed_is_no_quantity_and_keeps_the_one_before() {
    let screen = open(&house(ADANA)).ready().await;
    screen.line("adana-001", "[data-testid=line-open]").click();
    let field: web_sys::HtmlInputElement = screen
        .page
        .get("dialog [role=spinbutton]")
        .await
        .unchecked_into();
    let told = "dialog [data-testid=toast]";
    for (typed, why) in [("iki", "miktar değil"), ("10000", "9.999")] {
        type_into(&field, typed);
        dispatch(&field, "change");
        screen.until_says(told, why).await;
        assert_eq!(field.value(), "2");
    }
}
