//! Any edit within the bounds.
use super::problem::{loss, place};
use super::{chosen, id, money, product, text};
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::{Edit, LineKey, MethodId, PaymentKey, Quantity, Reason};
use adisyon_wire::edit::MAX_QUANTITY;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn line() -> impl Strategy<Value = LineKey> {
    id().prop_map(LineKey::new)
}

fn row() -> impl Strategy<Value = PaymentKey> {
    id().prop_map(PaymentKey::new)
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (0..=MAX_QUANTITY.thousandths()).prop_map(Quantity::from_thousandths)
}

fn kind() -> impl Strategy<Value = PaymentKind> {
    prop_oneof![
        id().prop_map(|id| PaymentKind::Method(MethodId::new(id))),
        text().prop_map(PaymentKind::Discount),
    ]
}

prop_compose! {
    fn new_line()(
        key in line(), product in product(), quantity in quantity(),
        options in vec(chosen(), 0..3), note in text(), discount in money(), reason in option::of(reason()),
    ) -> NewLine {
        NewLine { key, product, quantity, options, note, discount, reason }
    }
}

prop_compose! {
    fn new_payment()(key in row(), kind in kind(), amount in money()) -> NewPayment {
        NewPayment { key, kind, amount }
    }
}

fn reason() -> impl Strategy<Value = Reason> {
    select(Reason::ALL.to_vec())
}

pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (line(), quantity()).prop_map(|(key, quantity)| Edit::Quantity(key, quantity)),
        line().prop_map(Edit::Remove),
        line().prop_map(Edit::Restore),
        (line(), text()).prop_map(|(key, note)| Edit::Note(key, note)),
        (line(), money()).prop_map(|(key, amount)| Edit::Discount(key, amount)),
        (line(), reason()).prop_map(|(key, reason)| Edit::Reason(key, reason)),
        (line(), vec(chosen(), 0..3)).prop_map(|(key, chosen)| Edit::Options(key, chosen)),
        (line(), product()).prop_map(|(key, product)| Edit::Identify(key, product)),
        (line(), new_line()).prop_map(|(key, new)| Edit::Replace(key, new)),
        new_line().prop_map(Edit::Add),
        (place(), loss()).prop_map(|(place, loss)| Edit::Accept(place, loss)),
        new_payment().prop_map(Edit::Pay),
        (row(), money()).prop_map(|(key, amount)| Edit::Amount(key, amount)),
        (row(), kind()).prop_map(|(key, kind)| Edit::Kind(key, kind)),
        row().prop_map(Edit::Unpay),
        row().prop_map(Edit::Repay),
    ]
}
