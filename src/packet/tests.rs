use super::state::Form;
use crate::api::failure::{Failure, Fault};
use adisyon_bill::bill::{Customer, Dialect, Head};
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::field::{Field, FieldFault, FieldProblem};
use adisyon_wire::packet::FieldsChange;

fn head() -> Head {
    Head {
        status: Some("Approved".to_owned()),
        note: Some("Kapıda bekleyin".to_owned()),
        customer: Some(Customer {
            address: Some("Örnek Sok. 1".to_owned()),
            ..Customer::default()
        }),
        ..Bill::unopened(BillRef::Packet("p".to_owned()), Dialect::default()).head
    }
}

#[test]
fn only_what_was_edited_is_sent() {
    let mut form = Form::of(&head());
    assert_eq!(form.press(), None);
    form.type_in(Field::Status, "Ready".to_owned());
    form.type_in(Field::Note, "Zili çalmayın ".to_owned());
    form.type_in(Field::Address, "Örnek Sok. 1".to_owned());
    let expected = FieldsChange {
        status: Some("Ready".to_owned()),
        note: Some("Zili çalmayın".to_owned()),
        ..FieldsChange::default()
    };
    assert_eq!(form.edited(), 2);
    assert_eq!(form.press(), Some(expected));
    assert_eq!(form.press(), None, "it is on its way");
}

#[test]
fn what_was_typed_and_taken_back_is_not_sent() {
    let mut form = Form::of(&head());
    form.type_in(Field::Note, "x".to_owned());
    form.type_in(Field::Note, "Kapıda bekleyin".to_owned());
    // The payment note is hidden from us: an empty one was not asked for.
    form.type_in(Field::PaymentNote, "x".to_owned());
    form.type_in(Field::PaymentNote, String::new());
    assert_eq!(form.edited(), 0);
    assert!(form.is_unseen(Field::PaymentNote) && !form.is_unseen(Field::Note));
}

#[test]
fn a_text_that_was_seen_can_be_cleared() {
    let mut form = Form::of(&head());
    form.type_in(Field::Note, String::new());
    assert_eq!(form.change().note.as_deref(), Some(""));
}

#[test]
fn what_is_wrong_stands_at_its_field_until_it_is_typed_anew() {
    let mut form = Form::of(&head());
    form.type_in(Field::InvoiceUrl, "http://fatura.example".to_owned());
    assert_eq!(form.press(), None);
    let fault = |form: &Form| {
        form.problem(Field::InvoiceUrl)
            .map(|problem| problem.fault.clone())
    };
    assert_eq!(fault(&form), Some(FieldFault::NotHttps));
    form.type_in(Field::InvoiceUrl, "https://fatura.example".to_owned());
    assert_eq!(fault(&form), None);
    assert!(form.press().is_some());
    let refused = FieldProblem {
        field: Field::InvoiceUrl,
        fault: FieldFault::Refused("no".to_owned()),
    };
    assert!(!form.hear(Ok(vec![refused])));
    assert!(fault(&form).is_some());
}

#[test]
fn a_failure_leaves_what_was_typed_and_can_be_tried_again() {
    let mut form = Form::of(&head());
    form.type_in(Field::Phone, "555 0100".to_owned());
    assert!(form.press().is_some());
    assert!(!form.hear(Err(Failure::Fault(Fault::Offline))));
    assert!(form.failure.is_some());
    assert!(form.press().is_some());
    assert_eq!(form.failure, None);
    assert!(form.hear(Ok(Vec::new())));
}
