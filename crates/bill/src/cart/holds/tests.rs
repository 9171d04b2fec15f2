#![allow(clippy::unwrap_used)]
use super::*;
use crate::bill::Bill;
use crate::check::{Policy, Wanted, check};
use crate::draft::Draft;
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::ids::{LineKey, MethodId, PaymentKey};
use crate::notation::{bill, chosen, menu, product_id};
use crate::{Place, Quantity};
use std::sync::Arc;

const MENU: &str = "1 Lahmacun[Acılı, Bol+5] @30 | 1 Ayran @10 | 1 Çay @5";

fn wanted(start: &str, edits: Vec<Edit>) -> Wanted {
    let draft = Draft::with_edits(Arc::new(bill(start)), edits);
    check(&draft, &menu(MENU), Policy::default()).unwrap()
}

fn new(key: &str, title: &str) -> Edit {
    Edit::Add(NewLine {
        key: LineKey::from(key),
        product: product_id(title),
        quantity: Quantity::ONE,
        options: Vec::new(),
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    })
}

fn pay(key: &str, method: &str, lira: i64) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::from(key),
        kind: PaymentKind::Method(MethodId::from(method)),
        amount: Money::from_minor(lira * 100),
    })
}

#[track_caller]
fn check_cart(wanted: &Wanted, now: &str, holds: bool) {
    assert_eq!(
        holds_cart(&bill(now), wanted.cart().unwrap()),
        holds,
        "{now}"
    );
}

#[track_caller]
fn check_rows(wanted: &Wanted, now: &str, holds: bool) {
    assert_eq!(
        holds_payments(&bill(now), wanted.payments().unwrap()),
        holds,
        "{now}"
    );
}

#[test]
fn a_line_holds_only_with_everything_that_was_asked_for() {
    let start = "1 Lahmacun[Acılı] @30 -3 \"az\" | kuver 20";
    let key = || LineKey::from("line-0001");
    let wanted = wanted(
        start,
        vec![
            Edit::Quantity(key(), Quantity::pieces(2)),
            Edit::Options(key(), vec![chosen("Acılı"), chosen("Bol")]),
        ],
    );
    for (now, holds) in [
        (start, false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 \"az\"", true),
        ("2 Lahmacun[Bol+5, Acılı] @30 -6 \"az \" | kuver 40", true),
        ("2 Lahmacun[Acılı] @30 -6 \"az\"", false),
        ("2 Lahmacun[Acılı, Acılı] @30 -6 \"az\"", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 \"çok\"", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 hidden", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 \"az\" unknown", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -5 \"az\"", false),
        ("1.999 Lahmacun[Acılı, Bol+5] @30 -6 \"az\"", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 \"az\" | 1 Çay @5", false),
        ("2 Lahmacun[Acılı, Bol+5] @30 -6 \"az\" | timer 5", false),
        // The price is the platform's matter.
        ("2 Lahmacun[Acılı, Bol+5] @35 -6 \"az\"", true),
        ("kuver 20", false),
    ] {
        check_cart(&wanted, now, holds);
    }
}

#[test]
fn a_new_line_is_known_by_its_own_id_alone() {
    let wanted = wanted("1 Ayran @10", vec![new("ads-00001", "Çay")]);
    check_cart(&wanted, "1 Ayran @10 | 1 Çay @5 #ads-00001", true);
    check_cart(&wanted, "1 Çay @5 #ads-00001 | 1 Ayran @10", true);
    // Another waiter's tea.
    check_cart(&wanted, "1 Ayran @10 | 1 Çay @5 #ads-00002", false);
    check_cart(&wanted, "1 Ayran @10 | 1 Çay @5 ~1791-20af", false);
    check_cart(
        &wanted,
        "1 Ayran @10 | 1 Çay @5 #ads-00001 | 1 Çay @5 #ads-00002",
        false,
    );
}

#[test]
fn taking_a_line_off_and_adding_the_like_is_not_done_before_it_is_written() {
    let edits = vec![Edit::Remove("1791-20af".into()), new("ads-00001", "Ayran")];
    let wanted = wanted("1 Ayran @10 ~1791-20af", edits);
    check_cart(&wanted, "1 Ayran @10 ~1791-20af", false);
    check_cart(&wanted, "1 Ayran @10 #ads-00001", true);
}

