#![allow(clippy::unwrap_used)]
use super::state::{Ask, Content, Event, Moved, Shown, State};
use crate::api::failure::{Failure, Fault};
use adisyon_bill::{BillRef, Money};
use adisyon_wire::board::{Board, OpenPacket, OpenTable, Section, Table};
use adisyon_wire::refusal::{Refusal, RefusalCode};
use adisyon_wire::seat::Seated;
use adisyon_wire::session::Rights;

/// `("Masa 1", items, total, paid)`; negative items make it free.
pub(super) fn board(tables: &[(&str, i64, i64, i64)]) -> Board {
    let table = |&(title, items, total, paid): &(&str, i64, i64, i64)| Table {
        id: title.to_lowercase(),
        title: title.to_owned(),
        open: (items >= 0).then_some(OpenTable {
            doc_no: None,
            guests: 2,
            items,
            total,
            paid,
            since: None,
        }),
    };
    Board {
        packets: Vec::new(),
        sections: vec![Section {
            id: "bahce".to_owned(),
            title: "Bahçe".to_owned(),
            tables: tables.iter().map(table).collect(),
        }],
        read_at: 1,
        currency: None,
    }
}

pub(super) fn packet(id: &str, code: Option<&str>, doc_no: Option<&str>) -> OpenPacket {
    OpenPacket {
        id: id.to_owned(),
        doc_no: doc_no.map(str::to_owned),
        channel: Some("yemeksepeti".to_owned()),
        order_code: code.map(str::to_owned),
        scheduled: None,
        items: 1,
        total: 1_000,
        paid: 0,
        since: None,
    }
}

fn refused(code: RefusalCode, retry_after: Option<u32>) -> Failure {
    Failure::Refused(Refusal {
        code,
        request_id: "r".to_owned(),
        scope: None,
        retry_after,
        detail: None,
    })
}

fn after(events: Vec<Event>) -> State {
    events
        .into_iter()
        .fold(State::default(), |state, event| state.step(event).0)
}

fn shown(state: &State) -> &Shown {
    match &state.content {
        Content::Shown(shown) => shown,
        other => panic!("not shown: {other:?}"),
    }
}

fn masa(name: &str) -> BillRef {
    BillRef::Table(name.to_owned())
}

#[test]
fn looking_asks_for_the_board_and_once_for_the_session() {
    let (state, asks) = State::default().step(Event::Looked { now: 0 });
    assert_eq!(asks, [Ask::Board, Ask::Session]);
    let (state, _) = state.step(Event::SessionRead(Rights::default()));
    let (state, _) = state.step(Event::Read(board(&[])));
    let (_, asks) = state.step(Event::Looked { now: 15_000 });
    assert_eq!(asks, [Ask::Board]);
}

#[test]
fn a_read_on_its_way_is_not_asked_for_again() {
    let state = after(vec![Event::Looked { now: 0 }]);
    assert_eq!(state.clone().step(Event::Looked { now: 1 }).1, []);
    assert_eq!(state.step(Event::RetryPressed).1, []);
}

#[test]
fn tables_stand_in_turkish_order_with_numbers_by_value() {
    let state = after(vec![Event::Read(board(&[
        ("Masa 10", 1, 1, 0),
        ("Masa 2", 1, 1, 0),
        ("Çardak", -1, 0, 0),
        ("Dere", -1, 0, 0),
        ("Cumba", -1, 0, 0),
    ]))]);
    let titles: Vec<&str> = shown(&state).board.sections[0]
        .tables
        .iter()
        .map(|t| t.title.as_str())
        .collect();
    assert_eq!(titles, ["Cumba", "Çardak", "Dere", "Masa 2", "Masa 10"]);
}

#[test]
fn what_changed_between_two_reads_is_marked_until_the_next() {
    let first = board(&[
        ("Masa 1", 3, 1_000, 0),
        ("Masa 2", 1, 500, 0),
        ("Masa 3", -1, 0, 0),
    ]);
    let second = board(&[
        ("Masa 1", 5, 9_600, 0),
        ("Masa 2", 1, 500, 0),
        ("Masa 3", 1, 100, 0),
    ]);
    let state = after(vec![Event::Read(first), Event::Read(second.clone())]);
    let moved = Moved {
        items: 2,
        total: Money::from_minor(8_600),
    };
    assert_eq!(
        shown(&state).moved.iter().collect::<Vec<_>>(),
        [(&masa("masa 1"), &moved)]
    );
    let (state, _) = state.step(Event::Read(second));
    assert!(shown(&state).moved.is_empty());
}

#[test]
fn what_changed_at_the_bill_one_comes_back_from_is_no_news() {
    let first = board(&[("Masa 1", 3, 1_000, 0), ("Masa 2", 1, 500, 0)]);
    let second = board(&[("Masa 1", 4, 2_000, 0), ("Masa 2", 2, 900, 0)]);
    let state = after(vec![
        Event::Read(first),
        Event::Opened(masa("masa 1")),
        Event::Read(second),
    ]);
    let moved: Vec<&BillRef> = shown(&state).moved.keys().collect();
    assert_eq!(moved, [&masa("masa 2")]);
}

