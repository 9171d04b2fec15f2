use super::super::*;
use super::stage::*;
use crate::api::failure::Fault;
use adisyon_bill::plan::Step;
use adisyon_bill::{LineKey, Money, PaymentKey};
use adisyon_wire::refusal::RefusalCode;

const MORE: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 3 Ayran @45 #ayran-01 | paid 50 cash";

#[test]
fn a_save_sends_the_net_edits_under_the_revision_and_a_legal_name() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).quantity("ayran-01", 3).save();
    let request = stage.sent().request;
    assert_eq!(request.revision, "r1");
    assert_eq!(request.edits.len(), 1);
    let legal = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    assert!((20..=64).contains(&request.attempt.len()) && request.attempt.chars().all(legal));
    assert_eq!(stage.sent().course, [Step::Cart]);
}

#[test]
fn when_the_total_falls_below_paid_the_payments_are_told_to_go_first() {
    let text = "2 Lahmacun @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | paid 235 cash #pay-0001";
    let mut stage = Stage::with(text);
    stage.quantity("lahmacun-1", 1).save();
    assert_eq!(stage.codes(), ["paid_over_total"]);
    assert_eq!(stage.sent_times(), 0);
    let lower = Edit::Amount(PaymentKey::from("pay-0001"), Money::from_minor(14_000));
    stage.tell(Event::Edited(lower)).save();
    assert_eq!(stage.sent().course, [Step::Payments, Step::Cart]);
}

#[test]
fn a_saved_bill_is_shown_fresh_with_its_time_and_nothing_is_kept() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.asks.clear();
    stage.answer(outcome(Outcome::Saved, MORE, "r2"));
    let editing = stage.editing();
    assert_eq!(editing.revision, "r2");
    assert!(!editing.is_changed() && !editing.draft.can_undo());
    assert!(matches!(
        editing.notice,
        Some(Notice::Saved {
            at: NOW,
            count: 1,
            reread: false,
            off: None
        })
    ));
    assert_eq!(stage.asks, [Ask::Forget]);
}

#[test]
fn a_total_that_differs_from_the_estimate_is_shown_with_both_numbers() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    let mut saved = outcome(Outcome::Saved, MORE, "r2");
    saved.estimate = Some(Money::from_minor(30_000));
    stage.answer(saved);
    let off = (Money::from_minor(30_000), Money::from_minor(32_500));
    assert!(
        matches!(&stage.editing().notice, Some(Notice::Saved { off: Some(said), .. }) if *said == off)
    );
}

#[test]
fn a_blocked_save_sends_nothing_and_moves_the_focus_to_the_summary_once() {
    let mut stage = Stage::with("2 Lahmacun @95 unresolved #lahmacun-1 | 1 Ayran @45 #ayran-01");
    stage.quantity("ayran-01", 2);
    stage.asks.clear();
    stage.save();
    assert_eq!(stage.asks, [Ask::FocusSummary]);
    assert_eq!(stage.editing().asking, Some(Asking::Summary));
    let product = adisyon_bill::notation::product_id("Lahmacun");
    stage.tell(Event::Edited(Edit::Identify(
        LineKey::from("lahmacun-1"),
        product,
    )));
    assert_eq!(stage.editing().asking, None);
    // What the line was said to be is told besides.
    stage.asks.retain(|ask| !matches!(ask, Ask::Tell(_)));
    assert_eq!(stage.asks, [Ask::FocusSummary, Ask::Keep]);
}

#[test]
fn what_only_asks_is_asked_once_and_a_yes_saves() {
    let mut stage = Stage::with("2 Lahmacun @90 probable #lahmacun-1 | 1 Ayran @45 #ayran-01");
    stage.quantity("ayran-01", 2).save();
    assert_eq!(stage.editing().asking, Some(Asking::Question));
    assert_eq!(stage.sent_times(), 0);
    stage.tell(Event::Agreed { now: NOW });
    assert_eq!(stage.sent_times(), 1);
    assert_eq!(stage.editing().asking, None);
}

#[test]
fn nothing_can_be_edited_while_the_outcome_is_open() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.quantity("ayran-01", 9).tell(Event::UndoPressed);
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "3");
    stage.save();
    assert_eq!(stage.sent_times(), 1);
}

#[test]
fn a_limit_counts_down_and_saves_by_itself_under_a_new_name_with_what_was_added_meanwhile() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    let first = stage.sent().request.attempt;
    stage.fail(refused(RefusalCode::RateLimited, Some(38)));
    assert!(matches!(
        stage.editing().saving,
        Saving::Waiting { left: 38, .. }
    ));
    stage.wake(1_000);
    assert!(matches!(
        stage.editing().saving,
        Saving::Waiting { left: 37, .. }
    ));
    stage.quantity("lahmacun-1", 5);
    stage.wake(38_000);
    let second = stage.sent().request;
    assert_ne!(second.attempt, first);
    assert_eq!(second.edits.len(), 2);
}

