use super::super::*;
use super::stage::*;
use adisyon_bill::{LineKey, merge::Answer};

const THEIRS: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | 1 Künefe @220 #kunefe-1 | paid 50 cash";
const CLASH: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 5 Ayran @45 #ayran-01 | paid 50 cash";

fn changed(text: &str) -> Stage {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    stage.answer(outcome(Outcome::Changed, text, "r2"));
    stage
}

#[test]
fn a_bill_that_changed_meanwhile_keeps_the_draft_and_is_offered() {
    let stage = changed(THEIRS);
    let editing = stage.editing();
    assert_eq!(editing.revision, "r1");
    assert_eq!(editing.changes.len(), 1);
    assert!(editing.newer.is_some());
}

#[test]
fn without_conflicts_one_tap_takes_both_sides_and_saves() {
    let mut stage = changed(THEIRS);
    stage.tell(Event::MergePressed { now: NOW });
    let request = stage.sent().request;
    assert_eq!(request.revision, "r2");
    assert_eq!(request.edits.len(), 1);
    assert_eq!(stage.editing().working.lines.len(), 3);
}

#[test]
fn looking_first_takes_both_sides_and_sends_nothing() {
    let mut stage = changed(THEIRS);
    let times = stage.sent_times();
    stage.tell(Event::MergeLooked);
    assert_eq!(stage.sent_times(), times);
    assert_eq!(stage.editing().revision, "r2");
    assert!(
        stage
            .editing()
            .fresh
            .contains(&Place::Line(LineKey::from("kunefe-1")))
    );
}

#[test]
fn what_both_touched_is_asked_and_nothing_is_sent_before_every_answer() {
    let mut stage = changed(CLASH);
    let times = stage.sent_times();
    stage.tell(Event::MergePressed { now: NOW });
    let merging = stage.editing().merging.clone().expect("asked");
    assert_eq!(merging.merge.conflicts.len(), 1);
    stage.tell(Event::MergeConfirmed { now: NOW });
    assert_eq!(stage.sent_times(), times);
    let place = merging.merge.conflicts[0].place.clone();
    stage.tell(Event::Answered(place, Answer::Mine));
    stage.tell(Event::MergeConfirmed { now: NOW });
    assert_eq!(stage.sent_times(), times + 1);
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "3");
}

#[test]
fn theirs_as_the_answer_leaves_their_line_and_nothing_to_save() {
    let mut stage = changed(CLASH);
    stage.tell(Event::MergePressed { now: NOW });
    let place = Place::Line(LineKey::from("ayran-01"));
    stage.tell(Event::Answered(place.clone(), Answer::Mine));
    stage.tell(Event::Answered(place, Answer::Theirs));
    stage.tell(Event::MergeConfirmed { now: NOW });
    assert!(!stage.editing().is_changed());
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "5");
}

#[test]
fn a_merge_can_be_put_off_and_is_offered_again() {
    let mut stage = changed(CLASH);
    stage
        .tell(Event::MergePressed { now: NOW })
        .tell(Event::Dismissed);
    let editing = stage.editing();
    assert!(editing.merging.is_none() && editing.newer.is_some());
    assert_eq!(editing.changes.len(), 1);
}

#[test]
fn a_newer_bill_that_already_holds_what_is_wanted_means_it_is_saved() {
    let same = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 3 Ayran @45 #ayran-01 | paid 50 cash";
    let stage = changed(same);
    assert!(matches!(
        stage.editing().notice,
        Some(Notice::Saved { reread: true, .. })
    ));
    assert!(!stage.editing().is_changed());
}

#[test]
fn with_a_draft_a_newer_bill_is_offered_and_not_taken() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    stage.tell(Event::BillRead(read(THEIRS, "r2")));
    assert_eq!(stage.editing().revision, "r1");
    assert!(stage.editing().newer.is_some());
    // The way to save leads over the merge.
    stage.save();
    assert_eq!(stage.sent().request.revision, "r2");
}

#[test]
fn what_is_done_while_questions_are_open_is_merged_too_and_keeps_the_answers() {
    let mut stage = changed(CLASH);
    stage.tell(Event::MergePressed { now: NOW });
    let conflicts = |stage: &Stage| {
        let merging = stage.editing().merging.as_ref();
        merging.map_or(0, |merging| merging.merge.conflicts.len())
    };
    assert_eq!(conflicts(&stage), 1);
    let ayran = adisyon_bill::Place::Line(LineKey::from("ayran-01"));
    stage.tell(Event::Answered(ayran, Answer::Mine));
    stage.quantity("lahmacun-1", 4);
    assert_eq!(conflicts(&stage), 1);
    stage.tell(Event::MergeConfirmed { now: NOW });
    assert_eq!(stage.sent().request.edits.len(), 2);
    assert_eq!(stage.editing().working.lines[0].quantity.to_decimal(), "4");
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "3");
}

#[test]
fn taking_back_what_both_touched_leaves_nothing_to_ask() {
    let mut stage = changed(CLASH);
    stage.tell(Event::MergePressed { now: NOW });
    stage.tell(Event::UndoPressed);
    assert!(stage.editing().merging.is_none());
    assert!(stage.editing().newer.is_some());
}

#[test]
fn saving_leads_to_open_questions_and_then_does_what_was_answered() {
    let mut stage = changed(CLASH);
    let times = stage.sent_times();
    stage.tell(Event::MergePressed { now: NOW }).save();
    assert_eq!(stage.asks.last(), Some(&Ask::FocusSummary));
    assert_eq!(stage.sent_times(), times);
    let ayran = adisyon_bill::Place::Line(LineKey::from("ayran-01"));
    stage.tell(Event::Answered(ayran, Answer::Theirs)).save();
    assert!(stage.editing().merging.is_none());
    assert_eq!(stage.editing().working.lines[1].quantity.to_decimal(), "5");
}

#[test]
fn a_newer_bill_is_simply_shown_once_nothing_of_mine_is_left() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 2);
    let theirs = format!("{BILL} | 1 Künefe @220 #kunefe-1");
    stage.tell(Event::BillRead(read(&theirs, "r2")));
    stage.tell(Event::UndoPressed);
    stage.tell(Event::MergePressed { now: NOW });
    let editing = stage.editing();
    assert_eq!((editing.revision.as_str(), &editing.notice), ("r2", &None));
    assert_eq!(editing.fresh, [Place::Line(LineKey::from("kunefe-1"))]);
    assert_eq!(stage.sent_times(), 0);
}
