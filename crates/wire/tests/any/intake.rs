//! Anything said about opening tables and packets, about people, and about what was done.
use super::edit::edit;
use super::problem::problem;
use super::reply::bill_reply;
use super::{id, maybe_text, text};
use adisyon_wire::edit::EditJson;
use adisyon_wire::field::{Field, FieldFault, FieldProblem};
use adisyon_wire::history::{Entry, HistoryReply, LineChange, LineState, PaymentChange, Span};
use adisyon_wire::often::{OftenReply, Weighed};
use adisyon_wire::order::{OrderCustomer, OrderReply, OrderRequest, Service};
use adisyon_wire::packet::{FieldsChange, FieldsReply};
use adisyon_wire::people::{CustomersReply, Person, StaffMember, StaffReply};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::{Outcome, Wrote};
use adisyon_wire::seat::{SeatRequest, Seated};
use adisyon_wire::session::Role;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

prop_compose! {
    pub fn seat_request()(attempt in text(), guests in any::<u32>()) -> SeatRequest {
        SeatRequest { attempt, guests }
    }
}

prop_compose! {
    pub fn seated()(table in id(), fresh in any::<bool>()) -> Seated {
        Seated { table, fresh }
    }
}

fn field_problem() -> impl Strategy<Value = FieldProblem> {
    let fields = [
        Field::Name,
        Field::Phone,
        Field::Address,
        Field::AddressDescription,
        Field::Region,
        Field::Note,
        Field::PaymentNote,
        Field::InvoiceNumber,
        Field::InvoiceUrl,
        Field::Status,
        Field::Service,
    ];
    let fault = prop_oneof![
        Just(FieldFault::Missing),
        any::<u32>().prop_map(FieldFault::TooLong),
        Just(FieldFault::NotHttps),
        text().prop_map(FieldFault::Refused),
    ];
    (select(fields.to_vec()), fault).prop_map(|(field, fault)| FieldProblem { field, fault })
}

prop_compose! {
    pub fn fields_change()(
        (status, service, note, payment_note) in (maybe_text(), maybe_text(), maybe_text(), maybe_text()),
        (invoice_number, invoice_url, address, phone) in (maybe_text(), maybe_text(), maybe_text(), maybe_text()),
    ) -> FieldsChange {
        FieldsChange { status, service, note, payment_note, invoice_number, invoice_url, address, phone }
    }
}

prop_compose! {
    pub fn fields_reply()(bill in bill_reply(), problems in vec(field_problem(), 0..3), reread in any::<bool>()) -> FieldsReply {
        FieldsReply { bill, problems, reread }
    }
}

prop_compose! {
    fn order_customer()(
        id in maybe_text(), (name, phone, address) in (text(), text(), text()), (address_description, region) in (text(), text()),
    ) -> OrderCustomer {
        OrderCustomer { id, name, phone, address, address_description, region }
    }
}

prop_compose! {
    pub fn order_request()(
        attempt in text(), customer in order_customer(),
        edits in vec(edit().prop_map(|edit| EditJson::from(&edit)), 0..3), service in select(Service::ALL.to_vec()),
        (approved, own_delivery) in any::<(bool, bool)>(), (note, payment_note) in (text(), text()),
    ) -> OrderRequest {
        OrderRequest { attempt, customer, edits, service, approved, own_delivery, note, payment_note }
    }
}

prop_compose! {
    pub fn order_reply()(
        packet in maybe_text(), lines in vec(problem().prop_map(|problem| ProblemJson::from(&problem)), 0..3),
        fields in vec(field_problem(), 0..3),
    ) -> OrderReply {
        OrderReply { packet, lines, fields }
    }
}

prop_compose! {
    pub fn person()(
        id in id(), (name, phone, address, region) in (maybe_text(), maybe_text(), maybe_text(), maybe_text()),
        total in option::of(any::<i64>()),
    ) -> Person {
        Person { id, name, phone, address, region, total }
    }
}

prop_compose! {
    pub fn customers()(customers in vec(person(), 0..3), personal in any::<bool>(), next in maybe_text()) -> CustomersReply {
        CustomersReply { customers, personal, next }
    }
}

prop_compose! {
    pub fn staff()(staff in vec((id(), maybe_text()), 0..3)) -> StaffReply {
        let staff = staff.into_iter().map(|(id, name)| StaffMember { id, name });
        StaffReply { staff: staff.collect() }
    }
}

prop_compose! {
    pub fn often()(products in vec((id(), any::<u32>()), 0..3)) -> OftenReply {
        let products = products.into_iter().map(|(id, weight)| Weighed { id, weight });
        OftenReply { products: products.collect() }
    }
}

prop_compose! {
    fn span()((before, after) in any::<(i64, i64)>()) -> Span {
        Span { before, after }
    }
}

prop_compose! {
    fn line_state()((quantity, amount, discount) in any::<(i64, i64, i64)>(), options in vec(text(), 0..3)) -> LineState {
        LineState { quantity, amount, discount, reason: (discount > 0).then(|| "late".to_owned()), options }
    }
}

prop_compose! {
    fn line_change()(
        title in text(), before in option::of(line_state()), after in option::of(line_state()), note in any::<bool>(),
    ) -> LineChange {
        LineChange { title, before, after, note }
    }
}

prop_compose! {
    fn payment_change()(method in maybe_text(), (before, after) in any::<(Option<i64>, Option<i64>)>()) -> PaymentChange {
        PaymentChange { method, before, after }
    }
}

prop_compose! {
    fn entry()(
        at in any::<i64>(), (kind, bill, sale, user) in (text(), id(), maybe_text(), text()),
        role in select(vec![Role::Manager, Role::Staff]), outcome in select(vec![Outcome::Saved, Outcome::Partly]),
        wrote in vec(select(vec![Wrote::Cart, Wrote::Payments]), 0..3), reread in any::<bool>(), (total, paid) in (span(), span()),
        lines in vec(line_change(), 0..3), (untouched, unknown) in any::<(u32, bool)>(), payments in vec(payment_change(), 0..3),
    ) -> Entry {
        Entry { at, kind, bill, sale, user, role, outcome, wrote, reread, unknown, total, paid, lines, untouched, payments }
    }
}

prop_compose! {
    pub fn history()(entries in vec(entry(), 0..3), more in any::<bool>()) -> HistoryReply {
        HistoryReply { entries, more }
    }
}
