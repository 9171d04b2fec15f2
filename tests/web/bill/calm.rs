use super::*;
use adisyon_wire::save::Left;
use wasm_bindgen_test::*;

#[wasm_bindgen_test]
async fn a_bill_of_before_says_so_in_one_line_until_the_platform_answers_again() {
    let house = house(BILL);
    house.borrow_mut().aged = true;
    let screen = open(&house).ready().await;
    screen
        .until_says("[data-testid=aged]", "Restomenum şu an yanıt vermiyor")
        .await;
    assert!(!screen.is("[data-testid=problem]"), "it is no alarm");
    assert!(!screen.is("[data-testid=old-menu]"), "one line is enough");
    house.borrow_mut().aged = false;
    screen.desk.changed_elsewhere();
    screen.until_is("[data-testid=aged]", false).await;
}

#[wasm_bindgen_test]
async fn few_remaining_saves_are_told_in_one_line() {
    let house = house(BILL);
    let screen = open(&house).ready().await;
    let more = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @45 #ayran-01 | paid 50 cash #pay-0001";
    let mut reply = saved(Outcome::Saved, more, "r2");
    reply.left = Some(Left {
        writes: 3,
        refill: 40,
    });
    house.borrow_mut().saves.push(answer(&reply));
    screen.line("ayran-01", "[data-testid=qty-inc]").click();
    screen.click("[data-testid=save]");
    screen
        .until_says("[data-testid=tight]", "3 kayıt daha kabul ediyor; 40 sn")
        .await;
    assert!(!screen.is("[data-testid=problem]"), "it is no alarm");
}
