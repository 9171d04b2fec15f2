//! Rows 1 to 12: lines, their identity and their price.
use super::*;

pub(super) fn rows() -> Vec<Row> {
    let paid: fn() -> Vec<Edit> = || vec![cash(100)];
    vec![cash(100)];
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
        row(1, "1 Ayran @12 probable", Says(&["line-0001:probable"])),
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
    ]
}

/// A choice that the read names by an id and a title which the product no longer has.
fn namesakes(bill: &mut Bill) {
    bill.lines[0].resolution.options = OptionsFound::Doubt(Trouble::OptionGone("Sos".into()));
}
