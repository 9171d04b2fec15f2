use super::super::*;
use super::stage::*;
use adisyon_bill::notation::menu;
use adisyon_wire::refusal::RefusalCode;

fn unread(failure: Failure) -> Event {
    Event::BillUnread { failure, now: NOW }
}

#[test]
fn a_screen_asks_for_bill_catalogue_and_session_at_once() {
    let stage = Stage::opened();
    assert_eq!(
        stage.asks,
        [Ask::Load, Ask::LoadCatalogue, Ask::LoadSession]
    );
}

#[test]
fn the_bill_is_shown_before_the_catalogue_is_here_and_sums_are_the_platforms() {
    let mut stage = Stage::opened();
    stage.tell(Event::BillRead(read(BILL, "r1")));
    let editing = stage.editing();
    assert_eq!(editing.totals.total, editing.base().total);
    assert!(editing.problems.is_empty());
}

#[test]
fn what_is_done_before_the_catalogue_comes_is_checked_when_it_comes_and_not_sent_before() {
    let mut stage = Stage::opened();
    stage.tell(Event::BillRead(read(BILL, "r1")));
    stage.quantity("ayran-01", 3).save();
    assert_eq!(stage.sent_times(), 0);
    stage
        .tell(Event::CatalogueRead(Arc::new(menu(MENU))))
        .save();
    assert_eq!(stage.sent_times(), 1);
}

#[test]
fn a_save_pressed_before_the_catalogue_is_here_is_sent_when_it_comes() {
    let mut stage = Stage::opened();
    stage.tell(Event::BillRead(read(BILL, "r1")));
    stage.quantity("ayran-01", 3).save();
    stage.tell(Event::SessionRead(session(rights())));
    assert_eq!(stage.sent_times(), 0);
    stage.tell(Event::CatalogueRead(Arc::new(menu(MENU))));
    assert_eq!(stage.sent_times(), 1);
}

#[test]
fn a_save_pressed_before_the_catalogue_failed_is_not_sent_later_by_itself() {
    let mut stage = Stage::opened();
    stage.tell(Event::BillRead(read(BILL, "r1")));
    stage.quantity("ayran-01", 3).save();
    stage.tell(Event::CatalogueUnread(offline()));
    stage.tell(Event::RetryPressed { now: NOW });
    stage.tell(Event::CatalogueRead(Arc::new(menu(MENU))));
    assert_eq!(stage.sent_times(), 0);
}

#[test]
fn a_bill_that_is_not_open_is_not_tried_again_by_itself() {
    let mut stage = Stage::opened();
    stage.tell(unread(refused(RefusalCode::NotFound, None)));
    assert!(matches!(stage.state(), State::Failed(failed) if failed.again.is_none()));
}

#[test]
fn a_broken_road_is_tried_again_after_growing_waits_and_at_a_press_at_once() {
    let mut stage = Stage::opened();
    stage.asks.clear();
    stage.tell(unread(offline()));
    assert_eq!(stage.asks, [Ask::Wake(NOW + 1000)]);
    stage.asks.clear();
    stage.wake(1000);
    assert!(matches!(stage.state(), State::Failed(failed) if failed.left == 1));
    stage.asks.clear();
    stage.wake(2000);
    assert_eq!(stage.asks, [Ask::Load]);
    stage.asks.clear();
    stage
        .tell(unread(offline()))
        .tell(Event::RetryPressed { now: NOW });
    assert_eq!(stage.asks.last(), Some(&Ask::Load));
    stage.tell(Event::BillRead(read(BILL, "r1")));
    assert!(matches!(stage.state(), State::Editing(_)));
}

#[test]
fn tries_by_themselves_have_an_end() {
    let mut stage = Stage::opened();
    for _ in 0..=super::super::failing::TRIES {
        stage.tell(unread(offline()));
    }
    assert!(matches!(stage.state(), State::Failed(failed) if failed.again.is_none()));
}

#[test]
fn a_limit_on_reading_is_waited_for_as_long_as_it_says() {
    let mut stage = Stage::opened();
    stage.tell(unread(refused(RefusalCode::RateLimited, Some(38))));
    assert!(matches!(stage.state(), State::Failed(failed) if failed.left == 38));
}

#[test]
fn a_bill_that_closes_while_it_is_edited_stays_visible_with_its_draft() {
    let mut stage = Stage::with(BILL);
    stage.quantity("ayran-01", 3);
    stage.tell(unread(refused(RefusalCode::NotFound, None)));
    assert!(matches!(stage.state(), State::Closed(_)));
    assert_eq!(stage.editing().changes.len(), 1);
    stage.quantity("ayran-01", 4).save();
    assert_eq!(stage.editing().changes.len(), 1);
    assert_eq!(stage.sent_times(), 0);
}

#[test]
fn a_later_reading_that_fails_leaves_the_bill_and_says_it_may_be_old() {
    let mut stage = Stage::with(BILL);
    stage.tell(Event::Looked { now: NOW + 60_000 });
    assert_eq!(stage.asks, [Ask::Load]);
    stage.tell(unread(offline()));
    assert_eq!(stage.editing().stale, Some(offline()));
    stage.tell(Event::BillRead(read(BILL, "r1")));
    assert_eq!(stage.editing().stale, None);
}
