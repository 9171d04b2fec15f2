use super::*;
use adisyon_wire::history::Span;
use adisyon_wire::save::{Outcome, Wrote};
use adisyon_wire::session::Role;

fn entry(lines: Vec<LineChange>) -> Entry {
    Entry {
        at: 1_791_400_999_000,
        kind: "table".into(),
        bill: "masa-7*".into(),
        sale: None,
        user: "u1".into(),
        role: Role::Manager,
        outcome: Outcome::Saved,
        wrote: vec![Wrote::Cart],
        reread: false,
        unknown: false,
        total: Span {
            before: 1050,
            after: -5,
        },
        paid: Span {
            before: 0,
            after: 0,
        },
        lines,
        untouched: 2,
        payments: vec![],
    }
}

#[test]
fn each_change_is_a_row_with_its_bill() {
    let change = LineChange {
        title: "Çorba, \"büyük\"".into(),
        before: None,
        after: Some(LineState {
            quantity: 750,
            amount: 1250,
            discount: 0,
            reason: None,
            options: vec!["acı".into(), "az".into()],
        }),
        note: true,
    };
    let file = file(&[entry(vec![change])]);
    let rows: Vec<_> = file.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[1],
        "2026-10-07T19:23:19Z,table,masa-7*,,u1,manager,saved,,10.50,-0.05,0.00,0.00,\
         \"line, note\",\"Çorba, \"\"büyük\"\"\",,0.750,,12.50,,\"acı; az\""
    );
}

#[test]
fn a_save_without_changes_still_has_its_row() {
    let file = file(&[entry(vec![])]);
    assert_eq!(file.matches("\r\n").count(), 2);
}

#[test]
fn an_outcome_that_nobody_could_see_is_told_as_unknown() {
    let dark = Entry {
        unknown: true,
        reread: true,
        outcome: Outcome::NotSaved,
        ..entry(vec![])
    };
    let file = file(&[dark]);
    assert!(file.contains(",u1,manager,unknown,yes,"), "{file}");
    assert!(!file.contains("not_saved"), "{file}");
}

#[test]
fn no_cell_is_a_formula() {
    for (cell, shown) in [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-2+3", "'-2+3"),
        ("-2.50", "-2.50"),
        ("+90 555", "'+90 555"),
        ("a\nb", "\"a\nb\""),
        ("plain", "plain"),
    ] {
        assert_eq!(guarded(cell), shown);
    }
}

#[test]
fn times_are_dates_of_the_calendar() {
    for (ms, shown) in [
        (0, "1970-01-01T00:00:00Z"),
        (951_782_399_999, "2000-02-28T23:59:59Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"),
        (1_735_689_599_000, "2024-12-31T23:59:59Z"),
        (-1, "1969-12-31T23:59:59Z"),
    ] {
        assert_eq!(time(ms), shown);
    }
}
