use super::*;
use crate::stage::{Hurry, press, type_into};
use adisyon_bill::problem::Trouble;
use adisyon_bill::{LineKey, Problem};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::Wrote;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::*;

const MORE: &str =
    "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @45 #ayran-01 | paid 50 cash #pay-0001";
const LIMITED: &str = r#"{"code":"rate_limited","request_id":"r-9","retry_after":3}"#;

/// One Ayran more, and pressed to save.
async fn pressed(house: &Shared) -> Screen {
    let screen = open(house).ready().await;
    press_save(&screen).await;
    screen
}

async fn press_save(screen: &Screen) {
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    screen.click("[data-testid=save]");
}

#[wasm_bindgen_test]
async fn a_save_sends_what_changed_and_shows_the_fresh_bill_with_its_time() {
    let house = house(BILL);
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, MORE, "r2"))];
    let screen = pressed(&house).await;
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    let sent = screen.sent().await;
    assert_eq!(
        (sent.len(), sent[0].edits.len(), sent[0].revision.as_str()),
        (1, 1, "r1")
    );
    assert!(!screen.is(".line.is-changed"));
    screen
        .until_says("[data-testid=bill-total]", "₺280,00")
        .await;
}

#[wasm_bindgen_test]
async fn what_the_platform_refuses_is_said_at_the_line_it_names() {
    let house = house(BILL);
    let mut no = saved(Outcome::NotSaved, BILL, "r1");
    let gone = Problem::at_line(&LineKey::from("ayran-01"), Trouble::ProductGone);
    no.problems = vec![ProblemJson::from(&gone)];
    house.borrow_mut().saves = vec![answer(&no)];
    let screen = pressed(&house).await;
    screen
        .until_is("[data-line-id=ayran-01] [data-code=product_gone]", true)
        .await;
    screen.until_is("[data-testid=summary]", true).await;
    assert_eq!(screen.says("[data-testid=bill-total]"), "₺280,00");
}

#[wasm_bindgen_test]
async fn a_question_lists_old_and_new_sums_and_one_yes_saves() {
    let house = house("2 Lahmacun @90 #lahmacun-1 | 1 Ayran @45 #ayran-01");
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Saved, MORE, "r2"))];
    let screen = pressed(&house).await;
    screen.until_is("[data-testid=question]", true).await;
    let said = screen.says(".old-new");
    assert!(said.contains("180,00") && said.contains("190,00"), "{said}");
    assert!(screen.sent().await.is_empty());
    screen.click("[data-testid=agree]");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
}

static NOW: AtomicI64 = AtomicI64::new(1_800_000_000_000);

fn fake_clock() -> i64 {
    NOW.load(Ordering::Relaxed)
}

