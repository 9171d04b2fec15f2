use super::*;
use adisyon_bill::notation::product_id;
use adisyon_bill::problem::{Loss, Trouble};
use adisyon_bill::{Edit, LineKey, Place, Problem};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::Wrote;
use wasm_bindgen_test::*;

/// A bill with one line in the way, and one Ayran more.
async fn stuck(line: &str) -> Screen {
    let house = house(&format!("1 Ayran @45 #ayran-01 | {line}"));
    let after = format!("2 Ayran @45 #ayran-01 | {line}");
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, &after, "r2"))];
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen
        .until_is("[data-line-id=lahmacun-1] [data-testid=problem]", true)
        .await;
    screen
}

/// The edits of the only save.
async fn edits(screen: &Screen) -> Vec<Edit> {
    screen.click("[data-testid=save]");
    until("sent", || screen.backend.count(SAVE) == 1).await;
    let sent = screen.sent().await;
    let edits = sent[0].edits.iter().cloned().map(Edit::try_from);
    edits.map(|edit| edit.unwrap()).collect()
}

const SAVE: &str = "/api/tables/masa-12/save";

async fn accepts(line: &str, loss: Loss) {
    let screen = stuck(line).await;
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    screen.until_is("[data-testid=problem]", false).await;
    let accepted = Edit::Accept(Place::Line(LineKey::from("lahmacun-1")), loss);
    assert!(edits(&screen).await.contains(&accepted), "{loss:?}");
}

#[wasm_bindgen_test]
async fn a_surcharge_can_be_given_up_by_name() {
    accepts("2 Lahmacun @95 +30 #lahmacun-1", Loss::Surcharge).await;
}

#[wasm_bindgen_test]
async fn a_hidden_note_can_be_given_up_by_name() {
    accepts("2 Lahmacun @95 hidden #lahmacun-1", Loss::HiddenNote).await;
}

#[wasm_bindgen_test]
async fn an_option_entered_twice_can_be_written_once() {
    let line = "2 Lahmacun[Acılı, Acılı] @95 #lahmacun-1";
    accepts(line, Loss::DuplicateOption).await;
}

#[wasm_bindgen_test]
async fn a_line_that_the_till_counts_as_voided_can_be_written_as_a_new_one() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 #lahmacun-1";
    let house = house(text);
    let mut no = saved(Outcome::NotSaved, text, "r1");
    let voided = Problem::at_line(&LineKey::from("lahmacun-1"), Trouble::VoidedIdentity);
    no.problems = vec![ProblemJson::from(&voided)];
    let after = text.replace("1 Ayran", "2 Ayran");
    let yes = saved(Outcome::Saved, &after, "r2");
    house.borrow_mut().saves = vec![answer(&no), answer(&yes)];
    let screen = open(&house).ready().await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    screen.click("[data-testid=save]");
    screen.until_is("[data-code=voided_identity]", true).await;
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    screen.until_is("[data-testid=problem]", false).await;
    screen.click("[data-testid=save]");
    until("sent again", || screen.backend.count(SAVE) == 2).await;
    let sent = screen.sent().await;
    let edits = sent[1].edits.iter().cloned().map(Edit::try_from);
    let place = Place::Line(LineKey::from("lahmacun-1"));
    let fresh = Edit::Accept(place, Loss::Identity);
    assert!(edits.map(|edit| edit.unwrap()).any(|edit| edit == fresh));
}

#[wasm_bindgen_test]
async fn a_deleted_product_can_be_replaced() {
    let screen = stuck("2 Lahmacun @95 gone #lahmacun-1").await;
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    let wanted = format!("dialog [data-product='{}']", product_id("Künefe").as_str());
    screen.until_is(&wanted, true).await;
    screen.click(&wanted);
    screen.until_is("[data-testid=problem]", false).await;
    let replaces = |edit: &Edit| matches!(edit, Edit::Replace(key, new) if key.as_str() == "lahmacun-1" && new.product == product_id("Künefe"));
    assert!(edits(&screen).await.iter().any(replaces));
}

