//! Every way a naive client loses data (C:G.6), by row, and what happens here instead.
use super::*;
use crate::bill::{Bill, Channel};

use crate::cart::holds_cart;
use crate::ids::{BillRef, DeclaredId, is_cover};

use crate::merge::merge;
use crate::options::Declared;
use crate::problem::Trouble;
use crate::resolve::OptionsFound;
use crate::{Money, Rate};

/// What answers a row of the table.
enum Answer {
    /// These problems, and none once the loss is accepted where it may be.
    Says(&'static [&'static str]),
    /// No problem, and what is sent passes.
    Sends(fn(&Wanted) -> bool),
    /// A rule elsewhere in the model.
    Rule(fn()),
}
use Answer::{Rule, Says, Sends};

struct Row {
    number: u8,
    bill: &'static str,
    menu: &'static str,
    /// Shapes the bill further than the notation can.
    shape: fn(&mut Bill),
    edits: fn() -> Vec<Edit>,
    accept: Option<(&'static str, Loss)>,
    answer: Answer,
}

fn row(number: u8, bill: &'static str, answer: Answer) -> Row {
    Row {
        number,
        bill,
        menu: MENU,
        shape: |_| {},
        edits: || vec![more_tea()],
        accept: None,
        answer,
    }
}

fn first(wanted: &Wanted) -> &crate::cart::CartLine {
    &wanted.cart().unwrap().lines[0]
}

fn accepting(row: Row, place: &'static str, loss: Loss) -> Row {
    Row {
        accept: Some((place, loss)),
        ..row
    }
}

fn rows() -> Vec<Row> {
    let paid: fn() -> Vec<Edit> = || vec![cash(100)];
    vec![
        row(
            1,
            "1 Lahmacun[Acılı] @30 | 3 Ayran @10",
            Sends(|w| w.cart().unwrap().lines.len() == 3),
        ),
        row(
            1,
            "1 Ayran @10 | 1 Pide @9 unresolved",
            Says(&["line-0002:unresolved"]),
        ),
        row(1, "1 Ayran @10 probable", Says(&["line-0001:probable"])),
        row(1, "1 Ayran @10 gone", Says(&["line-0001:product_gone"])),
        row(1, "1 Pide @9", Says(&["line-0001:product_gone"])),
        row(
            1,
            "1 Lahmacun[Acılı] @30 unknown",
            Says(&["line-0001:options_unknown"]),
        ),
        accepting(
            row(2, "1 Ayran @10 hidden", Says(&["line-0001:hidden_note"])),
            "line-0001",
            Loss::HiddenNote,
        ),
        row(
            2,
            "1 Ayran @10 \"buzlu\"",
            Sends(|w| first(w).note == "buzlu"),
        ),
        accepting(
            row(3, "1 Ayran @10 lost", Says(&["line-0001:identity_lost"])),
            "line-0001",
            Loss::Identity,
        ),
        row(
            3,
            "1 Ayran @10 ~1791-20af",
            Sends(|w| first(w).line_id == DeclaredId::echo("1791-20af").ok()),
        ),
        row(
            3,
            "1 Ayran @10 #7",
            Sends(|w| first(w).line_id == DeclaredId::echo("7").ok()),
        ),
        row(
            3,
            "old | 1 Ayran @10",
            Sends(|w| first(w).line_id.is_none()),
        ),
        Row {
            shape: |bill| bill.lines[1].identity = bill.lines[0].identity.clone(),
            ..row(
                3,
                "1 Ayran @10 | 2 Ayran @10",
                Says(&["line-0002:identity_lost"]),
            )
        },
        accepting(
            row(4, "1 Ayran @10 +2", Says(&["line-0001:surcharge"])),
            "line-0001",
            Loss::Surcharge,
        ),
        accepting(
            row(5, "2 Ayran @9", Says(&["line-0001:reprice"])),
            "line-0001",
            Loss::Reprice,
        ),
        row(
            5,
            "1 Ayran @9.99",
            Sends(|w| first(w).estimate == Money::from_minor(1000)),
        ),
        row(5, "1 Ayran @9.98", Says(&["line-0001:reprice"])),
        Row {
            edits: || vec![Edit::Quantity(line(1), Quantity::ONE)],
            ..row(5, "2 Ayran @9", Says(&["line-0001:reprice"]))
        },
        accepting(
            row(5, "1 Ayran @10 | total 12", Says(&["totals:reprice_total"])),
            "totals",
            Loss::Reprice,
        ),
        row(
            5,
            "table b1 | 1 Ayran @10 | total 30",
            Sends(|w| w.cart().unwrap().estimate == Money::from_minor(3500)),
        ),
        row(
            5,
            "1 Ayran @9.99 | 1 Ayran @9.99",
            Says(&["totals:reprice_total"]),
        ),
        row(6, "from getir | 1 Ayran @10", Says(&["bill:marketplace"])),
        Row {
            edits: paid,
            ..row(6, "from getir | 1 Ayran @10", Sends(|w| w.cart().is_none()))
        },
        row(
            7,
            "1 Ayran @10 %8",
            Sends(|w| first(w).tax == Rate::parse_decimal("8").ok()),
        ),
        Row {
            menu: "1 Ayran @10 %10 | 1 Çay @5",
            ..row(
                7,
                "1 Ayran @10 %8",
                Sends(|w| first(w).tax == Rate::parse_decimal("8").ok()),
            )
        },
        Row {
            menu: "1 Ayran @10 %8 | 1 Çay @5",
            ..row(7, "1 Ayran @10 %8", Sends(|w| first(w).tax.is_none()))
        },
        Row {
            shape: |bill| bill.lines[0].vat_mixed = true,
            ..row(7, "1 Ayran @10 %8", Sends(|w| first(w).tax.is_none()))
        },
        Row {
            edits: || {
                vec![
                    Edit::Note(line(1), "x".into()),
                    Edit::Accept(Place::Line(line(1)), Loss::Reprice),
                ]
            },
            ..accepting(
                row(
                    8,
                    "1 Lahmacun[Bol+5, Bol+5] @30",
                    Says(&["line-0001:option_twice"]),
                ),
                "line-0001",
                Loss::DuplicateOption,
            )
        },
        Row {
            menu: "1 Lahmacun[Sos, Sos+5] @30 | 1 Çay @5",
            shape: namesakes,
            ..row(9, "1 Lahmacun[Sos] @30", Says(&["line-0001:option_gone"]))
        },
        row(
            9,
            "1 Lahmacun[Acılı] @30",
            Sends(|w| first(w).options == [Declared::Title("Acılı".into())]),
        ),
        row(
            10,
            "1 Ayran @10 | kuver 20",
            Sends(|w| {
                w.cart().unwrap().lines.len() == 2
                    && w.cart().unwrap().estimate == Money::from_minor(3500)
            }),
        ),
        row(
            10,
            "1 Ayran @10",
            Rule(|| assert!(is_cover("KUVER") && DeclaredId::echo("Kuver").is_err())),
        ),
        row(11, "1 Ayran @10 | timer 30", Says(&["bill:timer"])),
        Row {
            edits: paid,
            ..row(11, "1 Ayran @10 | timer 30", Sends(|w| w.cart().is_none()))
        },
        row(
            12,
            "1 Ayran @10 | void #line-0009 Pide",
            Sends(|w| w.cart().unwrap().lines.len() == 2),
        ),
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

/// A choice that the read names by an id and a title which the product no longer has.
fn namesakes(bill: &mut Bill) {
    bill.lines[0].resolution.options = OptionsFound::Doubt(Trouble::OptionGone("Sos".into()));
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

fn accepted_place(name: &str) -> Place {
    match name {
        "totals" => Place::Totals,
        key => Place::Line(key.into()),
    }
}

#[test]
fn every_row_has_its_answer() {
    let rows = rows();
    let numbers: std::collections::BTreeSet<u8> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=25).collect());
    for row in rows {
        let outcome = |extra: Option<Edit>| {
            let mut bill = bill(row.bill);
            (row.shape)(&mut bill);
            let edits = (row.edits)().into_iter().chain(extra).collect();
            checked(bill, &menu(row.menu), edits)
        };
        let name = format!("row {}: {}", row.number, row.bill);
        match row.answer {
            Says(expected) => assert_eq!(codes(outcome(None)), expected, "{name}"),
            Sends(passes) => {
                let wanted = outcome(None).unwrap_or_else(|why| panic!("{name}: {why:?}"));
                assert!(passes(&wanted), "{name}: {wanted:?}");
            }
            Rule(rule) => rule(),
        }
        if let Some((place, loss)) = row.accept {
            let accept = Edit::Accept(accepted_place(place), loss);
            assert_eq!(codes(outcome(Some(accept))), [""; 0], "{name}, accepted");
        }
    }
}

#[test]
fn a_manager_may_open_marketplace_carts() {
    let draft = Draft::with_edits(Arc::new(bill("from getir | 1 Ayran @10")), vec![more_tea()]);
    let open = Policy {
        marketplace_carts: true,
    };
    assert_eq!(problems(&draft, &menu(MENU), open), []);
    let channel = &draft.base().head.channel;
    assert_eq!(*channel, Channel::Marketplace("getir".into()));
}

#[test]
fn every_acceptable_loss_is_accepted_at_its_own_line_only() {
    let elsewhere = Edit::Accept(Place::Line("line-0002".into()), Loss::Surcharge);
    let edits = vec![more_tea(), elsewhere];
    let outcome = checked(bill("1 Ayran @10 +2 | 1 Ayran @10 +2"), &menu(MENU), edits);
    assert_eq!(codes(outcome), ["line-0001:surcharge"]);
}

#[test]
fn an_option_that_stands_twice_is_sent_once_when_that_is_accepted() {
    let accept = |loss| Edit::Accept(Place::Line(line(1)), loss);
    let edits = vec![
        more_tea(),
        accept(Loss::DuplicateOption),
        accept(Loss::Reprice),
    ];
    let wanted = checked(bill("1 Lahmacun[Bol+5, Bol+5] @30"), &menu(MENU), edits).unwrap();
    assert_eq!(first(&wanted).options, [Declared::Title("Bol".into())]);
    assert_eq!(first(&wanted).estimate, Money::from_minor(3500));
}
