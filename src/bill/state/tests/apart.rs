use super::super::*;
use super::stage::*;
use adisyon_bill::edit::{NewPayment, PaymentKind};
use adisyon_bill::plan::Step;
use adisyon_bill::{Money, PaymentKey};

/// One more Ayran beside a line that cannot be written, and ₺40 in cash.
fn stuck() -> Stage {
    let mut stage = Stage::with("1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1");
    stage.quantity("ayran-01", 2);
    let pay = NewPayment {
        key: PaymentKey::from("adp-00000001"),
        kind: PaymentKind::Method("cash".into()),
        amount: Money::from_minor(4_000),
    };
    stage.tell(Event::Edited(Edit::Pay(pay)));
    stage
}

#[test]
fn payments_can_be_saved_alone_where_lines_stand_in_the_way_and_the_lines_stay_a_draft() {
    let mut stage = stuck();
    stage.tell(Event::PaymentsPressed);
    assert_eq!(stage.sent_times(), 0, "only where it was offered");
    stage.save();
    assert_eq!(stage.editing().asking, Some(Asking::Summary));
    assert!(stage.editing().can_save_payments_alone());
    stage.tell(Event::PaymentsPressed);
    let sent = stage.sent();
    assert_eq!((sent.request.edits.len(), sent.count), (1, 1));
    assert_eq!(sent.course, [Step::Payments]);
    let paid = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1 | paid 40 cash #adp-00000001";
    stage.answer(Saved {
        wrote: vec![Wrote::Payments],
        ..outcome(Outcome::Saved, paid, "r2")
    });
    let editing = stage.editing();
    let partly = Notice::Partly(Wrote::Payments, None);
    assert_eq!(editing.notice, Some(partly));
    assert_eq!(
        (editing.revision.as_str(), editing.changes.len()),
        ("r2", 1)
    );
    assert!(editing.working.cart_changed && !editing.working.payments_changed);
}

#[test]
fn a_lost_answer_to_the_payments_is_asked_after_with_the_payments_alone() {
    let mut stage = stuck();
    stage.save().tell(Event::PaymentsPressed);
    let first = stage.sent();
    let text = crate::bill::kept::write(stage.editing(), NOW).unwrap();
    let kept = crate::bill::kept::read(&text, NOW).unwrap();
    assert_eq!(kept.edits.len(), 2, "the lines are kept too");
    let again = kept.sent.unwrap();
    assert_eq!(again.request, first.request);
    assert!(again.payments_alone);
}

#[test]
fn payments_that_need_the_lines_are_not_offered_alone() {
    // What is paid fits only the new total.
    let mut stage = Stage::with("1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1");
    stage.quantity("ayran-01", 9);
    let pay = NewPayment {
        key: PaymentKey::from("adp-00000001"),
        kind: PaymentKind::Method("cash".into()),
        amount: Money::from_minor(50_000),
    };
    stage.tell(Event::Edited(Edit::Pay(pay))).save();
    assert!(!stage.editing().can_save_payments_alone());
    stage.tell(Event::PaymentsPressed);
    assert_eq!(stage.sent_times(), 0);
}

#[test]
fn half_a_save_shows_estimate_and_total_where_they_differ() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2).save();
    let half = Saved {
        wrote: vec![Wrote::Cart],
        estimate: Some(Money::from_minor(28_000)),
        ..outcome(
            Outcome::Partly,
            "2 Lahmacun[Acılı] @95 #lahmacun-1 | 2 Ayran @50 #ayran-01 | paid 50 cash",
            "r2",
        )
    };
    stage.answer(half);
    let off = (Money::from_minor(28_000), Money::from_minor(29_000));
    let partly = Notice::Partly(Wrote::Cart, Some(off));
    assert_eq!(stage.editing().notice, Some(partly));
}
