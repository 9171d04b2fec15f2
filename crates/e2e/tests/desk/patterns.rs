//! The patterns of the ARIA Authoring Practices, key by key, with real keys: spin button, combobox, dialog, grid.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");

async fn ask(desk: &Desk, script: &str) -> Outcome<Value> {
    Ok(desk.web().execute(script, Vec::new()).await?.json().clone())
}

/// Waits until a script answers this.
async fn comes_to(desk: &Desk, script: &str, wanted: Value) -> Outcome {
    wait::until(format!("{wanted} from {script}"), async || {
        let found = ask(desk, script).await?;
        if found == wanted {
            return Ok(Some(()));
        }
        Err(adisyon_e2e::Trouble::new(format!("it is {found}")))
    })
    .await
}

#[tokio::test]
async fn a_quantity_is_a_spin_button() {
    Desk::run("pattern_spin", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        let field = desk.line("Lahmacun").await?.inside("qty").await?;
        let told = "const at = document.activeElement;
            return [at.getAttribute('role'), at.ariaValueNow, at.ariaValueText, at.value]";
        let is = |now: &str, text: &str| json!(["spinbutton", now, text, text]);
        field.press(Key::Up + "").await?;
        comes_to(desk, told, is("3", "3")).await?;
        desk.keys(Key::Down + Key::Down).await?;
        comes_to(desk, told, is("1", "1")).await?;
        // A typed value counts on Enter; Escape forgets what was typed.
        desk.keys(Key::Control + "a").await?;
        desk.keys("0,5".to_owned() + Key::Enter).await?;
        comes_to(desk, told, is("0.5", "0,5")).await?;
        desk.keys(Key::Control + "a").await?;
        desk.keys("7").await?;
        desk.keys(Key::Escape + "").await?;
        comes_to(desk, told, is("0.5", "0,5")).await?;
        // After a step and after Enter the next digit begins another quantity.
        desk.keys("5".to_owned() + Key::Enter).await?;
        desk.keys("3".to_owned() + Key::Enter).await?;
        comes_to(desk, told, is("3", "3")).await?;
        desk.keys("+").await?;
        comes_to(desk, told, is("4", "4")).await?;
        desk.keys("2".to_owned() + Key::Enter).await?;
        comes_to(desk, told, is("2", "2")).await?;
        // More than a line can carry is said, and changes nothing.
        desk.keys("10000".to_owned() + Key::Enter).await?;
        desk.reads("9.999 arasında").await?;
        comes_to(desk, told, is("2", "2")).await?;
        desk.keys("0,5".to_owned() + Key::Enter).await?;
        comes_to(desk, told, is("0.5", "0,5")).await?;
        // Inside a text the caret moves as in any field.
        desk.keys(Key::Home + "").await?;
        comes_to(
            desk,
            "return document.activeElement.selectionStart",
            json!(0),
        )
        .await?;
        desk.keys(Key::End + "").await?;
        comes_to(
            desk,
            "return document.activeElement.selectionStart",
            json!(3),
        )
        .await
    })
    .await;
}

/// The field, whether its list is open, and the words of the row it names.
const COMBOBOX: &str = "
    const field = document.activeElement;
    const row = document.getElementById(field.getAttribute('aria-activedescendant'));
    return [field.getAttribute('role'), field.ariaExpanded, row && row.getAttribute('role'), row && row.ariaSelected,
        row ? [...row.parentElement.children].indexOf(row) : -1]";