#[test]
fn a_server_without_ids_is_judged_by_content() {
    let start = "old | 2 Lahmacun[Acılı] @30 | 1 Ayran @10";
    let wanted = wanted(start, vec![new("ads-00001", "Ayran")]);
    check_cart(&wanted, start, false);
    check_cart(
        &wanted,
        "old | 2 Lahmacun[Acılı] @30 | 1 Ayran @10 | 1 Ayran @10",
        true,
    );
    check_cart(
        &wanted,
        "old | 1 Ayran @10 | 1 Ayran @10 | 2 Lahmacun[ACILI] @30",
        true,
    );
    check_cart(&wanted, "old | 2 Lahmacun[Acılı] @30 | 2 Ayran @10", false);
    check_cart(
        &wanted,
        "old | 2 Lahmacun[Acılı] @30 | 1 Ayran @10 | 1 Çay @5",
        false,
    );
    // Whether that drink is the wanted one cannot be told by its product; its title is all that shows.
    let doubtful = "old | 2 Lahmacun[Acılı] @30 | 1 Ayran @10 | 1 Ayran @10 unresolved";
    check_cart(&wanted, doubtful, false);
    assert!(shows_cart(&bill(doubtful), wanted.cart().unwrap()));
    check_cart(
        &wanted,
        "old | 2 Lahmacun[Acılı] @30 | 1 Ayran @10 | 1 Çay @5 unresolved",
        false,
    );
}

#[test]
fn a_kept_line_may_be_named_anew() {
    let start = "1 Ayran @10 lost | 1 Çay @5 ~1791-20af";
    let accept = Edit::Accept(
        Place::Line("line-0001".into()),
        crate::problem::Loss::Identity,
    );
    let wanted = wanted(
        start,
        vec![
            Edit::Quantity("1791-20af".into(), Quantity::pieces(2)),
            accept,
        ],
    );
    check_cart(&wanted, start, false);
    check_cart(
        &wanted,
        "1 Ayran @10 #1791-bbbb | 2 Çay @5 #1791-aaaa",
        true,
    );
    check_cart(
        &wanted,
        "1 Ayran @10 #1791-bbbb | 2 Çay @5 #1791-20af",
        true,
    );
    check_cart(
        &wanted,
        "1 Ayran @10 #1791-bbbb | 1 Çay @5 #1791-20af",
        false,
    );
}

#[test]
fn payments_hold_by_method_amount_and_kind() {
    let wanted = wanted(
        "9 Ayran @10 | off 5 Müdavim",
        vec![pay("adp-00001", "cash", 20)],
    );
    check_rows(&wanted, "9 Ayran @10 | off 5 Müdavim", false);
    check_rows(
        &wanted,
        "9 Ayran @10 | paid 20 #adp-00001 | off 5 Müdavim #pay-0001",
        true,
    );
    check_rows(
        &wanted,
        "9 Ayran @10 | off 5 Müdavim | paid 20 card #adp-00001",
        false,
    );
    check_rows(
        &wanted,
        "9 Ayran @10 | off 5 Müdavim | paid 20.01 #adp-00001",
        false,
    );
    check_rows(
        &wanted,
        "9 Ayran @10 | off 5 Başka | paid 20 #adp-00001",
        false,
    );
    check_rows(
        &wanted,
        "9 Ayran @10 | paid 5 #pay-0001 | paid 20 #adp-00001",
        false,
    );
    check_rows(
        &wanted,
        "9 Ayran @10 | off 5 Müdavim | paid 20 #adp-00001 | missing 1",
        false,
    );
}

#[test]
fn another_cashiers_payment_of_the_same_sum_is_not_mine() {
    let wanted = wanted("9 Ayran @10", vec![pay("adp-00001", "cash", 20)]);
    check_rows(&wanted, "9 Ayran @10 | paid 20 #adp-00002", false);
    check_rows(&wanted, "9 Ayran @10 | paid 20 anonymous", false);
    check_rows(&wanted, "9 Ayran @10 | paid 20 #adp-00001", true);
}

#[test]
fn a_rewritten_row_of_the_panel_may_get_a_name() {
    let start = "9 Ayran @10 | paid 20 anonymous";
    let wanted = wanted(start, vec![pay("adp-00001", "card", 5)]);
    check_rows(&wanted, start, false);
    check_rows(
        &wanted,
        "9 Ayran @10 | paid 20 #pay-77c1 | paid 5 card #adp-00001",
        true,
    );
}

#[test]
fn rows_that_are_not_shown_hold_if_their_sums_do() {
    let wanted = wanted("old | 9 Ayran @10", vec![pay("adp-00001", "cash", 20)]);
    check_rows(&wanted, "old | 9 Ayran @10 | unshown 20", true);
    check_rows(&wanted, "old | 9 Ayran @10 | unshown 0", false);
    check_rows(&wanted, "old | 9 Ayran @10 | unshown 20.01", false);
    let mut discounted: Bill = bill("old | 9 Ayran @10 | unshown 20");
    discounted.discount = Money::from_minor(2000);
    assert!(!holds_payments(&discounted, wanted.payments().unwrap()));
}

#[test]
fn a_note_set_over_a_hidden_one_is_never_seen_to_be_there() {
    let start = "1 Ayran @10 hidden";
    let key = || LineKey::from("line-0001");
    for text in ["", "soğuk"] {
        let cleared = wanted(start, vec![Edit::Note(key(), text.to_owned())]);
        check_cart(&cleared, start, false);
        assert!(shows_cart(&bill(start), cleared.cart().unwrap()), "{text}");
        let changed = bill("2 Ayran @10 hidden");
        assert!(!shows_cart(&changed, cleared.cart().unwrap()), "{text}");
    }
    // A note that was given up by name is told from nothing.
    let given_up = wanted(
        start,
        vec![
            Edit::Quantity(key(), Quantity::pieces(2)),
            Edit::Accept(Place::Line(key()), crate::problem::Loss::HiddenNote),
        ],
    );
    check_cart(&given_up, "2 Ayran @10 hidden", true);
}

