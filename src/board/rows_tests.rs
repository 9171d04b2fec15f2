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
        only: only.map(Only::Of),
    };
    let rows = rows(&house(), &BTreeSet::new(), &search);
    let tables = rows.plans.into_iter().flat_map(|plan| plan.rows);
    let packets = rows.packets.into_iter().flat_map(|group| group.rows);
    tables.chain(packets).map(|row| row.title).collect()
}

fn best(query: &str) -> Option<BillRef> {
    let search = Search {
        query: query.to_owned(),
        only: None,
    };
    rows(&house(), &BTreeSet::new(), &search)
        .best
        .map(|row| row.bill)
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
fn enter_opens_what_is_meant_and_a_number_means_a_table() {
    let table = |id: &str| Some(BillRef::Table(id.to_owned()));
    assert_eq!(best("12"), table("masa 12"));
    assert_eq!(best("masa 12"), table("masa 12"));
    assert_eq!(best("1"), table("masa 1"));
    assert_eq!(best("ys 88"), Some(BillRef::Packet("p1".to_owned())));
    // Masa 2 is free, Köşe 2 is not: both are meant as well, and one of them can be opened at once.
    assert_eq!(best("2"), table("köşe 2"));
    assert_eq!(best("masa 2"), table("masa 2"));
    assert_eq!(best(""), None);
}

#[test]
fn a_filter_shows_one_standing_and_the_counts_stay() {
    assert_eq!(titles("", Some(Standing::Part)), ["Masa 12"]);
    assert_eq!(titles("", Some(Standing::Paid)), ["Köşe 2"]);
    assert_eq!(titles("", Some(Standing::Free)), ["Masa 2"]);
    let search = Search {
        query: "12".to_owned(),
        only: Some(Only::Of(Standing::Part)),
    };
    let rows = rows(&house(), &BTreeSet::new(), &search);
    assert_eq!(rows.counts, [0, 6, 5, 1, 1, 1]);
    assert_eq!(rows.count(None), 8);
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
    let rows = rows(&house(), &BTreeSet::new(), &Search::default());
    assert_eq!(rows.open_tables, 4);
    assert_eq!(rows.remaining, Money::from_minor(64_000 + 73_100 + 3_000));
    assert_eq!(rows.plans[0].tables, 5);
    assert_eq!(rows.plans[0].open, 4);
}

#[test]
fn unpaid_is_what_is_open_or_part_paid() {
    let search = Search {
        query: String::new(),
        only: Some(Only::Unpaid),
    };
    let rows = rows(&house(), &BTreeSet::new(), &search);
    assert_eq!(rows.count(Some(Only::Unpaid)), 6);
    assert_eq!(rows.count(None), 8);
    assert_eq!(rows.len(), 6);
}

#[test]
fn packets_stand_by_channel_in_the_order_in_which_channels_appear() {
    let mut board = board(&[]);
    let of = |id: &str, channel: Option<&str>| OpenPacket {
        channel: channel.map(str::to_owned),
        ..packet(id, None, Some(id))
    };
    board.packets = vec![
        of("1", Some("getir")),
        of("2", None),
        of("3", Some("getir")),
    ];
    let rows = rows(&shown(board), &BTreeSet::new(), &Search::default());
    let groups: Vec<(Option<&str>, usize)> = rows
        .packets
        .iter()
        .map(|group| (group.channel.as_deref(), group.rows.len()))
        .collect();
    assert_eq!(groups, [(Some("getir"), 2), (None, 1)]);
}

#[test]
fn how_long_a_bill_is_open_is_told_in_minutes_where_it_is_known() {
    let mut board = board(&[("Masa 1", 2, 64_000, 0), ("Masa 2", 1, 500, 0)]);
    board.read_at = 10_000_000;
    let since = board.read_at - 25 * 60_000 - 5;
    if let Some(open) = &mut board.sections[0].tables[0].open {
        open.since = Some(since);
    }
    let rows = rows(&shown(board), &BTreeSet::new(), &Search::default());
    let minutes: Vec<Option<i64>> = rows.plans[0].rows.iter().map(|row| row.minutes).collect();
    assert_eq!(minutes, [Some(25), None]);
}

#[test]
fn mine_is_where_a_person_of_this_page_was() {
    let mine = BTreeSet::from([
        BillRef::Table("masa 12".to_owned()),
        BillRef::Packet("p2".to_owned()),
        BillRef::Table("masa 2".to_owned()),
    ]);
    let search = Search {
        query: String::new(),
        only: Some(Only::Mine),
    };
    let rows = rows(&house(), &mine, &search);
    // Masa 2 is free by now.
    assert_eq!(rows.count(Some(Only::Mine)), 2);
    assert_eq!(rows.len(), 2);
}
