use super::*;
use adisyon_bill::Edit;
use adisyon_wire::save::Wrote;
use wasm_bindgen_test::*;

const MORE: &str =
    "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @45 #ayran-01 | paid 50 cash #pay-0001";

/// One Ayran more, saved; `then` is what later saves get.
async fn saved_one_more(then: Vec<SaveReply>) -> Screen {
    let house = house(BILL);
    let mut first = saved(Outcome::Saved, MORE, "r2");
    first.wrote = vec![Wrote::Cart];
    let replies = [vec![first], then].concat();
    house.borrow_mut().saves = replies.iter().map(answer).collect();
    let screen = open(&house).ready().await;
    assert!(!screen.is("[data-testid=undo-save]"));
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=changes]", true).await;
    screen.click("[data-testid=save]");
    screen.until_is("[data-testid=undo-save]", true).await;
    screen
}

#[wasm_bindgen_test]
async fn a_save_is_undone_with_one_touch() {
    let mut back = saved(Outcome::Saved, BILL, "r3");
    back.wrote = vec![Wrote::Cart];
    let screen = saved_one_more(vec![back]).await;
    screen.click("[data-testid=undo-save]");
    screen
        .until_says("[data-testid=bill-total]", "₺235,00")
        .await;
    screen.until_is("[data-testid=undo-save]", true).await;
    let sent = screen.sent().await;
    assert_eq!((sent.len(), sent[1].revision.as_str()), (2, "r2"));
    let edit = Edit::try_from(sent[1].edits[0].clone()).unwrap();
    assert!(matches!(edit, Edit::Quantity(_, one) if one == adisyon_bill::Quantity::ONE));
}

#[wasm_bindgen_test]
async fn undoing_a_save_that_others_worked_on_since_offers_the_merge() {
    let theirs = format!("{MORE} | 1 Künefe @220 #kunefe-1");
    let mut both = saved(
        Outcome::Saved,
        &format!("{BILL} | 1 Künefe @220 #kunefe-1"),
        "r4",
    );
    both.wrote = vec![Wrote::Cart];
    let changed = saved(Outcome::Changed, &theirs, "r3");
    let screen = saved_one_more(vec![changed, both]).await;
    screen.click("[data-testid=undo-save]");
    screen
        .until_says("#notices", "Bu adisyon az önce değişti")
        .await;
    screen.click("[data-testid=merge]");
    screen
        .until_says("[data-testid=bill-total]", "₺455,00")
        .await;
    assert_eq!(screen.sent().await[2].revision, "r3");
}

#[wasm_bindgen_test]
async fn with_something_begun_only_that_is_undone() {
    let screen = saved_one_more(Vec::new()).await;
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.until_is("[data-testid=undo-save]", false).await;
    screen.click("[data-testid=undo]");
    screen.until_is("[data-testid=undo-save]", true).await;
    assert_eq!(screen.sent().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_bill_that_changed_elsewhere_is_shown_in_place_with_a_mark() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    house.borrow_mut().bill = format!("{BILL} | 1 Künefe @220 #kunefe-1");
    house.borrow_mut().revision = "r2".to_owned();
    screen.desk.changed_elsewhere();
    screen
        .until_is("[data-line-id=kunefe-1].is-fresh", true)
        .await;
    assert!(!screen.is("[data-line-id=ayran-01].is-fresh"));
    assert_eq!(screen.says("#notices"), "");
    // With a draft nothing moves under the hand.
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    house.borrow_mut().bill = BILL.to_owned();
    house.borrow_mut().revision = "r3".to_owned();
    screen.desk.changed_elsewhere();
    screen
        .until_says("#notices", "Bu adisyon az önce değişti")
        .await;
    assert_eq!(screen.page.all("[data-testid=line]").len(), 3);
}