#[wasm_bindgen_test]
async fn a_limit_counts_down_in_the_button_and_saves_by_itself() {
    let house = house(BILL);
    let limited = json(429, LIMITED);
    house.borrow_mut().saves = vec![limited, answer(&saved(Outcome::Saved, MORE, "r2"))];
    let screen = open_at(&house, fake_clock).ready().await;
    // Seconds pass by the clock's hand, not by waiting.
    let _hurry = Hurry::over(Duration::from_secs(1));
    press_save(&screen).await;
    screen.until_says("[data-testid=save]", "3 sn").await;
    screen.until_says("#notices", "kaydetme hakkı doldu").await;
    NOW.fetch_add(1_000, Ordering::Relaxed);
    screen.until_says("[data-testid=save]", "2 sn").await;
    NOW.fetch_add(2_000, Ordering::Relaxed);
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    assert_eq!(screen.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_wait_can_be_called_off() {
    let house = house(BILL);
    house.borrow_mut().saves = vec![json(429, LIMITED)];
    let screen = pressed(&house).await;
    screen.until_is("[data-testid=wait-cancel]", true).await;
    screen.click("[data-testid=wait-cancel]");
    screen.until_says("[data-testid=save]", "Kaydet").await;
    assert!(screen.is("[data-testid=changes]"));
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_asked_after_under_the_same_name() {
    let house = house(BILL);
    let found = SaveReply {
        reread: true,
        left: None,
        ..saved(Outcome::Saved, MORE, "r2")
    };
    house.borrow_mut().saves = vec![Reply::Broken, answer(&found)];
    let screen = pressed(&house).await;
    screen
        .until_says("#notices", "Yanıt gelmedi, adisyona bakıyoruz")
        .await;
    screen.click("[data-testid=look-now]");
    screen.until_says("#notices", "Kaydedilmiş").await;
    let sent = screen.sent().await;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].attempt, sent[1].attempt);
}

#[wasm_bindgen_test]
async fn half_a_save_says_which_half_and_saves_the_rest() {
    let house = house("2 Lahmacun @95 #lahmacun-1 | 1 Ayran @45 #ayran-01");
    let now = "2 Lahmacun @95 #lahmacun-1 | 2 Ayran @45 #ayran-01";
    let mut half = saved(Outcome::Partly, now, "r2");
    half.wrote = vec![Wrote::Cart];
    let whole = saved(Outcome::Saved, now, "r3");
    house.borrow_mut().saves = vec![answer(&half), answer(&whole)];
    let screen = open(&house).ready().await;
    screen.click("[data-testid=pay-rest]");
    press_save(&screen).await;
    screen
        .until_says("#notices", "Kalemler kaydedildi, ödemeler kaydedilmedi")
        .await;
    screen
        .until_says("[data-testid=changes]", "1 değişiklik")
        .await;
    screen.click("[data-testid=save-rest]");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    let sent = screen.sent().await;
    assert_eq!((sent[1].edits.len(), sent[1].revision.as_str()), (1, "r2"));
}

#[wasm_bindgen_test]
async fn a_bill_that_closed_says_so_and_keeps_the_draft_in_sight() {
    let house = house(BILL);
    house.borrow_mut().saves = vec![json(404, r#"{"code":"not_found","request_id":"r-9"}"#)];
    let screen = pressed(&house).await;
    screen.until_says("#notices", "Bu adisyon kapandı").await;
    assert!(screen.says("#notices").contains("1 değişiklik"));
    screen.click("[data-testid=changes] > summary");
    screen
        .until_says("[data-testid=changes]", "Ayran 1 yerine 2")
        .await;
    assert!(!screen.is(".stepper"));
}

#[wasm_bindgen_test]
async fn what_others_changed_is_taken_in_and_saved_with_one_touch() {
    let house = house(BILL);
    let theirs = format!("{BILL} | 1 Künefe @220 #kunefe-1");
    let both = format!("{MORE} | 1 Künefe @220 #kunefe-1");
    house.borrow_mut().saves = vec![
        answer(&saved(Outcome::Changed, &theirs, "r2")),
        answer(&saved(Outcome::Saved, &both, "r3")),
    ];
    let screen = pressed(&house).await;
    screen
        .until_says("#notices", "Bu adisyon az önce değişti")
        .await;
    screen.click("[data-testid=merge]");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    assert_eq!(screen.sent().await[1].revision, "r2");
    assert_eq!(screen.page.all("[data-testid=line]").len(), 3);
}

#[wasm_bindgen_test]
async fn a_clash_shows_three_sides_and_is_answered_by_keys_alone() {
    let house = house(BILL);
    let theirs = BILL.replace("1 Ayran", "7 Ayran");
    let mine = BILL.replace("1 Ayran", "2 Ayran");
    house.borrow_mut().saves = vec![
        answer(&saved(Outcome::Changed, &theirs, "r2")),
        answer(&saved(Outcome::Saved, &mine, "r3")),
    ];
    let screen = pressed(&house).await;
    screen.until_is("[data-testid=merge]", true).await;
    screen.click("[data-testid=merge]");
    screen.until_is("[data-testid=conflict]", true).await;
    let sides: Vec<String> = screen
        .page
        .all(".merge-what")
        .iter()
        .map(|side| side.text_content().unwrap())
        .collect();
    assert_eq!(sides, ["1 Ayran", "2 Ayran", "7 Ayran"]);
    let body = document().body().unwrap();
    press(&body, "Enter");
    assert_eq!(
        screen.sent().await.len(),
        1,
        "nothing is sent before the answer"
    );
    press(&body, "1");
    screen
        .until_is("[data-testid=take-mine][aria-pressed=true]", true)
        .await;
    press(&body, "Enter");
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    assert_eq!(screen.sent().await[1].revision, "r2");
}

#[wasm_bindgen_test]
async fn the_keys_of_a_clash_rest_behind_a_dialog_and_where_single_keys_are_off() {
    let house = house(BILL);
    let theirs = BILL.replace("1 Ayran", "7 Ayran");
    house.borrow_mut().saves = vec![answer(&saved(Outcome::Changed, &theirs, "r2"))];
    let screen = pressed(&house).await;
    screen.until_is("[data-testid=merge]", true).await;
    screen.click("[data-testid=merge]");
    screen.until_is("[data-testid=conflict]", true).await;
    let body = document().body().unwrap();
    let answered = "[data-testid=take-mine][aria-pressed=true]";
    // A digit arrives when it is known to be no scanner's.
    let rest = || adisyon::clock::sleep(std::time::Duration::from_millis(100));
    let kept = window().local_storage().unwrap().unwrap();
    kept.set_item("adisyon:single-keys-off", "1").unwrap();
    press(&body, "1");
    rest().await;
    kept.remove_item("adisyon:single-keys-off").unwrap();
    assert!(!screen.is(answered), "nobody wants single keys here");
    press(&body, "F1");
    screen.until_is("dialog[open]", true).await;
    press(&body, "1");
    rest().await;
    assert!(!screen.is(answered), "the dialog's keys are its own");
    screen.click("dialog .icon-btn");
    screen.until_is("dialog[open]", false).await;
    press(&body, "1");
    screen.until_is(answered, true).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_while_a_save_runs_waits_in_its_dialog() {
    let house = house(BILL);
    let (mut done, fresh) = (None, answer(&saved(Outcome::Saved, MORE, "r2")));
    let when = js_sys::Promise::new(&mut |keep, _| done = Some(keep));
    house.borrow_mut().saves = vec![Reply::Later(when, Box::new(fresh))];
    let screen = pressed(&house).await;
    screen.until_is("main[aria-busy=true]", true).await;
    screen.click("[data-testid=pay]");
    type_into(&screen.page.get("#pay-amount").await, "20");
    screen.click("[data-testid=pay-done]");
    screen
        .until_says("[data-testid=toast]", "bitince yeniden deneyin")
        .await;
    assert!(screen.is("dialog[open]"), "what was typed stays");
    done.unwrap().call0(&JsValue::NULL).unwrap();
    screen
        .until_says("[data-testid=save-state]", "Kaydedildi, ")
        .await;
    screen.click("[data-testid=pay-done]");
    screen.until_is("dialog[open]", false).await;
    screen.until_says("[data-testid=bill-paid]", "₺70,00").await;
}