#[test]
fn a_failed_read_keeps_what_is_shown_and_says_so() {
    let failure = Failure::Fault(Fault::Offline);
    let state = after(vec![
        Event::Read(board(&[("Masa 1", 1, 1, 0)])),
        Event::Unread {
            failure: failure.clone(),
            now: 5,
        },
    ]);
    assert_eq!(shown(&state).stale, Some(failure));
    let (state, _) = state.step(Event::Read(board(&[("Masa 1", 1, 1, 0)])));
    assert_eq!(shown(&state).stale, None);
}

#[test]
fn a_failed_first_read_is_all_there_is_and_can_be_tried_again() {
    let failure = Failure::Fault(Fault::Timeout);
    let state = after(vec![
        Event::Looked { now: 0 },
        Event::Unread {
            failure: failure.clone(),
            now: 5,
        },
    ]);
    assert_eq!(state.content, Content::Failed(failure));
    assert_eq!(
        state.step(Event::RetryPressed).1,
        [Ask::Board, Ask::Session]
    );
}

#[test]
fn a_limit_of_the_platform_is_waited_for() {
    let state = after(vec![
        Event::Looked { now: 0 },
        Event::Unread {
            failure: refused(RefusalCode::RateLimited, Some(30)),
            now: 1_000,
        },
    ]);
    assert_eq!(state.clone().step(Event::Looked { now: 30_999 }).1, []);
    assert!(!state.step(Event::Looked { now: 31_000 }).1.is_empty());
}

fn asked() -> State {
    let state = after(vec![Event::Read(board(&[("Masa 2", -1, 0, 0)]))]);
    let event = Event::SeatAsked {
        table: "masa 2".to_owned(),
        title: "Masa 2".to_owned(),
        attempt: "seat-1".to_owned(),
    };
    state.step(event).0
}

fn seat(guests: u32) -> Ask {
    Ask::Seat {
        table: "masa 2".to_owned(),
        attempt: "seat-1".to_owned(),
        guests,
    }
}

#[test]
fn a_free_table_is_opened_once_however_often_it_is_pressed() {
    let (state, asks) = asked().step(Event::SeatPressed { guests: 4 });
    assert_eq!(asks, [seat(4)]);
    let (state, asks) = state.step(Event::SeatPressed { guests: 4 });
    assert_eq!(asks, []);
    // It cannot be called off on the way: it may be open already.
    let (state, _) = state.step(Event::SeatDropped);
    assert!(state.seating.is_some());
    let seated = Seated {
        table: "masa 2".to_owned(),
        fresh: true,
    };
    let (state, asks) = state.step(Event::Seated(seated));
    assert_eq!(asks, [Ask::Show(masa("masa 2"), false)]);
    assert_eq!(state.seating, None);
}

#[test]
fn a_table_that_did_not_open_can_be_tried_again_under_the_same_name() {
    let (state, _) = asked().step(Event::SeatPressed { guests: 2 });
    let failure = Failure::Fault(Fault::Timeout);
    let (state, _) = state.step(Event::NotSeated(failure.clone()));
    assert_eq!(
        state.seating.as_ref().and_then(|one| one.failure.clone()),
        Some(failure)
    );
    let (state, asks) = state.step(Event::SeatPressed { guests: 3 });
    assert_eq!(asks, [seat(3)]);
    assert_eq!(state.seating.and_then(|one| one.failure), None);
}

#[test]
fn a_table_that_was_open_already_is_shown_and_said_so() {
    let (state, _) = asked().step(Event::SeatPressed { guests: 2 });
    let seated = Seated {
        table: "masa 2*".to_owned(),
        fresh: false,
    };
    let (_, asks) = state.step(Event::Seated(seated));
    assert_eq!(asks, [Ask::Show(masa("masa 2*"), true)]);
}

#[test]
fn what_the_board_knows_of_a_bill_is_handed_over() {
    let mut house = board(&[("Masa 1", 3, 1_000, 400), ("Masa 2", -1, 0, 0)]);
    house.packets = vec![packet("9", Some("YS 88-41"), Some("61"))];
    let state = after(vec![Event::Read(house)]);
    let known = state.glimpse(&masa("masa 1")).unwrap();
    let head = known.head;
    assert_eq!(
        (head.table.as_deref(), head.section.as_deref(), head.guests),
        (Some("Masa 1"), Some("Bahçe"), Some(2))
    );
    assert_eq!(
        (known.total, known.paid),
        (Money::from_minor(1_000), Money::from_minor(400))
    );
    assert_eq!(state.glimpse(&masa("masa 2")), None);
    let packet = BillRef::Packet("9".to_owned());
    let head = state.glimpse(&packet).unwrap().head;
    assert_eq!(head.order_code.as_deref(), Some("YS 88-41"));
}
