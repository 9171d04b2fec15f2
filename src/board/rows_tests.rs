use super::super::state::Content;
use super::super::state::{Event, State};
use super::super::tests::{board, packet};
use super::*;
use adisyon_wire::board::Board;

fn shown(board: Board) -> Shown {
    match State::default().step(Event::Read(board)).0.content {
        Content::Shown(shown) => shown,
        other => panic!("not shown: {other:?}"),
    }
}

fn house() -> Shown {
    let mut board = board(&[
        ("Masa 1", 2, 64_000, 0),
        ("Masa 2", -1, 0, 0),
        ("Masa 12", 4, 123_100, 50_000),
        ("Masa 120", 0, 0, 0),
        ("Köşe 2", 2, 30_000, 30_000),
    ]);
    board.packets = vec![
        packet("p1", Some("YS 88-41"), Some("61")),
        packet("p2", None, Some("12")),
        packet("p3", None, None),
    ];
    shown(board)
}

fn titles(query: &str, only: Option<Standing>) -> Vec<String> {
    let search = Search {
        query: query.to_owned(),
        only,
    };
    let rows = rows(&house(), &search);
    let tables = rows.plans.into_iter().flat_map(|plan| plan.rows);
    tables.chain(rows.packets).map(|row| row.title).collect()
}

fn best(query: &str) -> Option<BillRef> {
    let search = Search {
        query: query.to_owned(),
        only: None,
    };
    rows(&house(), &search).best
}

#[test]
fn nothing_typed_shows_everything() {
    assert_eq!(titles("", None).len(), 8);
    assert_eq!(titles("  ", None).len(), 8);
}

#[test]
fn a_number_finds_by_the_start_of_a_number_and_letters_find_inside() {
    assert_eq!(titles("12", None), ["Masa 12", "Masa 120", "12"]);
    assert_eq!(titles("2", None), ["Köşe 2", "Masa 2"]);
    assert_eq!(titles("kose", None), ["Köşe 2"]);
    assert_eq!(titles("ŞE", None), ["Köşe 2"]);
    assert_eq!(titles("ys 88", None), ["YS 88-41"]);
    assert_eq!(titles("masa 1", None), ["Masa 1", "Masa 12", "Masa 120"]);
    assert_eq!(titles("bodrum", None), [""; 0]);
}

#[test]
fn enter_opens_what_is_meant_and_never_a_free_table() {
    assert_eq!(best("12"), Some(BillRef::Packet("p2".to_owned())));
    assert_eq!(best("masa 12"), Some(BillRef::Table("masa 12".to_owned())));
    assert_eq!(best("masa 1"), Some(BillRef::Table("masa 1".to_owned())));
    assert_eq!(best("masa 2"), None);
    assert_eq!(best(""), None);
}

#[test]
fn a_filter_shows_one_standing_and_the_counts_stay() {
    assert_eq!(titles("", Some(Standing::Part)), ["Masa 12"]);
    assert_eq!(titles("", Some(Standing::Paid)), ["Köşe 2"]);
    assert_eq!(titles("", Some(Standing::Free)), ["Masa 2"]);
    let search = Search {
        query: "12".to_owned(),
        only: Some(Standing::Part),
    };
    assert_eq!(rows(&house(), &search).counts, [5, 1, 1, 1]);
}

#[test]
fn an_open_table_without_items_is_open_and_an_overpaid_bill_is_paid() {
    assert_eq!(standing(0, 0), Standing::Open);
    assert_eq!(standing(100, 200), Standing::Paid);
    assert_eq!(standing(0, 50), Standing::Part);
    assert_eq!(standing(100, 1), Standing::Part);
}

#[test]
fn the_head_counts_open_tables_and_what_is_left_on_all_bills() {
    let rows = rows(&house(), &Search::default());
    assert_eq!(rows.open_tables, 4);
    assert_eq!(rows.remaining, Money::from_minor(64_000 + 73_100 + 3_000));
    assert_eq!(rows.plans[0].tables, 5);
    assert_eq!(rows.plans[0].open, 4);
}
