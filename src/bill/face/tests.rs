#![allow(clippy::unwrap_used)]
//! What the parts show, told in sentences.
use super::*;
use crate::bill::access::{Access, Why, access};
use crate::bill::state::{Ask, Editing, Event, Read, State, step};
use adisyon_bill::edit::{NewPayment, PaymentKind};
use adisyon_bill::notation::{bill, menu};
use adisyon_bill::{BillRef, Edit, LineKey, Money, PaymentKey, Quantity};
use adisyon_wire::session::{Rights, Role, Session};
use std::sync::Arc;

const MENU: &str = "1 Lahmacun[Acılı, Bol malzeme+15] @95 | 1 Ayran @45";

fn shown(text: &str, rights: Rights) -> State {
    let (state, _) = State::open(BillRef::Packet("1".to_owned()), 7);
    let session = Session {
        role: Role::Staff,
        rights,
        environment: "sandbox".to_owned(),
        draft_space: "space".to_owned(),
    };
    let events = [
        Event::SessionRead(session),
        Event::CatalogueRead(Arc::new(menu(MENU))),
        Event::BillRead(Read {
            bill: Arc::new(bill(text)),
            revision: "r1".to_owned(),
            at: 0,
        }),
    ];
    events.into_iter().fold(state, tell)
}

fn tell(state: State, event: Event) -> State {
    let (state, _asks): (State, Vec<Ask>) = step(state, event);
    state
}

fn all() -> Rights {
    Rights {
        read_bills: true,
        write_bills: true,
        read_products: true,
        read_methods: true,
        marketplace_carts: false,
    }
}

fn after(text: &str, edits: Vec<Edit>) -> Editing {
    let state = edits
        .into_iter()
        .map(Event::Edited)
        .fold(shown(text, all()), tell);
    state.editing().unwrap().clone()
}

fn quantity(line: &str, pieces: i64) -> Edit {
    Edit::Quantity(LineKey::from(line), Quantity::pieces(pieces))
}

fn why(text: &str, rights: Rights) -> Access {
    let state = shown(text, rights);
    let editing = state.editing().unwrap();
    access(&editing.setting, editing.base(), false)
}

const BILL: &str =
    "2 Lahmacun[Acılı, Bol malzeme+15] @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | kuver 20";

#[test]
fn a_changed_line_shows_what_it_was_and_only_that_line_differs() {
    let before = lines(&after(BILL, Vec::new()));
    let now = lines(&after(BILL, vec![quantity("ayran-01", 3)]));
    assert_eq!(now[1].was_quantity, Some(Quantity::ONE));
    assert_eq!(now[1].was_amount, Some(Money::from_minor(4_500)));
    assert_eq!(
        (now[1].mark, now[1].amount),
        (Mark::Changed, Money::from_minor(13_500))
    );
    let differ: Vec<usize> = (0..3).filter(|&at| before[at] != now[at]).collect();
    assert_eq!(differ, [1]);
}

#[test]
fn the_unit_price_counts_the_options_and_the_cover_charge_has_no_controls() {
    let rows = lines(&after(BILL, Vec::new()));
    assert_eq!(rows[0].unit, Some(Money::from_minor(11_000)));
    let prices: Vec<Option<Money>> = rows[0].options.iter().map(|one| one.price).collect();
    assert_eq!(prices, [None, Some(Money::from_minor(1_500))]);
    assert_eq!((rows[2].mark, rows[2].cover), (Mark::Fixed, true));
}

#[test]
fn a_removed_line_stays_in_its_place_until_it_is_saved() {
    let rows = lines(&after(
        BILL,
        vec![Edit::Remove(LineKey::from("lahmacun-1"))],
    ));
    assert_eq!(rows[0].mark, Mark::Removed);
    assert_eq!(rows.len(), 3);
}