#[wasm_bindgen_test]
async fn a_note_that_is_too_long_leads_to_the_line() {
    let note = "a".repeat(501);
    let screen = stuck(&format!("2 Lahmacun @95 \"{note}\" #lahmacun-1")).await;
    screen.click("[data-line-id=lahmacun-1] .line-extra button");
    let field = screen.page.get("#line-note").await;
    crate::stage::type_into(&field, "az acılı");
    screen.click("[data-testid=line-apply]");
    screen.until_is("[data-testid=problem]", false).await;
    let noted = Edit::Note(LineKey::from("lahmacun-1"), "az acılı".to_owned());
    assert!(edits(&screen).await.contains(&noted));
}

#[wasm_bindgen_test]
async fn more_than_two_hundred_lines_are_said_at_the_bill() {
    let lines: Vec<String> = (0..200)
        .map(|at| format!("1 Ayran @45 #ayran-{at:03}"))
        .collect();
    let screen = open(&house(&lines.join(" | "))).ready().await;
    let field = screen.page.get("[data-testid=catalogue-search]").await;
    crate::stage::type_into(&field, "künefe");
    screen
        .page
        .get("[data-testid=catalogue-item]")
        .await
        .click();
    screen.until_says("#notices", "200 kalem").await;
    screen.click("[data-testid=save]");
    screen.until_is("[data-testid=summary]", true).await;
    assert!(screen.sent().await.is_empty());
}

#[wasm_bindgen_test]
async fn payments_are_saved_alone_where_a_line_is_in_the_way() {
    let line = "2 Lahmacun @95 +30 #lahmacun-1";
    let screen = stuck(line).await;
    screen.click("[data-testid=pay]");
    let field = screen.page.get("#pay-amount").await;
    crate::stage::type_into(&field, "40");
    screen.click("[data-testid=pay-done]");
    let paid = format!("1 Ayran @45 #ayran-01 | {line} | paid 40 cash #pay-0001");
    let mut only = saved(Outcome::Saved, &paid, "r2");
    only.wrote = vec![Wrote::Payments];
    screen.house.borrow_mut().saves = vec![answer(&only)];
    screen.click("[data-testid=save]");
    screen.until_is("[data-testid=payments-alone]", true).await;
    screen.click("[data-testid=payments-alone]");
    screen
        .until_says("#notices", "Ödemeler kaydedildi, kalemler kaydedilmedi")
        .await;
    screen
        .until_says("[data-testid=changes]", "1 değişiklik")
        .await;
    let sent = screen.sent().await;
    assert_eq!((sent.len(), sent[0].edits.len()), (1, 1));
}

#[wasm_bindgen_test]
async fn an_unresolved_line_is_marked_quietly_and_the_answer_is_told_without_a_save() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1";
    let screen = open(&house(text)).ready().await;
    screen
        .until_is("[data-line-id=lahmacun-1] [data-testid=doubt]", true)
        .await;
    assert!(!screen.is("[data-testid=problem]"));
    screen.click("[data-testid=pick-product]");
    let wanted = format!(
        "dialog [data-product='{}']",
        product_id("Lahmacun").as_str()
    );
    screen.until_is(&wanted, true).await;
    screen.click(&wanted);
    screen.until_is("[data-testid=doubt]", false).await;
    until("told", || {
        screen.backend.count("/api/tables/masa-12/answers") == 1
    })
    .await;
    let told = screen.told().await;
    assert_eq!(told[0].answers[0].line, "lahmacun-1");
    assert_eq!(
        told[0].answers[0].product.as_deref(),
        Some(product_id("Lahmacun").as_str())
    );
    assert_eq!(
        screen.says("[data-testid=save-state]"),
        "Bekleyen değişiklik yok."
    );
}

#[wasm_bindgen_test]
async fn a_manager_opens_the_carts_of_a_marketplace_and_shuts_them_again() {
    let house = house("1 Ayran @45 #ayran-01 | from getir");
    house.borrow_mut().role = Role::Manager;
    let screen = open(&house).ready().await;
    screen.until_is("[data-testid=carts-open]", true).await;
    assert!(!screen.is(".stepper"));
    screen.click("[data-testid=carts-open]");
    screen.until_is("[data-testid=carts-shut]", true).await;
    screen.until_is(".stepper", true).await;
    screen.click("[data-testid=carts-shut]");
    screen.until_is(".stepper", false).await;
    drop(screen);
    house.borrow_mut().role = Role::Staff;
    let screen = open(&house).ready().await;
    screen.until_says("#notices", "Getir").await;
    assert!(!screen.is("[data-testid=carts-open]"));
}
