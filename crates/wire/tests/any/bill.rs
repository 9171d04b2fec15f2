//! Any bill.
use super::problem::trouble;
use super::{chosen, id, maybe_text, money, own, product, quantity, rate, text};
use adisyon_bill::bill::{Channel, Customer, Dialect, Head};
use adisyon_bill::ids::DeclaredId;
use adisyon_bill::line::{Identity, Line, LineKind, Note, ReadOption, Voided};
use adisyon_bill::payment::{Payment, Payments, VoidedPayment};
use adisyon_bill::resolve::{Evidence, Found, OptionsFound, Resolution};
use adisyon_bill::{Bill, BillRef, LineKey, MethodId, PaymentKey};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// An id that the document holds: weak ones too.
fn declared() -> impl Strategy<Value = DeclaredId> {
    "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}".prop_filter_map("reserved", |id| DeclaredId::echo(&id).ok())
}

fn identity() -> impl Strategy<Value = Identity> {
    prop_oneof![
        declared().prop_map(Identity::Declared),
        declared().prop_map(Identity::Plain),
        Just(Identity::Lost),
        Just(Identity::Unsupported),
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    select(vec![
        Evidence::Hint,
        Evidence::Stamp,
        Evidence::Memory,
        Evidence::Title,
        Evidence::Narrowed,
        Evidence::Person,
    ])
}

fn resolution() -> impl Strategy<Value = Resolution> {
    let found = prop_oneof![
        (product(), evidence()).prop_map(|(id, by)| Found::Certain(id, by)),
        (product(), evidence()).prop_map(|(id, by)| Found::Probable(id, by)),
        Just(Found::Gone),
        vec(product(), 0..3).prop_map(Found::Unresolved),
    ];
    let options = prop_oneof![
        vec(chosen(), 0..3).prop_map(OptionsFound::All),
        trouble().prop_map(OptionsFound::Doubt),
    ];
    (found, options).prop_map(|(found, options)| Resolution { found, options })
}

fn read_options() -> impl Strategy<Value = Option<Vec<ReadOption>>> {
    let one = (option::of(id()), text(), option::of(money()))
        .prop_map(|(id, title, price)| ReadOption { id, title, price });
    option::of(vec(one, 0..3))
}

fn note() -> impl Strategy<Value = Note> {
    prop_oneof![3 => text().prop_map(Note::Text), 1 => Just(Note::Hidden)]
}

prop_compose! {
    fn line()(
        (key, kind) in (id(), select(vec![LineKind::Ordinary, LineKind::Cover, LineKind::Timer])),
        identity in identity(), title in text(), quantity in quantity(), options in read_options(), note in note(),
        (discount, extra, amount, unit) in (money(), money(), money(), option::of(money())),
        vat in option::of(rate()), vat_mixed in any::<bool>(), own in own(),
        product_hint in option::of(product()), resolution in resolution(),
    ) -> Line {
        Line {
            key: LineKey::new(key), kind, identity, title, quantity, options, note, discount, extra, amount, unit,
            vat, vat_mixed, own, product_hint, resolution,
        }
    }
}

prop_compose! {
    fn voided()(
        id in option::of(id()), title in text(), quantity in quantity(), amount in money(),
        reason in maybe_text(), at in option::of(any::<i64>()),
    ) -> Voided {
        Voided { id, title, quantity, amount, reason, at }
    }
}

prop_compose! {
    fn payment()(
        key in id(), identity in option::of(declared()), method in option::of(id()), title in text(),
        amount in money(), cash in option::of(any::<bool>()), is_discount in any::<bool>(), own in own(),
    ) -> Payment {
        Payment {
            key: PaymentKey::new(key), identity, method: method.map(MethodId::new), title, amount, cash, is_discount, own,
        }
    }
}

fn payments() -> impl Strategy<Value = Payments> {
    prop_oneof![
        vec(payment(), 0..3).prop_map(Payments::Known),
        vec(payment(), 0..3).prop_map(Payments::Mismatch),
        Just(Payments::Unknown),
    ]
}

prop_compose! {
    fn customer()(
        id in maybe_text(), name in maybe_text(), phone in maybe_text(), call in maybe_text(),
        address in maybe_text(), address_description in maybe_text(), region in maybe_text(),
    ) -> Customer {
        Customer { id, name, phone, call, address, address_description, region }
    }
}

fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![
        Just(Channel::Table),
        Just(Channel::House),
        text().prop_map(Channel::Marketplace),
        Just(Channel::Unknown),
    ]
}

prop_compose! {
    fn head()(
        bill in prop_oneof![id().prop_map(BillRef::Packet), id().prop_map(BillRef::Table)],
        (uuid, doc_no, status, service) in (maybe_text(), maybe_text(), maybe_text(), maybe_text()),
        channel in channel(), order_code in maybe_text(), scheduled in option::of(any::<i64>()),
        (table, section, guests) in (maybe_text(), maybe_text(), option::of(any::<u32>())),
        (currency, note, payment_note) in (maybe_text(), maybe_text(), maybe_text()),
        customer in option::of(customer()),
    ) -> Head {
        Head {
            bill, uuid, doc_no, channel, status, service, order_code, scheduled, table, section, guests, currency,
            note, payment_note, customer,
        }
    }
}

prop_compose! {
    pub fn bill()(
        head in head(), lines in vec(line(), 0..4), voided in vec(voided(), 0..3), payments in payments(),
        voided_payments in vec((text(), money()).prop_map(|(title, amount)| VoidedPayment { title, amount }), 0..3),
        (total, paid, discount) in (money(), money(), money()),
        (identities, option_ids) in any::<(bool, bool)>(),
    ) -> Bill {
        let dialect = Dialect { identities, option_ids };
        Bill { head, lines, voided, payments, voided_payments, total, paid, discount, dialect }
    }
}
