//! Any problem.
use super::{id, money, quantity, text};
use adisyon_bill::problem::{Loss, Trouble};
use adisyon_bill::{LineKey, PaymentKey, Place, Problem};
use proptest::prelude::*;

pub fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        id().prop_map(|key| Place::Line(LineKey::new(key))),
        id().prop_map(|key| Place::Payment(PaymentKey::new(key))),
        Just(Place::Payments),
        Just(Place::Totals),
        Just(Place::Bill),
    ]
}

pub fn loss() -> impl Strategy<Value = Loss> {
    proptest::sample::select(vec![
        Loss::Surcharge,
        Loss::HiddenNote,
        Loss::Identity,
        Loss::Reprice,
        Loss::DuplicateOption,
    ])
}

fn bare() -> impl Strategy<Value = Trouble> {
    proptest::sample::select(vec![
        Trouble::Unresolved,
        Trouble::Probable,
        Trouble::ProductGone,
        Trouble::OptionsUnknown,
        Trouble::TooManyOptions,
        Trouble::HiddenNote,
        Trouble::DiscountNegative,
        Trouble::IdentityLost,
        Trouble::VoidedIdentity,
        Trouble::TaxRefused,
        Trouble::MethodUnknown,
        Trouble::NoMethods,
        Trouble::Unbound,
        Trouble::AmountNotPositive,
        Trouble::TitleMissing,
        Trouble::TooManyPayments,
        Trouble::PaymentsMismatch,
        Trouble::Timer,
        Trouble::Marketplace,
        Trouble::Empty,
        Trouble::TooManyLines,
    ])
}

pub fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        15 => bare(),
        1 => text().prop_map(Trouble::OptionGone),
        1 => text().prop_map(Trouble::OptionAmbiguous),
        1 => text().prop_map(Trouble::OptionTwice),
        1 => text().prop_map(Trouble::GroupImpossible),
        1 => text().prop_map(Trouble::Refused),
        1 => (text(), any::<u32>()).prop_map(|(group, n)| Trouble::OptionMissing(group, n)),
        1 => (text(), any::<u32>()).prop_map(|(group, n)| Trouble::OptionTooMany(group, n)),
        1 => any::<u32>().prop_map(Trouble::NoteTooLong),
        1 => any::<u32>().prop_map(Trouble::DiscountOverLimit),
        1 => quantity().prop_map(Trouble::QuantityRange),
        4 => (money(), money(), 0..6).prop_map(|(a, b, which)| match which {
            0 => Trouble::Surcharge(a),
            1 => Trouble::DiscountOverLine(a),
            2 => Trouble::PaymentsUnknown(a),
            3 => Trouble::PaidOverTotal(a),
            4 => Trouble::Reprice(a, b),
            _ => Trouble::RepriceTotal(a, b),
        }),
    ]
}

pub fn problem() -> impl Strategy<Value = Problem> {
    (place(), trouble()).prop_map(|(place, trouble)| Problem::new(place, trouble))
}
