use super::super::*;
use super::stage::*;
use crate::bill::kept;
use adisyon_bill::bill::Customer;
use adisyon_bill::notation::menu;
use adisyon_bill::{LineKey, line::Note};

const NOTED: &str =
    "2 Lahmacun[Acılı] @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 \"Ahmet Bey’e\" | paid 50 cash";

/// What lies in the drawer after a change, and what is read from it later.
fn drawn(stage: &Stage, later: i64) -> Option<Kept> {
    let text = kept::write(stage.editing(), NOW).unwrap();
    kept::read(&text, NOW + later)
}

fn again(text: &str, revision: &str, kept: Kept) -> Stage {
    let mut stage = Stage::opened();
    stage.tell(Event::BillRead(read(text, revision)));
    stage.tell(Event::KeptFound(Box::new(kept)));
    stage.tell(Event::CatalogueRead(Arc::new(menu(MENU))));
    stage.asks.clear();
    stage
}

#[test]
fn a_draft_is_offered_again_and_taken_back_on_the_same_bill() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let mut later = again(BILL, "r1", drawn(&stage, 720_000).unwrap());
    assert!(!later.editing().is_changed());
    assert_eq!(later.editing().setting.kept.as_ref().unwrap().at, NOW);
    later.tell(Event::KeptTaken);
    assert_eq!(later.editing().changes, stage.editing().changes);
    assert!(later.editing().setting.kept.is_none());
}

#[test]
fn a_draft_on_an_older_bill_is_brought_onto_todays() {
    let mut stage = Stage::with(NOTED);
    stage.quantity("lahmacun-1", 4);
    let today = format!("{NOTED} | 1 Künefe @220 #kunefe-1");
    let mut later = again(&today, "r2", drawn(&stage, 0).unwrap());
    later.tell(Event::KeptTaken);
    let editing = later.editing();
    // The note nobody touched is no difference, though the drawer never held it.
    assert!(editing.merging.is_none());
    assert_eq!(editing.changes.len(), 1);
    assert_eq!(
        editing.working.lines[1].note,
        Note::Text("Ahmet Bey’e".to_owned())
    );
}

#[test]
fn a_draft_that_clashes_with_todays_bill_asks() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let today = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 7 Ayran @45 #ayran-01 | paid 50 cash";
    let mut later = again(today, "r2", drawn(&stage, 0).unwrap());
    later.tell(Event::KeptTaken);
    assert!(matches!(&later.editing().merging, Some(merging) if merging.cause == Cause::Kept));
}

#[test]
fn what_was_done_meanwhile_stays_on_top_of_the_draft_brought_back() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let mut later = again(BILL, "r1", drawn(&stage, 0).unwrap());
    later.quantity("lahmacun-1", 5).tell(Event::KeptTaken);
    assert_eq!(later.editing().changes.len(), 2);
}

#[test]
fn a_draft_not_wanted_is_forgotten() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let mut later = again(BILL, "r1", drawn(&stage, 0).unwrap());
    later.tell(Event::KeptDropped);
    assert_eq!(later.asks, [Ask::Forget]);
    assert!(later.editing().setting.kept.is_none());
}

#[test]
fn a_draft_that_was_being_saved_is_asked_after_under_its_own_name() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3).save();
    let attempt = stage.sent().request.attempt;
    let mut later = again(BILL, "r1", drawn(&stage, 0).unwrap());
    // The ask came with the catalogue, before the stage's asks were cleared: asked again by hand it is the same.
    later.tell(Event::RetryPressed { now: NOW });
    assert_eq!(later.sent().request.attempt, attempt);
    assert!(later.editing().saving.is_busy());
    later.answer(outcome(Outcome::Saved, BILL, "r2"));
    assert!(!later.editing().is_changed());
}

#[test]
fn a_draft_older_than_a_day_is_not_offered_and_nonsense_is_none() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    assert!(drawn(&stage, kept::LASTS).is_some());
    assert!(drawn(&stage, kept::LASTS + 1).is_none());
    assert!(kept::read("{}", NOW).is_none());
    assert!(kept::read("", NOW).is_none());
}

#[test]
fn nothing_personal_lies_in_the_drawer() {
    let mut stage = Stage::opened();
    let mut fresh = read(NOTED, "r1");
    let mut bill = (*fresh.bill).clone();
    bill.head.note = Some("kapıda bekliyor".to_owned());
    bill.head.payment_note = Some("eşine sorun".to_owned());
    bill.head.customer = Some(Customer {
        name: Some("Şükriye Hacımüftüoğlu".to_owned()),
        phone: Some("05320000417".to_owned()),
        address: Some("Gülbahar Mah.".to_owned()),
        ..Customer::default()
    });
    fresh.bill = Arc::new(bill);
    stage.tell(Event::CatalogueRead(Arc::new(menu(MENU))));
    stage.tell(Event::BillRead(fresh));
    let note = Edit::Note(LineKey::from("lahmacun-1"), "az pişmiş".to_owned());
    stage.tell(Event::Edited(note));
    let text = kept::write(stage.editing(), NOW).unwrap();
    for personal in ["Şükriye", "0532", "Gülbahar", "kapıda", "eşine", "Ahmet"] {
        assert!(!text.contains(personal), "{personal} is kept");
    }
    assert!(text.contains("az pişmiş"));
}

#[test]
fn drafts_of_users_kinds_and_bills_lie_apart() {
    let name = |space: &str, bill: BillRef| kept::name(space, &bill);
    let all = [
        name("a", BillRef::Table("7".to_owned())),
        name("a", BillRef::Packet("7".to_owned())),
        name("b", BillRef::Table("7".to_owned())),
        name("a", BillRef::Table("8".to_owned())),
    ];
    let apart: std::collections::HashSet<&String> = all.iter().collect();
    assert_eq!(apart.len(), all.len());
}

#[test]
fn a_draft_whose_questions_are_put_off_is_offered_again_and_still_kept() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    let today = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 7 Ayran @45 #ayran-01 | paid 50 cash";
    let mut later = again(today, "r2", drawn(&stage, 0).unwrap());
    later.tell(Event::KeptTaken).tell(Event::Dismissed);
    assert_eq!(later.asks, []);
    assert!(later.editing().setting.kept.is_some());
    assert!(later.editing().merging.is_none());
    later.tell(Event::KeptTaken);
    let place = Place::Line(LineKey::from("ayran-01"));
    later.tell(Event::Answered(place, Answer::Mine));
    later.tell(Event::MergeConfirmed { now: NOW });
    assert!(later.editing().setting.kept.is_none());
    assert!(later.editing().is_changed());
}
