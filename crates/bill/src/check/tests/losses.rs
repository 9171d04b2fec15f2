//! Every way a naive client loses data (C:G.6), by row, and what happens here instead.
mod one_to_twelve;
mod thirteen_to_twentyfive;

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
    let mut rows = one_to_twelve::rows();
    rows.extend(thirteen_to_twentyfive::rows());
    rows
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
        ..Policy::default()
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
