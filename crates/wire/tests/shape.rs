//! The JSON text itself, where others rely on it: short, tagged from outside, and readable by neighbouring releases.
#![allow(clippy::unwrap_used, missing_docs)]

use adisyon_bill::bill::{Channel, Dialect, Head};
use adisyon_bill::catalogue::Product;
use adisyon_bill::line::{Identity, Line, LineKind, Note};
use adisyon_bill::payment::Payments;
use adisyon_bill::problem::{Loss, Trouble};
use adisyon_bill::resolve::Resolution;
use adisyon_bill::{
    Bill, BillRef, Catalogue, Edit, LineKey, Money, Place, Problem, ProductId, Quantity,
};
use adisyon_wire::Unreadable;
use adisyon_wire::bill::BillJson;
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::edit::EditJson;
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::SaveReply;

#[test]
fn edits_are_tagged_from_outside() {
    let line = LineKey::from("ads-1");
    let cases = [
        (
            Edit::Quantity(line.clone(), Quantity::pieces(2)),
            r#"{"quantity":["ads-1",2000]}"#,
        ),
        (Edit::Remove(line.clone()), r#"{"remove":"ads-1"}"#),
        (
            Edit::Accept(Place::Bill, Loss::HiddenNote),
            r#"{"accept":["bill","hidden_note"]}"#,
        ),
        (
            Edit::Accept(Place::Line(line), Loss::Reprice),
            r#"{"accept":[{"line":"ads-1"},"reprice"]}"#,
        ),
    ];
    for (edit, text) in cases {
        assert_eq!(serde_json::to_string(&EditJson::from(&edit)).unwrap(), text);
    }
}

#[test]
fn a_problem_carries_the_code_of_its_words_and_what_they_need() {
    let problem = Problem::new(
        Place::Totals,
        Trouble::Reprice(Money::from_minor(900), Money::from_minor(1000)),
    );
    assert_eq!(
        serde_json::to_string(&ProblemJson::from(&problem)).unwrap(),
        r#"{"place":"totals","trouble":{"code":"reprice","was":900,"amount":1000}}"#
    );
}

#[test]
fn a_plain_product_takes_little_room() {
    let product = Product {
        id: ProductId::from("ay-0007"),
        title: "Ayran".to_owned(),
        names: Vec::new(),
        category: None,
        price: Money::from_minor(2500),
        tax: None,
        active: true,
        barcode: None,
        stock: None,
        image: None,
        groups: Vec::new(),
    };
    let catalogue = Catalogue::new(vec![product], Vec::new(), Vec::new(), false);
    assert_eq!(
        serde_json::to_string(&CatalogueJson::from(&catalogue)).unwrap(),
        r#"{"products":[{"id":"ay-0007","title":"Ayran","price":2500}]}"#
    );
}

fn bill(identity: Identity) -> Bill {
    let line = Line {
        key: LineKey::from("~0"),
        kind: LineKind::Ordinary,
        identity,
        title: "Ayran".to_owned(),
        quantity: Quantity::ONE,
        options: None,
        note: Note::Text(String::new()),
        discount: Money::ZERO,
        extra: Money::ZERO,
        amount: Money::from_minor(2500),
        unit: None,
        vat: None,
        vat_mixed: false,
        own: Vec::new(),
        product_hint: None,
        resolution: Resolution::none(),
    };
    Bill {
        head: Head {
            bill: BillRef::Table("m 1%2F".to_owned()),
            uuid: None,
            doc_no: None,
            channel: Channel::Table,
            status: None,
            service: None,
            order_code: None,
            scheduled: None,
            table: None,
            section: None,
            guests: None,
            currency: None,
            note: None,
            payment_note: None,
            customer: None,
        },
        lines: vec![line],
        voided: Vec::new(),
        payments: Payments::Unknown,
        voided_payments: Vec::new(),
        total: Money::from_minor(2500),
        paid: Money::ZERO,
        discount: Money::ZERO,
        dialect: Dialect::default(),
    }
}

const PLAIN_BILL: &str = r#"{"head":{"bill":{"table":"m 1%2F"},"channel":"table"},"lines":[{"key":"~0","identity":"lost","title":"Ayran","quantity":1000,"amount":2500,"resolution":{"found":{"unresolved":[]}}}],"payments":"unknown","total":2500,"paid":0}"#;

#[test]
fn a_plain_bill_says_only_what_there_is() {
    let text = serde_json::to_string(&BillJson::from(&bill(Identity::Lost))).unwrap();
    assert_eq!(text, PLAIN_BILL);
}

#[test]
fn fields_of_a_newer_release_are_ignored() {
    let text = PLAIN_BILL
        .replace(r#""key":"#, r#""colour":1,"key":"#)
        .replace(r#""total":"#, r#""tip":5,"total":"#);
    let json: BillJson = serde_json::from_str(&text).unwrap();
    assert_eq!(Bill::try_from(json), Ok(bill(Identity::Lost)));
}

#[test]
fn an_identity_that_cannot_be_declared_is_refused() {
    for bad in ["kuver", "-a", "", "a b"] {
        let identity = format!(r#""identity":{{"declared":"{bad}"}}"#);
        let text = PLAIN_BILL.replace(r#""identity":"lost""#, &identity);
        let json: BillJson = serde_json::from_str(&text).unwrap();
        assert_eq!(Bill::try_from(json), Err(Unreadable("identity")), "{bad}");
    }
}

#[test]
fn a_problem_of_a_newer_release_is_unreadable_alone_and_does_not_cost_the_reply() {
    let text = format!(
        r#"{{"outcome":"saved","bill":{{"bill":{PLAIN_BILL},"revision":"r","read_at":1}},"wrote":["cart"],"problems":[
            {{"place":"bill","trouble":{{"code":"meteor"}}}},{{"place":"bill","trouble":{{"code":"surcharge"}}}},
            {{"place":"bill","trouble":{{"code":"timer"}}}}]}}"#
    );
    let reply: SaveReply = serde_json::from_str(&text).unwrap();
    let problems: Vec<_> = reply.problems.into_iter().map(Problem::try_from).collect();
    assert_eq!(
        problems,
        [
            Err(Unreadable("code")),
            Err(Unreadable("amount")),
            Ok(Problem::new(Place::Bill, Trouble::Timer)),
        ]
    );
}
