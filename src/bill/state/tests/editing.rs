use super::super::*;
use super::stage::*;
use adisyon_bill::{LineKey, Money, Problem};

#[test]
fn a_changed_quantity_moves_sums_and_is_named_as_one_change() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let editing = stage.editing();
    assert_eq!(editing.totals.total, Money::from_minor(32_500));
    assert_eq!(editing.totals.was_total, Money::from_minor(23_500));
    assert_eq!(editing.changes.len(), 1);
    assert_eq!(stage.asks, [Ask::Keep]);
}

#[test]
fn going_back_to_the_original_leaves_nothing_to_save_or_keep() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    stage.asks.clear();
    stage.quantity("ayran-01", 1);
    assert!(!stage.editing().is_changed());
    assert_eq!(stage.asks, [Ask::Forget]);
}

#[test]
fn undo_and_redo_go_one_step_each_without_end() {
    let mut stage = Stage::with(BILL);
    for pieces in 2..=6 {
        stage.quantity("ayran-01", pieces);
    }
    for _ in 0..5 {
        stage.tell(Event::UndoPressed);
    }
    assert!(!stage.editing().is_changed());
    stage.tell(Event::UndoPressed);
    for _ in 0..5 {
        stage.tell(Event::RedoPressed);
    }
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "6");
}

#[test]
fn problems_are_shown_while_typing_and_only_where_something_would_be_written() {
    let surcharged = "2 Lahmacun @95 +30 #lahmacun-1 | 1 Ayran @45 #ayran-01";
    let mut stage = Stage::with(surcharged);
    assert_eq!(stage.codes(), Vec::<&str>::new());
    stage.quantity("ayran-01", 2);
    assert_eq!(stage.codes(), ["surcharge"]);
}

#[test]
fn what_the_platform_refused_stays_at_its_place_until_that_place_is_touched() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).save();
    let key = LineKey::from("ayran-01");
    let trouble = adisyon_bill::problem::Trouble::ProductGone;
    let mut saved = outcome(Outcome::NotSaved, BILL, "r1");
    saved.problems = vec![Problem::at_line(&key, trouble)];
    stage.answer(saved);
    assert_eq!(stage.codes(), ["product_gone"]);
    stage.quantity("lahmacun-1", 3);
    assert_eq!(stage.codes(), ["product_gone"]);
    stage.quantity("ayran-01", 3);
    assert_eq!(stage.codes(), Vec::<&str>::new());
}

#[test]
fn without_a_draft_a_newer_bill_takes_its_place_and_says_what_moved() {
    let mut stage = Stage::with(BILL);
    let newer = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @45 #ayran-01 | 1 Künefe @220 #kunefe-1 | paid 50 cash | paid 20 card";
    stage.tell(Event::BillRead(read(newer, "r2")));
    let editing = stage.editing();
    assert_eq!(editing.revision, "r2");
    let line = |key| Place::Line(LineKey::from(key));
    let row = Place::Payment(adisyon_bill::PaymentKey::from("pay-0002"));
    let moved = [line("ayran-01"), line("kunefe-1"), row];
    assert_eq!(editing.fresh, moved);
}

#[test]
fn leaving_without_changes_is_free_and_with_changes_asks() {
    let mut stage = Stage::with(BILL);
    stage.tell(Event::LeavePressed);
    assert_eq!(stage.asks, [Ask::Leave]);
    stage.asks.clear();
    stage.quantity("ayran-01", 2).tell(Event::LeavePressed);
    assert_eq!(stage.editing().asking, Some(Asking::Leaving));
    assert!(!stage.asks.contains(&Ask::Leave));
    stage.tell(Event::Dismissed);
    assert_eq!(stage.editing().asking, None);
    assert!(stage.editing().is_changed());
}

#[test]
fn leaving_by_saving_goes_when_it_is_saved_and_leaving_by_discarding_forgets() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).tell(Event::LeavePressed);
    stage.tell(Event::LeaveSaving { now: NOW });
    assert!(!stage.asks.contains(&Ask::Leave));
    stage.answer(outcome(Outcome::Saved, BILL, "r2"));
    assert_eq!(stage.asks.last(), Some(&Ask::Leave));

    let mut other = Stage::with(BILL);
    other.quantity("ayran-01", 2);
    other.asks.clear();
    other.tell(Event::LeaveDiscarding);
    assert_eq!(other.asks, [Ask::Forget, Ask::Leave]);
}

#[test]
fn without_the_right_to_write_nothing_is_sent() {
    let mut stage = Stage::opened();
    let mut less = rights();
    less.write_bills = false;
    stage.tell(Event::SessionRead(session(less)));
    stage.tell(Event::CatalogueRead(Arc::new(
        adisyon_bill::notation::menu(MENU),
    )));
    stage.tell(Event::BillRead(read(BILL, "r1")));
    stage.quantity("ayran-01", 2).save();
    assert_eq!(stage.sent_times(), 0);
}

#[test]
fn word_from_elsewhere_reads_the_bill_again_unless_a_save_is_on_its_way() {
    let mut stage = Stage::with(BILL);
    stage.tell(Event::ChangedElsewhere);
    assert_eq!(stage.asks, [Ask::Load]);
    stage.quantity("ayran-01", 2).save();
    stage.asks.clear();
    stage.tell(Event::ChangedElsewhere);
    assert_eq!(stage.asks, []);
}

#[test]
fn a_session_read_again_changes_rights_and_offers_no_draft_a_second_time() {
    let mut stage = Stage::with("1 Ayran @45 #ayran-01 | from getir");
    let opened = adisyon_wire::session::Rights {
        marketplace_carts: true,
        ..rights()
    };
    stage.tell(Event::CartsPressed { open: true });
    assert_eq!(stage.asks, [Ask::SetCarts(true)]);
    stage.asks.clear();
    stage.tell(Event::SessionRead(session(opened)));
    assert_eq!(stage.asks, []);
    assert!(stage.editing().policy().marketplace_carts);
}

#[test]
fn a_head_that_changed_elsewhere_is_shown_though_the_lines_are_the_same_and_the_draft_stays() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let mut now = read(BILL, "r0");
    now.revision = stage.editing().revision.clone();
    let mut bill = Bill::clone(&now.bill);
    bill.head.status = Some("OnDelivery".to_owned());
    now.bill = Arc::new(bill);
    stage.tell(Event::BillRead(now));
    let editing = stage.editing();
    assert_eq!(editing.base().head.status.as_deref(), Some("OnDelivery"));
    assert_eq!(editing.changes.len(), 1);
    assert_eq!(editing.newer, None);
}
