//! Waiting until a hand rests.
use crate::stage::until;
use adisyon::clock::{Rest, now, sleep};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

const TIME: Duration = Duration::from_millis(60);

/// A rest that notes when it called.
fn noting() -> (Rest, Rc<Cell<Vec<i64>>>) {
    let called = Rc::new(Cell::new(Vec::new()));
    let note = called.clone();
    let rest = Rest::new(TIME, move || {
        let mut times = note.take();
        times.push(now());
        note.set(times);
    });
    (rest, called)
}

fn times(called: &Cell<Vec<i64>>) -> Vec<i64> {
    let times = called.take();
    called.set(times.clone());
    times
}

#[wasm_bindgen_test]
async fn a_hand_at_work_is_waited_for_and_one_that_works_again_is_told_again() {
    let (rest, called) = noting();
    for _ in 0..2 {
        let mut touched = 0;
        for _ in 0..4 {
            rest.touch();
            touched = now();
            sleep(TIME / 3).await;
        }
        let last = || times(&called).pop().unwrap_or_default();
        until("the rest", || last() > touched).await;
        // Clocks are read in whole milliseconds.
        assert!(
            last() - touched >= 59,
            "{} ms after the last touch",
            last() - touched
        );
    }
}

#[wasm_bindgen_test]
async fn what_was_stopped_or_is_gone_calls_nobody() {
    let (stopped, called) = noting();
    stopped.touch();
    stopped.stop();
    let (gone, never) = noting();
    gone.touch();
    drop(gone);
    let (after, all) = noting();
    after.touch();
    until("a rest that began later", || !times(&all).is_empty()).await;
    assert_eq!((times(&called), times(&never)), (vec![], vec![]));
    // It can be used again.
    stopped.touch();
    until("the rest", || !times(&called).is_empty()).await;
}
