//! Any value of the model, for round trips.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod bill;
pub mod catalogue;
pub mod edit;
pub mod intake;
pub mod problem;
pub mod reply;

use adisyon_bill::line::{Chosen, OwnItem};
use adisyon_bill::{Money, ProductId, Quantity, Rate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Any text, empty and control characters too.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~çğıİöşüÇĞÖŞÜ]{0,12}",
        1 => vec(any::<char>(), 0..6).prop_map(String::from_iter),
    ]
}

/// An opaque id as the platform may make it: never empty.
pub fn id() -> impl Strategy<Value = String> {
    "[A-Za-z0-9%~._:/ -]{1,24}"
}

pub fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

/// Any amount that is accepted from outside.
pub fn money() -> impl Strategy<Value = Money> {
    let most = Money::MAX.minor();
    prop_oneof![Just(0), Just(most), Just(-most), -most..=most].prop_map(Money::from_minor)
}

/// Any quantity that a read may show.
pub fn quantity() -> impl Strategy<Value = Quantity> {
    (-9_999_000..=9_999_000i64).prop_map(Quantity::from_thousandths)
}

pub fn rate() -> impl Strategy<Value = Rate> {
    (-10_000..=100_000i64).prop_map(Rate::from_hundredths)
}

pub fn product() -> impl Strategy<Value = ProductId> {
    id().prop_map(ProductId::new)
}

pub fn names() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(("[a-zA-Z]{2}", text()), 0..3)
}

pub fn chosen() -> impl Strategy<Value = Chosen> {
    (id(), option::of(id()), text()).prop_map(|(group, id, title)| Chosen { group, id, title })
}

pub fn own() -> impl Strategy<Value = Vec<OwnItem>> {
    let item = ("[a-z][a-z-]{0,9}", text()).prop_map(|(key, value)| OwnItem { key, value });
    vec(item, 0..3)
}
