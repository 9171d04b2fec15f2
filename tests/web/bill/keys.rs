use super::*;
use crate::stage::press;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A key with Ctrl held.
fn control(key: &str) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_ctrl_key(true);
    init.set_key(key);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    document().body().unwrap().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn slash_goes_to_the_search_and_escape_closes_its_list() {
    let screen = open(&house(BILL)).ready().await;
    press(&document().body().unwrap(), "/");
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    assert!(
        document()
            .active_element()
            .unwrap()
            .is_same_node(Some(&field))
    );
    screen.until_is("[role=listbox]:not([hidden])", true).await;
    press(&field, "Escape");
    until("closed or docked", || {
        let docked = window()
            .match_media("(min-width: 70rem)")
            .unwrap()
            .unwrap()
            .matches();
        docked || !screen.is("[role=listbox]:not([hidden])")
    })
    .await;
}

#[wasm_bindgen_test]
async fn plus_minus_and_delete_work_on_the_line_that_has_the_focus() {
    let screen = open(&house(BILL)).ready().await;
    let row = screen.line("ayran-01", "[data-testid=line-open]");
    press(&row, "+");
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    press(&screen.line("ayran-01", "[data-testid=qty]"), "-");
    screen
        .until_says("[data-testid=bill-total]", "₺235,00")
        .await;
    press(
        &screen.line("ayran-01", "[data-testid=line-open]"),
        "Delete",
    );
    screen
        .until_is("[data-line-id=ayran-01].is-removed", true)
        .await;
}

#[wasm_bindgen_test]
async fn control_z_y_and_s_undo_redo_and_save() {
    let house = house(BILL);
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, BILL, "r2"))];
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    control("z");
    screen
        .until_says("[data-testid=bill-total]", "₺235,00")
        .await;
    control("y");
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    control("s");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
}

#[wasm_bindgen_test]
async fn every_control_of_a_line_has_a_name_that_says_which_line() {
    let screen = open(&house(BILL)).ready().await;
    for control in screen
        .page
        .all("[data-line-id=ayran-01] .stepper-btn, [data-line-id=ayran-01] .icon-btn")
    {
        let name = control.get_attribute("aria-label").unwrap_or_default();
        assert!(name.starts_with("Ayran"), "{name}");
    }
    let field: web_sys::HtmlElement = screen.line("ayran-01", "[data-testid=qty]");
    assert_eq!(field.get_attribute("role").as_deref(), Some("spinbutton"));
    let _ = field.dyn_ref::<web_sys::HtmlInputElement>().unwrap();
}

#[wasm_bindgen_test]
async fn a_question_mark_shows_the_keys_and_the_focus_returns() {
    let screen = open(&house(BILL)).ready().await;
    let row = screen.line("ayran-01", "[data-testid=line-open]");
    row.focus().unwrap();
    press(&row, "?");
    screen.until_says("[data-testid=keys]", "Ctrl").await;
    screen.click("dialog .icon-btn");
    screen.until_is("dialog", false).await;
    until("the focus is back", || {
        document()
            .active_element()
            .unwrap()
            .is_same_node(Some(&row))
    })
    .await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    press(&field, "?");
    assert!(!screen.is("dialog"), "in a field it is a sign");
}

/// Whether the focus is on what this selector names, or in it.
fn is_focused(screen: &Screen, selector: &str) -> bool {
    let active = document().active_element();
    screen.page.find(selector).is_some_and(|wanted| {
        let wanted: &web_sys::Node = &wanted;
        wanted.contains(active.as_deref())
    })
}

#[wasm_bindgen_test]
async fn the_focus_stays_at_a_line_that_goes_and_comes_back() {
    let screen = open(&house(BILL)).ready().await;
    let row = screen.line("ayran-01", "[data-testid=line-open]");
    row.focus().unwrap();
    press(&row, "Delete");
    until("the focus on the way back", || {
        is_focused(&screen, "[data-line-id=ayran-01] [data-testid=restore]")
    })
    .await;
    screen.click("[data-line-id=ayran-01] [data-testid=restore]");
    until("the focus on the line again", || {
        is_focused(&screen, "[data-line-id=ayran-01]")
    })
    .await;
}

#[wasm_bindgen_test]
async fn undoing_the_only_change_keeps_the_focus_on_the_button() {
    let screen = open(&house(BILL)).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_is("[data-testid=undo][aria-disabled]", false)
        .await;
    let undo = screen.page.get("[data-testid=undo]").await;
    undo.focus().unwrap();
    undo.click();
    screen
        .until_is("[data-testid=undo][aria-disabled]", true)
        .await;
    assert!(is_focused(&screen, "[data-testid=undo]"));
}

#[wasm_bindgen_test]
async fn a_quantity_that_is_being_typed_stays_when_its_line_changes_and_counts_when_it_is_said() {
    let screen = open(&house(BILL)).ready().await;
    let field = screen.line("ayran-01", "[data-testid=qty]");
    let written: HtmlInputElement = field.clone().unchecked_into();
    written.set_value("7");
    // No hand leaves the field here: what changes the line is somebody else.
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
    assert!(field.is_connected(), "the row stays");
    assert_eq!(field.get_attribute("aria-valuetext").as_deref(), Some("2"));
    assert_eq!(written.value(), "7");
    press(&field, "Enter");
    screen
        .until_says("[data-testid=bill-total]", "₺505,00")
        .await;
    assert_eq!(written.value(), "7");
}

#[wasm_bindgen_test]
async fn two_steps_within_one_moment_are_both_shown() {
    let screen = open(&house(BILL)).ready().await;
    let field = screen.line("ayran-01", "[data-testid=qty]");
    press(&field, "ArrowUp");
    press(&field, "ArrowUp");
    screen
        .until_says("[data-testid=bill-total]", "₺325,00")
        .await;
    let written: HtmlInputElement = field.unchecked_into();
    assert_eq!(written.value(), "3");
}