#[test]
fn a_wait_can_be_called_off_and_then_nothing_is_sent() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.fail(refused(RefusalCode::RateLimited, Some(5)));
    stage.tell(Event::WaitCancelled).wake(6_000);
    assert_eq!(stage.sent_times(), 1);
    assert!(stage.editing().is_changed());
}

#[test]
fn a_lost_answer_is_asked_after_under_the_same_name_until_it_is_known() {
    for failure in [
        offline(),
        Failure::Fault(Fault::Timeout),
        refused(RefusalCode::OutcomeUnknown, None),
    ] {
        let mut stage = Stage::with(BILL);
        stage.quantity("ayran-01", 3).save();
        let first = stage.sent();
        stage.fail(failure).wake(2_000);
        assert_eq!(stage.sent(), first);
        assert_eq!(stage.sent_times(), 2);
        // A limit on the way does not change that the first outcome is open.
        stage
            .fail(refused(RefusalCode::RateLimited, Some(3)))
            .wake(3_000);
        assert_eq!(stage.sent(), first);
        stage.answer(Saved {
            reread: true,
            ..outcome(Outcome::Saved, MORE, "r2")
        });
        assert!(matches!(
            stage.editing().notice,
            Some(Notice::Saved { reread: true, .. })
        ));
    }
}

#[test]
fn asking_after_an_outcome_has_an_end_and_then_a_person_asks_on() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    for _ in 0..=LOOKS {
        stage.fail(offline());
    }
    assert!(matches!(
        stage.editing().saving,
        Saving::Looking { until: None, .. }
    ));
    let times = stage.sent_times();
    stage.tell(Event::RetryPressed { now: NOW });
    assert_eq!(stage.sent_times(), times + 1);
}

#[test]
fn a_token_that_never_came_means_nothing_was_sent() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.fail(Failure::Fault(Fault::NoToken));
    assert_eq!(stage.editing().saving, Saving::Idle);
    assert!(matches!(stage.editing().notice, Some(Notice::Failed(_))));
    assert!(stage.editing().is_changed());
}

#[test]
fn after_half_a_save_only_the_other_half_is_left_to_do() {
    let text = "2 Lahmacun @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | paid 235 cash #pay-0001";
    let mut stage = Stage::with(text);
    stage.quantity("lahmacun-1", 1);
    let lower = Edit::Amount(PaymentKey::from("pay-0001"), Money::from_minor(14_000));
    stage.tell(Event::Edited(lower)).save();
    let half = "2 Lahmacun @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | paid 140 cash #pay-0001";
    let mut saved = outcome(Outcome::Partly, half, "r2");
    saved.wrote = vec![Wrote::Payments];
    stage.answer(saved);
    let editing = stage.editing();
    assert_eq!(editing.notice, Some(Notice::Partly(Wrote::Payments, None)));
    assert_eq!(editing.changes.len(), 1);
    assert!(editing.working.cart_changed && !editing.working.payments_changed);
    stage.save();
    assert_eq!(stage.sent().request.edits.len(), 1);
    assert_eq!(stage.sent().request.revision, "r2");
}

#[test]
fn half_a_save_stopped_by_a_limit_goes_on_by_itself() {
    let text = "2 Lahmacun @95 #lahmacun-1 | paid 190 cash #pay-0001";
    let mut stage = Stage::with(text);
    stage.quantity("lahmacun-1", 1);
    let lower = Edit::Amount(PaymentKey::from("pay-0001"), Money::from_minor(9_500));
    stage.tell(Event::Edited(lower)).save();
    let mut saved = outcome(
        Outcome::Partly,
        "2 Lahmacun @95 #lahmacun-1 | paid 95 cash #pay-0001",
        "r2",
    );
    saved.wrote = vec![Wrote::Payments];
    saved.retry_after = Some(4);
    stage.answer(saved);
    assert!(matches!(
        stage.editing().saving,
        Saving::Waiting { left: 4, .. }
    ));
    stage.wake(4_000);
    assert_eq!(stage.sent_times(), 2);
}

#[test]
fn a_closed_bill_ends_the_save_and_keeps_the_draft_in_sight() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.fail(refused(RefusalCode::NotFound, None));
    assert!(matches!(stage.state(), State::Closed(_)));
    assert_eq!(stage.editing().changes.len(), 1);
}
