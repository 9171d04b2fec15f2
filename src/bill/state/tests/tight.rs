use super::stage::*;
use crate::bill::access::access;
use crate::bill::face::{Tell, tells};
use crate::bill::state::{Ask, Event, Saved};
use adisyon_wire::save::{Left, Outcome};

const MORE: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @45 #ayran-01 | paid 50 cash";

fn told(stage: &Stage) -> Vec<Tell> {
    let editing = stage.editing();
    let access = access(&editing.setting, editing.base(), false);
    tells(stage.state(), &access)
}

fn saved(outcome_of: Outcome, retry_after: Option<u32>, left: Option<Left>) -> Saved {
    let (text, revision) = match outcome_of {
        Outcome::Saved => (MORE, "r2"),
        _ => (BILL, "r1"),
    };
    Saved {
        retry_after,
        left,
        ..outcome(outcome_of, text, revision)
    }
}

const LEFT: Left = Left {
    writes: 2,
    refill: 9,
};

#[test]
fn few_writes_left_are_told_until_there_is_one_more() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).save();
    stage.answer(saved(Outcome::Saved, None, Some(LEFT)));
    assert_eq!(told(&stage), [Tell::Tight(2, 9)]);
    assert!(stage.asks.contains(&Ask::Wake(NOW + 9_000)));
    stage.wake(8_999);
    assert_eq!(told(&stage), [Tell::Tight(2, 9)]);
    stage.wake(9_000);
    assert_eq!(told(&stage), []);
}

#[test]
fn the_next_answer_says_how_much_is_left_then() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).save();
    stage.answer(saved(Outcome::Saved, None, Some(LEFT)));
    stage.quantity("ayran-01", 1).save();
    stage.answer(outcome(Outcome::Saved, BILL, "r3"));
    assert_eq!(told(&stage), []);
}

#[test]
fn who_waits_for_the_limit_is_told_once_and_still_woken_every_second() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).save();
    stage.asks.clear();
    stage.answer(saved(Outcome::NotSaved, Some(9), Some(LEFT)));
    assert_eq!(told(&stage), [Tell::Waiting]);
    let wakes = stage.asks.iter().filter(|ask| matches!(ask, Ask::Wake(_)));
    let wakes: Vec<_> = wakes.collect();
    assert_eq!(wakes, [&Ask::Wake(NOW + 1_000)]);
}

#[test]
fn a_bill_of_before_is_shown_as_such_until_a_good_reading() {
    let mut opening = Stage::opened();
    opening.tell(Event::BillAged(read(BILL, "r1")));
    assert!(opening.editing().aged);
    let mut stage = Stage::with(BILL);
    stage.tell(Event::BillAged(read(BILL, "r1")));
    assert_eq!(told(&stage), [Tell::Aged(NOW)]);
    stage.tell(Event::BillRead(read(BILL, "r1")));
    assert_eq!(told(&stage), []);
}

#[test]
fn an_old_menu_is_told_where_the_bill_itself_is_fresh() {
    let mut stage = Stage::with(BILL);
    stage.tell(Event::MenuAged(true));
    assert_eq!(told(&stage), [Tell::OldMenu]);
    stage.tell(Event::BillAged(read(BILL, "r1")));
    assert_eq!(told(&stage), [Tell::Aged(NOW)]);
    stage.tell(Event::MenuAged(false));
    stage.tell(Event::BillRead(read(BILL, "r1")));
    assert_eq!(told(&stage), []);
}