#[test]
fn a_kept_row_may_be_named_anew() {
    let wanted = wanted(
        "9 Ayran @10 | paid 20 #pay-old1",
        vec![pay("adp-00001", "card", 5)],
    );
    let named = |row: &str| format!("9 Ayran @10 | paid 20 {row} | paid 5 card #adp-00001");
    for row in ["#pay-old1", "#pay-new1", "anonymous"] {
        check_rows(&wanted, &named(row), true);
    }
}

#[test]
fn a_product_is_known_by_its_id_before_its_title() {
    let wanted = wanted("old | 2 Ayran @10", vec![new("ads-00001", "Çay")]);
    let check = |product: &str, title: &str, [holds, shows]: [bool; 2]| {
        let mut now = bill(&format!("old | 2 {product} | 1 Çay @5"));
        now.lines[0].title = title.to_owned();
        let cart = wanted.cart().unwrap();
        let said = (holds_cart(&now, cart), shows_cart(&now, cart));
        assert_eq!(said, (holds, shows), "{product} {title}");
    };
    // It was renamed since.
    check("Ayran @10", "Buzlu Ayran", [true, true]);
    check("Ayran @10 probable", "Buzlu Ayran", [true, true]);
    check("Ayran @10 unresolved", "Buzlu Ayran", [false, false]);
    check("Ayran @10 unresolved", "Ayran", [false, true]);
    // Another product under the same name.
    check("Şalgam @10", "Ayran", [false, false]);
    // A guess may be wrong.
    check("Şalgam @10 probable", "Ayran", [false, true]);
    check("Şalgam @10 probable", "Şalgam", [false, false]);
}

#[test]
fn an_option_is_known_by_its_id_and_by_its_title_only_where_none_is_shown() {
    let wanted = wanted(
        "1 Lahmacun[Acılı] @30 #line-0001",
        vec![Edit::Quantity("line-0001".into(), Quantity::pieces(2))],
    );
    let mut cart = wanted.cart().unwrap().clone();
    cart.lines[0].options = vec![Declared::Id("o-Acılı".to_owned())];
    let priced = |id: Option<&str>, price: Option<Money>, title: &str, holds: bool| {
        let mut now = bill("2 Lahmacun[Acılı] @30");
        now.lines[0].options = Some(vec![ReadOption {
            id: id.map(str::to_owned),
            title: title.to_owned(),
            price,
        }]);
        assert_eq!(holds_cart(&now, &cart), holds, "{id:?} {title}");
    };
    let shown = |id, title, holds| priced(id, None, title, holds);
    shown(Some("o-Acılı"), "Acılı", true);
    shown(Some("o-Acılı"), "Çok acılı", true);
    shown(Some("o-Bol"), "Acılı", false);
    shown(None, "ACILI", true);
    shown(None, "Bol", false);
    // Where the server shows more than titles, a choice without id is another one than ours.
    priced(None, Some(Money::ZERO), "Acılı", false);
    priced(Some("o-Acılı"), Some(Money::ZERO), "Acılı", true);
}

#[test]
fn a_new_line_is_not_there_where_one_like_it_hides_its_note() {
    let start = "old | 4 Ayran @10 hidden #1791-aaaa";
    let again = Edit::Add(NewLine {
        key: LineKey::from("ads-00001"),
        product: product_id("Ayran"),
        quantity: Quantity::pieces(4),
        options: Vec::new(),
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    });
    let wanted = wanted(start, vec![Edit::Remove("1791-aaaa".into()), again]);
    check_cart(&wanted, start, false);
    assert!(!shows_cart(&bill(start), wanted.cart().unwrap()));
    let anew = bill("old | 4 Ayran @10 hidden #1791-bbbb");
    assert!(shows_cart(&anew, wanted.cart().unwrap()));
}

#[test]
fn what_is_taken_off_and_still_there_was_not_written_even_if_the_like_was_added() {
    // An older server that names its lines: the two look just alike.
    let named = |key: &str| {
        let mut it = bill("old | 1 Çay @5 | 1 Ayran @10");
        it.lines[1].key = key.into();
        it
    };
    let edits = vec![Edit::Remove("doc-0010".into()), new("ads-00001", "Ayran")];
    let draft = Draft::with_edits(Arc::new(named("doc-0010")), edits);
    let wanted = check(&draft, &menu(MENU), Policy::default()).unwrap();
    let holds = |now: &Bill| holds_cart(now, wanted.cart().unwrap());
    assert!(!holds(&named("doc-0010")));
    assert!(holds(&named("doc-0021")));
}
