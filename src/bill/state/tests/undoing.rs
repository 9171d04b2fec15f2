use super::super::*;
use super::stage::*;
use adisyon_bill::merge::Unreturned;
use adisyon_bill::notation::product_id;
use adisyon_bill::plan::Step;
use adisyon_bill::{LineKey, Money, Quantity};
use adisyon_wire::edit::EditJson;

const MORE: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 3 Ayran @45 #ayran-01 | paid 50 cash";

/// What a save that wrote the lines came to.
fn wrote(text: &str, revision: &str) -> Saved {
    Saved {
        wrote: vec![Wrote::Cart],
        ..outcome(Outcome::Saved, text, revision)
    }
}

/// Two more Ayran, saved.
fn saved() -> Stage {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.answer(wrote(MORE, "r2"));
    stage.asks.clear();
    stage
}

fn undo(stage: &mut Stage) -> &mut Stage {
    stage.tell(Event::SaveUndone { now: NOW })
}

fn edits(stage: &Stage) -> Vec<Edit> {
    let edits = stage.sent().request.edits;
    edits
        .into_iter()
        .map(|edit: EditJson| Edit::try_from(edit).unwrap())
        .collect()
}

#[test]
fn undoing_a_save_writes_what_was_there_before() {
    let mut stage = saved();
    assert!(stage.editing().can_undo_save());
    undo(&mut stage);
    assert_eq!(stage.sent().request.revision, "r2");
    let back = Edit::Quantity(LineKey::from("ayran-01"), Quantity::ONE);
    assert_eq!(edits(&stage), [back]);
    stage.answer(wrote(BILL, "r3"));
    // What was undone can be done again the same way.
    undo(&mut stage);
    assert_eq!(stage.sent().request.revision, "r3");
    let again = Edit::Quantity(LineKey::from("ayran-01"), Quantity::pieces(3));
    assert_eq!(edits(&stage), [again]);
}

#[test]
fn a_bill_that_changed_after_the_save_offers_the_merge_and_writes_nothing() {
    // Known already: it was shown in place.
    let mut stage = saved();
    let theirs = format!("{MORE} | 1 Künefe @220 #kunefe-1");
    stage.tell(Event::BillRead(read(&theirs, "r3")));
    undo(&mut stage);
    assert_eq!(stage.sent_times(), 0);
    assert!(stage.editing().newer.is_some() && stage.editing().is_changed());
    stage.tell(Event::MergePressed { now: NOW });
    assert_eq!(stage.sent().request.revision, "r3");
    // Learnt only from the backend.
    let mut stage = saved();
    undo(&mut stage);
    stage.answer(outcome(Outcome::Changed, &theirs, "r3"));
    assert!(stage.editing().newer.is_some() && stage.editing().is_changed());
}

#[test]
fn a_line_that_both_touched_since_is_asked() {
    let mut stage = saved();
    let theirs = MORE.replace("3 Ayran", "5 Ayran");
    stage.tell(Event::BillRead(read(&theirs, "r3")));
    undo(&mut stage);
    stage.tell(Event::MergePressed { now: NOW });
    assert_eq!(stage.sent_times(), 0);
    assert_eq!(stage.editing().merging.as_ref().unwrap().left(), 1);
}

#[test]
fn what_does_not_come_back_is_named_and_the_rest_waits_as_a_draft() {
    let text = format!("{BILL} | 1 Künefe @200 #kunefe-1");
    let mut stage = Stage::with(&text);
    stage.tell(Event::Edited(Edit::Remove(LineKey::from("kunefe-1"))));
    stage.save();
    stage.answer(wrote(BILL, "r2"));
    stage.asks.clear();
    undo(&mut stage);
    assert_eq!(stage.sent_times(), 0);
    let named = vec![Unreturned::Line("Künefe".to_owned())];
    assert_eq!(stage.editing().notice, Some(Notice::Unreturned(named)));
    assert_eq!(stage.editing().totals.total, Money::from_minor(45_500));
}

#[test]
fn only_a_save_that_wrote_what_was_sent_can_be_undone() {
    let mut stage = Stage::with(BILL);
    assert!(!stage.editing().can_undo_save());
    stage.quantity("ayran-01", 3).save();
    // A colleague was quick: the bill holds more than was sent.
    stage.answer(wrote(&format!("{MORE} | 1 Künefe @220 #kunefe-1"), "r2"));
    assert!(!stage.editing().can_undo_save());
    undo(&mut stage);
    assert_eq!(stage.sent_times(), 1);
}

#[test]
fn with_something_begun_the_save_is_not_undone() {
    let mut stage = saved();
    stage.quantity("ayran-01", 4);
    assert!(!stage.editing().can_undo_save());
    stage.tell(Event::UndoPressed);
    assert!(stage.editing().can_undo_save());
    undo(&mut stage);
    assert!(!stage.editing().can_undo_save(), "while it runs");
    assert_eq!(stage.sent().course, [Step::Cart]);
}

#[test]
fn a_payment_of_a_colleague_is_not_taken_back_with_my_lines() {
    let mut stage = Stage::with("1 Ayran @45 #ayran-01");
    stage.quantity("ayran-01", 3).save();
    stage.answer(wrote(
        "3 Ayran @45 #ayran-01 | paid 45 cash #pay-0001",
        "r2",
    ));
    undo(&mut stage);
    assert_eq!(edits(&stage).len(), 1);
    assert!(matches!(edits(&stage)[0], Edit::Quantity(..)));
}

#[test]
fn a_replaced_product_comes_back_under_a_new_name() {
    let mut stage = Stage::with(BILL);
    let new = adisyon_bill::edit::NewLine {
        key: LineKey::from("ads-kunefe-1"),
        product: product_id("Künefe"),
        quantity: Quantity::ONE,
        options: Vec::new(),
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    };
    stage.tell(Event::Edited(Edit::Replace(LineKey::from("ayran-01"), new)));
    stage.save();
    let after = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 1 Künefe @220 #ads-kunefe-1 | paid 50 cash | void #ayran-01 Ayran";
    stage.answer(wrote(after, "r2"));
    undo(&mut stage);
    let back = edits(&stage);
    assert!(back.contains(&Edit::Remove(LineKey::from("ads-kunefe-1"))));
    let born = back.iter().find_map(|edit| match edit {
        Edit::Add(new) => Some(new),
        _ => None,
    });
    let born = born.unwrap();
    assert_eq!(born.product, product_id("Ayran"));
    assert_ne!(born.key, LineKey::from("ayran-01"));
}
