//! Rows 13 to 25: colleagues, numbers, payments and limits.
use super::*;

pub(super) fn rows() -> Vec<Row> {
    let paid: fn() -> Vec<Edit> = || vec![cash(100)];
    vec![
        row(13, "", Rule(nothing_of_theirs_is_lost)),
        Row {
            shape: |bill| {
                bill.lines[0].own = vec![OwnItem {
                    key: "renk".into(),
                    value: "\"mavi\"".into(),
                }]
            },
            ..row(14, "1 Ayran @10", Sends(only_ours))
        },
        row(
            15,
            "",
            Rule(|| {
                assert_eq!(
                    Quantity::parse_decimal("1,5"),
                    Ok(Quantity::from_thousandths(1500))
                )
            }),
        ),
        row(
            15,
            "0.755 Lahmacun @30",
            Sends(|w| first(w).quantity == Quantity::from_thousandths(755)),
        ),
        row(
            16,
            "",
            Rule(|| assert_eq!(Money::parse_decimal("27.8"), Ok(Money::from_minor(2780)))),
        ),
        row(
            17,
            "2 Ayran @10 -5",
            Sends(|w| first(w).discount == Money::from_minor(500)),
        ),
        Row {
            edits: || vec![Edit::Quantity(line(1), Quantity::ONE)],
            ..row(
                17,
                "2 Ayran @10 -5",
                Sends(|w| first(w).discount == Money::from_minor(250)),
            )
        },
        Row {
            edits: paid,
            ..row(
                18,
                "1 Ayran @10 | paid 5 | paid 2 card",
                Sends(|w| w.payments().unwrap().len() == 3),
            )
        },
        Row {
            edits: paid,
            ..row(
                18,
                "1 Ayran @10 | unshown 5",
                Says(&["payments:payments_unknown"]),
            )
        },
        Row {
            edits: paid,
            ..row(
                18,
                "1 Ayran @10 | paid 2 | missing 3",
                Says(&["payments:payments_mismatch"]),
            )
        },
        Row {
            edits: paid,
            ..row(
                18,
                "1 Ayran @10 | unshown 0",
                Sends(|w| w.payments().unwrap().len() == 1),
            )
        },
        Row {
            edits: paid,
            ..row(
                19,
                "1 Ayran @10 | off 5 Müdavim",
                Sends(|w| {
                    let row = &w.payments().unwrap()[0];
                    row.is_discount && row.title == "Müdavim" && !row.id.as_str().is_empty()
                }),
            )
        },
        row(
            20,
            "1 Ayran @10 | paid 5 anonymous",
            Sends(|w| w.payments().is_none()),
        ),
        Row {
            edits: || vec![Edit::Remove(line(1))],
            ..row(21, "1 Ayran @10 | kuver 20", Says(&["bill:empty"]))
        },
        Row {
            edits: || vec![Edit::Remove(line(1))],
            ..row(21, "table b1 | 1 Ayran @10", Says(&["bill:empty"]))
        },
        row(
            22,
            "1 Ayran @10",
            Sends(|w| {
                w.cart()
                    .unwrap()
                    .lines
                    .iter()
                    .all(|line| line.line_id.is_some())
            }),
        ),
        row(
            22,
            "1 Ayran @10",
            Sends(|w| {
                holds_cart(
                    &bill("1 Ayran @10 | 1 Çay @5 #ads-00001"),
                    w.cart().unwrap(),
                )
            }),
        ),
        row(23, "", Rule(two_hundred_lines_go)),
        Row {
            edits: || vec![Edit::Note(line(1), "ş".repeat(500))],
            ..row(
                23,
                "1 Ayran @10",
                Sends(|w| first(w).note.chars().count() == 500),
            )
        },
        Row {
            edits: || vec![Edit::Note(line(1), "ş".repeat(501))],
            ..row(23, "1 Ayran @10", Says(&["line-0001:note_too_long"]))
        },
        Row {
            shape: |bill| bill.lines[0].note = crate::line::Note::Text("x".repeat(501)),
            ..row(23, "1 Ayran @10", Says(&["line-0001:note_too_long"]))
        },
        // Not found has no bill to check: the backend says so, and no edit can make a bill.
        row(
            24,
            "",
            Rule(|| {
                assert!(
                    Draft::new(Arc::new(bill("")))
                        .working(&menu(MENU))
                        .lines
                        .is_empty()
                )
            }),
        ),
        row(
            25,
            "",
            Rule(|| {
                assert_ne!(
                    BillRef::Table("masa-7*".into()),
                    BillRef::Table("masa-7".into())
                )
            }),
        ),
    ]
}

fn only_ours(wanted: &Wanted) -> bool {
    let line = first(wanted);
    let keys: Vec<&str> = line.metadata.iter().map(|item| item.key.as_str()).collect();
    keys == ["renk", STAMP_KEY] && line.line_id.is_some()
}

fn nothing_of_theirs_is_lost() {
    let mine = Draft::with_edits(Arc::new(bill("1 Ayran @10")), vec![more_tea()]);
    let theirs = Arc::new(bill("1 Ayran @10 | 1 Lahmacun @30 #line-0009"));
    let merged = merge(&mine, theirs, &menu(MENU));
    let wanted = check(&merged.draft, &menu(MENU), Policy::default()).unwrap();
    assert_eq!(wanted.cart().unwrap().lines.len(), 3);
}

fn two_hundred_lines_go() {
    let lines = |count| bill(&"1 Ayran @10 | ".repeat(count));
    assert!(checked(lines(199), &menu(MENU), vec![more_tea()]).is_ok());
    let outcome = codes(checked(lines(200), &menu(MENU), vec![more_tea()]));
    assert_eq!(outcome, ["bill:too_many_lines"]);
}
