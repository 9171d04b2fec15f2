#![allow(clippy::unwrap_used)]
//! What the parts show, told in sentences.
use super::*;
use crate::bill::access::{Access, Why, access};
use crate::bill::state::{Ask, Editing, Event, Read, State, step};
use adisyon_bill::catalogue::Product;
use adisyon_bill::edit::{NewPayment, PaymentKind};
use adisyon_bill::notation::{bill, menu, product_id};
use adisyon_bill::resolve::Found;
use adisyon_bill::{BillRef, Catalogue, Edit, LineKey, Money, PaymentKey, Quantity, Rate};
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
        ..Rights::default()
    }
}

fn after(text: &str, edits: Vec<Edit>) -> Editing {
    let state = edits
        .into_iter()
        .map(Event::Edited)
        .fold(shown(text, all()), tell);
    state.editing().unwrap().clone()
}

fn lines(editing: &Editing) -> Vec<LineFace> {
    rows(editing).map(|row| row.face(editing)).collect()
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
fn of_a_click_only_the_touched_line_is_worked_out_anew() {
    let text = "1 Ayran @45 #ayran-01 | 1 Lahmacun @95 #lahmacun-1 | 1 Ayran @45 #ayran-02";
    let mut state = shown(text, all());
    state = tell(state, Event::Edited(quantity("ayran-01", 3)));
    let was: Vec<LineRow> = rows(state.editing().unwrap()).collect();
    state = tell(state, Event::Edited(quantity("lahmacun-1", 2)));
    let is: Vec<LineRow> = rows(state.editing().unwrap()).collect();
    let same: Vec<bool> = was
        .iter()
        .zip(&is)
        .map(|(was, is)| was.is_same(is))
        .collect();
    assert_eq!(same, [true, false, true]);
    // Another bill, or another menu, shares nothing.
    let menu = Arc::new(menu("1 Ayran @46"));
    let other = tell(state, Event::CatalogueRead(menu));
    let mut anew = rows(other.editing().unwrap());
    assert!(!anew.any(|row| is.iter().any(|old| old.is_same(&row))));
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

#[test]
fn a_doubt_is_marked_before_anything_changes_and_said_with_its_weight_afterwards() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1 | 1 Lahmacun @95 probable #lahmacun-2";
    let codes = |editing: &Editing| -> Vec<Option<&str>> {
        let rows = lines(editing);
        let code = |row: &LineFace| row.doubt.as_ref().map(|doubt| doubt.code());
        rows.iter().map(code).collect()
    };
    let still = after(text, Vec::new());
    assert_eq!(codes(&still), [None, Some("unresolved"), Some("probable")]);
    assert!(lines(&still).iter().all(|row| row.problems.is_empty()));
    let answered = Edit::Identify(LineKey::from("lahmacun-1"), product_id("Lahmacun"));
    let answered = after(text, vec![answered]);
    assert_eq!(codes(&answered), [None, None, Some("probable")]);
    let changed = after(text, vec![quantity("ayran-01", 2)]);
    assert_eq!(codes(&changed), [None, None, None]);
    assert_eq!(lines(&changed)[1].problems.len(), 1);
}

/// Three products called Ayran at one price, and what tells each from the others.
#[test]
fn products_of_one_name_and_price_are_told_apart() {
    let twin = |id: &str, tax: Option<i64>, barcode: Option<&str>| {
        let mut product = menu("1 Ayran @45").products()[0].clone();
        product.id = id.into();
        product.tax = tax.map(Rate::from_hundredths);
        product.barcode = barcode.map(str::to_owned);
        product
    };
    let apart = |products: Vec<Product>| -> Vec<Vec<Apart>> {
        let ids = products.iter().map(|product| product.id.clone()).collect();
        let catalogue = Arc::new(Catalogue::new(products, Vec::new(), Vec::new(), false));
        let mut read = bill("1 Ayran @45 unresolved #ayran-01");
        read.lines[0].resolution.found = Found::Unresolved(ids);
        let state = shown("1 Ayran @45 unresolved #ayran-01", all());
        let state = tell(state, Event::CatalogueRead(catalogue));
        let newer = Read {
            bill: Arc::new(read),
            revision: "r2".to_owned(),
            at: 0,
        };
        let state = tell(state, Event::BillRead(newer));
        let found = candidates(state.editing().unwrap(), &LineKey::from("ayran-01"));
        found.into_iter().map(|one| one.apart).collect()
    };
    let (one, ten) = (Rate::from_hundredths(100), Rate::from_hundredths(1_000));
    assert_eq!(
        apart(vec![
            twin("a", Some(100), None),
            twin("b", Some(1_000), None)
        ]),
        [vec![Apart::Tax(one)], vec![Apart::Tax(ten)]]
    );
    assert_eq!(
        apart(vec![twin("a", None, Some("869")), twin("b", None, None)]),
        [vec![Apart::Barcode("869".to_owned())], vec![]]
    );
    assert_eq!(
        apart(vec![twin("a", None, None), twin("b", None, None)]),
        [
            vec![Apart::Number("a".to_owned())],
            vec![Apart::Number("b".to_owned())]
        ]
    );
    let mut dear = twin("b", Some(1_000), None);
    dear.price = Money::from_minor(5_000);
    assert_eq!(
        apart(vec![twin("a", Some(100), None), dear]),
        [vec![], vec![]],
        "the price tells already"
    );
}

#[test]
fn a_manager_may_open_what_is_shut_and_shut_it_again() {
    let told = |role: Role, open: bool| {
        let rights = Rights {
            marketplace_carts: open,
            ..all()
        };
        let state = shown("1 Ayran @45 #ayran-01 | from getir", rights);
        let mut session = state.setting().session.clone().unwrap();
        session.role = role;
        let state = tell(state, Event::SessionRead(session));
        let access = access(state.setting(), state.editing().unwrap().base(), false);
        tells(&state, &access)
    };
    let code = || "getir".to_owned();
    let shut = Tell::NoCart(Why::Marketplace(code()));
    assert_eq!(told(Role::Staff, false), [shut]);
    assert_eq!(told(Role::Manager, false), [Tell::CartsShut(code())]);
    assert_eq!(told(Role::Manager, true), [Tell::CartsOpen(code())]);
}

#[test]
fn the_save_bar_lists_old_and_new_sums_of_lines_that_nobody_changed() {
    let text = "1 Ayran @45 #ayran-01 | 2 Lahmacun @90 #lahmacun-1";
    let editing = after(text, vec![quantity("ayran-01", 2)]);
    let access = access(&editing.setting, editing.base(), false);
    let bar = BarFace::of(&editing, &access);
    assert_eq!(bar.ready, Ready::Asks);
    assert_eq!(
        (
            bar.reprice[0].title.as_str(),
            bar.reprice[0].old,
            bar.reprice[0].new
        ),
        (
            "Lahmacun",
            Money::from_minor(18_000),
            Money::from_minor(19_000)
        )
    );
}