#[tokio::test]
async fn the_search_is_a_combobox() {
    let setup = Setup {
        // Narrow enough for the list to fold.
        window: (900, 900),
        ..Setup::default()
    };
    Desk::run("pattern_combobox", setup, async |desk| {
        till::open(desk, TABLE).await?;
        desk.whole_window().await?;
        // The keys are heard when the desk is here and the frame has the focus.
        desk.part("undo").await?;
        desk.css("h1").await?.click().await?;
        desk.keys("/").await?;
        desk.keys("ko").await?;
        desk.part("catalogue-item").await?;
        let shut = |open: bool| json!(["combobox", open.to_string(), null, null, -1]);
        let at = |row: i64| json!(["combobox", "true", "option", "true", row]);
        comes_to(desk, COMBOBOX, shut(true)).await?;
        let controlled = "const list = document.getElementById(document.activeElement.getAttribute('aria-controls'));
            return [list && list.getAttribute('role'), document.activeElement.ariaAutoComplete]";
        comes_to(desk, controlled, json!(["listbox", "list"])).await?;
        desk.keys(Key::Down + "").await?;
        comes_to(desk, COMBOBOX, at(0)).await?;
        desk.keys(Key::Down + "").await?;
        comes_to(desk, COMBOBOX, at(1)).await?;
        desk.keys(Key::Up + Key::Up).await?;
        let rows = ask(desk, "return document.querySelectorAll('[data-testid=catalogue-item]').length").await?;
        comes_to(desk, COMBOBOX, at(rows.as_i64().unwrap_or_default() - 1)).await?;
        // The named row is in sight though the focus never leaves the field.
        let seen = "const row = document.querySelector('[data-testid=catalogue-item][aria-selected=true]').getBoundingClientRect();
            const list = document.querySelector('[role=listbox]').getBoundingClientRect();
            return row.top >= list.top - 1 && row.bottom <= list.bottom + 1";
        comes_to(desk, seen, json!(true)).await?;
        // Letters go on in the field, and the named row is named no more.
        desk.keys("f").await?;
        comes_to(desk, COMBOBOX, shut(true)).await?;
        comes_to(desk, "return document.activeElement.value", json!("kof")).await?;
        desk.keys(Key::Escape + "").await?;
        comes_to(desk, COMBOBOX, shut(false)).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_dialog_is_modal_named_and_closed_by_escape() {
    Desk::run("pattern_dialog", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay").await?;
        desk.part("pay-done").await?;
        let tree = desk.tree().await?;
        let dialog = tree.iter().find(|part| part.role == "dialog");
        let dialog = dialog.map(|part| (part.name.clone(), part.states.clone()));
        assert_eq!(
            dialog,
            Some(("Ödeme al".to_owned(), vec!["modal=true".to_owned()]))
        );
        // Nothing behind it is told.
        let behind = tree.iter().find(|part| part.name.contains("Adana Kebap"));
        assert_eq!(behind, None);
        desk.keys(Key::Escape + "").await?;
        desk.gone("pay-done").await
    })
    .await;
}

/// The row that has the focus, by its number, and what in it: its button, or which cell.
const CELL: &str = "
    const at = document.activeElement;
    const cell = at.closest('th, td');
    if (!cell) return [0, at.tagName];
    const stops = document.querySelectorAll('table [tabindex=\"0\"]');
    return [Number(cell.parentElement.ariaRowIndex), at.tagName === 'BUTTON' ? 'button' : 'cell', cell.cellIndex, stops.length === 1 && stops[0] === at]";

#[tokio::test]
async fn the_managers_list_is_a_grid() {
    let setup = Setup {
        products: 2_000,
        ..Setup::default()
    };
    Desk::run("pattern_grid", setup, async |desk| {
        let page = "/catalogue?view=products";
        desk.open_with(Bill::Board, &[("page", page), ("menu", "closed")])
            .await?;
        desk.part("record").await?;
        // One stop of Tab in the whole list.
        desk.css("[data-testid=record-new]")
            .await?
            .press(Key::Tab + "")
            .await?;
        comes_to(desk, CELL, json!([2, "button", 0, true])).await?;
        desk.keys(Key::Down + Key::Down).await?;
        comes_to(desk, CELL, json!([4, "button", 0, true])).await?;
        desk.keys(Key::Right + "").await?;
        comes_to(desk, CELL, json!([4, "cell", 1, true])).await?;
        desk.keys(Key::Up + Key::Home).await?;
        comes_to(desk, CELL, json!([3, "button", 0, true])).await?;
        desk.keys(Key::PageDown + "").await?;
        comes_to(desk, CELL, json!([13, "button", 0, true])).await?;
        // Rows that are not drawn yet are drawn on the way.
        desk.keys(Key::Control + Key::End).await?;
        let last = "const at = document.activeElement.closest('tr');
            return at && [Number(at.ariaRowIndex), document.querySelector('table').ariaRowCount]";
        comes_to(desk, last, json!([2001, "2001"])).await?;
        let seen = "const box = document.activeElement.getBoundingClientRect();
            const head = document.querySelector('thead th').getBoundingClientRect();
            return box.top >= head.bottom - 1 && box.bottom <= innerHeight + 1";
        comes_to(desk, seen, json!(true)).await?;
        desk.keys(Key::Control + Key::Home).await?;
        comes_to(desk, CELL, json!([1, "button", 0, true])).await?;
        // A heading sorts, a row opens, and the focus comes back to it.
        desk.keys(Key::Enter + "").await?;
        comes_to(
            desk,
            "return document.querySelector('th').ariaSort",
            json!("descending"),
        )
        .await?;
        // The row is far away, and not drawn before the second key.
        desk.keys(Key::Down + Key::Right).await?;
        comes_to(desk, CELL, json!([2, "cell", 1, true])).await?;
        desk.keys(Key::Enter + "").await?;
        desk.part("record-form").await?;
        desk.keys(Key::Escape + "").await?;
        desk.gone("record-form").await?;
        comes_to(desk, CELL, json!([2, "cell", 1, true])).await
    })
    .await;
}