#[test]
fn an_overpayment_names_the_row_whose_lowering_would_mend_it() {
    let text = "2 Lahmacun @95 #lahmacun-1 | paid 100 cash #pay-0001 | paid 90 card #pay-0002";
    let sums = sums(&after(text, vec![quantity("lahmacun-1", 1)]));
    let (key, _, amount) = sums.mend.unwrap();
    assert_eq!(
        (key, amount),
        (PaymentKey::from("pay-0001"), Money::from_minor(500))
    );
    assert_eq!(sums.problems.len(), 1);
}

#[test]
fn a_new_payment_lowers_what_one_tap_would_add() {
    let pay = Edit::Pay(NewPayment {
        key: PaymentKey::from("adp-00000001"),
        kind: PaymentKind::Method("card".into()),
        amount: Money::from_minor(10_000),
    });
    let face = payments(&after("2 Lahmacun @95 #lahmacun-1", vec![pay]));
    assert_eq!(face.remaining, Money::from_minor(9_000));
    assert_eq!(
        (face.rows[0].mark, face.rows[0].title.as_str()),
        (Mark::Added, "Kredi Kartı")
    );
}

#[test]
fn the_summary_names_line_and_number_and_leaves_out_what_only_asks() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1 | 1 Lahmacun @95 probable #lahmacun-2";
    let rows = summary(&after(text, vec![quantity("ayran-01", 2)]));
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].number, rows[0].title.as_deref()),
        (Some(2), Some("Lahmacun"))
    );
}

#[test]
fn the_question_lists_old_and_new_sums_also_of_lines_that_are_only_probable_yet() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @90 probable #lahmacun-1";
    let face = question(&after(text, vec![quantity("ayran-01", 2)]));
    assert_eq!(
        face.probable,
        [("Lahmacun".to_owned(), "Lahmacun".to_owned())]
    );
    assert_eq!(face.reprice.len(), 1);
    assert_eq!(
        (face.reprice[0].old, face.reprice[0].new),
        (Money::from_minor(18_000), Money::from_minor(19_000))
    );
}

#[test]
fn the_save_button_says_what_it_can_do() {
    let ready = |editing: &Editing| {
        let access = access(&editing.setting, editing.base(), false);
        BarFace::of(editing, &access).ready
    };
    assert_eq!(ready(&after(BILL, Vec::new())), Ready::Nothing);
    assert_eq!(
        ready(&after(BILL, vec![quantity("ayran-01", 2)])),
        Ready::Yes
    );
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 +30 #lahmacun-1";
    assert_eq!(
        ready(&after(text, vec![quantity("ayran-01", 2)])),
        Ready::Blocked(1)
    );
}

#[test]
fn what_cannot_be_changed_has_its_reason_and_the_rest_stays_open() {
    let nothing = Access::default();
    assert_eq!(why(BILL, all()), nothing);
    let market = why("1 Ayran @45 | from getir", all());
    assert_eq!(
        (market.cart, market.payments),
        (Some(Why::Marketplace("getir".to_owned())), None)
    );
    let opened = Rights {
        marketplace_carts: true,
        ..all()
    };
    assert_eq!(why("1 Ayran @45 | from getir", opened), nothing);
    assert_eq!(why("timer 30", all()).cart, Some(Why::Timer));
    let unshown = why("1 Ayran @45 | unshown 20", all());
    assert_eq!(unshown.cart, None);
    assert_eq!(
        unshown.payments,
        Some(Why::PaymentsUnknown(Money::from_minor(2_000)))
    );
    assert_eq!(
        why("1 Ayran @45 | missing 20", all()).payments,
        Some(Why::PaymentsMismatch)
    );
    assert_eq!(
        why("1 Ayran @45 | paid 20 unbound", all()).payments,
        Some(Why::Unbound)
    );
    let reader = Rights {
        write_bills: false,
        ..all()
    };
    assert!(why(BILL, reader).is_closed());
}

#[test]
fn a_bill_that_nobody_may_write_is_told_once_and_with_its_reason() {
    let state = shown(
        BILL,
        Rights {
            write_bills: false,
            ..all()
        },
    );
    let access = access(state.setting(), state.editing().unwrap().base(), false);
    assert_eq!(tells(&state, &access), [Tell::ReadOnly(Why::NoRight)]);
}
